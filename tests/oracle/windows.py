"""Time: what holds at a date, whose window it is, and how long a silence is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import inf

from okrsite.model.noun import replace

from .structure import Change, Cycle, Fact, Keep, KeyResult, Metric, Organisation, Pace

CLOSE = 1e-9
INTERVALS = {"weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92}
MEASURE_FIELDS = {"from": "start", "to": "target", "min": "low", "max": "high"}


def at_least(figure: float, bound: float) -> bool:
    """Whether a figure reaches a bound.

    "Figures are compared to within 1e-9."
    """
    return figure >= bound - CLOSE


def near(one: float, other: float) -> bool:
    """Whether two figures are one.

    "Figures are compared to within 1e-9."
    """
    return abs(one - other) <= CLOSE


def holds(fact: Fact, as_of: date) -> bool:
    """Whether a fact counts at a date.

    "A dated fact counts from its date on ...; a bare `true` holds at every date."
    """
    return fact <= as_of if isinstance(fact, date) else fact


def is_over(cycle: Cycle, as_of: date) -> bool:
    """Whether there is nothing more to wait for; an open cycle has "no grading".

    "A cycle is over when as-of is after `ends`"
    """
    return cycle.ends is not None and as_of > cycle.ends


@dataclass(frozen=True)
class Window:
    """A key result's window; `due` is None where it is open."""

    starts: date
    due: date | None

    def share(self, as_of: date) -> float:
        """How much of the window has passed.

        "(as-of - starts) / (due - starts), 0 to 1; where both are one day, 1 from that day on, else
        0; 1 in an open window."
        """
        if self.due is None:
            return 1.0
        if self.due == self.starts:
            return 1.0 if as_of >= self.starts else 0.0
        share = (as_of - self.starts).days / (self.due - self.starts).days
        return min(1.0, max(0.0, share))


def window(key_result: KeyResult, cycle: Cycle) -> Window:
    """The window of a key result.

    "A key result's `starts` and `due`, by default its cycle's."
    """
    return Window(key_result.starts or cycle.starts, key_result.due or cycle.ends)


def paced(share_window: Window, pace: Pace | None, as_of: date) -> float:
    """What share is expected: straight lines from (starts, 0) through the points to (due, 1).

    "share, bent by `pace`"
    """
    share = share_window.share(as_of)
    if share_window.due is None or share_window.due == share_window.starts:
        return share
    if not isinstance(pace, tuple):
        return share
    ends = {share_window.starts: 0.0, share_window.due: 1.0}
    points = ends | dict(pace)
    days = sorted(points)
    if as_of <= days[0]:
        return points[days[0]]
    for before, after in pairwise(days):
        if as_of <= after:
            part = (as_of - before).days / (after - before).days
            return points[before] + (points[after] - points[before]) * part
    return points[days[-1]]


def rhythm(organisation: Organisation, cycle: Cycle) -> str:
    """How often there is to be a word in a cycle.

    "`checkin`: ... default: that of `within`, else monthly."
    """
    if cycle.checkin is not None:
        return cycle.checkin
    if cycle.within is not None:
        return rhythm(organisation, organisation.cycle(cycle.within))
    return "monthly"


def allowed_silence(organisation: Organisation, key_result: KeyResult, cycle: Cycle) -> float:
    """How many days may pass without a word.

    "interval + 3 days, but at most half of the cycle's length (ends - starts) ... `end`: no limit.
    Open cycle: interval + 3."
    """
    named = key_result.checkin or rhythm(organisation, cycle)
    if named == "end":
        return inf
    days = INTERVALS[named] + 3
    if cycle.ends is None:
        return days
    return min(days, (cycle.ends - cycle.starts).days / 2)


def _was(changes: list[Change], as_of: date) -> Change | None:
    """The change whose old value is seen at a date: the first that is still to come."""
    to_come = [change for change in changes if change.day > as_of]
    return min(to_come, key=lambda change: change.day) if to_come else None


def as_seen(key_result: KeyResult, as_of: date) -> KeyResult:
    """A key result with the goalposts of a date.

    "a goalpost moved in the open; dates before it see the old value"
    """
    seen = key_result
    for name in sorted({change.field for change in key_result.changed}):
        moved = _was([change for change in key_result.changed if change.field == name], as_of)
        if moved is None:
            continue
        if name in MEASURE_FIELDS and isinstance(seen.measure, Metric | Keep):
            old = {MEASURE_FIELDS[name]: moved.was}
            seen = replace(seen, measure=replace(seen.measure, **old))  # type: ignore[arg-type]
        elif name == "due" and isinstance(moved.was, date):
            seen = replace(seen, due=moved.was)
    return seen
