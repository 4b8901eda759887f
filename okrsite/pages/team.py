"""A team: what is at risk in it and below, its objectives, people and dependencies."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.pages import _dependencies as dependencies
from okrsite.pages._attention import Group, attention
from okrsite.pages._check_in import way_of
from okrsite.pages._cycles import OfCycle, by_cycle
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import branch, contributed, held_by_team, of_branch, owned, subteams
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._map_ways import of_the_team
from okrsite.pages._reach import Reach, of_team
from okrsite.pages._reading import of_objectives
from okrsite.pages._rows import Named, Row, Tally, person, rows, tally, team
from okrsite.pages._source_links import SourceLinks, source_links
from okrsite.pages._teams import PersonLine, TeamLine, person_line, retired, team_line
from okrsite.pages._updates import Entry, entries
from okrsite.pages._weeks import latest
from okrsite.pages._words import day

_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class TeamView:
    """One team."""

    frame: Frame
    id: str
    reach: Reach
    name: str
    retired: str
    """Its last day, where that has passed."""
    mission: Prose
    above: tuple[Named, ...]
    """The teams above it, the organisation first."""
    lead: Named | None
    reading: str
    now: Tally
    """Of the team and all teams below it, in the cycles that run."""
    attention: tuple[Group, ...]
    """In the team and all teams below it."""
    cycles: tuple[OfCycle, ...]
    teams: tuple[TeamLine, ...]
    people: tuple[PersonLine, ...]
    contributes: tuple[Row, ...]
    needs: tuple[dependencies.Dependency, ...]
    needed: tuple[dependencies.Dependency, ...]
    kpis: tuple[KpiRow, ...]
    entries: tuple[Entry, ...]
    """The last check-ins of the team and its people."""
    source: SourceLinks
    check_in: str
    """The way to check in; empty where nothing is asked of it."""
    map: str
    """Its map; empty where there is nothing to draw."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a team."""
    for key in portfolio.teams:
        yield addresses.team(key), key


def view(portfolio: Portfolio, key: str) -> TeamView:
    """What the page of a team shows."""
    each = portfolio.teams[key]
    below = of_branch(key, portfolio)
    now = [e for e in below if e.cycle.contains(portfolio.as_of)]
    own = _own(key, portfolio)
    people = [p for p in portfolio.people.values() if p.team == key]
    return TeamView(
        frame=frame(portfolio),
        id=key,
        reach=of_team(each, portfolio),
        name=each.name,
        retired=day(each.until, year=True) if retired(each, portfolio) else "",
        mission=each.mission,
        above=tuple(reversed(list(_above(key, portfolio)))),
        lead=person(each.lead, portfolio) if each.lead else None,
        reading=of_objectives(now),
        now=tally(now),
        attention=attention(now, portfolio, 8),
        cycles=by_cycle(own, portfolio),
        teams=tuple(
            team_line(portfolio.teams[sub], portfolio) for sub in subteams(portfolio).get(key, ())
        ),
        people=tuple(person_line(p, portfolio) for p in people),
        contributes=rows(contributed(portfolio).get(key, ()), portfolio),
        needs=dependencies.ours(now, portfolio),
        needed=dependencies.theirs(now, portfolio),
        kpis=tuple(
            kpi_row(kpi, portfolio)
            for kpi in portfolio.kpis.values()
            if kpi.kpi.team and kpi.kpi.team.text == key
        ),
        entries=entries(
            latest(_addresses(key, [p.id for p in people], portfolio), portfolio, _ENTRIES),
            portfolio,
        ),
        source=source_links(each.place, portfolio),
        check_in=way_of(("team", key), portfolio),
        map=of_the_team(key, portfolio),
    )


def _own(key: str, portfolio: Portfolio) -> list[ScoredObjective]:
    """Its objectives, those of its people, and those of others that it owns."""
    held = list(held_by_team(portfolio).get(key, ()))
    known = {each.id for each in held}
    return held + [each for each in owned(portfolio).get(key, ()) if each.id not in known]


def _above(key: str, portfolio: Portfolio) -> Iterator[Named]:
    seen = {key}
    above = portfolio.teams[key].parent
    while above in portfolio.teams and above not in seen and above is not None:
        seen.add(above)
        yield team(above, portfolio)
        above = portfolio.teams[above].parent


def _addresses(key: str, people: list[str], portfolio: Portfolio) -> list[str]:
    teams = [addresses.team(each) for each in branch(key, portfolio)]
    return teams + [addresses.person(each) for each in people]


PAGE = PageType("team", pages, view)
