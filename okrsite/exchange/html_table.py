"""HTML tables in Markdown: turned into what they mean, line by line, so that lines still count."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TABLE = re.compile(r"<table\b.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_SUMMARY = re.compile(r"(^|\n)[ \t]*<summary>([^<\n]{1,200})</summary>", re.IGNORECASE)
_FRAME = re.compile(r"^[ \t]*</?(?:div|details)>[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LONGEST = 2_000_000


def as_markdown(text: str) -> str:
    """The text with each HTML table of goals as a list: strong rows are above the others."""
    text = _SUMMARY.sub(r"\1#### \2", text)
    if "<table" not in text[:_LONGEST].lower():
        return text
    return _FRAME.sub("", _TABLE.sub(_list, text))


def _list(found: re.Match[str]) -> str:
    parser = _Rows()
    parser.feed(found[0])
    parser.close()
    if not any(strong for _, strong, _ in parser.rows):
        return found[0]
    lines = [""] * (found[0].count("\n") + 1)
    for line, strong, cells in parser.rows:
        words = cells[0].lstrip("↳→ ").strip()
        shares = [cell for cell in cells[1:] if re.fullmatch(r"\d{1,4}\s?%", cell)]
        score = f" (score: {shares[-1]})" if shares else ""
        lines[line - 1] = f"- **{words}**{score}" if strong else f"  - {words}{score}"
    return "\n".join(lines)


class _Rows(HTMLParser):
    """The rows of one table: line, whether its first cell is strong, and its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[int, bool, list[str]]] = []
        self.cell: list[str] | None = None
        self.cells: list[str] = []
        self.strong = False
        self.line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "tr":
            self.cells, self.strong, self.line = [], False, self.getpos()[0]
        elif tag == "td":
            if not self.cells:
                self.line = self.getpos()[0]
            self.cell = []
        elif tag in {"strong", "b", "th"} and self.cell is not None and not self.cells:
            self.strong = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self.cell is not None:
            self.cells.append(" ".join("".join(self.cell).split()))
            self.cell = None
        elif tag == "tr" and self.cells and self.cells[0]:
            self.rows.append((self.line, self.strong, self.cells))
            self.cells = []

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)
