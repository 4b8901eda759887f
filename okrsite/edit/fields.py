"""The fields of a source text, with the exact span of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from okrsite.edit.shape import Path, Unclear, shape
from okrsite.model.noun import dataclass

_BREAK = re.compile(r"\r\n|\r|\n")
_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?:^|(?<=\r))---[ \t]*(?=\r|\n|\Z)", re.MULTILINE)

Node = yaml.Node


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a mapping, and the mapping it stands in."""

    path: Path
    """The names and numbers that lead to it from the top."""
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
    stop: int
    """Where its YAML ends: before the line that closes front matter."""
    root: Node | None

    def entries(self) -> Iterator[Entry]:
        """Every field, from the outside in."""
        if isinstance(self.root, yaml.MappingNode):
            yield from _entries(self.root, (), None)
        elif isinstance(self.root, yaml.SequenceNode):
            yield from _within(self.root, (), None)

    def span(self, node: Node) -> tuple[int, int]:
        """Where a node begins and ends; a block ends with its last value."""
        return self.start + node.start_mark.index, self.start + self._end(node)

    def _end(self, node: Node) -> int:
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            end -= len(_beyond(self.text[self.start + node.start_mark.index : self.start + end]))
        return end

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
        said = shape(root)
        # The parser that sites are read with is a second opinion: the two differ at the edges. It
        # comes second, as it crashes on depth, where the first one only gives up.
        if said != shape(yaml.compose(text[start:end], Loader=yaml.CSafeLoader)):
            raise Unclear("it can be read in two ways")
    except (yaml.YAMLError, RecursionError, UnicodeEncodeError) as error:
        raise Unclear(str(error)) from None
    return Fields(text, start, end, root)


def _front(text: str) -> tuple[int, int]:
    opening = _OPENING.match(text)
    if opening is None:
        raise Unclear("no front matter")
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise Unclear("front matter that is never closed")
    return opening.end(), closing.start()


def _entries(node: yaml.MappingNode, path: Path, above: Entry | None) -> Iterator[Entry]:
    for index, (key, value) in enumerate(node.value):
        if not isinstance(key, yaml.ScalarNode):
            raise Unclear("a key that is no text")
        entry = Entry((*path, key.value), node, index, above)
        yield entry
        yield from _within(value, entry.path, entry)


def _within(node: Node, path: Path, above: Entry | None) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode):
        yield from _entries(node, path, above)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            # An item is a thing of its own: nothing above it goes with its last field.
            yield from _within(item, (*path, index), None)


def _beyond(block: str) -> str:
    """What the parser counts to a block of text after its last line: blank lines, comments."""
    lines = block.splitlines(keepends=True)
    words = [line for line in lines[1:] if line.strip()]
    if not words:
        return "".join(lines[1:])
    inside = len(words[0]) - len(words[0].lstrip(" "))
    last = max(at for at, line in enumerate(lines) if at and _is_inside(line, inside))
    return "".join(lines[last + 1 :])


def _is_inside(line: str, indent: int) -> bool:
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) >= indent
