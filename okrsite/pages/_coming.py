"""What is due in the next two weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.pages._index import running
from okrsite.pages._words import weekday

_DAYS = 14
_MOST = 8


@dataclass(frozen=True, slots=True)
class Coming:
    """Something with a date ahead."""

    date: str
    what: str
    """`Milestone`, `Due`, `Health check`."""
    title: str
    href: str


def coming(
    portfolio: Portfolio, objectives: Iterable[ScoredObjective] | None = None
) -> tuple[Coming, ...]:
    """Dates of cycles, milestones and key results, the nearest first; by default of all."""
    until = portfolio.as_of + timedelta(_DAYS)
    found = [
        (when, rank, Coming(weekday(when), what, title, href))
        for rank, (when, what, title, href) in enumerate(
            _all(portfolio, running(portfolio) if objectives is None else objectives)
        )
        if when is not None and portfolio.as_of <= when <= until
    ]
    found.sort(key=lambda each: each[:2])
    return tuple(each for _, _, each in found[:_MOST])


def _all(
    portfolio: Portfolio, objectives: Iterable[ScoredObjective]
) -> Iterator[tuple[date | None, str, str, str]]:
    for cycle in portfolio.cycles.values():
        href = addresses.cycle(cycle.id)
        yield cycle.health_check, gettext("Health check"), cycle.title, href
        yield cycle.ends, gettext("Ends"), cycle.title, href
        yield cycle.grading, gettext("Grading"), cycle.title, href
        yield cycle.starts, gettext("Starts"), cycle.title, href
    for each in objectives:
        yield from _of(each)


def _of(each: ScoredObjective) -> Iterator[tuple[date | None, str, str, str]]:
    for kr in each.key_results:
        if kr.status in {Status.ACHIEVED, Status.DROPPED}:
            continue
        href = addresses.objective(each.id, kr.id)
        for step in kr.facts.milestones:
            if not step.done and step.due is not None:
                yield step.due, gettext("Milestone"), step.title.plain, href
        if kr.key_result.due is not None:
            yield kr.key_result.due, gettext("Due"), kr.key_result.title.plain, href
