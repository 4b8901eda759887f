"""Time: the window of a key result, its share, its pace, and how long silence is allowed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from okrsite.model.cycle import Cycle
from okrsite.model.document import Pace
from okrsite.model.status import INTERVALS, Rhythm

_GRACE = 3
"""Days that a word may be late."""


def share_of(starts: date, due: date | None, as_of: date) -> float:
    """How much of a window has passed, 0 to 1; 1 in an open window."""
    if due is None:
        return 1.0
    if due <= starts:
        return 1.0 if as_of >= starts else 0.0
    return min(1.0, max(0.0, (as_of - starts).days / (due - starts).days))


def bend(share: float, pace: Pace, starts: date, due: date | None, as_of: date) -> float:
    """The share as planned by the pace's points, joined by straight lines from 0 to 1."""
    if not pace.points or due is None:
        return share
    known = {starts: 0.0, due: 1.0} | dict(pace.points)
    points = sorted(known.items())
    if as_of <= points[0][0]:
        return points[0][1]
    for (before, low), (after, high) in pairwise(points):
        if as_of <= after:
            return low + (high - low) * (as_of - before).days / (after - before).days
    return points[-1][1]


def allowed_silence(rhythm: Rhythm, cycle: Cycle) -> float | None:
    """Days without a word: interval + 3, but at most half of the cycle; None: no limit."""
    interval = INTERVALS[rhythm]
    if interval is None:
        return None
    if cycle.ends is None:
        return interval + _GRACE
    return min(interval + _GRACE, (cycle.ends - cycle.starts).days / 2)
