"""`okrsite checkin --from` with a real workbook: a sheet of answers, as a program saves it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result
from openpyxl.styles import Font

from tests.cli.test_checkin_from import FILES, written
from tests.sites import portfolio, problems, run, site

HEAD = [
    *("Timestamp", "Your team", "Key result", "New value", "How sure are you? (0-10)"),
    *("Status", "Comments"),
]
ROWS: list[list[Any]] = [
    [datetime(2026, 11, 18, 10, 22, 31), "People Operations", "onboarding takes less time", 9, 6, "At risk", "Rain, wind"],  # noqa: E501
    [date(2026, 11, 18), "people-operations", "contract", 0.4, None, None, None],
    ["19.11.2026", "it", "lead-time", 4.5, "7/10", None, "=1+1"],
    [datetime(2026, 11, 19), None, "On time", 95.5, None, None, None],
]  # fmt: skip
FORMATS = {(1, 1): "yyyy-mm-dd hh:mm", (2, 1): "dd.mm.yy", (2, 4): "0%", (4, 1): "d mmm"}
"""(row, column) -> how a cell is shown."""


def workbook(file: Path, rows: list[list[Any]], formats: dict[tuple[int, int], str]) -> Path:
    """A workbook as people keep it: a coloured head, dates as dates, a sheet beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Form responses 1"
    sheet.append(HEAD)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(row)
    for (line, column), shown in formats.items():
        sheet.cell(line + 1, column).number_format = shown
    for cell in sheet["G"][1:]:  # a text that begins with = is a text
        if isinstance(cell.value, str):
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    book.create_sheet("Notes").append(["Nothing to see here"])
    book.save(file)
    return file


def taken(root: Path, file: Path) -> Result:
    """What `--from` makes of a workbook."""
    return run("checkin", "--from", file, "--yes", "--content", root / "content")


def test_a_workbook_is_taken_as_its_table_would_be(tmp_path: Path) -> None:
    """Dates, numbers and percentages as cells hold them; texts as they are."""
    root = site(tmp_path, FILES)
    result = taken(root, workbook(tmp_path / "answers.xlsx", ROWS, FORMATS))
    assert result.exit_code == 0, result.output
    assert "4 answers placed, 0 taken before, 0 not placed." in result.output
    assert set(written(root)) == {"2026-11-18-people-operations.md", "2026-11-19-it.md"}
    assert not problems(root)
    scored = portfolio(root)
    onboarding = scored.objectives["2026-q4-onboarding"]
    word = onboarding.key_results[0].words[-1]
    assert (word.value, word.confidence, str(word.status)) == (9, 6, "at_risk")
    assert word.note.plain == "Rain, wind"
    assert onboarding.key_results[1].progress == pytest.approx(0.4)
    answers = scored.objectives["2026-q4-answers"].key_results[0]
    assert (answers.value, answers.words[-1].note.plain) == (4.5, "=1+1")
    assert scored.kpis["on-time"].value == 95.5


def test_a_workbook_is_taken_once(tmp_path: Path) -> None:
    """Saved again by a program, with a row more, only that row is new."""
    root = site(tmp_path, FILES)
    taken(root, workbook(tmp_path / "answers.xlsx", ROWS, FORMATS))
    more = [*ROWS, [datetime(2026, 11, 20, 8), "it", "lead-time", 4, 8, None, None]]
    result = taken(root, workbook(tmp_path / "again.xlsx", more, FORMATS))
    assert result.exit_code == 0, result.output
    assert "1 answer placed, 4 taken before, 0 not placed." in result.output


def test_a_cell_that_cannot_be_placed_is_named_by_its_row(tmp_path: Path) -> None:
    """As the program shows it, so that it is found."""
    root = site(tmp_path, FILES)
    rows = [*ROWS[:1], [datetime(2026, 11, 18), "it", "lead-time", "#REF!", None, None, None]]
    result = taken(root, workbook(tmp_path / "answers.xlsx", rows, {}))
    assert result.exit_code == 1
    assert "1 answer placed, 0 taken before, 1 not placed." in result.output
    assert "answers.xlsx:Form responses 1!3: `#REF!` is no figure." in result.output


def test_a_broken_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    """Half a file is no reason for a traceback, and nothing is written."""
    root = site(tmp_path, FILES)
    whole = workbook(tmp_path / "answers.xlsx", ROWS, FORMATS).read_bytes()
    (tmp_path / "answers.xlsx").write_bytes(whole[: len(whole) // 2])
    result = taken(root, tmp_path / "answers.xlsx")
    assert result.exit_code == 2
    assert "answers.xlsx is broken" in result.output
    assert not written(root)
