"""YAML and JSON as trees that know their lines; bounded in depth and size."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from okrsite.exchange._bounds import NotReadable
from okrsite.model.noun import dataclass

_DEPTH = 40
_NODES = 200_000
_LONGEST_YAML = 2**20


@dataclass(frozen=True, slots=True)
class Tree:
    """A value, where it stood, and the way to it; lists and mappings hold trees."""

    value: Any
    line: int = 0
    path: str = ""

    def plain(self) -> Any:
        """The value without its places."""
        if isinstance(self.value, dict):
            return {name: child.plain() for name, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value


def json_tree(text: str, name: str) -> list[Tree] | None:
    """A JSON text as a tree; None where it is no JSON.

    Raises:
        NotReadable: where it is too deep or too large.
    """
    try:
        value = json.loads(text)
    except RecursionError:
        raise _too_much(name) from None
    except ValueError:
        return None
    return [_Places(text, name).tree(value, "", 0)]


class _Places:
    """Finds the lines of texts, in the order in which they stand."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.at, self.line, self.count = 0, 1, 0

    def tree(self, value: Any, path: str, depth: int) -> Tree:
        self.count += 1
        if depth > _DEPTH or self.count > _NODES:
            raise _too_much(self.name)
        line = self.line
        if isinstance(value, dict):
            children: dict[str, Tree] = {}
            for index, (key, each) in enumerate(value.items()):
                self._find(key)
                line = self.line if index == 0 else line
                children[key] = self.tree(each, f"{path}.{key}".lstrip("."), depth + 1)
            return Tree(children, line, path)
        if isinstance(value, list):
            items = [self.tree(each, f"{path}[{i}]", depth + 1) for i, each in enumerate(value)]
            return Tree(items, line, path)
        if isinstance(value, str):
            self._find(value)
        return Tree(value, self.line, path)

    def _find(self, words: str) -> None:
        for escaped in (json.dumps(words, ensure_ascii=False), json.dumps(words)):
            at = self.text.find(escaped, self.at, self.at + 200_000)
            if at >= 0:
                self.line += self.text.count("\n", self.at, at)
                self.at = at + 1
                return


def yaml_trees(text: str, name: str) -> Iterator[Tree]:
    """The documents of a YAML text as trees.

    Raises:
        NotReadable: where it is no YAML, too deep or too large, or says one thing by another.
    """
    import yaml

    if len(text) > _LONGEST_YAML:
        raise NotReadable(f"{name} is larger than 1 MB: that is no list of OKRs")
    loader = yaml.SafeLoader(text)
    count = 0

    def tree(node: yaml.Node, path: str, depth: int) -> Tree:
        nonlocal count
        count += 1
        if depth > _DEPTH or count > _NODES:
            raise _too_much(name)
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            pairs = {
                str(loader.construct_object(key, deep=True))[:200]: tree(
                    value, f"{path}.{getattr(key, 'value', '')}".lstrip(".")[:300], depth + 1
                )
                for key, value in node.value
            }
            return Tree(pairs, line, path)
        if isinstance(node, yaml.SequenceNode):
            items = [tree(each, f"{path}[{i}]", depth + 1) for i, each in enumerate(node.value)]
            return Tree(items, line, path)
        return Tree(loader.construct_object(node), line, path)

    try:
        while loader.check_node():
            node = loader.get_node()
            if node is not None:
                yield tree(node, "", 0)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        problem = getattr(fault, "problem", None) or "it is broken"
        raise NotReadable(f"{where} is no YAML: {problem}") from None
    except (ValueError, TypeError):
        raise NotReadable(f"{name} is no YAML that can be read") from None
    except RecursionError:
        raise _too_much(name) from None
    finally:
        loader.dispose()


def _too_much(name: str) -> NotReadable:
    return NotReadable(f"{name} is nested too deeply, or holds too much, to be a list of OKRs")
