"""Earlier days that a reader would compare with, and what they have apart from today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from okrsite.i18n import gettext
from okrsite.model.comparison import Comparison, compare
from okrsite.model.cycle import Cycle
from okrsite.model.document import Review
from okrsite.model.portfolio import Portfolio
from okrsite.pages._index import running
from okrsite.pages._memo import kept, shared
from okrsite.pages._words import day


class Lookback(NamedTuple):
    """An earlier day worth looking back to."""

    key: str
    """How its address ends; empty for the first."""
    since: date
    cycle: str = ""
    """The title of the cycle that began on it."""

    @property
    def label(self) -> str:
        """How it is called; said when it is asked for, as what is kept has no language."""
        match self.key:
            case "review":
                return gettext("Last review, {day}", day=day(self.since))
            case "four-weeks":
                return gettext("Four weeks ago")
            case "cycle":
                return gettext("Start of {cycle}", cycle=self.cycle)
            case _:
                return gettext("Last week")


@shared
def lookbacks(portfolio: Portfolio) -> tuple[Lookback, ...]:
    """The days of a portfolio: a week ago first, no day twice, none before the first cycle."""
    first = min((cycle.starts for cycle in portfolio.cycles.values()), default=portfolio.as_of)
    week, *others = _candidates(portfolio)
    found = {week.since: week}
    for each in others:
        if first <= each.since < portfolio.as_of:
            found.setdefault(each.since, each)
    return tuple(found.values())


def _candidates(portfolio: Portfolio) -> Iterator[Lookback]:
    today = portfolio.as_of
    yield Lookback("", today - timedelta(7))
    review = last_review(None, portfolio)
    if review is not None:
        yield Lookback("review", review.date)
    yield Lookback("four-weeks", today - timedelta(28))
    cycle = main_cycle(portfolio)
    if cycle is not None:
        yield Lookback("cycle", cycle.starts, cycle.title)


def compared(since: date, portfolio: Portfolio) -> Comparison:
    """The portfolio's day with an earlier one, made once."""
    return kept(portfolio, "compared", str(since), lambda: compare(portfolio, since))


def main_cycle(portfolio: Portfolio) -> Cycle | None:
    """The cycle that runs and has the most objectives, the innermost of several; None: none has."""
    many: dict[str, int] = {}
    for each in running(portfolio):
        many[each.cycle.id] = many.get(each.cycle.id, 0) + 1
    if not many:
        return None
    return portfolio.cycles[max(many, key=lambda key: (many[key], portfolio.cycles[key].depth))]


def last_review(team: str | None, portfolio: Portfolio) -> Review | None:
    """The last review before the day: of a team, or of the whole organisation.

    One without a team is of the whole organisation, and so is one of the team above all.
    """
    return _last_reviews(portfolio).get(team)


@shared
def _last_reviews(portfolio: Portfolio) -> dict[str | None, Review]:
    found: dict[str | None, Review] = {}
    for each in sorted(portfolio.reviews.values(), key=lambda r: (r.date, r.id)):
        if each.date >= portfolio.as_of:
            break
        team = portfolio.teams.get(each.team.text) if each.team else None
        if each.team is not None:
            found[each.team.text] = each
        if each.team is None or (team is not None and team.parent is None):
            found[None] = each
    return found
