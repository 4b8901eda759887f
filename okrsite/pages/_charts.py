"""Charts as SVG: fluid width, fixed height; x in per cent, so that text never scales."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import inf
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, spoken
from okrsite.pages._axes import nice, ticks
from okrsite.pages._escape import Html, escape
from okrsite.pages._forecast import Ahead, label, wedge
from okrsite.pages._words import day, number, short

_TOP, _HEIGHT = 0, 168
_STRIP = 76
STRETCH = 'width="100%" preserveAspectRatio="none" overflow="visible"'


class Chart(NamedTuple):
    """What a chart of values over time shows."""

    key: str
    """Sets the ids of this chart apart from those of others on the page."""
    title: str
    told: str
    """The same in one sentence."""
    starts: date
    ends: date
    as_of: date
    points: tuple[tuple[date, float], ...]
    confidence: tuple[tuple[date, float], ...] = ()
    pace: tuple[tuple[date, float], ...] = ()
    """Corners of the line of expected values."""
    target: float | None = None
    low: float | None = None
    high: float | None = None
    """The band to keep within."""
    unit: str | None = None
    ahead: Ahead | None = None
    """Where it leads, if it goes on as it has."""
    values: tuple[float, ...] = ()
    """Values that the scale must hold besides those drawn."""


class _Scale:
    """Days and values as positions: x in per cent, y in pixels."""

    def __init__(self, chart: Chart) -> None:
        days = [chart.starts, chart.ends, *(d for d, _ in chart.points)]
        self.first, self.last = min(days), max(days)
        self._day = self.first.toordinal()
        self._wide = 100 / max(1, self.last.toordinal() - self._day)
        held = [v for _, v in chart.points]
        held += (v for _, v in chart.pace)
        held += chart.values
        if chart.ahead is not None:
            held += (chart.ahead.low, chart.ahead.high)
        held += (v for v in (chart.target, chart.low, chart.high) if v is not None)
        self.bottom, self.top, self.step = nice(min(held), max(held))
        self._high = _HEIGHT / (self.top - self.bottom)
        self.spots = self.places(chart.points)

    def x(self, when: date) -> float:
        return (when.toordinal() - self._day) * self._wide

    def y(self, value: float) -> float:
        return round((self.top - value) * self._high, 1)

    def spot(self, when: date, value: float) -> tuple[float, float]:
        """Where one point is."""
        return self.x(when), self.y(value)

    def places(self, points: Sequence[tuple[date, float]]) -> list[tuple[float, float]]:
        """Where points are; rounded when they are written."""
        day_, wide, top, high = self._day, self._wide, self.top, self._high
        return [((when.toordinal() - day_) * wide, (top - value) * high) for when, value in points]


def draw(chart: Chart) -> Markup:
    """Values against pace or band, and the strip of confidence below."""
    scale = _Scale(chart)
    height = _HEIGHT + 26 + (_STRIP if chart.confidence else 0)
    return Html(  # texts are escaped where they enter
        f'<svg class="chart" height="{height}" role="img" '
        f'aria-labelledby="t_{chart.key} d_{chart.key}">'
        f'<title id="t_{chart.key}">{escape(chart.title)}</title>'
        f'<desc id="d_{chart.key}">{escape(chart.told)}</desc>'
        f"{_grid(scale.bottom, scale.top, scale.step)}{_band(chart, scale)}"
        f"{_lines(chart, scale)}{_months(scale.first, scale.last)}"
        f"{_today(chart.as_of, scale.first, scale.last)}{_dots(chart, scale)}"
        f"{_ends(chart, scale)}{_confidence(chart, scale)}</svg>"
    )


@spoken(4096)
def _grid(bottom: float, top: float, step: float) -> str:
    parts = []
    many = min(12, round((top - bottom) / step))
    for index in range(many + 1):
        y = round((1 - index * step / (top - bottom)) * _HEIGHT, 1)
        value = short(_clean(bottom + index * step))
        parts.append(
            f'<line class="l-grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            f'<text class="t-y" x="-10" y="{y + 4:.1f}" text-anchor="end">{value}</text>'
        )
    return "".join(parts)


def _clean(value: float) -> float:
    return float(f"{value:.10g}") + 0.0


def _band(chart: Chart, scale: _Scale) -> str:
    parts = []
    if chart.low is not None:
        y, words = scale.y(chart.low), gettext("keep above")
        parts.append(
            f'<rect class="breach" y="{y}" width="100%" height="{max(0, _HEIGHT - y):.1f}"/>'
            f'<line class="l-lim" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            f"{_right(y, short(chart.low), words)}"
        )
    if chart.high is not None:
        y, words = scale.y(chart.high), gettext("keep below")
        parts.append(
            f'<rect class="breach" y="0" width="100%" height="{max(0, y):.1f}"/>'
            f'<line class="l-lim" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            f"{_right(y, short(chart.high), words)}"
        )
    return "".join(parts)


def _right(y: float, value: str, word: str) -> str:
    at = min(max(y, 8), _HEIGHT - 14)
    return (
        f'<text class="t-b" x="100%" dx="12" y="{at + 1:.1f}">{value}</text>'
        f'<text x="100%" dx="12" y="{at + 16:.1f}">{escape(word)}</text>'
    )


def _lines(chart: Chart, scale: _Scale) -> str:
    """Stretched to the width: 100 wide, as high as it is."""
    pace = _polyline("l-pace", scale.places(chart.pace)) if chart.pace else ""
    act = _polyline("l-act", scale.spots) if chart.points else ""
    goes = wedge(chart.ahead, scale.spot) if chart.ahead is not None else ""
    return f'<svg viewBox="0 0 100 {_HEIGHT}" height="{_HEIGHT}" {STRETCH}>{goes}{pace}{act}</svg>'


def _polyline(kind: str, spots: list[tuple[float, float]]) -> str:
    line = " ".join([f"{x:.2f},{y:.1f}" for x, y in spots])
    return f'<polyline class="{kind}" points="{line}"/>'


@spoken(1024)
def _months(first: date, last: date) -> str:
    days = max(1, (last - first).days)
    parts = [f'<line class="l-axis" x1="0" x2="100%" y1="{_HEIGHT}" y2="{_HEIGHT}"/>']
    for when, word in ticks(first, last):
        x = round((when - first).days / days * 100, 2)
        parts.append(
            f'<line class="l-axis" x1="{x}%" x2="{x}%" y1="{_HEIGHT}" y2="{_HEIGHT + 5}"/>'
            f'<text x="{x}%" dx="4" y="{_HEIGHT + 17}">{word}</text>'
        )
    return "".join(parts)


@spoken(1024)
def _today(as_of: date, first: date, last: date) -> str:
    if not first <= as_of <= last:
        return ""
    x = round((as_of - first).days / max(1, (last - first).days) * 100, 2)
    anchor = "start" if x < 8 else "end" if x > 92 else "middle"
    return (
        f'<line class="l-now" x1="{x}%" x2="{x}%" y1="-6" y2="{_HEIGHT}"/>'
        f'<text class="t-now" x="{x}%" y="-11" text-anchor="{anchor}">{day(as_of)}</text>'
    )


def _dots(chart: Chart, scale: _Scale) -> str:
    if not chart.points:
        return ""
    low = -inf if chart.low is None else chart.low - 1e-9
    high = inf if chart.high is None else chart.high + 1e-9
    parts = [
        f'<circle class="dot" cx="{x:.2f}%" cy="{y:.1f}" r="3"/>'
        if low <= value <= high
        else f'<svg class="miss" x="{x:.2f}%" y="{y:.1f}"><path d="M0-5 5 0 0 5-5 0z"/></svg>'
        for (x, y), (_, value) in zip(scale.spots, chart.points, strict=True)
    ]
    return "".join(parts) + _last(scale.spots, chart.points[-1][1])


def _last(spots: list[tuple[float, float]], value: float) -> str:
    """The last value, on the side that the line does not come from."""
    x, y = spots[-1]
    rises = len(spots) > 1 and spots[-2][1] > y
    at = y - 10 if rises or y > _HEIGHT - 26 else y + 20
    side = 'dx="8"' if x < 25 else 'dx="-8" text-anchor="end"'
    return f'<text class="t-val" x="{x:.2f}%" y="{at:.1f}" {side}>{short(value)}</text>'


def _ends(chart: Chart, scale: _Scale) -> str:
    goes = label(chart.ahead, scale.spot, chart.target, _HEIGHT) if chart.ahead else ""
    if chart.target is None:
        return goes
    y = scale.y(chart.target)
    words = _right(y, short(chart.target), gettext("target"))
    return f'<circle class="tgt" cx="{scale.x(chart.ends):.2f}%" cy="{y}" r="4"/>{words}{goes}'


def _confidence(chart: Chart, scale: _Scale) -> str:
    if not chart.confidence:
        return ""
    parts = [_strip_head()]
    apart = 100 / 26
    before = inf
    last = " last"
    for when, value in reversed(chart.confidence):
        x = scale.x(when)
        if before - x >= apart:
            parts.append(f"{x:.2f}".join(_column(value, last)))
            before, last = x, ""
    return "".join(parts)


_BASE = _HEIGHT + 26 + _STRIP - 4


@spoken(1)
def _strip_head() -> str:
    told = escape(gettext("Confidence, 0–10"))
    return (
        f'<text class="t-b2" x="0" y="{_BASE - 48}">{told}</text>'
        f'<line class="l-axis" x1="0" x2="100%" y1="{_BASE}" y2="{_BASE}"/>'
    )


@spoken(256)
def _column(value: float, last: str) -> tuple[str, str, str]:
    """The column of a confidence and its figure, parted where their x goes."""
    high = round(value * 2.4, 1)
    return (
        f'<rect class="cb{last}" x="',
        f'%" y="{_BASE - high:.1f}" width="10" height="{high}" transform="translate(-5)"/>'
        f'<text class="t-c{last}" x="',
        f'%" y="{_BASE - high - 5:.1f}" text-anchor="middle">{number(value)}</text>',
    )
