"""The first page: the mission, where the organisation stands, what needs attention, this week."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.pages._attention import Group, attention
from okrsite.pages._check_in import asked
from okrsite.pages._coming import Coming, coming
from okrsite.pages._cycles import CycleLine, cycle_line
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import ordered, running, subteams
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._reach import Asked
from okrsite.pages._reach import asked as asked_for
from okrsite.pages._reading import of_objectives
from okrsite.pages._rows import Row, Tally, row, tally
from okrsite.pages._source_links import SourceLinks, source_links
from okrsite.pages._teams import TeamLine, team_line
from okrsite.pages._updates import Entry, entries
from okrsite.pages._weeks import week_title, weeks
from okrsite.pages._words import STANDINGS, Standing, number

_ENTRIES = 5
_WORDS = 3
_ASKED = 6


@dataclass(frozen=True, slots=True)
class Brief:
    """A key result in few words."""

    standing: Standing
    title: str
    href: str
    figures: str
    """`81% → 95%`; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Company:
    """An objective of the whole organisation."""

    row: Row
    key_results: tuple[Brief, ...]
    confidence: str
    aligned: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """The overview."""

    frame: Frame
    mission: Prose
    north_star: KpiRow | None
    cycles: tuple[CycleLine, ...]
    """Those that run; where none does, the next and the last."""
    reading: str
    company: tuple[Company, ...]
    tally: Tally
    current: bool
    """Whether figures are those of cycles that run; else of all."""
    attention: tuple[Group, ...]
    week: str
    """The title of the newest week that has check-ins; empty: none has."""
    entries: tuple[Entry, ...]
    more: int
    """Entries of that week that are not shown."""
    coming: tuple[Coming, ...]
    asked: tuple[Asked, ...]
    """Of whom check-ins are due, the most overdue first."""
    asked_more: int
    teams: tuple[TeamLine, ...]
    """The organisation's departments."""
    source: SourceLinks
    check_in: str
    """The way to check in; empty where nobody is asked for anything."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.HOME, ""


def view(portfolio: Portfolio, key: str) -> HomeView:
    """The overview of a portfolio."""
    del key
    now = running(portfolio)
    shown = now or ordered(portfolio)
    company = [each for each in shown if each.whole]
    due = asked_for(portfolio)
    star = portfolio.kpis.get(portfolio.site.north_star or "")
    week = next(iter(weeks(portfolio)), "")
    slips = weeks(portfolio).get(week, ())
    return HomeView(
        frame=frame(portfolio),
        mission=portfolio.site.mission,
        north_star=kpi_row(star, portfolio) if star else None,
        cycles=_cycles(portfolio),
        reading=of_objectives(company),
        company=tuple(_company(each, portfolio) for each in company),
        tally=tally(shown),
        current=bool(now),
        attention=attention(now, portfolio, 5),
        week=week_title(week) if week else "",
        entries=entries(slips[:_ENTRIES], portfolio),
        more=max(0, len(slips) - _ENTRIES),
        coming=coming(portfolio),
        asked=due[:_ASKED],
        asked_more=max(0, len(due) - _ASKED),
        teams=tuple(
            team_line(portfolio.teams[each], portfolio) for each in _departments(portfolio)
        ),
        source=source_links(portfolio.site.place, portfolio),
        check_in=addresses.CHECK_IN if asked(portfolio) else "",
    )


def _departments(portfolio: Portfolio) -> list[str]:
    """The teams below the organisation; where there is none above, the topmost."""
    tops = subteams(portfolio).get(None, ())
    below = [each for top in tops for each in subteams(portfolio).get(top, ())]
    there = below if len(tops) == 1 and below else list(tops)
    as_of = portfolio.as_of
    ends = {key: portfolio.teams[key].until for key in there}
    return [key for key in there if (end := ends[key]) is None or end >= as_of]


def _cycles(portfolio: Portfolio) -> tuple[CycleLine, ...]:
    lines = [cycle_line(each, portfolio) for each in portfolio.cycles.values()]
    now = [line for line in lines if line.state == "running"]
    if now:
        return tuple(now)
    ahead = [line for line in lines if line.state == "ahead"][:1]
    return tuple([line for line in lines if line.state == "over"][-1:] + ahead)


def _company(each: ScoredObjective, portfolio: Portfolio) -> Company:
    given = [kr.confidence for kr in each.key_results if kr.confidence is not None]
    return Company(
        row=row(each, portfolio),
        key_results=tuple(_brief(each, kr) for kr in each.key_results),
        confidence=number(min(given)) if given else "",
        aligned=len(each.aligned),
    )


def _brief(each: ScoredObjective, kr: ScoredKeyResult) -> Brief:
    figures = ""
    if kr.value is not None and not kr.key_result.withheld:
        unit = kr.facts.unit
        figures = number(kr.value, unit)
        if kr.facts.target is not None:
            figures = f"{number(kr.value)} → {number(kr.facts.target, unit)}"
    return Brief(
        STANDINGS[kr.status],
        kr.key_result.title.plain,
        addresses.objective(each.id, kr.id),
        figures,
    )


PAGE = PageType("home", pages, view)
