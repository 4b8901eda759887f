"""Where a change is spliced into a text, and with which words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from okrsite.edit.asked import position
from okrsite.edit.fields import Fields, Node
from okrsite.edit.shape import NOTHING, Path, Unclear, Value, nested
from okrsite.edit.taking_out import comment_within, taken_out
from okrsite.edit.wording import flow, lines, scalar

Splice = tuple[int, int, str]
"""The span that goes, and the words that come."""

_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=\r|\n|\Z)")


def put(source: Fields, path: Path, value: Value, after: Sequence[str] = ()) -> Splice:
    """Set a field, or replace what it has."""
    found, rest = _found(source, path)
    if not rest:
        return _replaced(source, found[-1], value, _in_brackets(found))
    if rest == path and source.root is None:
        words = lines(nested(rest, value))
        end = _end_of_line(source)
        return source.start, source.start, "".join(f"{line}{end}" for line in words)
    here = found[-1]
    if _is_nothing(here):
        return _replaced(source, here, nested(rest, value), _in_brackets(found))
    if not isinstance(here, yaml.MappingNode):
        raise Unclear(f"`{rest[0]}` is no field there")
    names = [key.value for key, _ in here.value]
    at = position(names, after if len(rest) == 1 else ())
    return _field(source, here, at, str(rest[0]), nested(rest[1:], value))


def added(source: Fields, path: Path, value: Value) -> Splice:
    """Add an item to a list."""
    found, rest = _found(source, path)
    if rest or _is_nothing(found[-1]):
        return put(source, path, [value])
    here = found[-1]
    if not isinstance(here, yaml.SequenceNode):
        start, end = source.span(here)
        return start, end, f"[{source.text[start:end]}, {flow(value)}]"
    if here.flow_style:
        return _bracketed(source, here, flow(value))
    column = here.start_mark.column
    first, *more = lines([value])
    return _below(source, source.span(here.value[-1])[1], [first, *more], column)


def removed(source: Fields, path: Path) -> Splice:
    """Take a field or an item out."""
    found, rest = _found(source, path)
    if rest or len(found) < 2:
        raise Unclear("no such field")
    within = found[-2]
    if within is found[-1] or not isinstance(within, yaml.CollectionNode):
        raise Unclear("it is written as a list of one")
    return taken_out(source, within, _place(within, path[-1]))


def renamed(source: Fields, path: Path, name: str) -> Splice:
    """Give a field another name, in the quotes that it has."""
    found, rest = _found(source, path)
    if rest or len(found) < 2 or not isinstance(within := found[-2], yaml.MappingNode):
        raise Unclear("no such field")
    key = within.value[_place(within, path[-1])][0]
    start, end = source.span(key)
    quote = source.text[start] if source.text[start] in "\"'" else ""
    return start, end, scalar(name, quote) if quote else name


def _found(source: Fields, path: Path) -> tuple[list[Node], Path]:
    """The nodes along a path as far as it leads, from the top, and what is left of it."""
    found: list[Node] = [] if source.root is None else [source.root]
    for at, step in enumerate(path):
        here = found[-1] if found else None
        if isinstance(here, yaml.SequenceNode) and isinstance(step, int):
            if not 0 <= step < len(here.value):
                raise Unclear("no such item")
            found.append(here.value[step])
        elif step == 0 and here is not None and not _is_nothing(here):
            found.append(here)
        elif isinstance(here, yaml.MappingNode) and isinstance(step, str):
            values = [value for key, value in here.value if key.value == step]
            if not values:
                return found, path[at:]
            found.append(values[0])
        else:
            return found, path[at:]
    return found, ()


def _place(within: Node, step: str | int) -> int:
    if isinstance(step, int):
        return step
    return next(at for at, (key, _) in enumerate(within.value) if key.value == step)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and bool(node.tag == NOTHING)


def _in_brackets(found: Sequence[Node]) -> bool:
    return any(isinstance(n, yaml.CollectionNode) and n.flow_style for n in found[:-1])


def _replaced(source: Fields, node: Node, value: Value, in_brackets: bool) -> Splice:
    start, end = source.span(node)
    if comment_within(source, start, end, [node]):
        raise Unclear("a comment stands there")
    was = source.text[start:end]
    quote = was[0] if isinstance(node, yaml.ScalarNode) and was[:1] in ('"', "'") else ""
    plain = isinstance(value, str)
    words = scalar(value, quote) if plain else flow(value)  # type: ignore[arg-type]
    if not in_brackets and not plain and len(words) + node.start_mark.column > 100:
        indent = " " * node.start_mark.column
        here = source.text.rfind("\n", 0, start) + 1
        if source.text[here:start].strip(" -") == "":  # it begins its line, or its item
            words = f"{_end_of_line(source)}{indent}".join(lines(value))
    if start and not source.text[start - 1].isspace() and source.text[start - 1] in ":-":
        words = f" {words}"
    if was.endswith(("\n", "\r")):  # a block of text ends with its line
        words += "\r\n" if was.endswith("\r\n") else was[-1]
    return start, end, words


def _field(source: Fields, here: yaml.MappingNode, at: int, name: str, value: Value) -> Splice:
    words = f"{scalar(name)}: {flow(value)}"
    if here.flow_style:
        return _bracketed(source, here, words, at)
    last = here.value[at - 1][1] if at else None
    if last is None:
        raise Unclear("no field to stand after")
    column = here.value[0][0].start_mark.column
    return _below(source, source.span(last)[1], lines({name: value}), column)


def _bracketed(source: Fields, here: Node, words: str, at: int | None = None) -> Splice:
    """One more between brackets."""
    count = len(here.value) if at is None else at
    if not count:
        start = source.span(here)[0] + 1
        return start, start, f"{words}, " if here.value else words
    last = here.value[count - 1]
    end = source.span(last[1] if isinstance(last, tuple) else last)[1]
    return end, end, f", {words}"


def _below(source: Fields, end: int, words: Sequence[str], column: int) -> Splice:
    """Lines of their own after the one on which something ends, and its comment."""
    text, stop = source.text, _end_of_line(source)
    block = "".join(f"{' ' * column}{line}{stop}" for line in words)
    if end and text[end - 1] in "\r\n":  # a block of text ends with its line
        return end, end, block
    rest = _REST.match(text, end)
    if rest is None:
        raise Unclear("something else stands on its line")
    at = rest.end()
    if at == len(text):
        return at, at, f"{stop}{block.removesuffix(stop)}"
    at += 2 if text[at : at + 2] == "\r\n" else 1
    return at, at, block


def _end_of_line(source: Fields) -> str:
    found = re.search(r"\r\n|\r|\n", source.text)
    return found.group() if found else "\n"
