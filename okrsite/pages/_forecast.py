"""Where a key result lands, in words and as a wedge that goes on from its last value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from okrsite.i18n import gettext
from okrsite.model.landing import foreseen
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredKeyResult
from okrsite.pages._escape import escape
from okrsite.pages._words import minus, number, percent, short

_DRAWN = (-0.5, 2.0)
"""What a chart has room for without making all else flat."""
_APART = 34
"""Pixels that two labels of two lines need."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The course that a chart goes on with, in the unit of its values."""

    since: tuple[date, float]
    """The last value."""
    due: date
    at_due: float
    low: float
    high: float

    def told(self, unit: str | None) -> str:
        """The same in words: `forecast 14.9 days, 14.3 to 15.4`."""
        low, high = sorted((_tidy(self.low), _tidy(self.high)))
        return gettext(
            "forecast {value}, {low} to {high}",
            value=number(_tidy(self.at_due), unit),
            low=number(low),
            high=number(high),
        )


def _tidy(value: float) -> float:
    """No more digits than a forecast deserves."""
    return float(f"{value:.3g}") if abs(value) < 1000 else float(round(value))


def lands(kr: ScoredKeyResult, portfolio: Portfolio) -> str:
    """`lands at 72% (61–80)`; empty where it no longer moves, and where nothing can be told."""
    found = foreseen(kr, portfolio.as_of)
    if found is None:
        return ""
    low, high = (minus(f"{round(each * 100)}") for each in (found.low, found.high))
    at_due = minus(percent(found.at_due))
    if low == high:
        return gettext("lands at {percent}", percent=at_due)
    return gettext("lands at {percent} ({low}–{high})", percent=at_due, low=low, high=high)


def ahead(
    kr: ScoredKeyResult,
    portfolio: Portfolio,
    last: tuple[date, float],
    value_at: Callable[[float], float | None],
) -> Ahead | None:
    """What a chart goes on with; `value_at` turns progress into the unit of its values."""
    found = kr.forecast
    if found is None or kr.due is None or last[0] >= kr.due or not lands(kr, portfolio):
        return None
    shares = (found.at_due, found.low, found.high)
    values = [value_at(share) for share in shares if _DRAWN[0] <= share <= _DRAWN[1]]
    told = [each for each in values if each is not None]
    return Ahead(last, kr.due, *told) if len(told) == len(shares) else None


Spot = Callable[[date, float], tuple[float, float]]


def wedge(course: Ahead, spot: Spot) -> str:
    """The range, and the dashed line within it."""
    (x1, y1), (x2, y2) = spot(*course.since), spot(course.due, course.at_due)
    low, high = (spot(course.due, each)[1] for each in (course.low, course.high))
    return (
        f'<path class="b-fc" d="M{x1:.2f} {y1} {x2:.2f} {low}V{high}z"/>'
        f'<path class="l-fc" d="M{x1:.2f} {y1} {x2:.2f} {y2}"/>'
    )


def label(course: Ahead, spot: Spot, target: float | None, height: int) -> str:
    """Its figure at the right edge, clear of the target's."""
    y = min(max(spot(course.due, course.at_due)[1], 8), height - 14)
    if target is not None:
        other = min(max(spot(course.due, target)[1], 8), height - 14)
        if abs(y - other) < _APART:
            up, down = other - _APART, other + _APART
            y = up if (y < other and up >= 0) or down > height - 14 else down
    told = escape(gettext("forecast"))
    return (
        f'<text class="t-fc" x="100%" dx="12" y="{y + 1:.1f}">{short(_tidy(course.at_due))}</text>'
        f'<text x="100%" dx="12" y="{y + 16:.1f}">{told}</text>'
    )
