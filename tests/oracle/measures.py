"""Progress and expectation of a key result that is measured by itself, kind by kind.

The seventh kind, `aligned`, needs other objectives and stands with them in `calculate`.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from . import words
from .structure import CheckIn, Done, Keep, Ladder, Metric, Milestone, Milestones, Pace
from .windows import Window, at_least, holds, near, paced


def baseline(metric: Metric, values: list[float]) -> float | None:
    """Where a metric starts.

    "`from` not given: the first value; none: null."
    """
    if metric.start is not None:
        return metric.start
    return values[0] if values else None


def goal(metric: Metric, values: list[float]) -> float | None:
    """Where a metric is to end.

    "`by`: to = from + from x by."
    """
    start = baseline(metric, values)
    if metric.by_percent is not None:
        return None if start is None else start + start * metric.by_percent / 100
    return metric.target


def raw_of_metric(metric: Metric, values: list[float]) -> float | None:
    """How far a metric has come.

    "(value - from) / (to - from), value of the last check-in that has one ... `from` given and no
    value: 0. `from` not given: the first value; none: null. ... No `to`, or to = from: null"
    """
    start, end = baseline(metric, values), goal(metric, values)
    if start is None or end is None or near(start, end):
        return None
    if not values:
        return 0.0
    return (values[-1] - start) / (end - start)


def raw_of_ladder(ladder: Ladder, values: list[float]) -> float:
    """How high a value stands on a ladder.

    "rungs (...) joined by straight lines, flat outside; no value: 0"
    """
    if not values:
        return 0.0
    value = values[-1]
    by_value = sorted((rung, score) for score, rung in ladder.rungs)
    if value <= by_value[0][0]:
        return by_value[0][1]
    for (low, score), (high, next_score) in pairwise(by_value):
        if value <= high:
            return score + (next_score - score) * (value - low) / (high - low)
    return by_value[-1][1]


def inside(keep: Keep, value: float) -> bool:
    """Whether a value is in the band.

    "bounds are inside", compared "to within 1e-9"
    """
    above = keep.low is None or at_least(value, keep.low)
    below = keep.high is None or at_least(keep.high, value)
    return above and below


def raw_of_keep(keep: Keep, values: list[float], share: float) -> float | None:
    """How well a band was kept until now.

    "(check-ins inside the band / check-ins with a value) x share: kept day by day; ... no value:
    null"
    """
    if not values:
        return None
    return sum(inside(keep, value) for value in values) / len(values) * share


def reached(milestone: Milestone, check_ins: list[CheckIn], as_of: date) -> bool:
    """By its own `done`, or by a check-in: "`done` (all) or `done M, M`"."""
    if holds(milestone.done, as_of):
        return True
    return any(
        one.done is True or (isinstance(one.done, tuple) and milestone.title in one.done)
        for one in check_ins
    )


def _part(milestones: Milestones, chosen: list[Milestone]) -> float | None:
    """A part of the weights; with no weight at all there is nothing to take a part of."""
    whole = sum(weight(one.weight) for one in milestones.items)
    return sum(weight(one.weight) for one in chosen) / whole if whole > 0 else None


def weight(written: float | None) -> float:
    """A weight, with its default.

    "default 1"
    """
    return 1.0 if written is None else written


def raw_of_milestones(
    milestones: Milestones, check_ins: list[CheckIn], as_of: date
) -> float | None:
    """How much has been reached.

    "weights done / weights"
    """
    done = [one for one in milestones.items if reached(one, check_ins, as_of)]
    return _part(milestones, done)


def raw_of_done(done: Done, check_ins: list[CheckIn], as_of: date) -> float:
    """Whether it is done, or how far it is.

    "1 when done, else the last `progress`, else 0"
    """
    if holds(done.done, as_of) or any(one.done is True for one in check_ins):
        return 1.0
    return words.last_progress(check_ins) or 0.0


def expected_of_milestones(milestones: Milestones, within: Window, as_of: date) -> float | None:
    """How much was to be reached by now.

    "weights due by now / weights (no `due`: the window's)"
    """
    due = [
        one
        for one in milestones.items
        if (one.due or within.due) is not None and as_of >= (one.due or within.due or as_of)
    ]
    return _part(milestones, due)


def raw(
    measure: Metric | Ladder | Keep | Milestones | Done | None,
    check_ins: list[CheckIn],
    within: Window,
    as_of: date,
) -> float | None:
    """The unclamped figure; None as measure stands for `judged`: "the last `progress`"."""
    figures = words.values(check_ins)
    match measure:
        case Metric():
            return raw_of_metric(measure, figures)
        case Ladder():
            return raw_of_ladder(measure, figures)
        case Keep():
            return raw_of_keep(measure, figures, within.share(as_of))
        case Milestones():
            return raw_of_milestones(measure, check_ins, as_of)
        case Done():
            return raw_of_done(measure, check_ins, as_of)
        case _:
            return words.last_progress(check_ins)


def expected(
    measure: Metric | Ladder | Keep | Milestones | Done | None,
    within: Window,
    pace: Pace | None,
    as_of: date,
) -> float | None:
    """The column "expected", before "No expectation at all in an open cycle ..."."""
    match measure:
        case Metric() | Ladder():
            return paced(within, pace, as_of)
        case Keep():
            return within.share(as_of)
        case Milestones():
            return expected_of_milestones(measure, within, as_of)
        case _:
            return None
