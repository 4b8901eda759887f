"""Charts as SVG, drawn at build time: fixed height, fluid width, x in per cent, text never scaled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from markupsafe import Markup

from okrsite.pages._words import day, number

_HEIGHT = 132
_STRIP = 44


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart of check-ins shows."""

    title: str
    unit: str | None
    points: Sequence[tuple[date, float]]
    confidences: Sequence[tuple[date, float]]
    starts: date
    ends: date
    today: date
    start: float | None = None
    """The baseline."""
    target: float | None = None
    low: float | None = None
    high: float | None = None
    """The bounds of a band to keep in."""
    pace: Sequence[tuple[date, float]] = ()
    """Expected values, as points of a line."""


def chart(plot: Plot, key: str) -> Markup:
    """The check-ins of a key result against what was expected of them."""
    if not plot.points:
        return Markup("")
    drawing = _Chart(plot, key)
    return Markup(drawing.svg())  # noqa: S704 (texts are escaped below)


class _Chart:
    """Scales and draws one plot."""

    def __init__(self, plot: Plot, key: str) -> None:
        self._plot = plot
        self._key = key
        days = [d for d, _ in plot.points] + [plot.starts, plot.ends]
        self._first, self._last = min(days), max(days)
        self._days = max(1, (self._last - self._first).days)
        known = [value for _, value in plot.points]
        known += [v for v in (plot.start, plot.target, plot.low, plot.high) if v is not None]
        self._low, self._high = min(known), max(known)
        if self._high - self._low < 1e-12:
            self._low, self._high = self._low - 1, self._high + 1
        room = (self._high - self._low) * 0.08
        self._low, self._high = self._low - room, self._high + room

    def x(self, when: date) -> float:
        return (when - self._first).days / self._days * 100

    def y(self, value: float) -> float:
        return (self._high - value) / (self._high - self._low) * _HEIGHT

    def svg(self) -> str:
        plot = self._plot
        tall = _HEIGHT + 24 + (_STRIP if plot.confidences else 0)
        label = f"c-{self._key}"
        parts = [
            f'<svg class="chart" width="100%" height="{tall}" role="img" '
            f'aria-labelledby="{label}-t {label}-d"><title id="{label}-t">'
            f'{escape(plot.title)}</title><desc id="{label}-d">{escape(self._sentence())}</desc>'
        ]
        parts += self._band()
        parts += self._grid()
        parts.append(
            f'<svg viewBox="0 0 100 {_HEIGHT}" width="100%" height="{_HEIGHT}" '
            'preserveAspectRatio="none" overflow="visible">'
        )
        parts += self._lines()
        parts.append("</svg>")
        parts += self._marks()
        parts += self._axis()
        parts += self._strip()
        parts.append("</svg>")
        return "".join(parts)

    def _sentence(self) -> str:
        plot = self._plot
        when, value = plot.points[-1]
        said = f"{number(value, plot.unit)} on {day(when, year=True)}."
        first = f"From {number(plot.start, plot.unit)}; " if plot.start is not None else ""
        target = f" Target {number(plot.target, plot.unit)}." if plot.target is not None else ""
        return f"{first}{said}{target}"

    def _band(self) -> list[str]:
        plot, found = self._plot, []
        for bound, above in ((plot.low, False), (plot.high, True)):
            if bound is None:
                continue
            y = self.y(bound)
            top, tall = (0.0, y) if above else (y, _HEIGHT - y)
            found.append(
                f'<rect class="breach" y="{top:.1f}" width="100%" height="{max(0, tall):.1f}"/>'
                f'<line class="l-lim" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>'
            )
        return found

    def _grid(self) -> list[str]:
        found = []
        for value in _ticks(self._low, self._high):
            y = self.y(value)
            found.append(
                f'<line class="l-grid" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>'
                f'<text x="-8" y="{y + 4:.1f}" text-anchor="end">{number(value)}</text>'
            )
        return found

    def _lines(self) -> list[str]:
        plot, found = self._plot, []
        if len(plot.pace) > 1:
            found.append(f'<polyline class="l-pace" points="{self._points(plot.pace)}"/>')
        found.append(f'<polyline class="l-act" points="{self._points(plot.points)}"/>')
        return found

    def _points(self, points: Sequence[tuple[date, float]]) -> str:
        return " ".join(f"{self.x(when):.2f},{self.y(value):.1f}" for when, value in points)

    def _marks(self) -> list[str]:
        plot = self._plot
        found = []
        if self._first <= plot.today <= self._last:
            x = self.x(plot.today)
            found.append(f'<line class="l-now" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{_HEIGHT}"/>')
        found += [
            f'<circle class="dot" cx="{self.x(when):.2f}%" cy="{self.y(value):.1f}" r="3"/>'
            for when, value in plot.points[-60:]
        ]
        when, value = plot.points[-1]
        x, y = self.x(when), self.y(value)
        end = x > 50
        found.append(
            f'<text class="t-val" x="{x:.2f}%" dx="{-8 if end else 8}" y="{y - 8:.1f}" '
            f'text-anchor="{"end" if end else "start"}">{escape(number(value, plot.unit))}</text>'
        )
        if plot.target is not None:
            y = self.y(plot.target)
            found.append(
                f'<circle class="tgt" cx="{self.x(plot.ends):.2f}%" cy="{y:.1f}" r="4"/>'
                f'<text class="t-b" x="100%" dx="10" y="{y + 4:.1f}">{number(plot.target)}</text>'
            )
        return found

    def _axis(self) -> list[str]:
        found = [f'<line class="l-axis" x1="0" x2="100%" y1="{_HEIGHT}" y2="{_HEIGHT}"/>']
        ends = ((0, self._first, "start"), (100, self._last, "end"))
        for at, when, anchor in ends:
            found.append(
                f'<text x="{at}%" y="{_HEIGHT + 17}" text-anchor="{anchor}">{day(when)}</text>'
            )
        return found

    def _strip(self) -> list[str]:
        found = []
        base = _HEIGHT + 24 + _STRIP - 2
        told = self._plot.confidences[-40:]
        for index, (when, value) in enumerate(told):
            tall = value / 10 * 22
            last = " last" if index == len(told) - 1 else ""
            x = self.x(when)
            found.append(
                f'<rect class="cb{last}" x="{x:.2f}%" y="{base - tall:.1f}" width="8" '
                f'height="{max(tall, 1):.1f}" transform="translate(-4)"/>'
            )
            if last or len(told) < 14:
                found.append(
                    f'<text class="t-c{last}" x="{x:.2f}%" y="{base - tall - 4:.1f}" '
                    f'text-anchor="middle">{number(value)}</text>'
                )
        return found


def _ticks(low: float, high: float) -> list[float]:
    """Three or four round values within a range."""
    span = high - low
    step = 10.0 ** len(str(int(span))) if span >= 1 else 1.0
    while span / step < 2:
        step /= 10
    for factor in (5, 2):
        if span / (step * factor) >= 2:
            step *= factor
            break
    first = int(low / step) - 1
    found = [round((first + n) * step, 10) for n in range(40)]
    return [value for value in found if low <= value <= high][:5]


def sparkline(values: Sequence[float]) -> Markup:
    """A small line of values; its text equivalent stands beside it."""
    if len(values) < 2:
        return Markup("")
    shown = values[-26:]
    low, high = min(shown), max(shown)
    room = (high - low) or 1.0
    points = " ".join(
        f"{index / (len(shown) - 1) * 100:.1f},{22 - (value - low) / room * 20:.1f}"
        for index, value in enumerate(shown)
    )
    return Markup(  # noqa: S704 (only figures of ours)
        '<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><polyline class="l-act" points="{points}"/></svg>'
    )


def cells(kept: Sequence[bool]) -> Markup:
    """One cell a check-in of what is kept in a band: filled where inside."""
    if not kept:
        return Markup("")
    shown = kept[-26:]
    width = 100 / len(shown)
    parts = ['<svg class="cells" height="12" aria-hidden="true" focusable="false">']
    for index, inside in enumerate(shown):
        name = "y" if inside else "m"
        parts.append(
            f'<rect class="cell-{name}" x="{index * width:.2f}%" width="{width - 0.6:.2f}%" '
            'height="12"/>'
        )
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 (only figures of ours)
