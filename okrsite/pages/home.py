"""The first page: the mission, where the organisation stands, what needs attention, this week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.model.status import Status
from okrsite.pages._frame import Frame, frame, href
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._reading import of_objectives
from okrsite.pages._rows import Row, Tally, row, rows, tally
from okrsite.pages._updates import Entry, entries
from okrsite.pages._words import STANDINGS, day, span


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle that runs, and how far it is."""

    title: str
    href: str
    dates: str
    elapsed: str
    """`Day 52 of 92`; empty where it is open."""
    share: float | None
    next: str
    """The next date to keep, or an empty text."""


@dataclass(frozen=True, slots=True)
class Group:
    """Objectives that need attention for one reason."""

    title: str
    glyph: str
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """The overview."""

    frame: Frame
    mission: Prose
    north_star: KpiRow | None
    cycles: tuple[CycleLine, ...]
    reading: str
    company: tuple[tuple[Row, tuple[tuple[str, str, str], ...]], ...]
    """Objectives of the whole organisation, each with (glyph, word, title) of its key results."""
    tally: Tally
    attention: tuple[Group, ...]
    week: tuple[Entry, ...]
    updates_href: str
    cascade_href: str


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.HOME, ""


def running(portfolio: Portfolio) -> list[ScoredObjective]:
    """Objectives of the cycles that contain the day."""
    return [each for each in portfolio.objectives.values() if each.cycle.contains(portfolio.as_of)]


def view(portfolio: Portfolio, key: str) -> HomeView:
    """The overview of a portfolio."""
    del key
    now = running(portfolio)
    shown = now or list(portfolio.objectives.values())
    company = [each for each in shown if each.whole]
    star = portfolio.kpis.get(portfolio.site.north_star or "")
    return HomeView(
        frame=frame(portfolio),
        mission=portfolio.site.mission,
        north_star=kpi_row(star, portfolio) if star else None,
        cycles=tuple(_cycle_lines(portfolio)),
        reading=of_objectives(company),
        company=tuple((row(each, portfolio), _key_results(each)) for each in company),
        tally=tally(shown),
        attention=tuple(_attention(now, portfolio)),
        week=entries(portfolio)[:6],
        updates_href=addresses.UPDATES,
        cascade_href=addresses.CASCADE,
    )


def _key_results(each: ScoredObjective) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (STANDINGS[kr.status].glyph, STANDINGS[kr.status].word, kr.key_result.title.plain)
        for kr in each.key_results
    )


def _cycle_lines(portfolio: Portfolio) -> Iterator[CycleLine]:
    today = portfolio.as_of
    for cycle in portfolio.cycles.values():
        if not cycle.contains(today):
            continue
        share, elapsed = None, ""
        if cycle.ends is not None:
            gone, whole = (today - cycle.starts).days + 1, (cycle.ends - cycle.starts).days + 1
            share, elapsed = gone / whole, f"Day {gone} of {whole}"
        dates = [
            (when, word)
            for word, when in (("Health check", cycle.health_check), ("Grading", cycle.grading))
            if when is not None and when >= today
        ]
        soon = min(dates, default=None)
        yield CycleLine(
            title=cycle.title,
            href=addresses.cycle(cycle.id),
            dates=span(cycle.starts, cycle.ends),
            elapsed=elapsed,
            share=share,
            next=f"{soon[1]} {day(soon[0])}" if soon else "",
        )


_MOST = 5


def _attention(now: list[ScoredObjective], portfolio: Portfolio) -> Iterator[Group]:
    groups = (
        ("Off track", "g-off", [e for e in now if e.status is Status.OFF_TRACK]),
        ("Silent", "g-silent", [e for e in now if e.status is Status.SILENT]),
        ("Said to be better than they are", "g-melon", [e for e in now if e.watermelon]),
        ("Not updated in time", "g-stale", [e for e in now if e.stale]),
        ("At risk", "g-risk", [e for e in now if e.status is Status.AT_RISK]),
    )
    for title, glyph, found in groups:
        if found:
            worst = sorted(found, key=lambda e: ((e.progress or 0) - (e.expected or 0), e.id))
            yield Group(title, glyph, rows(worst[:_MOST], portfolio), len(found) - _MOST)


PAGE = PageType("home", pages, view)
