"""Scales: round steps between values, and dates worth a mark."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

from okrsite.pages._words import day, month


def nice(low: float, high: float) -> tuple[float, float, float]:
    """Bottom, top and step of a scale with three to six round steps that holds two values."""
    if high - low < 1e-9 * max(1.0, abs(high)):
        room = abs(high) * 0.1 or 1.0
        low, high = low - room, high + room
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step


def ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """At most about six dates between two: weeks, months, quarters or years."""
    days = (last - first).days
    if days <= 45:
        step = 7 if days <= 28 else 14
        for index in range(0, days - 2, step):
            when = first + timedelta(index)
            yield when, day(when)
        return
    months = next(m for m in (1, 3, 6, 12, 36, 120, 1200, 10**6) if days / 30.5 / m <= 5.2)
    index = first.year * 12 + first.month - 1
    index += -index % months
    while (year := index // 12) <= last.year:
        when = date(year, index % 12 + 1, 1)
        if when > last - timedelta(days // 20):
            return
        if when >= first:
            yield when, month(when) if months < 12 else str(year)
        index += months
