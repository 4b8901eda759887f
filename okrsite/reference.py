"""The reference part of the documentation, which travels with the program.

What a field or a rule means is written there once: the terminal and editors quote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_HEADING = re.compile(r"#+ (.+)")
_NAME = re.compile(r"`([^`]+)`")
_CELLS = re.compile(r"(?<!\\)\|")


def page(name: str) -> str:
    """A page of docs/reference, as Markdown, by its path; an empty text where it is not at hand.

    An installed okrsite has the pages inside its package, a checkout in docs/.
    """
    here = Path(__file__).parent
    for folder in (here / "docs", here.parent / "docs" / "reference"):
        path = folder / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""


@cache
def rows(name: str, heading: str) -> Mapping[str, Mapping[str, str]]:
    """The table of fields under a heading of a page: field -> column -> cell."""
    found: dict[str, Mapping[str, str]] = {}
    columns: list[str] = []
    for under, line in _lines(page(name)):
        if under != heading or not line.startswith("|"):
            columns = []
            continue
        cells = [cell.strip() for cell in _CELLS.split(line.strip("|"))]
        if not columns:
            columns = cells
        elif cells and (field := _NAME.match(cells[0])):
            found[field[1]] = dict(zip(columns, cells, strict=False))
    return found


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """(heading, line) of each line outside of code blocks."""
    heading, fenced = "", False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and (found := _HEADING.match(line)):
            heading = found[1].strip()
        elif not fenced:
            yield heading, line
