"""Everything that has a day: milestones, due dates, reviews, and the key dates of cycles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import Status
from okrsite.pages._index import ordered
from okrsite.pages._reviews import review_line


class State(StrEnum):
    """What has become of something with a day."""

    DONE = "done"
    OPEN = "open"
    LATE = "late"
    """Its day is over, and it is not done."""
    KEY = "key"
    """A date of a cycle, which is neither."""


class Mark(NamedTuple):
    """Something that has a day."""

    day: date
    what: str
    """`Milestone`, `Due`, `Health check`."""
    title: str
    href: str
    team: str
    """The team it belongs to; empty for the whole organisation's dates."""
    state: State
    inner: bool = False
    """Whether it lies within a cycle, which its first and last day do not."""


def marks(portfolio: Portfolio) -> list[Mark]:
    """All of them, by day."""
    found = [*_of_cycles(portfolio), *_of_reviews(portfolio)]
    for each in ordered(portfolio):
        if each.cycle.ends is None or each.cycle.ends >= portfolio.as_of:
            found += _of_objective(each, portfolio)
    return sorted(found, key=lambda mark: mark.day)


def _of_cycles(portfolio: Portfolio) -> Iterator[Mark]:
    for cycle in portfolio.cycles.values():
        href = addresses.cycle(cycle.id)
        for what, when, inner in (
            (gettext("Health check"), cycle.health_check, True),
            (gettext("Grading"), cycle.grading, True),
            (gettext("Starts"), cycle.starts, False),
            (gettext("Ends"), cycle.ends, False),
        ):
            if when is not None:
                yield Mark(when, what, cycle.title, href, "", State.KEY, inner)


def _of_reviews(portfolio: Portfolio) -> Iterator[Mark]:
    for each in portfolio.reviews.values():
        line = review_line(each, portfolio)
        held = State.DONE if each.date <= portfolio.as_of else State.OPEN
        whose = each.team.text if each.team and each.team.text in portfolio.teams else ""
        yield Mark(each.date, line.kind, line.title, line.href, whose, held)


def _of_objective(each: ScoredObjective, portfolio: Portfolio) -> Iterator[Mark]:
    team = team_of(each, portfolio)
    for kr in each.key_results:
        if kr.status is not Status.DROPPED:
            yield from _of_key_result(each.id, kr, team, portfolio.as_of)


def _of_key_result(key: str, kr: ScoredKeyResult, team: str, today: date) -> Iterator[Mark]:
    href = addresses.objective(key, kr.id)
    for step in kr.facts.milestones:
        if isinstance(step.done, date):
            yield Mark(step.done, gettext("Milestone"), step.title.plain, href, team, State.DONE)
        elif step.due is not None:
            state = State.DONE if step.done else _by_day(step.due, today)
            yield Mark(step.due, gettext("Milestone"), step.title.plain, href, team, state)
    due = kr.key_result.due
    if due is not None:
        state = State.DONE if kr.status is Status.ACHIEVED else _by_day(due, today)
        yield Mark(due, gettext("Due"), kr.key_result.title.plain, href, team, state)


def _by_day(due: date, today: date) -> State:
    return State.LATE if due < today else State.OPEN


def team_of(each: ScoredObjective, portfolio: Portfolio) -> str:
    """The team of an objective, that of its person too; empty where there is none."""
    objective = each.objective
    if objective.person is not None:
        person = portfolio.people.get(objective.person.text)
        return (person.team if person else None) or ""
    return objective.team.text if objective.team else ""
