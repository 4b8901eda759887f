"""Who meets: the whole organisation or a team, on which objectives, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.document import Review
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._index import branch, held_by_team, running, subteams
from okrsite.pages._lookback import last_review
from okrsite.pages._memo import shared
from okrsite.pages._words import day

WHOLE = ""
"""The key of the whole organisation's meeting."""


class Meeting(NamedTuple):
    """Those who meet."""

    key: str
    name: str
    own: tuple[ScoredObjective, ...]
    """Objectives of the cycles that run: the team's, or those of the whole organisation."""
    below: tuple[ScoredObjective, ...]
    """Those of the teams below."""
    review: Review | None
    """The last review."""
    since: date
    """Its day; where there was none, four weeks ago."""

    @property
    def looked_back(self) -> str:
        """How far back it looks: a sentence without its full stop."""
        if self.review is None:
            return gettext("It looks back four weeks, to {day}", day=day(self.since))
        return gettext("It looks back to the last review on {day}", day=day(self.since))

    @property
    def all(self) -> tuple[ScoredObjective, ...]:
        """Its own and those below."""
        return (*self.own, *self.below)


def meetings(portfolio: Portfolio) -> tuple[str, ...]:
    """The whole organisation, and every team that has something under way here or below."""
    return tuple(_kept_meetings(portfolio))


@shared
def _kept_meetings(portfolio: Portfolio) -> Mapping[str, None]:
    return dict.fromkeys(_meetings(portfolio))


def _meetings(portfolio: Portfolio) -> Iterator[str]:
    yield WHOLE
    busy = {key for key, held in held_by_team(portfolio).items() if _now(held, portfolio)}
    for key in list(busy):
        above = portfolio.teams[key].parent if key in portfolio.teams else None
        while above in portfolio.teams and above is not None and above not in busy:
            busy.add(above)
            above = portfolio.teams[above].parent
    top = _top(portfolio)
    yield from (key for key in portfolio.teams if key in busy and key != top)


def meeting_of(team: str, portfolio: Portfolio) -> str | None:
    """The key of a team's meeting; that of the one above all is the whole organisation's."""
    if team == _top(portfolio):
        return WHOLE
    return team if team in _kept_meetings(portfolio) else None


def meeting(key: str, portfolio: Portfolio) -> Meeting:
    """Who meets under a key, and on what."""
    review = last_review(key or None, portfolio)
    if review is None and key:
        review = last_review(None, portfolio)
    since = review.date if review else portfolio.as_of - timedelta(28)
    if key == WHOLE:
        now = running(portfolio)
        own = tuple(each for each in now if each.whole)
        below = tuple(each for each in now if not each.whole)
        return Meeting(key, _organisation(portfolio), own, below, review, since)
    held = held_by_team(portfolio)
    own = _now(held.get(key, ()), portfolio)
    under = (each for team in branch(key, portfolio)[1:] for each in held.get(team, ()))
    below = _now(tuple(under), portfolio)
    return Meeting(key, portfolio.teams[key].name, own, below, review, since)


def _now(found: tuple[ScoredObjective, ...], portfolio: Portfolio) -> tuple[ScoredObjective, ...]:
    return tuple(each for each in found if each.cycle.contains(portfolio.as_of))


def _organisation(portfolio: Portfolio) -> str:
    top = _top(portfolio)
    return portfolio.teams[top].name if top is not None else portfolio.site.title


def _top(portfolio: Portfolio) -> str | None:
    """The team above all others, where there is one."""
    tops = subteams(portfolio).get(None, ())
    return tops[0] if len(tops) == 1 and len(portfolio.teams) > 1 else None


def place(key: str, address: str) -> str:
    """Where a meeting's page stands: `/agenda/`, or `/teams/it/agenda/`."""
    return f"{addresses.team(key)}{address[1:]}" if key else address
