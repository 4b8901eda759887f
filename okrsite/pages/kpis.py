"""All kpis: what keeps running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._words import spelled


@dataclass(frozen=True, slots=True)
class KpisView:
    """The list of kpis."""

    frame: Frame
    reading: str
    rows: tuple[KpiRow, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.KPIS, ""


def view(portfolio: Portfolio, key: str) -> KpisView:
    """All kpis."""
    del key
    rows = tuple(kpi_row(each, portfolio) for each in portfolio.kpis.values())
    banded = [each for each in rows if each.healthy is not None]
    out = sum(not each.healthy for each in banded)
    reading = ""
    if banded:
        words = (
            "All lie" if not out else f"{spelled(out, begin=True)} of {spelled(len(banded))} lie"
        )
        words = words.replace("lie", "lies") if out == 1 else words
        reading = f"{words} {'inside their bands' if not out else 'outside the healthy band'}."
    return KpisView(frame(portfolio), reading, rows)


PAGE = PageType("kpis", pages, view)
