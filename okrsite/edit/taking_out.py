"""The span of a field or an item that goes, with the comma or the lines that go with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from okrsite.edit.fields import Fields, Node
from okrsite.edit.shape import Unclear

_BLANK = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")


def taken_out(source: Fields, within: yaml.CollectionNode, index: int) -> tuple[int, int, str]:
    """The span of an entry.

    Raises:
        Unclear: where a comment would go too, or something else stands on its lines.
    """
    pairs = [entry if isinstance(entry, tuple) else (entry, entry) for entry in within.value]
    spans = [(source.span(key)[0], source.span(value)[1]) for key, value in pairs]
    start, end = _commas(spans, index) if within.flow_style else _lines(source, *spans[index])
    if comment_within(source, start, end, pairs[index]):
        raise Unclear("a comment stands there")
    return start, end, ""


def _commas(spans: Sequence[tuple[int, int]], index: int) -> tuple[int, int]:
    """The entry and the comma that parts it from its neighbour."""
    if index + 1 < len(spans):
        return spans[index][0], spans[index + 1][0]
    return (spans[index - 1][1] if index else spans[index][0]), spans[index][1]


def _lines(source: Fields, at: int, end: int) -> tuple[int, int]:
    """The whole lines of the entry."""
    text = source.text
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    if text[start:at].strip(" ") not in ("", "-"):
        raise Unclear("something else stands on its line")
    if end and text[end - 1] in "\r\n":  # a block of text ends with its line
        blank = _BLANK.match(text, end, source.stop)
        return start, blank.end() if blank else end
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    rest = text[end : end + 2]
    if rest and rest[0] not in "\r\n":
        raise Unclear("something else stands on its line")
    return start, end + (2 if rest == "\r\n" else len(rest[:1]))


def comment_within(source: Fields, start: int, end: int, nodes: Sequence[Node]) -> bool:
    """Whether a span holds a comment: a `#` besides those of its texts."""
    left, at = "", start
    for first, last in sorted(source.span(each) for each in scalars(*nodes)):
        left += source.text[at:first]
        at = max(at, last)
    return "#" in left + source.text[at:end]


def scalars(*nodes: yaml.Node) -> list[yaml.ScalarNode]:
    """The texts and numbers within nodes, names of fields too."""
    found: list[yaml.ScalarNode] = []
    for node in nodes:
        if isinstance(node, yaml.ScalarNode):
            found.append(node)
        elif isinstance(node, yaml.MappingNode):
            found += scalars(*(each for pair in node.value for each in pair))
        else:
            found += scalars(*node.value)
    return found
