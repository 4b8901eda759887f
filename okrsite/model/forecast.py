"""Where a key result lands on its due date, if it goes on as it has."""

from __future__ import annotations

from datetime import date

from okrsite.model.noun import dataclass


@dataclass(frozen=True, slots=True)
class Forecast:
    """A straight line through the figures so far, read off when due; never used for status."""

    at_due: float
    """Raw progress when due, not clamped: 0.72."""
    low: float
    high: float
    """Four of five figures so far lie as near to their line as this range is wide."""
    slope: float
    """Raw progress a day."""
    start: float
    """Where the line stands on the first date."""
    first: date
    dates: int
    """How many dates with a figure it is drawn through."""
