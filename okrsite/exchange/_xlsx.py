"""Spreadsheets in the format .xlsx, from a stranger: looked at before they are unpacked."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, cast

from okrsite.exchange._bounds import MAX_CELL, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, NotReadable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

Sheet = tuple[str, list[tuple[int, list[str]]], tuple[str, ...]]

_PARTS = 2000
_SIGHT = 2 * MAX_ROWS
"""Rows of all sheets that are looked at: empty ones cost time too."""
_NO_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f[^<>]*/>\s*</c>")
_PERCENT = re.compile(r'"[^"]*"|\\.')


def sheets(content: bytes, name: str) -> list[Sheet]:
    """Each sheet's name, rows (with their numbers) and notes.

    Links to other files are not followed, formulas not worked out, macros not looked at.

    Raises:
        NotReadable: where it is no spreadsheet, or is made to do harm.
    """
    unsaved = _inspect(content, name)
    notes = (
        (
            f"{name}: {unsaved} formulas have no saved result and were read as empty. "
            "Open and save it in a spreadsheet program.",
        )
        if unsaved
        else ()
    )
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions, which nobody here looks at
        try:
            book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            return _sheets(book, name, notes)
        except NotReadable:
            raise
        except Exception:  # a broken file raises whatever its reader stumbles over
            raise NotReadable(
                f"{name} is no spreadsheet that can be read. Open it in a spreadsheet program "
                "and save it as .xlsx or .csv."
            ) from None


def _inspect(content: bytes, name: str) -> int:
    """Refuse what is made to do harm; the number of formulas without a saved result."""
    unsaved = 0
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > _PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise NotReadable(
                    f"{name} unpacks to more than {MAX_UNPACKED // 2**20} MB: "
                    "that is no list of OKRs"
                )
            if "[Content_Types].xml" not in packed.namelist():
                raise NotReadable(f"{name} is an archive, but no spreadsheet of the format .xlsx")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    text = packed.read(part)
                    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:
                        raise NotReadable(f"{name} declares entities, which no spreadsheet does")
                    if "/worksheets/" in part.filename:
                        unsaved += sum(1 for _ in _NO_VALUE.finditer(text))
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        zlib.error,
    ):
        raise NotReadable(f"{name} is broken or locked with a password") from None
    return unsaved


def _sheets(book: Workbook, name: str, notes: tuple[str, ...]) -> list[Sheet]:
    found: list[Sheet] = []
    left = _SIGHT
    for sheet in cast("list[ReadOnlyWorksheet]", book.worksheets):
        # What a sheet says of its own size may be wrong, or a million times a thousand.
        sheet.reset_dimensions()
        rows: list[tuple[int, list[str]]] = []
        number = 0
        for number, row in enumerate(_rows(sheet, left), 1):
            cells = [_text(cell) for cell in row] if any(c.value is not None for c in row) else []
            if any(len(cell) > MAX_CELL for cell in cells):
                place = f"{name}:{sheet.title}!{number}"
                raise NotReadable(f"{place}: a cell has more than {MAX_CELL} characters")
            if any(cells):
                rows.append((number, cells))
            if len(rows) > MAX_ROWS:
                break
        if number == left:
            notes = (*notes, f"{name}: `{sheet.title}` was not read beyond row {number}.")
        left = max(1, left - number)
        found.append((sheet.title, rows, notes))
        notes = ()
    return found


def _rows(sheet: ReadOnlyWorksheet, most: int) -> Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]:
    rows = sheet.iter_rows(max_col=MAX_COLUMNS, max_row=most)  # type: ignore[misc]
    return cast("Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]", rows)


def _text(cell: ReadOnlyCell | EmptyCell) -> str:
    """A cell as people read it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        percent = "%" in _PERCENT.sub("", str(cell.number_format or ""))
        return f"{_number(value * 100)}%" if percent else _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, (str, timedelta)) else ""


def _number(value: float) -> str:
    """Without the noise of the twelfth digit and more, and without `.0`."""
    text = f"{value:.12g}"
    return text if "e" not in text else f"{value:.10f}".rstrip("0").rstrip(".")


__all__ = ["sheets"]
