"""Tables in Markdown, aligned so that they also read well as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

Cells = Sequence[str]


@dataclass(frozen=True)
class Row:
    """One thing that was measured, of each peer in turn."""

    name: str
    runs: tuple[tuple[float, ...], ...]
    """What each run gave, peer by peer: seconds, bytes or a count."""
    unit: str = "s"

    def cells(self) -> Cells:
        """The name, each median with its minimum, and the first peer's ratio to each other one."""
        middle = [median(each) for each in self.runs]
        told = [_told(each, self.unit) for each in self.runs]
        return (self.name, *told, *(ratio(middle[0], each) for each in middle[1:]))


def _told(runs: Sequence[float], unit: str) -> str:
    middle = in_unit(median(runs), unit)
    return f"{middle} ({in_unit(min(runs), unit)})" if len(runs) > 1 else middle


def in_unit(value: float, unit: str) -> str:
    """A figure: seconds (`s`) as s or ms, bytes (`B`) as MB, anything else as a number."""
    if unit == "s":
        return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"
    if unit == "B":
        return f"{value / 1e6:.1f} MB"
    return f"{value:,.0f}"


def ratio(ours: float, theirs: float) -> str:
    """How many times as much: `0.45`, `0.042`; a dash where there is nothing to compare with.

    Two digits that count, however small it is: `0.04` would be anything from 0.035 to 0.045.
    """
    if not theirs:
        return "–"
    times = ours / theirs
    return f"{times:.2f}" if times >= 0.1 else f"{times:.3f}"


def table(head: Cells, rows: Sequence[Cells]) -> str:
    """A Markdown table; all columns but the first are aligned to the right."""
    wide = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = ["-" * wide[0], *("-" * (each - 1) + ":" for each in wide[1:])]
    return "\n".join(_line(cells, wide) for cells in (head, rule, *rows))


def _line(cells: Cells, wide: Sequence[int]) -> str:
    first, *others = cells
    words = [first.ljust(wide[0]), *(c.rjust(w) for c, w in zip(others, wide[1:], strict=True))]
    return f"| {' | '.join(words)} |"
