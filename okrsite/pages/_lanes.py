"""Draws a stretch of time: cycles as bars, what has a day as marks on the line of its team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext
from okrsite.model.cycle import Cycle
from okrsite.pages._axes import ticks
from okrsite.pages._escape import Html, escape
from okrsite.pages._marks import Mark, State

_SHAPES = {
    State.DONE: '<rect class="t-done" x="-5" y="-5" width="10" height="10"/>',
    State.OPEN: '<circle class="t-open" r="5"/>',
    State.LATE: '<path class="t-late" d="M0-6.5 6.5 0 0 6.5-6.5 0Z"/>',
    State.KEY: '<path class="t-key" d="M0-6 6 0 0 6-6 0Z"/>',
}


class Stretch(NamedTuple):
    """The days that are drawn."""

    first: date
    last: date
    today: date

    def at(self, day: date) -> str:
        """Where a day stands, in per cent."""
        whole = max(1, (self.last - self.first).days)
        part = (day - self.first).days / whole
        return f"{min(1.0, max(0.0, part)) * 100:.3g}%"

    def holds(self, day: date) -> bool:
        """Whether a day is drawn."""
        return self.first <= day <= self.last


def axis(stretch: Stretch) -> Markup:
    """The months, and today."""
    names = [
        f'<text x="{stretch.at(when)}" y="14">{escape(name)}</text>'
        for when, name in ticks(stretch.first, stretch.last)
    ]
    now = stretch.at(stretch.today)
    today = escape(gettext("Today"))
    names.append(f'<text class="t-now" x="{now}" y="30" text-anchor="middle">{today}</text>')
    return _drawn(stretch, 36, names, today=False)


def bar(cycle: Cycle, stretch: Stretch, dates: Sequence[Mark]) -> Markup:
    """A cycle as a bar, its health check and grading as marks on it."""
    start, end = max(cycle.starts, stretch.first), min(cycle.ends or stretch.last, stretch.last)
    whole = max(1, (stretch.last - stretch.first).days)
    width = max(0.4, (end - start).days / whole * 100)
    parts = [
        f'<rect class="t-cy" x="{stretch.at(start)}" y="9" width="{width:.3g}%" height="12"/>',
        *_shapes(dates, stretch, 15),
    ]
    return _drawn(stretch, 30, parts)


def lane(marks: Sequence[Mark], stretch: Stretch) -> Markup:
    """The line of a team."""
    line = '<line class="l-grid" x2="100%" y1="15" y2="15"/>'
    return _drawn(stretch, 30, [line, *_shapes(marks, stretch, 15)])


def _shapes(marks: Iterable[Mark], stretch: Stretch, y: int) -> list[str]:
    drawn: dict[tuple[str, State], None] = {}
    for mark in marks:
        if stretch.holds(mark.day):
            drawn[stretch.at(mark.day), mark.state] = None
    return [
        f'<svg x="{x}" y="{y}" width="1" height="1">{_SHAPES[state]}</svg>' for x, state in drawn
    ]


def _drawn(stretch: Stretch, height: int, parts: Sequence[str], *, today: bool = True) -> Markup:
    grid = [
        f'<line class="l-grid" x1="{at}" x2="{at}" y2="{height}"/>'
        for at in (stretch.at(when) for when, _ in ticks(stretch.first, stretch.last))
    ]
    now = stretch.at(stretch.today)
    line = f'<line class="l-now" x1="{now}" x2="{now}" y2="{height}"/>' if today else ""
    body = "".join((*grid, line, *parts))
    return Html(  # figures of ours, and names of months
        f'<svg class="lane" height="{height}" aria-hidden="true" focusable="false">{body}</svg>'
    )
