"""All kpis: what keeps running, beside the OKRs."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.i18n import ngettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._words import spelled


@dataclass(frozen=True, slots=True)
class KpisView:
    """The index of kpis."""

    frame: Frame
    reading: str
    kpis: tuple[KpiRow, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.KPIS, ""


def view(portfolio: Portfolio, key: str) -> KpisView:
    """The index of kpis."""
    del key
    lines = tuple(kpi_row(each, portfolio) for each in portfolio.kpis.values())
    judged = [line for line in lines if line.healthy is not None]
    good = sum(line.healthy is True for line in judged)
    reading = ""
    if judged:
        reading = ngettext(
            "{good} of {judged} is in their band.",
            "{good} of {judged} are in their band.",
            good,
            good=spelled(good, begin=True),
            judged=spelled(len(judged)),
        )
    return KpisView(frame(portfolio), reading, lines)


PAGE = PageType("kpis", pages, view)
