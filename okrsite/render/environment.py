"""What templates can do: little, and nothing that depends on when or where they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from string import Formatter
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.environment import TemplateModule
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from okrsite.i18n import gettext, pgettext
from okrsite.model.prose import Prose
from okrsite.model.text import did_you_mean
from okrsite.pages._escape import Html
from okrsite.pages._frame import HERE
from okrsite.render.compiled import quickened
from okrsite.render.kept import Kept
from okrsite.render.said import (
    counted,
    filled,
    said,
    said_as,
    said_many,
    script_words,
    within,
)
from okrsite.render.theme import Theme, ThemeError
from okrsite.shelf import folders


def make_environment(theme: Theme, is_page: Callable[[str], bool]) -> Environment:
    """The environment of a theme's templates; `is_page` says whether a link may lead to an address.

    `THEME/NAME.html` names a template of one theme of the chain, so that a theme can extend the
    very template that it replaces.
    """
    own = FileSystemLoader([*theme.templates])
    each = PrefixLoader({f.name: FileSystemLoader(f / "templates") for f in theme.folders})
    # Those of page types that installed packages bring, where no theme has one of that name.
    brought = FileSystemLoader([folder / "templates" for folder in folders()])
    environment = _Quick(
        loader=ChoiceLoader([own, each, brought]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Kept(theme.static),
    )
    environment.globals.clear()  # `lipsum` and its like are neither needed nor the same every time
    environment.globals |= {"_": said, "pgettext": said_as, "ngettext": said_many}
    environment.globals[_FILLED] = filled
    environment.globals["script_words"] = script_words
    environment.globals["styles"] = tuple(_static(theme, name) for name in theme.styles)
    environment.beneath = theme.beneath
    environment._found = {}
    del environment.filters["random"]
    way = _way(is_page)
    environment.filters |= {
        "url": url,
        "static": partial(_static, theme),
        "counted": counted,
        "within": within,
        "inline": partial(_drawn, way),
        "blocks": partial(_drawn, way),
    }
    return environment


class _Layered(Template):
    """A template whose macros, when it is imported, stand on those of the theme that it extends.

    So a theme's `parts.html` holds the macros that it changes, and no other.
    """

    def make_module(self, *words: Any, **named: Any) -> TemplateModule:
        """The macros: its own, and those of the same file one theme further on."""
        module = super().make_module(*words, **named)
        environment = self.environment
        assert isinstance(environment, _Quick)  # noqa: S101 (it made this template)
        further = environment.beneath(Path(self.filename or ""))
        if further:
            for name, macro in vars(environment.get_template(further).make_module()).items():
                vars(module).setdefault(name, macro)
        return module

    def _get_default_module(self, ctx: object = None) -> TemplateModule:
        """The macros for whoever imports them: they see of a page what they are given."""
        del ctx
        return super()._get_default_module()


class _Quick(Environment):
    """Templates that escape and call with the functions of `quick.py`, and look fields up plainly.

    A page has hundreds of small texts, and every one is a field of a view: what is no attribute is
    a mistake, never a key, so nothing else need be tried.
    """

    template_class = _Layered
    _found: dict[str, Template]
    beneath: Callable[[Path], str]
    """`THEME/NAME.html` of the theme beneath a template's own, where that has one of its name."""

    def get_template(self, name: str | Template, *words: Any, **named: Any) -> Template:
        """A template by its name, looked for once: a page asks for a dozen, and none changes."""
        if isinstance(name, Template):
            return name
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, *words, **named)
        return found

    def _parse(self, *words: Any, **named: Any) -> nodes.Template:
        found: nodes.Template = _Translated().visit(super()._parse(*words, **named))
        return found

    def _generate(self, *words: Any, **named: Any) -> str:
        return quickened(super()._generate(*words, **named))


_SAYING: dict[str, Callable[..., str]] = {"_": gettext, "pgettext": pgettext}
_FILLED = "filled"


class _Translated(NodeTransformer):
    """Says `_("...")` once, when a template is compiled: a drawn page finds the words in place."""

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 (Jinja's name)
        """What is written at once: its words are text of the template, its values stand between."""
        self.generic_visit(node)
        node.nodes = [piece for each in node.nodes for piece in _parted(each)]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's name)
        """A message alone becomes text of the template; one with values is only filled in."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name not in _SAYING:
            return node
        told = [each.value for each in node.args if isinstance(each, nodes.Const)]
        if len(told) != len(node.args):
            return node
        text = _SAYING[node.node.name](*told)
        if not node.kwargs:
            return nodes.TemplateData(text, lineno=node.lineno)
        node.node.name = _FILLED
        node.args = [nodes.Const(text, lineno=node.lineno)]
        return node


def _parted(node: nodes.Expr) -> Iterator[nodes.Expr]:
    """A message with values as its pieces; anything else as it is."""
    if not (isinstance(node, nodes.Call) and getattr(node.node, "name", "") == _FILLED):
        yield node
        return
    values = {each.key: each.value for each in node.kwargs}
    line = node.lineno
    for words, name, *_ in Formatter().parse(node.args[0].as_const()):
        if words:
            yield nodes.TemplateData(words, lineno=line)
        if name is not None:
            yield nodes.Filter(values[name], "within", [], [], None, None, lineno=line)


@lru_cache(maxsize=65536)
def url(address: str) -> Markup:
    """An address from the site's root, as it is written on any page."""
    return Markup(HERE) + escape(address[1:])  # noqa: S704 (one character of ours)


Way = Callable[[str], str | None]


def _way(is_page: Callable[[str], bool]) -> Way:
    def way(address: str) -> str | None:
        return HERE + address[1:] if is_page(address.partition("#")[0]) else None

    return way


def _static(theme: Theme, name: str) -> Markup:
    if name not in theme.static:
        hint = did_you_mean(name, theme.static)
        raise ThemeError(f"The theme `{theme.name}` has no static file `{name}`. {hint}".rstrip())
    return url(theme.static[name])


def _drawn(way: Way, prose: Prose, level: int = 2) -> Markup:
    return Html(prose.html(way, level))
