"""Cycles that ended not long ago, and the reviews that were held of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from okrsite.model.cycle import Cycle
from okrsite.model.document import Objective, Review, ReviewKind
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.problem import Case, Rule
from okrsite.model.status import Status


def lately_over(case: Case, rule: Rule) -> Iterator[tuple[Cycle, list[ScoredObjective]]]:
    """Cycles whose time for grading and looking back has passed, with what was pursued in them.

    The rule's settings say how many days after the end it speaks (`after`, never before the date
    of grading) and how many it goes on (`until`): what nobody did by then nobody will do.
    """
    portfolio = case.portfolio
    after, until = case.setting(rule, "after"), case.setting(rule, "until")
    pursued = by_cycle(portfolio)
    for cycle in portfolio.cycles.values():
        if cycle.ends is None or cycle.id not in pursued:
            continue
        first = cycle.ends + timedelta(days=after)
        first = max(first, cycle.grading or first)
        if first < portfolio.as_of and (portfolio.as_of - cycle.ends).days <= until:
            yield cycle, pursued[cycle.id]


def by_cycle(portfolio: Portfolio) -> dict[str, list[ScoredObjective]]:
    """Objectives that are neither drafts nor dropped, by the id of their cycle."""
    found: dict[str, list[ScoredObjective]] = {}
    for each in portfolio.objectives.values():
        if not each.objective.draft and each.status is not Status.DROPPED:
            found.setdefault(each.cycle.id, []).append(each)
    return found


def team_of(portfolio: Portfolio, objective: Objective) -> str | None:
    """The team it belongs to, or that of its person."""
    if objective.team is not None:
        return objective.team.text
    person = portfolio.people.get(objective.person.text) if objective.person else None
    return person.team if person else None


def reviews_of(portfolio: Portfolio, cycle: Cycle, kind: ReviewKind) -> list[Review]:
    """Reviews of a sort that were held of a cycle by now.

    One that names no sort is known by its date: a health check while the cycle runs, a
    retrospective once it is over. One that names no cycle belongs to that of its date.
    """
    held = [
        each
        for each in portfolio.reviews.values()
        if not each.draft and each.date <= portfolio.as_of
    ]
    return [each for each in held if _is_of(each, cycle) and _kind(each, cycle) is kind]


_SOON = 60
"""A review that names no cycle looks back at one that ended at most so many days before."""


def _is_of(review: Review, cycle: Cycle) -> bool:
    if review.cycle is not None:
        return review.cycle.text == cycle.id
    if review.kind is ReviewKind.RETROSPECTIVE:
        return cycle.ends is not None and 0 <= (review.date - cycle.ends).days <= _SOON
    return review.kind is not None and cycle.contains(review.date)


def _kind(review: Review, cycle: Cycle) -> ReviewKind:
    guessed = ReviewKind.RETROSPECTIVE if cycle.over(review.date) else ReviewKind.HEALTH_CHECK
    return review.kind or guessed


def covered(portfolio: Portfolio, team: str | None, reviews: list[Review]) -> bool:
    """Whether one of the reviews is the team's own, one of a team above it, or everybody's."""
    above = set(_line(portfolio, team))
    return any(each.team is None or each.team.text in above for each in reviews)


def _line(portfolio: Portfolio, team: str | None) -> Iterator[str]:
    while team is not None and team in portfolio.teams:
        yield team
        team = portfolio.teams[team].parent


def days_since(case: Case, day: date) -> int:
    """How many days ago a day was."""
    return (case.portfolio.as_of - day).days
