"""A cycle as a line, and objectives grouped by cycle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.cycle import Cycle
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._bars import bar
from okrsite.pages._escape import Html
from okrsite.pages._rows import Row, Tally, rows, tally
from okrsite.pages._words import day, span, weekday


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle, and how far it is."""

    title: str
    href: str
    level: int
    kind: str
    dates: str
    state: str
    """`running`, `over` or `ahead`."""
    elapsed: str
    """`Day 52 of 92`; empty where it is open or does not run."""
    bar: Markup
    next: str
    """The next date to keep, or an empty text."""
    tally: Tally


def cycle_line(cycle: Cycle, portfolio: Portfolio) -> CycleLine:
    """The line of a cycle."""
    today = portfolio.as_of
    elapsed = ""
    drawn: Markup = Html("")
    if cycle.contains(today) and cycle.ends is not None:
        gone, whole = (today - cycle.starts).days + 1, (cycle.ends - cycle.starts).days + 1
        elapsed, drawn = f"Day {gone} of {whole}", bar(gone / whole)
    state = "running" if cycle.contains(today) else "over" if cycle.over(today) else "ahead"
    return CycleLine(
        title=cycle.title,
        href=addresses.cycle(cycle.id),
        level=min(cycle.depth, 8),
        kind=str(cycle.kind),
        dates=span(cycle.starts, cycle.ends),
        state=state,
        elapsed=elapsed,
        bar=drawn,
        next=_next(cycle, portfolio),
        tally=tally(e for e in portfolio.objectives.values() if e.cycle.id == cycle.id),
    )


def _next(cycle: Cycle, portfolio: Portfolio) -> str:
    dates = [(cycle.health_check, "Health check"), (cycle.ends, "Ends"), (cycle.grading, "Grading")]
    coming = [(when, word) for when, word in dates if when is not None and when >= portfolio.as_of]
    if not coming or portfolio.as_of < cycle.starts:
        return f"Starts {day(cycle.starts)}" if portfolio.as_of < cycle.starts else ""
    when, word = min(coming)
    return f"{word} {weekday(when)}, {in_days((when - portfolio.as_of).days)}"


def in_days(days: int) -> str:
    """How far ahead a day is."""
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


@dataclass(frozen=True, slots=True)
class OfCycle:
    """Objectives of one cycle."""

    title: str
    href: str
    state: str
    rows: tuple[Row, ...]


def by_cycle(found: Iterable[ScoredObjective], portfolio: Portfolio) -> tuple[OfCycle, ...]:
    """Objectives by cycle: those that run, the innermost first; then ahead; then over."""
    groups: dict[str, list[ScoredObjective]] = {}
    for each in found:
        groups.setdefault(each.cycle.id, []).append(each)
    return tuple(_sections(groups, portfolio))


def _sections(groups: dict[str, list[ScoredObjective]], portfolio: Portfolio) -> Iterator[OfCycle]:
    def order(key: str) -> tuple[int, int]:
        cycle = portfolio.cycles[key]
        state = {"running": 0, "ahead": 1, "over": 2}[_state(cycle, portfolio)]
        return state, -cycle.starts.toordinal()

    for key in sorted(groups, key=order):
        cycle = portfolio.cycles[key]
        yield OfCycle(
            cycle.title,
            addresses.cycle(key),
            _state(cycle, portfolio),
            rows(groups[key], portfolio),
        )


def _state(cycle: Cycle, portfolio: Portfolio) -> str:
    if cycle.contains(portfolio.as_of):
        return "running"
    return "over" if cycle.over(portfolio.as_of) else "ahead"
