"""A person: what they own, what they contribute to, and how it serves the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._frame import Frame, frame
from okrsite.pages._groups import CycleGroup, by_cycle, index
from okrsite.pages._reading import of_objectives
from okrsite.pages._rows import Named, Row, row, rows, team
from okrsite.pages._updates import Entry, entries
from okrsite.pages._words import day


@dataclass(frozen=True, slots=True)
class Sight:
    """An objective and the chain from it up to the mission."""

    row: Row
    chain: tuple[Row, ...]
    """From it upwards; empty where it is of the whole organisation, or leads nowhere."""
    reaches: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person."""

    frame: Frame
    name: str
    role: str
    team: Named | None
    leads: tuple[Named, ...]
    retired: str
    reading: str
    mission: str
    sights: tuple[Sight, ...]
    """The line of sight of each objective that runs."""
    groups: tuple[CycleGroup, ...]
    contributes: tuple[Row, ...]
    updates: tuple[Entry, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a person."""
    for key in portfolio.people:
        yield addresses.person(key), key


def view(portfolio: Portfolio, key: str) -> PersonView:
    """One person."""
    each, known = portfolio.people[key], index(portfolio)
    found = {o.id: o for o in (*known.of_person.get(key, ()), *known.owned.get(key, ()))}
    own = list(found.values())
    now = [o for o in own if o.cycle.contains(portfolio.as_of)]
    retired = each.until is not None and each.until < portfolio.as_of
    return PersonView(
        frame=frame(portfolio),
        name=each.name,
        role=each.role,
        team=team(each.team, portfolio) if each.team else None,
        leads=tuple(team(t.id, portfolio) for t in portfolio.teams.values() if t.lead == key),
        retired=day(each.until, year=True) if retired else "",
        reading=of_objectives(now),
        mission=portfolio.site.mission.plain or portfolio.site.title,
        sights=tuple(_sight(o, portfolio) for o in now),
        groups=by_cycle(own, portfolio),
        contributes=rows(
            [o for o in known.contributed.get(key, ()) if o.id not in found], portfolio
        ),
        updates=tuple(
            e for e in entries(portfolio) if (e.by or e.of) and each.name in {_n(e.by), _n(e.of)}
        )[:8],
    )


def _n(named: Named | None) -> str:
    return named.name if named else ""


def _sight(each: ScoredObjective, portfolio: Portfolio) -> Sight:
    chain = tuple(
        row(portfolio.objectives[step.objective], portfolio) for step in each.line_of_sight
    )
    return Sight(row(each, portfolio), chain, bool(chain) or each.whole)


PAGE = PageType("person", pages, view)
