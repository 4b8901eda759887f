"""CSV: a key result a row, safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
from io import StringIO

from okrsite.exchange.lines import HEADER, Cell, harmless, rows
from okrsite.model.portfolio import Portfolio

NAME = "csv"
BINARY = False


def write(portfolio: Portfolio) -> bytes:
    """Write the rows, with a BOM, so that spreadsheet programs read the accents."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in rows(portfolio):
        writer.writerow([_cell(each) for each in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else f"{cell:.10g}"
