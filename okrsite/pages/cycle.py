"""A cycle: its plan and progress, and once it is over its scorecard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import GRADED, Ambition, Status
from okrsite.pages._frame import Frame, frame, href
from okrsite.pages._groups import index
from okrsite.pages._reading import of_objectives
from okrsite.pages._reviews import ReviewLine, review_line
from okrsite.pages._rows import Named, Row, Tally, holder, rows, tally
from okrsite.pages._words import day, score, span


@dataclass(frozen=True, slots=True)
class TeamScore:
    """How a team's objectives were graded."""

    team: Named
    objectives: int
    met: int
    partly: int
    missed: int
    mean: str
    soft: bool
    """Whether grades above 0.9 on average suggest that the targets were soft."""


@dataclass(frozen=True, slots=True)
class CycleView:
    """One cycle."""

    frame: Frame
    title: str
    dates: str
    kind: str
    rhythm: str
    within: Named | None
    nested: tuple[Named, ...]
    state: str
    """`running`, `over` or `to come`."""
    elapsed: str
    keys: tuple[tuple[str, str], ...]
    """Dates to keep, with their words."""
    reading: str
    tally: Tally
    rows: tuple[Row, ...]
    scorecard: tuple[TeamScore, ...]
    committed: str
    aspirational: str
    reviews: tuple[ReviewLine, ...]
    data: str


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a cycle."""
    for key in portfolio.cycles:
        yield addresses.cycle(key), key


def view(portfolio: Portfolio, key: str) -> CycleView:
    """One cycle."""
    cycle, today = portfolio.cycles[key], portfolio.as_of
    found = index(portfolio).of_cycle.get(key, [])
    over = cycle.over(today)
    state = "over" if over else "running" if cycle.starts <= today else "to come"
    elapsed = ""
    if state == "running" and cycle.ends is not None:
        whole = (cycle.ends - cycle.starts).days + 1
        elapsed = f"Day {(today - cycle.starts).days + 1} of {whole}"
    outer = portfolio.cycles.get(cycle.within) if cycle.within else None
    return CycleView(
        frame=frame(portfolio),
        title=cycle.title,
        dates=span(cycle.starts, cycle.ends),
        kind=str(cycle.kind).capitalize(),
        rhythm=str(cycle.checkin).capitalize(),
        within=_named(outer.id, portfolio) if outer else None,
        nested=tuple(
            _named(each.id, portfolio)
            for each in portfolio.cycles.values()
            if each.within == cycle.id
        ),
        state=state,
        elapsed=elapsed,
        keys=tuple(
            (word, day(when, year=True))
            for word, when in (("Health check", cycle.health_check), ("Grading", cycle.grading))
            if when is not None
        ),
        reading=of_objectives(found),
        tally=tally(found),
        rows=rows(found, portfolio),
        scorecard=tuple(_scorecard(found, portfolio)) if over else (),
        committed=_mean(found, committed=True) if over else "",
        aspirational=_mean(found, committed=False) if over else "",
        reviews=tuple(
            review_line(each, portfolio)
            for each in portfolio.reviews.values()
            if each.cycle is not None and each.cycle.text == key and each.date <= today
        ),
        data=href(addresses.cycle_data(key)),
    )


def _named(key: str, portfolio: Portfolio) -> Named:
    return Named(portfolio.cycles[key].title, href(addresses.cycle(key)))


def _scorecard(found: list[ScoredObjective], portfolio: Portfolio) -> Iterator[TeamScore]:
    groups: dict[Named, list[ScoredObjective]] = {}
    for each in found:
        if each.status in GRADED:
            groups.setdefault(holder(each, portfolio), []).append(each)
    for team, graded in groups.items():
        grades = [each.grade for each in graded if each.grade is not None]
        mean = sum(grades) / len(grades) if grades else None
        yield TeamScore(
            team,
            len(graded),
            sum(each.status is Status.MET for each in graded),
            sum(each.status is Status.PARTLY for each in graded),
            sum(each.status is Status.MISSED for each in graded),
            score(mean),
            mean is not None and mean > 0.9 and len(graded) > 1,
        )


def _mean(found: list[ScoredObjective], *, committed: bool) -> str:
    grades = [
        each.grade
        for each in found
        if each.grade is not None and (each.objective.ambition is Ambition.COMMITTED) == committed
    ]
    return score(sum(grades) / len(grades)) if grades else ""


PAGE = PageType("cycle", pages, view)
