"""How far a target is away, and how it is being approached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case
from okrsite.model.status import Ambition
from okrsite.rules._under_way import key_results_under_way

_FIGURES = frozenset({"metric", "ladder"})
"""Kinds that approach a target figure by figure."""


def approaching(case: Case) -> Iterator[tuple[ScoredObjective, ScoredKeyResult]]:
    """Key results under way whose figure moves towards a target by a day."""
    for objective, each in key_results_under_way(case):
        if each.key_result.measure.kind in _FIGURES and each.due is not None:
            yield objective, each


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
