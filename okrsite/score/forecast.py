"""The forecast (semantics: "Forecast"): Theil-Sen's line through a key result's figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median

from okrsite.model.forecast import Forecast
from okrsite.score.slopes import median_slope

_FEWEST = 3
"""Dates that a line needs: through two it would claim to know too much."""
_LOW, _HIGH = 0.1, 0.9


def forecast(course: Sequence[tuple[date, float]], due: date | None) -> Forecast | None:
    """Where (date, raw) lead, by date; None in an open window, or on fewer than 3 dates."""
    if due is None or len(course) < _FEWEST:
        return None
    first = course[0][0]
    origin = first.toordinal()
    points = [(day.toordinal() - origin, raw) for day, raw in course]
    slope = median_slope(points)
    above = sorted([raw - slope * day for day, raw in points])
    start = median(above)
    at_due = slope * (due.toordinal() - origin) + start
    return Forecast(
        at_due=at_due,
        low=at_due + _quantile(above, _LOW) - start,
        high=at_due + _quantile(above, _HIGH) - start,
        slope=slope,
        start=start,
        first=first,
        dates=len(points),
    )


def _quantile(ordered: Sequence[float], part: float) -> float:
    """A quantile by linear interpolation."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
