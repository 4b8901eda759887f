"""A target that cannot be reached any more, even at the best pace it has ever had."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Ambition, Status
from okrsite.model.text import shortened
from okrsite.rules._ambition import ambition, approaching, course, share_on
from okrsite.rules._findings import line_of
from okrsite.rules._wording import percent


def find(case: Case) -> Iterator[Finding]:
    """Key results that are off track late enough for their figures to tell a pace."""
    since = case.setting(RULE, "since")
    for objective, each in approaching(case):
        if each.status is not Status.OFF_TRACK or each.stale or each.share < since:
            continue
        enough = _enough(case, objective, each)
        if each.forecast is not None and each.forecast.high >= enough:
            continue
        lands = _at_best(each, int(case.setting(RULE, "figures")))
        if lands is not None and lands < enough:
            yield _finding(objective, each, lands)


def _enough(case: Case, objective: ScoredObjective, each: ScoredKeyResult) -> float:
    committed = ambition(objective, each) is Ambition.COMMITTED
    return case.setting(RULE, "committed" if committed else "aspirational")


def _at_best(each: ScoredKeyResult, figures: int) -> float | None:
    """Where it is when due if it goes on at its best pace; None where no pace is known."""
    pace = each.key_result.pace
    known = course(each)
    if pace.none or pace.points or each.due is None or len(known) < figures:
        return None  # a plan of its own says when the steps come
    best = max((after - raw) / (then - day).days for (day, raw), (then, after) in pairwise(known))
    last, raw = known[-1]
    # One that has never moved may wait for a single step; that it is off track is told already.
    if best <= 0:
        return None
    lands = raw + best * max(0, (each.due - last).days)
    return max(0.0, lands, each.forecast.high if each.forecast else 0.0)


def _finding(objective: ScoredObjective, each: ScoredKeyResult, lands: float) -> Finding:
    left = percent(1 - share_on(each, each.moment.as_of))
    return Finding(
        RULE.name,
        f"`{shortened(each.id)}` is {percent(each.progress or 0)} of the way with {left} of its "
        f"time left, and even at the best pace it has had it would end at {percent(lands)}",
        line_of(each.key_result, each.key_result.measure.field or "title"),
        "Decide now: find help, drop or defer it with a reason, or keep it and write down when "
        "the big step comes (`pace`); lowering the target would only hide it.",
        f"{objective.id}#{each.id}",
    )


RULE = Rule(
    "unreachable-target",
    Severity.WARNING,
    "A target that cannot be reached any more, even at the best pace it has had.",
    find,
    topic=Topic.AMBITION,
    settings={"since": 0.5, "figures": 4, "aspirational": 0.4, "committed": 0.8},
)
