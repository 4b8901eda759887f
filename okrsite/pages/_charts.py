"""Charts as SVG: fluid width, fixed height; x in per cent, so that text never scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup

from okrsite.pages._axes import nice, ticks
from okrsite.pages._escape import escape
from okrsite.pages._words import day, number, short

_TOP, _HEIGHT = 0, 168
_STRIP = 76
_STRETCH = 'width="100%" preserveAspectRatio="none" overflow="visible"'


@dataclass(frozen=True, slots=True)
class Chart:
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
    values: tuple[float, ...] = field(default=())
    """Values that the scale must hold besides those drawn."""


class _Scale:
    """Days and values as positions: x in per cent, y in pixels."""

    def __init__(self, chart: Chart) -> None:
        self.first = min([chart.starts, *(d for d, _ in chart.points)])
        self.last = max([chart.ends, *(d for d, _ in chart.points)])
        self.days = max(1, (self.last - self.first).days)
        held = [v for _, v in (*chart.points, *chart.pace)] + list(chart.values)
        held += [v for v in (chart.target, chart.low, chart.high) if v is not None]
        self.bottom, self.top, self.step = nice(min(held), max(held))

    def x(self, when: date) -> float:
        return round((when - self.first).days / self.days * 100, 2)

    def y(self, value: float) -> float:
        return round((1 - (value - self.bottom) / (self.top - self.bottom)) * _HEIGHT, 1)

    def line(self, points: Sequence[tuple[date, float]]) -> str:
        """Points for a drawing that is stretched to the width: 100 wide, as high as it is."""
        return " ".join(f"{self.x(d)},{self.y(v)}" for d, v in points)


def draw(chart: Chart) -> Markup:
    """Values against pace or band, and the strip of confidence below."""
    scale = _Scale(chart)
    height = _HEIGHT + 26 + (_STRIP if chart.confidence else 0)
    return Markup(  # noqa: S704 (texts are escaped where they enter)
        f'<svg class="chart" height="{height}" role="img" '
        f'aria-labelledby="t_{chart.key} d_{chart.key}">'
        f'<title id="t_{chart.key}">{escape(chart.title)}</title>'
        f'<desc id="d_{chart.key}">{escape(chart.told)}</desc>'
        f"{_grid(scale.bottom, scale.top, scale.step)}{_band(chart, scale)}"
        f"{_lines(chart, scale)}{_months(scale.first, scale.last)}"
        f"{_today(chart, scale)}{_dots(chart, scale)}{_ends(chart, scale)}"
        f"{_confidence(chart, scale)}</svg>"
    )


@lru_cache(maxsize=4096)
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
        y = scale.y(chart.low)
        parts.append(
            f'<rect class="breach" y="{y}" width="100%" height="{max(0, _HEIGHT - y):.1f}"/>'
            f'<line class="l-lim" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            f"{_right(y, short(chart.low), 'keep above')}"
        )
    if chart.high is not None:
        y = scale.y(chart.high)
        parts.append(
            f'<rect class="breach" y="0" width="100%" height="{max(0, y):.1f}"/>'
            f'<line class="l-lim" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            f"{_right(y, short(chart.high), 'keep below')}"
        )
    return "".join(parts)


def _right(y: float, value: str, word: str) -> str:
    at = min(max(y, 8), _HEIGHT - 14)
    return (
        f'<text class="t-b" x="100%" dx="12" y="{at + 1:.1f}">{value}</text>'
        f'<text x="100%" dx="12" y="{at + 16:.1f}">{word}</text>'
    )


def _lines(chart: Chart, scale: _Scale) -> str:
    pace = f'<polyline class="l-pace" points="{scale.line(chart.pace)}"/>' if chart.pace else ""
    act = f'<polyline class="l-act" points="{scale.line(chart.points)}"/>' if chart.points else ""
    return f'<svg viewBox="0 0 100 {_HEIGHT}" height="{_HEIGHT}" {_STRETCH}>{pace}{act}</svg>'


@lru_cache(maxsize=1024)
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


def _today(chart: Chart, scale: _Scale) -> str:
    if not scale.first <= chart.as_of <= scale.last:
        return ""
    x = scale.x(chart.as_of)
    anchor = "start" if x < 8 else "end" if x > 92 else "middle"
    return (
        f'<line class="l-now" x1="{x}%" x2="{x}%" y1="-6" y2="{_HEIGHT}"/>'
        f'<text class="t-now" x="{x}%" y="-11" text-anchor="{anchor}">{day(chart.as_of)}</text>'
    )


def _dots(chart: Chart, scale: _Scale) -> str:
    parts = []
    for when, value in chart.points:
        x, y = scale.x(when), scale.y(value)
        missed = (chart.low is not None and value < chart.low - 1e-9) or (
            chart.high is not None and value > chart.high + 1e-9
        )
        if missed:
            parts.append(f'<svg class="miss" x="{x}%" y="{y}"><path d="M0-5 5 0 0 5-5 0z"/></svg>')
        else:
            parts.append(f'<circle class="dot" cx="{x}%" cy="{y}" r="3"/>')
    if chart.points:
        parts.append(_last(chart.points, scale))
    return "".join(parts)


def _last(points: Sequence[tuple[date, float]], scale: _Scale) -> str:
    """The last value, on the side that the line does not come from."""
    when, value = points[-1]
    x, y = scale.x(when), scale.y(value)
    rises = len(points) > 1 and scale.y(points[-2][1]) > y
    at = y - 10 if rises or y > _HEIGHT - 26 else y + 20
    side = 'dx="8"' if x < 25 else 'dx="-8" text-anchor="end"'
    return f'<text class="t-val" x="{x}%" y="{at:.1f}" {side}>{short(value)}</text>'


def _ends(chart: Chart, scale: _Scale) -> str:
    if chart.target is None:
        return ""
    y = scale.y(chart.target)
    words = _right(y, short(chart.target), "target")
    return f'<circle class="tgt" cx="{scale.x(chart.ends)}%" cy="{y}" r="4"/>{words}'


def _confidence(chart: Chart, scale: _Scale) -> str:
    if not chart.confidence:
        return ""
    base = _HEIGHT + 26 + _STRIP - 4
    parts = [
        f'<text class="t-b2" x="0" y="{base - 48}">Confidence, 0–10</text>'
        f'<line class="l-axis" x1="0" x2="100%" y1="{base}" y2="{base}"/>'
    ]
    apart = 100 / 26
    shown: list[tuple[float, float]] = []
    for when, value in reversed(chart.confidence):
        x = scale.x(when)
        if not shown or shown[-1][0] - x >= apart:
            shown.append((x, value))
    for index, (x, value) in enumerate(shown):
        last = "" if index else " last"
        high = round(value * 2.4, 1)
        parts.append(
            f'<rect class="cb{last}" x="{x}%" y="{base - high:.1f}" width="10" height="{high}" '
            f'transform="translate(-5)"/><text class="t-c{last}" x="{x}%" '
            f'y="{base - high - 5:.1f}" text-anchor="middle">{number(value)}</text>'
        )
    return "".join(parts)


def sparkline(values: Sequence[float], height: int = 32) -> Markup:
    """A small line of values; what it says stands beside it in words."""
    if len(values) < 2:
        return Markup("")
    return _spark(tuple(values[-60:]), height)


@lru_cache(maxsize=2048)
def _spark(values: tuple[float, ...], height: int) -> Markup:
    low, high = min(values), max(values)
    spread = (high - low) or 1
    inner = height - 10
    points = [
        (i / (len(values) - 1) * 100, 5 + (1 - (v - low) / spread) * inner)
        for i, v in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return Markup(  # noqa: S704 (only figures of ours)
        f'<svg class="spark" height="{height}" aria-hidden="true" focusable="false">'
        f'<svg viewBox="0 0 100 {height}" height="{height}" {_STRETCH}>'
        f'<polyline class="l-act" points="{line}"/></svg>'
        f'<circle class="dot" cx="100%" cy="{points[-1][1]:.1f}" r="3.5"/></svg>'
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone on its line."""

    when: date
    done: bool
    late: bool


def milestones(
    key: str, told: str, span: tuple[date, date], as_of: date, marks: Sequence[Mark]
) -> Markup:
    """Milestones on the line of their window."""
    first, last = span
    last = max([last, first + timedelta(1), *(m.when for m in marks)])
    first = min([first, *(m.when for m in marks)])
    whole = (last - first).days

    def x(when: date) -> str:
        return f"{(when - first).days / whole * 100:.2f}%"

    parts = [
        f'<svg class="chart mile" height="46" role="img" aria-labelledby="t_{key}">'
        f'<title id="t_{key}">{escape(told)}</title>'
        '<line class="l-axis" x1="0" x2="100%" y1="18" y2="18"/>'
    ]
    for when, word in ticks(first, last):
        parts.append(
            f'<line class="l-axis" x1="{x(when)}" x2="{x(when)}" y1="18" y2="27"/>'
            f'<text x="{x(when)}" dx="4" y="38">{word}</text>'
        )
    if first <= as_of <= last:
        at = x(as_of)
        parts.append(f'<line class="l-now" x1="{at}" x2="{at}" y1="4" y2="32"/>')
    for mark in marks:
        kind = "m-done" if mark.done else "m-late" if mark.late else "m-open"
        parts.append(
            f'<svg x="{x(mark.when)}" y="18" class="{kind}"><path d="M0-7 7 0 0 7-7 0z"/></svg>'
        )
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 (texts are escaped where they enter)


def cells(kept: Sequence[bool], ahead: int) -> Markup:
    """A cell a check-in: inside the band, outside, still to come."""
    shown = list(kept[-26:])
    many = len(shown) + max(0, min(ahead, 26 - len(shown)))
    if not many:
        return Markup("")
    wide = 100 / many
    parts = ['<svg class="cells" height="12" aria-hidden="true" focusable="false">']
    for index in range(many):
        kind = "c-next" if index >= len(shown) else "c-kept" if shown[index] else "c-out"
        extra = ' fill="url(#hatch-off)"' if kind == "c-out" else ""
        parts.append(
            f'<rect class="{kind}"{extra} x="{index * wide:.2f}%" y="1" '
            f'width="{wide * 0.86:.2f}%" height="10"/>'
        )
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 (only figures of ours)
