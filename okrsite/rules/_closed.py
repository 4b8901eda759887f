"""Cycles that ended not long ago, and what was pursued in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from okrsite.model.cycle import Cycle
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Rule
from okrsite.model.status import Status
from okrsite.rules._once import once


def lately_over(case: Case, rule: Rule) -> Iterator[tuple[Cycle, list[ScoredObjective]]]:
    """Cycles whose time for grading and looking back has passed, with what was pursued in them.

    The rule's settings say how many days after the end it speaks (`after`, never before the date
    of grading) and how many it goes on (`until`): what nobody did by then nobody will do.
    """
    portfolio, goals = case.portfolio, goals_by_cycle(case)
    after, until = case.setting(rule, "after"), case.setting(rule, "until")
    for cycle in portfolio.cycles.values():
        if cycle.ends is None or cycle.id not in goals:
            continue
        first = cycle.ends + timedelta(days=after)
        first = max(first, cycle.grading or first)
        if first < portfolio.as_of and (portfolio.as_of - cycle.ends).days <= until:
            yield cycle, goals[cycle.id]


@once
def goals_by_cycle(case: Case) -> Mapping[str, list[ScoredObjective]]:
    """Objectives that are neither drafts nor dropped, be they over or not, by their cycle's id."""
    found: dict[str, list[ScoredObjective]] = {}
    for each in case.portfolio.objectives.values():
        if not each.objective.draft and each.status is not Status.DROPPED:
            found.setdefault(each.cycle.id, []).append(each)
    return found
