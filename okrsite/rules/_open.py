"""Goals whose words can still change, and findings on them."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding
from okrsite.model.pursuit import kept
from okrsite.model.status import Status
from okrsite.rules._goals import pursued, where
from okrsite.rules._walk import line_of


def open_objectives(case: Case) -> Iterator[ScoredObjective]:
    """Objectives that are pursued and not achieved yet: what is achieved needs no other words."""
    return (each for each in pursued(case) if each.status is not Status.ACHIEVED)


def open_key_results(case: Case) -> Iterator[tuple[ScoredObjective, ScoredKeyResult]]:
    """Their key results that are neither dropped nor achieved."""
    for objective in open_objectives(case):
        for each in kept(objective):
            if each.status is not Status.ACHIEVED:
                yield objective, each


def finding(
    rule: str,
    at: tuple[ScoredObjective, ScoredKeyResult],
    message: str,
    hint: str,
    field: str = "title",
) -> Finding:
    """A finding on a field of a key result."""
    objective, scored = at
    place = line_of(scored.key_result, field)
    return Finding(rule, message, place, hint, f"{objective.id}#{scored.id}")


def on_objective(
    rule: str, objective: ScoredObjective, message: str, hint: str, field: str = "title"
) -> Finding:
    """A finding on a field of an objective."""
    return Finding(rule, message, where(objective, field), hint, objective.id)
