"""docs/performance.md holds what the commands print, all of it."""

import re

import pytest

from benchmarks.compare import DOCUMENT
from benchmarks.measure.document import written
from benchmarks.measure.rounds import ROWS
from benchmarks.steps import STEPS

FIGURE = re.compile(r"(–|[\d,]+(\.\d+)?( (ms|s|MB|KB)|%)?( \([\d.]+ (ms|s|MB)\))?)")
"""`1.20 s (1.00 s)`, `0.45`, `–`."""


def cells(name: str) -> list[list[str]]:
    """The rows of a table of the page, its head first."""
    lines = [line for line in written(DOCUMENT, name).splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [rows[0], *rows[2:]]


def test_the_comparison_has_each_row_that_the_command_prints() -> None:
    """None is left out because it looks bad, and none is called by another name."""
    head, *rows = cells("steps")
    assert head == ["", "okrsite", "Hugo", "okrsite ÷ Hugo"]
    assert tuple(row[0] for row in rows) == ROWS


def test_the_road_has_each_step() -> None:
    """In the order that a build takes them."""
    assert tuple(row[0] for row in cells("road")[1:]) == STEPS


def test_growth_goes_up_by_sizes() -> None:
    """Smaller ones first, each with what an objective costs there."""
    head, *rows = cells("growth")
    assert head == ["Objectives", "okrsite", "each objective", "Hugo", "each objective", "ratio"]
    sizes = [int(row[0].replace(",", "")) for row in rows]
    assert sizes == sorted(set(sizes))
    assert len(sizes) > 1


@pytest.mark.parametrize(
    "name", ["steps", "pages", "growth", "road", "types", "weights", "lighthouse"]
)
def test_every_cell_is_a_figure(name: str) -> None:
    """A table is written by a command, whole."""
    head, *rows = cells(name)
    assert rows
    for row in rows:
        assert len(row) == len(head)
        assert all(FIGURE.fullmatch(cell) for cell in row[1:]), row


@pytest.mark.parametrize("name", ["steps", "growth"])
def test_it_says_when_and_on_what_kind_of_machine(name: str) -> None:
    """A time without that is a rumour."""
    above = written(DOCUMENT, name).partition("\n")[0]
    words = r"okrsite \S+ and Hugo [\d.]+, .*; \d+ \w+ \d{4}, \d+ processors .*, load [\d.]+\."
    assert re.fullmatch(words, above)


def test_ratios_are_those_of_the_figures_beside_them() -> None:
    """Nobody edits a ratio by hand."""
    for name, ours, theirs, ratio in cells("steps")[1:]:
        if ratio != "–":
            assert _size(ours) / _size(theirs) == pytest.approx(float(ratio), rel=0.06), name


def _size(cell: str) -> float:
    found = re.match(r"([\d,.]+) ?(ms|s|MB)?", cell)
    assert found
    return float(found[1].replace(",", "")) / (1000 if found[2] == "ms" else 1)
