"""The fields of a source text, with the exact span of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_BREAK = re.compile(r"\r\n|\r|\n")
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?:^|(?<=\r))---[ \t]*(?=\r|\n|\Z)", re.MULTILINE)

Node = yaml.Node
Pairs = Sequence[tuple[Node, Node]]
Shape = Any
"""What a node says, without where it stands: two texts of one shape say the same."""


class Unclear(Exception):
    """A text whose fields cannot be told for sure; it is left as it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a mapping, and the mapping it stands in."""

    within: yaml.MappingNode
    index: int
    above: Entry | None
    """The field whose value the mapping is."""

    @property
    def key(self) -> yaml.ScalarNode:
        """Its name."""
        key: yaml.ScalarNode = self.within.value[self.index][0]
        return key

    @property
    def value(self) -> Node:
        """Its value."""
        value: Node = self.within.value[self.index][1]
        return value

    @property
    def outermost(self) -> Entry:
        """The field that goes with it: one above that would be empty without it, else itself."""
        alone = len(self.within.value) == 1 and self.above is not None
        return self.above.outermost if alone and self.above else self


@dataclass(frozen=True, slots=True)
class Fields:
    """All fields of a text; spans are those in the whole text."""

    text: str
    start: int
    """Where its YAML begins: after the line that opens front matter."""
    root: Node | None

    def entries(self) -> Iterator[Entry]:
        """Every field, from the outside in."""
        if isinstance(self.root, yaml.MappingNode):
            yield from _entries(self.root, None)
        elif isinstance(self.root, yaml.SequenceNode):
            yield from _within(self.root, None)

    def span(self, node: Node) -> tuple[int, int]:
        """Where a node begins and ends; a block ends with its last value."""
        return self.start + node.start_mark.index, self.start + _end(node)

    def line(self, node: Node) -> int:
        """The line of the file on which a node begins, from 1."""
        return len(_BREAK.findall(self.text, 0, self.span(node)[0])) + 1

    def column(self, node: Node) -> int:
        """The column at which a node begins, from 1."""
        at = self.span(node)[0]
        return at - max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at))


def fields(text: str, whole: bool) -> Fields:
    """The fields of front matter; of a `whole` file where it is YAML from its beginning.

    Raises:
        Unclear: where it is no YAML, or has what this format refuses.
    """
    start, end = (0, len(text)) if whole else _front(text)
    try:
        root = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
        shape(root)
    except (yaml.YAMLError, RecursionError) as error:
        raise Unclear(str(error)) from None
    return Fields(text, start, root)


def _front(text: str) -> tuple[int, int]:
    opening = _OPENING.match(text)
    if opening is None:
        raise Unclear("no front matter")
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise Unclear("front matter that is never closed")
    return opening.end(), closing.start()


def shape(
    node: Node | None, instead: Mapping[int, Pairs] | None = None, seen: set[int] | None = None
) -> Shape:
    """What a node says; `instead` gives mappings, by identity, other fields than they have.

    Raises:
        Unclear: where one node stands in two places: a YAML alias.
    """
    seen = set() if seen is None else seen
    if node is None:
        return "map", []
    if id(node) in seen:
        raise Unclear("a YAML alias")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.value
    if isinstance(node, yaml.MappingNode):
        pairs: Pairs = (instead or {}).get(id(node), node.value)
        return "map", [(shape(k, instead, seen), shape(v, instead, seen)) for k, v in pairs]
    return "list", [shape(item, instead, seen) for item in node.value]


def _entries(node: yaml.MappingNode, above: Entry | None) -> Iterator[Entry]:
    for index, (key, value) in enumerate(node.value):
        if not isinstance(key, yaml.ScalarNode):
            raise Unclear("a key that is no text")
        entry = Entry(node, index, above)
        yield entry
        yield from _within(value, entry)


def _within(node: Node, above: Entry | None) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode):
        yield from _entries(node, above)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            # An item is a thing of its own: nothing above it goes with its last field.
            yield from _within(item, None)


def _end(node: Node) -> int:
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end
