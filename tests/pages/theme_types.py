"""Follows the types of views through templates, every branch of them, without drawing anything."""

# ruff: noqa: ANN401 (a type's annotation may be anything, and so may a node)
from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from jinja2 import Environment, nodes

from okrsite.model.prose import Prose
from tests.docs.theme_views import seen, views

Scope = dict[str, Any]
"""Names that stand for something of a known type; any other name is not followed."""


class Follower:
    """Checks the templates of a theme, given by name: the nearest folder wins."""

    def __init__(self, folders: list[Path]) -> None:
        self._folders = folders
        self._followed: set[tuple[str, str, tuple[str, ...]]] = set()
        self.used: set[tuple[type, str]] = set()
        self.faults: list[str] = []

    def page(self, name: str) -> None:
        """Follow a page's template, and those that it extends."""
        self._template(f"{name}.html", {"view": views()[name]})

    def _template(self, name: str, scope: Scope) -> None:
        tree, name = self._parsed(name)
        for each in tree.find_all(nodes.Extends):
            if isinstance(each.template, nodes.Concat):  # a theme's own page, by its name
                assert name.endswith("/theme_page.html")
                continue
            assert isinstance(each.template, nodes.Const)
            self._template(each.template.value, scope)
        self._all(tree.body, dict(scope), name)

    def _parsed(self, name: str) -> tuple[nodes.Template, str]:
        """Of `THEME/NAME.html`, that very file; of a theme that lacks one, the extended one's."""
        theme, _, own = name.rpartition("/")
        folders = [each for each in self._folders if theme in ("", each.name)]
        found = next(path for f in folders if (path := f / "templates" / own).is_file())
        return _tree(found), f"{found.parts[-3]}/{own}"

    def _all(self, body: list[Any], scope: Scope, where: str) -> None:
        for each in body:
            self._node(each, scope, where)

    def _node(self, node: Any, scope: Scope, where: str) -> None:
        match node:
            case nodes.For():
                self._for(node, scope, where)
            case nodes.Macro():  # followed where it is called, with what it is called with
                scope[f"{node.name}()"] = (where, node, scope)
            case nodes.Assign(target=nodes.Name(name=name)):
                self._all(list(node.iter_child_nodes(exclude=["target"])), scope, where)
                scope[name] = self._type(node.node, scope, where)
            case nodes.Import():
                scope[node.target] = self._module(node)
            case nodes.FromImport():
                module = self._module(node)
                for each in node.names:
                    theirs, ours = each if isinstance(each, tuple) else (each, each)
                    scope[f"{ours}()"] = module[f"{theirs}()"]
            case nodes.Include(template=nodes.Const(value=name)):
                self._template(name, scope)
            case nodes.Call():
                self._call(node, scope, where)
            case nodes.Getattr() | nodes.Name():
                self._type(node, scope, where)
            case nodes.Block():
                self._all(node.body, dict(scope), where)
            case _:
                self._all(list(node.iter_child_nodes()), scope, where)

    def _module(self, node: nodes.Import | nodes.FromImport) -> Scope:
        assert isinstance(node.template, nodes.Const)
        found: Scope = {}
        for folder in reversed(self._folders):  # a file of macros holds those that it changes
            if (folder / "templates" / node.template.value.rpartition("/")[2]).is_file():
                own = node.template.value.rpartition("/")[2]
                tree, where = self._parsed(f"{folder.name}/{own}")
                inside: Scope = {}
                self._all(tree.body, inside, where)
                found |= inside
        return found

    def _for(self, node: nodes.For, scope: Scope, where: str) -> None:
        self._node(node.iter, scope, where)
        inner = dict(scope) | {"loop": None}
        self._bind(node.target, _element(self._type(node.iter, scope, where)), inner)
        self._all([node.test] if node.test else [], inner, where)
        self._all(node.body, inner, where)
        self._all(node.else_, dict(scope), where)

    def _bind(self, target: nodes.Node, told: Any, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = told
        elif isinstance(target, nodes.Tuple):
            parts = get_args(told) or [None] * len(target.items)
            for each, part in zip(target.items, parts, strict=True):
                self._bind(each, part, scope)

    def _call(self, node: nodes.Call, scope: Scope, where: str) -> None:
        self._all([*node.args, *(each.value for each in node.kwargs)], scope, where)
        found = None
        if isinstance(node.node, nodes.Name):
            found = scope.get(f"{node.node.name}()")
        elif isinstance(node.node, nodes.Getattr) and isinstance(node.node.node, nodes.Name):
            module = scope.get(node.node.node.name)
            found = module[f"{node.node.attr}()"] if isinstance(module, dict) else None
        if found is None:
            return
        theirs, macro, outer = found
        told = dict.fromkeys(each.name for each in macro.args)
        told |= {
            name.name: self._type(each, scope, where)
            for name, each in zip(macro.args, node.args, strict=False)
        }
        told |= {each.key: self._type(each.value, scope, where) for each in node.kwargs}
        key = (theirs, macro.name, tuple(map(str, told.values())))
        if key not in self._followed:
            self._followed.add(key)
            self._all(macro.body, {**outer, **told}, theirs)

    def _type(self, node: Any, scope: Scope, where: str) -> Any:
        """What is known of an expression; None where nothing is."""
        match node:
            case nodes.Name(name=name):
                return scope.get(name)
            case nodes.Getattr():
                return self._field(self._type(node.node, scope, where), node, where)
            case nodes.Getitem(arg=nodes.Slice()):
                return self._type(node.node, scope, where)
            case nodes.Getitem():
                return _element(self._type(node.node, scope, where))
            case nodes.Filter(name="list" | "selectattr" | "rejectattr"):
                return self._type(node.node, scope, where)
            case nodes.Or() | nodes.And():
                return self._type(node.left, scope, where) or self._type(node.right, scope, where)
            case nodes.CondExpr():
                return self._type(node.expr1, scope, where)
            case _:
                return None

    def _field(self, told: Any, node: nodes.Getattr, where: str) -> Any:
        found = []
        for each in _alternatives(told):
            if each is Prose and node.attr == "plain":
                continue
            if node.attr in seen().get(each, {}):
                self.used.add((each, node.attr))
                found.append(seen()[each][node.attr])
            elif each is not None and not isinstance(each, dict):
                self.faults.append(f"{where}:{node.lineno}: `{node.attr}` of {each}")
        return found[0] if found else None


@cache
def _tree(path: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(path.read_text("utf-8"))


def _alternatives(told: Any) -> Iterator[Any]:
    if get_origin(told) in (Union, types.UnionType):
        yield from (each for each in get_args(told) if each is not type(None))
    else:
        yield told


def _element(told: Any) -> Any:
    """What a list holds; of `X | None` too."""
    for each in _alternatives(told):
        inner = get_args(each)
        if get_origin(each) in (tuple, list) and (len(inner) == 1 or inner[-1] is Ellipsis):
            return inner[0]
    return None
