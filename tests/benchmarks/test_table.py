from pathlib import Path

import pytest

from benchmarks.measure.document import write, written
from benchmarks.measure.table import Row, in_unit, ratio, table


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.0421, "s", "42 ms"),
        (1.234, "s", "1.23 s"),
        (12_345_678, "B", "12.3 MB"),
        (1234, "", "1,234"),
    ],
)
def test_figures_are_told_in_units_that_people_read(value: float, unit: str, told: str) -> None:
    """Milliseconds below a second, megabytes, thousands apart."""
    assert in_unit(value, unit) == told


def test_a_row_tells_the_median_the_fastest_run_and_the_ratio() -> None:
    """One slow run, which something else on the machine caused, changes none of them much."""
    row = Row("Build", ((1.0, 9.0, 1.2), (2.4, 2.0, 3.0)))
    assert row.cells() == ("Build", "1.20 s (1.00 s)", "2.40 s (2.00 s)", "0.50")


def test_a_single_run_has_no_fastest_one() -> None:
    """Nothing is told twice."""
    assert Row("Pages", ((3,), (4,)), "").cells() == ("Pages", "3", "4", "0.75")


def test_nothing_is_divided_by_nothing() -> None:
    """Where the other needs nothing, there is no ratio."""
    assert ratio(3, 0) == "–"


def test_a_ratio_has_two_digits_that_count() -> None:
    """A twentieth can be told from a thirtieth."""
    assert ratio(0.311, 7.32) == "0.042"
    assert ratio(7.61, 12.67) == "0.60"


def test_a_table_is_aligned() -> None:
    """It reads as text, too."""
    assert table(("", "a"), [("long name", "1"), ("b", "1,000")]).splitlines() == [
        "|           |     a |",
        "| --------- | ----: |",
        "| long name |     1 |",
        "| b         | 1,000 |",
    ]


def test_a_table_is_written_between_its_marks(tmp_path: Path) -> None:
    """The words around it stay, and the next run finds the marks again."""
    page = tmp_path / "page.md"
    page.write_text("Before\n\n<!-- steps -->\nold\n<!-- /steps -->\n\nAfter\n", encoding="utf-8")
    for text in ("| new |", "| newer |"):
        write(page, "steps", text)
        assert written(page, "steps") == text
    told = page.read_text(encoding="utf-8")
    assert told.startswith("Before\n")
    assert told.endswith("\nAfter\n")
    assert "old" not in told


def test_a_page_without_marks_is_not_touched(tmp_path: Path) -> None:
    """A command never guesses where a table belongs."""
    page = tmp_path / "page.md"
    page.write_text("Words\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no marks"):
        write(page, "steps", "table")
    assert page.read_text(encoding="utf-8") == "Words\n"
