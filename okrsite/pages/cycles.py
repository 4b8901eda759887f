"""All cycles, nested as they are."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.i18n import ngettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._cycles import CycleLine, cycle_line
from okrsite.pages._frame import Frame, frame
from okrsite.pages._words import spelled


@dataclass(frozen=True, slots=True)
class CyclesView:
    """The index of cycles."""

    frame: Frame
    reading: str
    cycles: tuple[CycleLine, ...]
    """Enclosing ones first."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.CYCLES, ""


def view(portfolio: Portfolio, key: str) -> CyclesView:
    """The index of cycles."""
    del key
    lines = tuple(cycle_line(each, portfolio) for each in portfolio.cycles.values())
    now = sum(line.state == "running" for line in lines)
    return CyclesView(frame(portfolio), _reading(len(lines), now) if lines else "", lines)


def _reading(cycles: int, now: int) -> str:
    return ngettext(
        "{cycles}; {many} runs now.",
        "{cycles}; {many} run now.",
        now,
        cycles=ngettext("{count} cycle", "{count} cycles", cycles),
        many=spelled(now),
    )


PAGE = PageType("cycles", pages, view)
