"""Free Markdown as a tree: headings, list items below them, tables and text, each with its line.

Written by people for people: lists are nested by tabs and by one to eight spaces, sometimes off by
one, so that a strict reading would find other parents than the eye does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from okrsite.exchange._bounds import NotReadable
from okrsite.exchange.phrases import Phrase, taken_apart, without_number
from okrsite.model.noun import dataclass

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"^ {0,3}([-*_=])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+•◦▪‣·–]|\d{1,4}[.)]|[a-z][.)])\s+(\S.*)$")
_ARROWED = re.compile(r"^(\s*)(?:↳|→)\s+(\S.*)$")
_FENCE = re.compile(r"^\s{0,3}(```+|~~~+)")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BOLD_LINE = re.compile(r"^\s{0,3}(?:\*\*[^*]+\*\*|__[^_]+__)\s*:?\s*$")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_CELL = re.compile(r"(?<!\\)\|")
_BOLD_LEVEL, _LABEL_LEVEL = 7, 8
_NEAR = 2
"""Columns from which an item is a child: one column is a slip."""
MAX_LINE = 20_000
"""Characters of a line that are looked at; real ones have 500."""
MAX_LINES = 30_000
_MAX_DEPTH = 60


@dataclass(slots=False)
class Node:
    """A heading, an item, a table, a paragraph, or the whole."""

    what: str
    """`root`, `heading`, `item`, `table` or `text`."""
    text: str = ""
    line: int = 1
    level: int = 0
    """The rank of a heading, the column of an item."""
    children: list[Node] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    """Of a table: line and cells, the heading first."""
    role: str = ""
    """What it turned out to be; see the importer."""

    @cached_property
    def phrase(self) -> Phrase:
        """Its words taken apart."""
        text = without_number(self.text) if self.what == "heading" else self.text
        return taken_apart(text)

    def walk(self) -> Iterator[Node]:
        """Itself and all below."""
        yield self
        for child in self.children:
            yield from child.walk()

    def markdown(self, depth: int = 0) -> str:
        """It and all below as Markdown again."""
        pad = "  " * depth
        if self.what == "table":
            lines = [f"| {' | '.join(cells)} |" for _, cells in self.rows]
            wide = len(self.rows[0][1])
            return "\n".join([lines[0], f"|{' --- |' * wide}", *lines[1:]])
        bare = self.text.strip("*_ ")
        own = {"heading": f"**{bare}**", "item": f"{pad}- {self.text}"}.get(self.what, self.text)
        below = depth + 1 if self.what == "item" else depth
        parts = [own, *(child.markdown(below) for child in self.children)]
        return ("\n" if self.what == "item" else "\n\n").join(part for part in parts if part)


def outline(text: str, name: str = "The text") -> tuple[Node, str]:
    """The tree of a Markdown text, and its front matter.

    Raises:
        NotReadable: where it is too long to be a list of goals.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    skipped = text[: front.end()].count("\n") if front else 0
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise NotReadable(f"{name} has more than {MAX_LINES} lines: that is no list of OKRs")
    tree = _Tree(lines)
    tree.read(skipped)
    return tree.root, front[1] if front else ""


class _Tree:
    """Lines on their way into the tree."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.root = Node("root")
        self.headings = [self.root]
        self.items: list[Node] = []
        self.open: Node | None = None
        """What a line without a mark of its own goes on with."""

    def read(self, at: int) -> None:
        while at < len(self.lines):
            at = self._block(at)

    def _block(self, at: int) -> int:
        line = self.lines[at][:MAX_LINE].expandtabs(4)
        if not line.strip():
            self.open = None
            return at + 1
        if _FENCE.match(line):
            return self._fence(at)
        if found := _HEADING.match(line):
            return self._heading(found[2], len(found[1]), at)
        after = self.lines[at + 1][:200] if at + 1 < len(self.lines) else ""
        if "|" in line and "-" in after and _DELIMITER.match(after):
            return self._table(at)
        if self.open is None and (found := re.match(r"^\s*(=+|-+)\s*$", after)) and _title(line):
            return self._heading(line.strip(), 1 if found[1][0] == "=" else 2, at) + 1
        if _RULE.match(line):
            self.open, self.items = None, []
            return at + 1
        if found := _ITEM.match(line) or (_ARROWED.match(line) if self.items else None):
            return self._item(found[2], len(found[1]), at)
        return self._words(line, at)

    def _words(self, line: str, at: int) -> int:
        stripped = line.strip()
        indented = line.startswith("  ")
        if self.open is not None and (self.open.what == "text" or indented or self.items):
            self.open.text += f"\n{stripped}" if self.open.what == "text" else f" {stripped}"
            return at + 1
        if self.open is None and not indented:
            phrase = taken_apart(stripped[:2000])
            if _BOLD_LINE.match(line) or (phrase.kind == "o" and phrase.title):
                level = (
                    _BOLD_LEVEL
                    if phrase.kind != "kr" and not _is_results(stripped)
                    else _LABEL_LEVEL
                )
                if phrase.kind != "kr":
                    return self._heading(stripped, level, at)
            if _is_results(stripped):
                return self._heading(stripped, _LABEL_LEVEL, at)
            if phrase.kind == "kr":
                return self._item(stripped, 0, at)
        node = Node("text", stripped, at + 1)
        (self.items[-1] if self.items and indented else self.headings[-1]).children.append(node)
        if not indented:
            self.items = []
        self.open = node
        return at + 1

    def _heading(self, text: str, level: int, at: int) -> int:
        while len(self.headings) > 1 and self.headings[-1].level >= level:
            self.headings.pop()
        node = Node("heading", text.strip(), at + 1, level)
        self.headings[-1].children.append(node)
        self.headings.append(node)
        self.items, self.open = [], None
        return at + 1

    def _item(self, text: str, column: int, at: int) -> int:
        while self.items and self.items[-1].level > column - _NEAR:
            self.items.pop()
        node = Node("item", text.strip(), at + 1, column)
        above = self.items[-1] if self.items else self.headings[-1]
        above.children.append(node)
        if len(self.items) < _MAX_DEPTH:
            self.items.append(node)
        self.open = node
        return at + 1

    def _table(self, at: int) -> int:
        node = Node("table", "", at + 1)
        self.headings[-1].children.append(node)
        self.items, self.open = [], None
        node.rows.append((at + 1, cells_of(self.lines[at])))
        at += 2
        while at < len(self.lines) and "|" in self.lines[at]:
            node.rows.append((at + 1, cells_of(self.lines[at][:MAX_LINE])))
            at += 1
        return at

    def _fence(self, at: int) -> int:
        found = _FENCE.match(self.lines[at])
        mark = found[1] if found else "```"
        end = at + 1
        while end < len(self.lines) and not self.lines[end].strip().startswith(mark):
            end += 1
        node = Node("text", "\n".join(self.lines[at : end + 1]), at + 1)
        self.headings[-1].children.append(node)
        self.open = None
        return end + 1


def cells_of(line: str) -> list[str]:
    """The cells of a row of a table."""
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.replace("\\|", "|").strip() for cell in _CELL.split(inner)]


def _title(line: str) -> bool:
    """Whether a line above a row of dashes is a heading, and no item or table."""
    return len(line) < 200 and not _ITEM.match(line) and "|" not in line


_RESULTS = re.compile(
    r"^\W*(?:key\s?-?\s?results?|KRs?|results|measures of success|success (?:metrics|criteria)|"
    r"how (?:we|i)(?:'ll| will) (?:know|measure).*)(?:\s*\([^)]*\))?\W*$",
    re.IGNORECASE,
)


def _is_results(text: str) -> bool:
    return bool(_RESULTS.match(text)) and len(text) < 100


is_results = _is_results
