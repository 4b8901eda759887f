import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from okrsite.exchange._bounds import MAX_ROWS
from okrsite.exchange.table import NotReadable, Table, read_tables

ROWS = "Objective;Key result;Score\nGrow;Orders 1,5 days faster, on average;0,7\n"


def the_table(path: Path) -> Table:
    """The only table of a file."""
    (table,) = read_tables(path, path.name)
    return table


def written(folder: Path, content: bytes, name: str = "okrs.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        ROWS.replace("\n", "\r\n").encode(),
        ROWS.replace("\n", "\r").encode(),
        b"sep=;\n" + ROWS.encode(),
        ROWS.replace(";", "\t").encode(),
        ROWS.replace(";", "|").encode(),
    ],
    ids=["plain", "bom", "utf-16", "crlf", "cr", "sep", "tabs", "pipes"],
)
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, content: bytes) -> None:
    """Encoding, separator and line ends are found, not asked for."""
    table = the_table(written(tmp_path, content))
    assert table.header == ("Objective", "Key result", "Score")
    assert table.rows[0].cells == ("Grow", "Orders 1,5 days faster, on average", "0,7")
    assert table.notes == ()


def test_accents_of_an_old_program_are_read_and_said(tmp_path: Path) -> None:
    """A guess at the encoding is said aloud."""
    table = the_table(written(tmp_path, "Objective,Owner\nCafé,Zoë\n".encode("cp1252")))
    assert table.rows[0].cells == ("Café", "Zoë")
    assert "Windows-1252" in table.notes[0]


def test_rows_know_the_line_they_begin_on(tmp_path: Path) -> None:
    """Also below a title, empty lines and cells of several lines."""
    text = 'OKRs of spring,,\n\nObjective,Key result,Owner\n"a\nb",c,d\n\ne,f,g\n'
    table = the_table(written(tmp_path, text.encode()))
    assert table.header == ("Objective", "Key result", "Owner")
    assert table.header_row == 3
    assert [row.number for row in table.rows] == [4, 7]
    assert [row.cells[0] for row in table.above] == ["OKRs of spring"]
    assert table.where(table.rows[1]) == "okrs.csv:7"


def test_a_column_is_found_by_its_name(tmp_path: Path) -> None:
    """In capitals or not."""
    table = the_table(written(tmp_path, b"Key Result,VALUE\na,1\n"))
    assert (table.column("value", "figure"), table.column("owner")) == (1, None)


def spreadsheet(path: Path) -> Path:
    """A spreadsheet with a title, per cent, a date, a formula and three sheets."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Q4"
    sheet.append(["Our OKRs"])
    sheet.append([])
    sheet.append(["Objective", "Score", "Due", "Done"])
    sheet.append(["Grow", 0.7, date(2026, 11, 30), True])
    sheet["B4"].number_format = "0%"
    sheet.append(["Shrink", 3, None, "=1+1"])
    book.create_sheet("Empty")
    other = book.create_sheet("Q1")
    other.append(["Objective", "Owner"])
    other.append(["Rest", 1234567890123.5])
    book.save(path)
    return path


def test_a_spreadsheet_is_read_as_people_see_it(tmp_path: Path) -> None:
    """Per cent, dates and yes or no are what the cell shows."""
    first, second = read_tables(spreadsheet(tmp_path / "okrs.xlsx"), "okrs.xlsx")
    assert first.header == ("Objective", "Score", "Due", "Done")
    assert first.rows[0].cells == ("Grow", "70%", "2026-11-30", "yes")
    assert first.rows[1].cells == ("Shrink", "3", "", "")
    assert first.where(first.rows[0]) == "okrs.xlsx:Q4!4"
    assert "1 formulas have no saved result" in first.notes[0]
    assert (second.sheet, second.rows[0].cells[1]) == ("Q1", "1234567890123.5")


def repacked(source: Path, part: str, content: bytes) -> bytes:
    """The spreadsheet with one of its parts replaced."""
    out = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def hostile() -> dict[str, tuple[str, bytes]]:
    """What a spreadsheet may be made of to do harm: part and content."""
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>'
    cell = b'<c t="inlineStr"><is><t>x</t></is></c>'
    return {
        "bomb": (SHEET, HEAD + b" " * (120 * 2**20) + TAIL),
        "entities": (SHEET, laughs + HEAD + TAIL),
        "rows": (
            SHEET,
            HEAD + b"<row>" + cell + b"</row>" + (b"<row>" + cell + b"</row>") * 100_000 + TAIL,
        ),
        "broken": (SHEET, HEAD + b"<row"),
        "no-book": ("xl/workbook.xml", b"<x/>"),
    }


@pytest.mark.parametrize("name", sorted(hostile()))
def test_a_hostile_spreadsheet_ends_in_a_sentence_and_soon(tmp_path: Path, name: str) -> None:
    """It is refused, with its name, before it fills the memory."""
    part, content = hostile()[name]
    path = tmp_path / "bad.xlsx"
    path.write_bytes(repacked(spreadsheet(tmp_path / "good.xlsx"), part, content))
    began = time.monotonic()
    with pytest.raises(NotReadable, match=r"bad\.xlsx"):
        read_tables(path, "bad.xlsx")
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"a,b\n" * (2 * MAX_ROWS + 5), "rows"),
        (b"a,b\n" * (MAX_ROWS + 2), "rows"),
        (b"a," * 5000 + b"\n", "cells"),
        (b'Objective,Owner\n"' + b"x" * 100_000, "characters"),
        (b'Objective,Owner\n"' + b"x" * 1_000_000, "CSV"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "no text"),
        (b"PK\x03\x04" + b"nonsense", "broken"),
        (b"a,b\n" * (5 * 2**20), "larger"),
    ],
    ids=["nothing", "blank", "lines", "rows", "wide", "cell", "line", "xls", "zip", "huge"],
)
def test_a_hostile_file_ends_in_a_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    """Too much, too wide, no text: each is said as what it is."""
    with pytest.raises(NotReadable, match=says):
        read_tables(written(tmp_path, content))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(NotReadable, match=r"none\.csv cannot be read"):
        read_tables(tmp_path / "none.csv")


def test_an_archive_that_is_no_spreadsheet_is_said(tmp_path: Path) -> None:
    """A packed file is looked into before it is believed."""
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "b")
    with pytest.raises(NotReadable, match="no spreadsheet"):
        read_tables(path)


def test_a_far_cell_fills_no_memory(tmp_path: Path) -> None:
    """One cell in the last column of the last row does not make rows and columns up to it."""
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    near = b'<row r="1"><c r="A1" t="inlineStr"><is><t>near</t></is></c></row>'
    path = tmp_path / "far.xlsx"
    path.write_bytes(repacked(spreadsheet(tmp_path / "g.xlsx"), SHEET, HEAD + near + far + TAIL))
    began = time.monotonic()
    table = read_tables(path)[0]
    assert table.header == ("near",)
    assert "not read beyond row 40000" in table.notes[-1]
    assert time.monotonic() - began < 20
