"""Small drawings: a line of values, milestones on their line, cells of a band."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup

from okrsite.model.noun import dataclass
from okrsite.pages._axes import ticks
from okrsite.pages._charts import STRETCH
from okrsite.pages._escape import Html, escape


def sparkline(values: Sequence[float], height: int = 32) -> Markup:
    """A small line of values; what it says stands beside it in words."""
    if len(values) < 2:
        return Html("")
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
    return Html(  # only figures of ours
        f'<svg class="spark" height="{height}" aria-hidden="true" focusable="false">'
        f'<svg viewBox="0 0 100 {height}" height="{height}" {STRETCH}>'
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
    return Html("".join(parts))  # texts are escaped where they enter


def cells(kept: Sequence[bool], ahead: int) -> Markup:
    """A cell a check-in: inside the band, outside, still to come."""
    shown = list(kept[-26:])
    many = len(shown) + max(0, min(ahead, 26 - len(shown)))
    if not many:
        return Html("")
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
    return Html("".join(parts))  # only figures of ours
