"""A team: its objectives, what needs attention in it and in the teams within, its people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.model.status import Status
from okrsite.pages._frame import Frame, frame
from okrsite.pages._groups import CycleGroup, by_cycle, index, within
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._reading import of_objectives
from okrsite.pages._rows import Named, Row, Tally, person, rows, tally, team
from okrsite.pages._updates import Entry, entries
from okrsite.pages._words import day

_TROUBLED = frozenset({Status.AT_RISK, Status.OFF_TRACK, Status.SILENT})


@dataclass(frozen=True, slots=True)
class TeamView:
    """One team."""

    frame: Frame
    name: str
    mission: Prose
    above: tuple[Named, ...]
    """The teams around it, the organisation first."""
    lead: Named | None
    retired: str
    """The last day of a retired team."""
    reading: str
    tally: Tally
    attention: tuple[Row, ...]
    """What is at risk, off track, silent or stale, here and in the teams within."""
    groups: tuple[CycleGroup, ...]
    within: tuple[tuple[Named, Tally], ...]
    contributes: tuple[Row, ...]
    people: tuple[Named, ...]
    personal: tuple[Row, ...]
    kpis: tuple[KpiRow, ...]
    updates: tuple[Entry, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a team."""
    for key in portfolio.teams:
        yield addresses.team(key), key


def view(portfolio: Portfolio, key: str) -> TeamView:
    """One team."""
    each, known = portfolio.teams[key], index(portfolio)
    teams = within(key, portfolio)
    members = [p for p in portfolio.people.values() if p.team == key]
    everything = [o for t in teams for o in known.of_team.get(t, ())]
    everything += [
        o
        for p in portfolio.people.values()
        if p.team in teams
        for o in known.of_person.get(p.id, ())
    ]
    now = [o for o in everything if o.cycle.contains(portfolio.as_of)]
    troubled = [o for o in now if o.status in _TROUBLED or o.stale or o.watermelon]
    own = known.of_team.get(key, [])
    retired = each.until is not None and each.until < portfolio.as_of
    return TeamView(
        frame=frame(portfolio),
        name=each.name,
        mission=each.mission,
        above=tuple(_above(key, portfolio)),
        lead=person(each.lead, portfolio) if each.lead else None,
        retired=day(each.until, year=True) if retired else "",
        reading=of_objectives(now),
        tally=tally(now),
        attention=rows(
            sorted(troubled, key=lambda o: ((o.progress or 0) - (o.expected or 0), o.id)), portfolio
        ),
        groups=by_cycle(own, portfolio),
        within=tuple(
            (team(child, portfolio), tally(known.of_team.get(child, ())))
            for child in known.children.get(key, ())
        ),
        contributes=rows(known.contributed.get(key, ()), portfolio),
        people=tuple(person(p.id, portfolio) for p in members),
        personal=rows([o for p in members for o in known.of_person.get(p.id, ())], portfolio),
        kpis=tuple(
            kpi_row(k, portfolio)
            for k in portfolio.kpis.values()
            if k.kpi.team is not None and k.kpi.team.text == key
        ),
        updates=tuple(e for e in entries(portfolio) if e.of and e.of == team(key, portfolio))[:8],
    )


def _above(key: str, portfolio: Portfolio) -> Iterator[Named]:
    chain, here = [], portfolio.teams[key].parent
    while here is not None and here in portfolio.teams:
        chain.append(here)
        here = portfolio.teams[here].parent
    for each in reversed(chain):
        yield team(each, portfolio)


PAGE = PageType("team", pages, view)
