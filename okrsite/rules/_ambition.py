"""How far a target is away, and how it is being approached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case
from okrsite.model.status import Ambition
from okrsite.rules._goals import Goal, key_results_under_way
from okrsite.rules._once import once

_FIGURES = frozenset({"metric", "ladder"})
"""Kinds that approach a target figure by figure."""


@once
def approaching(case: Case) -> Sequence[Goal]:
    """Key results under way whose figure moves towards a target by a day."""
    return [
        (objective, each)
        for objective, each in key_results_under_way(case)
        if each.due is not None and each.key_result.measure.kind in _FIGURES
    ]


def course(each: ScoredKeyResult) -> list[tuple[date, float]]:
    """Raw progress on each day that tells it, with the target as it is now."""
    return each.key_result.measure.course(each.moment)


def share_on(each: ScoredKeyResult, day: date) -> float:
    """How much of its time had passed on a day, 0 at its start and 1 when due."""
    if each.due is None or each.due <= each.starts:
        return 1.0
    return (day - each.starts).days / (each.due - each.starts).days


def ambition(objective: ScoredObjective, each: ScoredKeyResult) -> Ambition:
    """What was promised of a key result: its own word wins over its objective's."""
    return each.key_result.ambition or objective.objective.ambition
