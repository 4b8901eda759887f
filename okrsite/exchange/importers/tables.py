"""CSV files and spreadsheets: a row a key result, or a row an item of a type."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import ascii_uppercase

from okrsite.exchange.columns import guessed
from okrsite.exchange.found import Found, Leftover, Period, Source
from okrsite.exchange.hints import Hints
from okrsite.exchange.periods import period_in
from okrsite.exchange.rows import Line, read_rows
from okrsite.exchange.table import Row, Table, read_tables
from okrsite.model.noun import replace

SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm"})


def read(file: Path, hints: Hints) -> Found:
    """Read every table of a file.

    Raises:
        NotReadable: where it cannot or must not be read.
    """
    found = Found()
    for table in read_tables(file, hints.name(file)):
        found += _read(table, hints, file)
    return found


def _read(table: Table, hints: Hints, file: Path) -> Found:
    roles = guessed(table.header, [row.cells for row in table.rows])
    for role, at in hints.columns_of(table.header).items():
        roles = {each: column for each, column in roles.items() if column != at} | {role: at}
    lines = [Line(row.cells, _source(table, row)) for row in table.rows]
    drafts, left = read_rows(table.header, lines, roles)
    above = " ".join(cell for row in table.above for cell in row.cells if cell)
    whole = next(filter(None, map(period_in, (above, table.sheet, file.stem))), None)
    periods: dict[str, Period] = {}
    for made in drafts:
        period = period_in(made.cycle) or (whole if not made.cycle else None)
        if made.span is not None and made.cycle:
            period = Period(made.cycle, *made.span)
        if period is not None:
            periods.setdefault(period.id, period)
            made.cycle = period.id
    left += [
        Leftover(" ".join(filter(None, row.cells)), _source(table, row)) for row in table.above
    ]
    where = f"{table.file}, sheet `{table.sheet}`" if table.sheet else table.file
    return Found(
        objectives=tuple(replace(each.done(), key=str(each.source)) for each in drafts),
        periods=tuple(periods.values()),
        leftovers=tuple(left),
        notes=(f"{where}: {_columns(table, roles)}", *table.notes),
    )


def _source(table: Table, row: Row) -> Source:
    return Source(table.file, row.number, table.sheet)


def _columns(table: Table, roles: Mapping[str, int]) -> str:
    """What each column was taken for."""
    by_column = {at: role.replace("_", " ") for role, at in roles.items()}
    said = [
        f"{_letter(at)} `{head[:40]}` is the {by_column[at]}"
        if at in by_column
        else f"{_letter(at)} `{head[:40]}` goes to the body"
        for at, head in enumerate(table.header)
        if head or at in by_column
    ]
    return "column " + "; ".join(said) if said else "no column was understood"


def _letter(at: int) -> str:
    first, last = divmod(at, 26)
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[last]
