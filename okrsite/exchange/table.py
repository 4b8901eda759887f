"""Tables that people keep: CSV files and spreadsheets, read as text, row by row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from okrsite.exchange._bounds import MAX_ROWS, NotReadable, bounded_bytes
from okrsite.model.noun import dataclass

_LOOK = 30
"""Rows above the table that may hold a title, a date, a note."""
_LONG = 60
"""A longer cell is no heading of a column."""

KNOWN_WORDS = frozenset(
    [
        "objective",
        "objectives",
        "goal",
        "goals",
        "ziel",
        "ziele",
        "key",
        "result",
        "results",
        "kr",
        "krs",
        "schlüsselergebnis",
        "measure",
        "metric",
        "kpi",
        "name",
        "title",
        "what",
        "owner",
        "assignee",
        "responsible",
        "lead",
        "who",
        "team",
        "department",
        "unit",
        "cycle",
        "quarter",
        "period",
        "score",
        "progress",
        "status",
        "confidence",
        "current",
        "value",
        "actual",
        "target",
        "from",
        "to",
        "start",
        "baseline",
        "end",
        "due",
        "deadline",
        "date",
        "priority",
        "parent",
        "aligns",
        "aligned",
        "note",
        "notes",
        "comment",
        "id",
        "ref",
        "reference",
        "by",
        "weight",
        "final",
        "projected",
    ]
)
"""Words that stand above columns; a row with several is the heading."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with anything in it."""

    number: int
    """As the spreadsheet numbers it; in a CSV file the line it begins on. From 1."""
    cells: tuple[str, ...]
    """As many as the table has columns, white space trimmed, empty where there is nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and what stands below it."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    file: str
    """As it was named."""
    sheet: str = ""
    """The sheet's name; empty for a CSV file."""
    header_row: int = 1
    above: tuple[Row, ...] = ()
    """What stands above the heading: a title, a note."""
    notes: tuple[str, ...] = ()
    """What a person should know about how it was read."""

    def where(self, row: Row | int) -> str:
        """`file.csv:12`, or `file.xlsx:Sheet!12`."""
        number = row.number if isinstance(row, Row) else row
        return f"{self.file}:{self.sheet}!{number}" if self.sheet else f"{self.file}:{number}"

    def column(self, *names: str) -> int | None:
        """The first column headed by one of these names, without regard to case; or None."""
        wanted = {name.casefold() for name in names}
        return next((i for i, head in enumerate(self.header) if head.casefold() in wanted), None)


SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"})


def read_tables(file: Path, name: str | None = None) -> tuple[Table, ...]:
    """The tables of a file: one of a CSV file, one of each sheet that holds anything.

    Every cell is text: a number as it is written in JSON, `70%` where the cell shows per cent, a
    date as 2026-11-30, a formula as the value that was saved with it.

    Args:
        file: what is read; a spreadsheet is told by its bytes, not by its name.
        name: what places call it by; default: the path as given.

    Raises:
        NotReadable: with what is wrong and what to do, where it cannot or must not be read.
    """
    called = name or file.as_posix()
    content = bounded_bytes(file)
    if content.startswith(b"PK\x03\x04"):
        from okrsite.exchange._xlsx import sheets

        found = [
            _table(rows, called, sheet, notes) for sheet, rows, notes in sheets(content, called)
        ]
    else:
        from okrsite.exchange._csv import lines

        rows, notes = lines(content, called)
        found = [_table(rows, called, "", notes)]
    tables = tuple(table for table in found if table is not None)
    if not tables:
        raise NotReadable(f"{called} holds no table")
    return tables


def _table(
    numbered: Iterable[tuple[int, Sequence[str]]], file: str, sheet: str, notes: tuple[str, ...]
) -> Table | None:
    rows = list(islice(_filled(numbered), MAX_ROWS + 1))
    if len(rows) > MAX_ROWS:
        where = f"sheet `{sheet}` of {file}" if sheet else file
        raise NotReadable(
            f"{where} has more than {MAX_ROWS} rows: that is no list of OKRs. "
            "Save the part with the objectives as a file of its own."
        )
    if not rows:
        return None
    wide = max(len(row.cells) for row in rows)
    rows = [Row(row.number, row.cells + ("",) * (wide - len(row.cells))) for row in rows]
    at = header_at(rows)
    return Table(
        rows[at].cells, tuple(rows[at + 1 :]), file, sheet, rows[at].number, tuple(rows[:at]), notes
    )


def _filled(numbered: Iterable[tuple[int, Sequence[str]]]) -> Iterable[Row]:
    for number, cells in numbered:
        trimmed = [_bare(cell.strip()) for cell in cells]
        while trimmed and not trimmed[-1]:
            trimmed.pop()
        if trimmed:
            yield Row(number, tuple(trimmed))


def _bare(cell: str) -> str:
    """A cell without the quotation mark that keeps programs from taking it for a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@" else cell


def header_at(rows: Sequence[Row]) -> int:
    """Which of the rows is the heading: the one near the top with the most words of headings."""
    best = max(range(min(len(rows), _LOOK)), key=lambda at: (_heads(rows[at]), -at))
    return best if _heads(rows[best]) else 0


def _heads(row: Row) -> int:
    """How many cells look like the heading of a column; a single one is a title, not a heading."""
    filled = [cell for cell in row.cells if cell]
    known = sum(len(cell) <= _LONG and bool(words_of(cell) & KNOWN_WORDS) for cell in filled)
    return known if known > 1 and 2 * known >= len(filled) else 0


def words_of(text: str) -> set[str]:
    """The words of a heading, in small letters and without punctuation."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return set("".join(each if each.isalnum() else " " for each in plain).split())


__all__ = ["SUFFIXES", "NotReadable", "Row", "Table", "read_tables"]
