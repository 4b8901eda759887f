"""A person: their line of sight, what they own and what they contribute to."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._check_in import way_of
from okrsite.pages._cycles import OfCycle, by_cycle
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import contributed, held_by_team, owned, owned_key_results
from okrsite.pages._reach import Reach, of_person
from okrsite.pages._reading import of_objectives
from okrsite.pages._rows import KeyResultRow, Named, Row, key_result_row, row, rows, team
from okrsite.pages._sight import SightStep, sight, unaligned
from okrsite.pages._source_links import SourceLinks, source_links
from okrsite.pages._teams import retired
from okrsite.pages._updates import Entry, entries
from okrsite.pages._weeks import latest
from okrsite.pages._words import day

_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Sight:
    """An objective, and the way from it to the mission."""

    row: Row
    steps: tuple[SightStep, ...]
    unaligned: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person."""

    frame: Frame
    id: str
    reach: Reach
    name: str
    role: str
    retired: str
    """Their last day, where that has passed."""
    team: Named | None
    leads: tuple[Named, ...]
    reading: str
    sights: tuple[Sight, ...]
    """Of what they own in the cycles that run; else of what their team has."""
    of_team: bool
    """Whether the lines of sight are those of the team."""
    cycles: tuple[OfCycle, ...]
    key_results: tuple[KeyResultRow, ...]
    contributes: tuple[Row, ...]
    entries: tuple[Entry, ...]
    source: SourceLinks
    check_in: str
    """The way to check in; empty where nothing is asked of them."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a person."""
    for key in portfolio.people:
        yield addresses.person(key), key


def view(portfolio: Portfolio, key: str) -> PersonView:
    """What the page of a person shows."""
    each = portfolio.people[key]
    own = owned(portfolio).get(key, ())
    helped = tuple(e for e in contributed(portfolio).get(key, ()) if e not in own)
    pairs = owned_key_results(portfolio).get(key, ())
    seen = list(dict.fromkeys(e.id for e in (*own, *(o for o, _ in pairs), *helped)))
    mine = [e for i in seen if _runs(e := portfolio.objectives[i], portfolio)]
    held = held_by_team(portfolio).get(each.team or "", ())
    shared = [] if mine else [e for e in held if _runs(e, portfolio)]
    address = addresses.person(key)
    return PersonView(
        frame=frame(portfolio),
        id=key,
        reach=of_person(each, portfolio),
        name=each.name,
        role=each.role if each.role != each.name else "",
        retired=day(each.until, year=True) if retired(each, portfolio) else "",
        team=team(each.team, portfolio) if each.team else None,
        leads=tuple(
            Named(t.name, addresses.team(t.id)) for t in portfolio.teams.values() if t.lead == key
        ),
        reading=of_objectives([e for e in own if _runs(e, portfolio)]),
        sights=tuple(
            Sight(row(e, portfolio), sight(e, portfolio), unaligned(e, portfolio))
            for e in (mine or shared)
        ),
        of_team=not mine and bool(shared),
        cycles=by_cycle(own, portfolio),
        key_results=tuple(key_result_row(o, kr) for o, kr in reversed(pairs)),
        contributes=rows(helped, portfolio),
        entries=entries(latest([address], portfolio, _ENTRIES), portfolio),
        source=source_links(each.place, portfolio),
        check_in=way_of(("person", key), portfolio),
    )


def _runs(each: ScoredObjective, portfolio: Portfolio) -> bool:
    return each.cycle.contains(portfolio.as_of)


PAGE = PageType("person", pages, view)
