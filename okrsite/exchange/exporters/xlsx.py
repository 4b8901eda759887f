"""A spreadsheet: a key result a row, every text a text and never a formula."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from okrsite.exchange.lines import HEADER, rows
from okrsite.model.portfolio import Portfolio

NAME = "xlsx"
BINARY = True
_WIDE = {"Objective": 44, "Key result": 52, "Measure": 22, "Aligns to": 30, "Objective ID": 24}
_SHARES = frozenset({"Objective progress", "Progress", "Expected"})
_LONGEST = 32_000


def write(portfolio: Portfolio) -> bytes:
    """Write the rows below a heading that stays in sight."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime.combine(portfolio.as_of, time())
    sheet = book.create_sheet("OKRs")
    sheet.freeze_panes = "A2"
    for at, name in enumerate(HEADER, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE.get(name, 14)
    heads = []
    for name in HEADER:
        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.append(heads)
    for row in rows(portfolio):
        cells = []
        for name, value in zip(HEADER, row, strict=True):
            if isinstance(value, str):
                cell = WriteOnlyCell(sheet, value[:_LONGEST])
                cell.data_type = "s"  # `=1+1` is a title like any other
            else:
                cell = WriteOnlyCell(sheet, value)
                if name in _SHARES:
                    cell.number_format = "0%"
            cells.append(cell)
        sheet.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
