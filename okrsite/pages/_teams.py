"""A team or a person as a line in an index."""

from __future__ import annotations

from typing import NamedTuple

from okrsite.model import addresses
from okrsite.model.organisation import Person, Team
from okrsite.model.portfolio import Portfolio
from okrsite.pages._index import branch, held_by_team, of_branch, owned, owned_key_results
from okrsite.pages._rows import Named, Tally, person, tally, team


class TeamLine(NamedTuple):
    """A team in an index."""

    id: str
    name: str
    href: str
    level: int
    mission: str
    lead: Named | None
    retired: bool
    now: Tally
    """Its objectives, and those of the teams below, in the cycles that run."""
    total: int
    """Its own objectives, of all cycles."""
    teams: int
    """Teams below it."""


def team_line(each: Team, portfolio: Portfolio) -> TeamLine:
    """The line of a team."""
    below = of_branch(each.id, portfolio)
    return TeamLine(
        id=each.id,
        name=each.name,
        href=addresses.team(each.id),
        level=min(each.depth, 8),
        mission=each.mission.plain,
        lead=person(each.lead, portfolio) if each.lead else None,
        retired=retired(each, portfolio),
        now=tally(e for e in below if e.cycle.contains(portfolio.as_of)),
        total=len(held_by_team(portfolio).get(each.id, ())),
        teams=len(branch(each.id, portfolio)) - 1,
    )


def retired(each: Team | Person, portfolio: Portfolio) -> bool:
    """Whether its last day has passed."""
    return each.until is not None and each.until < portfolio.as_of


class PersonLine(NamedTuple):
    """A person in an index."""

    id: str
    name: str
    href: str
    role: str
    team: Named | None
    retired: bool
    objectives: int
    key_results: int


def person_line(each: Person, portfolio: Portfolio) -> PersonLine:
    """The line of a person."""
    return PersonLine(
        id=each.id,
        name=each.name,
        href=addresses.person(each.id),
        role=each.role if each.role != each.name else "",
        team=team(each.team, portfolio) if each.team else None,
        retired=retired(each, portfolio),
        objectives=len(owned(portfolio).get(each.id, ())),
        key_results=len(owned_key_results(portfolio).get(each.id, ())),
    )
