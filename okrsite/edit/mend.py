"""Mends a source text: each fix is spliced in, and kept only where nothing else has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from okrsite.edit.fields import Entry, Fields, Unclear, fields, shape
from okrsite.model.problem import Fix

_TEXT = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its mends."""

    text: str
    done: tuple[Fix, ...] = ()
    left: tuple[Fix, ...] = ()
    """Those that could not be made for sure."""


def mend(text: str, fixes: Iterable[Fix], whole: bool = False) -> Mended:
    """Make what fixes can be made; all other bytes, comments too, stay as they are.

    `whole`: the file is YAML from its beginning, and no Markdown with front matter. The text comes
    without a byte order mark, its line ends as they are in the file.
    """
    done: list[Fix] = []
    left: list[Fix] = []
    # From the end to the beginning, so that the places of those to come stay true.
    for fix in sorted(set(fixes), key=lambda each: each.place, reverse=True):
        try:
            text = _with(text, fix, whole)
            done.append(fix)
        except Unclear:
            left.append(fix)
    return Mended(text, tuple(reversed(done)), tuple(reversed(left)))


def _with(text: str, fix: Fix, whole: bool) -> str:
    """The text with one fix.

    Raises:
        Unclear: where it cannot be made so that everything else stays.
    """
    before = fields(text, whole)
    entry = _find(before, fix)
    if not fix.name:
        entry = entry.outermost
    start, end, words = _renamed(before, entry, fix) if fix.name else _taken_out(before, entry)
    after = text[:start] + words + text[end:]
    pairs = [*entry.within.value]
    pairs[entry.index : entry.index + 1] = (
        [(yaml.ScalarNode(_TEXT, fix.name), entry.value)] if fix.name else []
    )
    if shape(fields(after, whole).root) != shape(before.root, {id(entry.within): pairs}):
        raise Unclear("something else would change")
    return after


def _find(source: Fields, fix: Fix) -> Entry:
    """The field that a fix is for: on its line, and at its column where several are there."""
    named = [each for each in source.entries() if each.key.value == fix.field]
    nodes = [(entry, node) for entry in named for node in (entry.key, entry.value)]
    near = [(entry, node) for entry, node in nodes if source.line(node) == fix.place.line]
    exact = [entry for entry, node in near if source.column(node) == fix.place.column]
    found = exact or [entry for entry, _ in near]
    if not found or any(each != found[0] for each in found):
        raise Unclear(f"no single field `{fix.field}` on line {fix.place.line}")
    return found[0]


def _renamed(source: Fields, entry: Entry, fix: Fix) -> tuple[int, int, str]:
    if any(key.value == fix.name for key, _ in entry.within.value):
        raise Unclear(f"`{fix.name}` is there already")
    start, end = source.span(entry.key)
    quote = source.text[start] if source.text[start] in "\"'" else ""
    return start, end, f"{quote}{fix.name}{quote}"


def _taken_out(source: Fields, entry: Entry) -> tuple[int, int, str]:
    if entry.within.flow_style:
        start, end = _between_brackets(source, entry)
    else:
        start, end = _lines(source, entry)
    if "#" in _without_scalars(source, entry, start, end):
        raise Unclear("a comment stands there")
    return start, end, ""


def _between_brackets(source: Fields, entry: Entry) -> tuple[int, int]:
    """The field and the comma that parts it from its neighbour."""
    entries = entry.within.value
    if entry.index + 1 < len(entries):
        return source.span(entry.key)[0], source.span(entries[entry.index + 1][0])[0]
    end = source.span(entry.value)[1]
    if entry.index:
        return source.span(entries[entry.index - 1][1])[1], end
    return source.span(entry.key)[0], end


def _lines(source: Fields, entry: Entry) -> tuple[int, int]:
    """The whole lines of the field."""
    text, at = source.text, source.span(entry.key)[0]
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    end = source.span(entry.value)[1]
    if end and text[end - 1] in "\r\n":  # a block of text ends with its line
        return start, end
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    rest = text[end : end + 2]
    if text[start:at].strip(" ") or (rest and rest[0] not in "\r\n"):
        raise Unclear("something else stands on its line")
    return start, end + (2 if rest == "\r\n" else len(rest[:1]))


def _without_scalars(source: Fields, entry: Entry, start: int, end: int) -> str:
    """What a span holds besides texts and numbers."""
    left, at = "", start
    for first, last in sorted(source.span(each) for each in _scalars(entry.key, entry.value)):
        left += source.text[at:first]
        at = max(at, last)
    return left + source.text[at:end]


def _scalars(*nodes: yaml.Node) -> list[yaml.ScalarNode]:
    found: list[yaml.ScalarNode] = []
    for node in nodes:
        if isinstance(node, yaml.ScalarNode):
            found.append(node)
        elif isinstance(node, yaml.MappingNode):
            found += _scalars(*(each for pair in node.value for each in pair))
        else:
            found += _scalars(*node.value)
    return found
