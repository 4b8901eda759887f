"""All teams, as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._groups import index
from okrsite.pages._rows import Named, Tally, person, tally, team


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the list."""

    team: Named
    level: int
    lead: Named | None
    tally: Tally
    retired: bool


@dataclass(frozen=True, slots=True)
class TeamsView:
    """All teams, each below the one around it."""

    frame: Frame
    lines: tuple[TeamLine, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.TEAMS, ""


def view(portfolio: Portfolio, key: str) -> TeamsView:
    """The tree of teams."""
    del key
    return TeamsView(frame(portfolio), tuple(_lines(portfolio)))


def _lines(portfolio: Portfolio) -> Iterator[TeamLine]:
    known = index(portfolio)
    stack = [t.id for t in reversed(list(portfolio.teams.values())) if t.parent is None]
    while stack:
        each = portfolio.teams[stack.pop()]
        now = [o for o in known.of_team.get(each.id, ()) if o.cycle.contains(portfolio.as_of)]
        yield TeamLine(
            team(each.id, portfolio),
            each.depth + 1,
            person(each.lead, portfolio) if each.lead else None,
            tally(now),
            each.until is not None and each.until < portfolio.as_of,
        )
        stack.extend(reversed(known.children.get(each.id, ())))


PAGE = PageType("teams", pages, view)
