"""Goals that are still worth a word, and where they belong."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.document import Objective
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import Status


def pursued(portfolio: Portfolio) -> Iterator[ScoredObjective]:
    """Objectives that are not dropped and whose cycle is not over: running ones and planned ones.

    What has been dropped or graded is history: no advice can change it.
    """
    for each in portfolio.objectives.values():
        if each.status is not Status.DROPPED and not each.cycle.over(portfolio.as_of):
            yield each


def kept(objective: ScoredObjective) -> list[ScoredKeyResult]:
    """Its key results that are not dropped."""
    return [each for each in objective.key_results if each.status is not Status.DROPPED]


def home(objective: Objective, portfolio: Portfolio) -> str | None:
    """The team it belongs to: its own, or that of its person, where that is known."""
    if objective.team is not None:
        return objective.team.text
    person = portfolio.people.get(objective.person.text) if objective.person else None
    return person.team if person is not None else None
