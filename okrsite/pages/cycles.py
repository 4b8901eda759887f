"""All cycles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame, href
from okrsite.pages._groups import index
from okrsite.pages._rows import Named, Tally, tally
from okrsite.pages._words import span


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle in the list."""

    cycle: Named
    level: int
    dates: str
    kind: str
    state: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class CyclesView:
    """All cycles, each below the one around it."""

    frame: Frame
    lines: tuple[CycleLine, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.CYCLES, ""


def view(portfolio: Portfolio, key: str) -> CyclesView:
    """The list of cycles."""
    del key
    return CyclesView(frame(portfolio), tuple(_lines(portfolio)))


def _lines(portfolio: Portfolio) -> Iterator[CycleLine]:
    known, today = index(portfolio), portfolio.as_of
    cycles = list(portfolio.cycles.values())
    stack = [c for c in sorted(cycles, key=lambda c: c.starts) if c.within is None]
    while stack:
        each = stack.pop()
        state = "over" if each.over(today) else "running" if each.starts <= today else "to come"
        yield CycleLine(
            Named(each.title, href(addresses.cycle(each.id))),
            each.depth + 1,
            span(each.starts, each.ends),
            str(each.kind),
            state,
            tally(known.of_cycle.get(each.id, ())),
        )
        inner = [c for c in cycles if c.within == each.id]
        stack.extend(sorted(inner, key=lambda c: c.starts))


PAGE = PageType("cycles", pages, view)
