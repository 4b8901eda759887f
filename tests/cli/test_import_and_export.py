"""`okrsite import` and `okrsite export`: what they say, write and refuse."""

import csv
from pathlib import Path

from openpyxl import load_workbook

from tests.sites import GOAL, objective, run, site

TEXT = "# 2026-Q4\n\nSome words.\n\n## Objective: Grow\n- KR: Orders: 20 -> 30 a day\n- KR: Calls\n"


def brought(folder: Path, text: str = TEXT) -> Path:
    """A file to import."""
    path = folder / "okrs.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_import_makes_a_site_without_errors(tmp_path: Path) -> None:
    """It says what it understood, and what not, and where that stood."""
    into = tmp_path / "site"
    result = run("import", brought(tmp_path), "--into", into, "--yes")
    assert result.exit_code == 0, result.output
    assert "1 objective with 2 key results" in result.output
    assert "okrs.md:3: Some words." in result.output
    assert run("check", into).exit_code == 0
    assert sorted(each.name for each in (into / "content").iterdir()) == [
        "2026-q4",
        "cycles.yml",
        "org.yml",
        "pages",
        "site.yml",
    ]


def test_nothing_is_written_without_a_yes(tmp_path: Path) -> None:
    """Nor by --dry-run, which lists what would be."""
    into = tmp_path / "site"
    assert run("import", brought(tmp_path), "--into", into).exit_code == 1
    result = run("import", brought(tmp_path), "--into", into, "--dry-run")
    assert result.exit_code == 0
    assert "would write" in result.output
    assert not into.exists()


def test_an_import_into_a_site_changes_nothing_that_is_there(tmp_path: Path) -> None:
    """Its cycles and teams are used; a second import gets names of its own."""
    root = site(tmp_path / "site")
    before = {each: each.read_bytes() for each in root.rglob("*") if each.is_file()}
    for _ in range(2):
        result = run("import", brought(tmp_path), "--into", root, "--team", "it", "--yes")
        assert result.exit_code == 0, result.output
    assert {each: each.read_bytes() for each in before} == before
    assert len(list((root / "content/2026-q4/it").iterdir())) == 2
    assert run("check", root).exit_code == 0


def test_a_cycle_that_the_site_does_not_have_is_said(tmp_path: Path) -> None:
    """With those that it has."""
    root = site(tmp_path / "site")
    result = run("import", brought(tmp_path), "--into", root, "--cycle", "2031-Q1", "--yes")
    assert result.exit_code == 1
    assert "2031-Q1" in result.output
    assert "2026-Q4" in result.output


def test_a_file_without_objectives_is_said(tmp_path: Path) -> None:
    """With what one looks like."""
    result = run("import", brought(tmp_path, "Just words.\n"), "--into", tmp_path / "x", "--yes")
    assert result.exit_code == 1
    assert "No objective was found" in result.output


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    """In CSV it is quoted, in a spreadsheet it is a text."""
    root = site(tmp_path, {GOAL: objective("", title="'=1+1'")})
    file = tmp_path / "out.csv"
    assert run("export", root, "--format", "csv", "--output", file).exit_code == 0
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][1] == "'=1+1"
    book = tmp_path / "out.xlsx"
    assert run("export", root, "--format", "xlsx", "--output", book).exit_code == 0
    cell = load_workbook(book)["OKRs"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_drawing_holds_no_marks_of_its_language(tmp_path: Path) -> None:
    """Quotation marks, brackets and the like are numbers in it."""
    root = site(tmp_path, {GOAL: objective("", title="""'a"]; click <b>'""")})
    result = run("export", root, "--format", "mermaid")
    assert result.output.splitlines()[1] == '  o1["a#34;#93;#59; click #60;b#62;"]'


def test_a_spreadsheet_is_not_printed(tmp_path: Path) -> None:
    """It goes with --output."""
    result = run("export", site(tmp_path), "--format", "xlsx")
    assert result.exit_code == 2
    assert "--output" in result.output
