"""A kpi: its values against its band, and the key results that take them."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredKpi
from okrsite.model.prose import Prose
from okrsite.pages._charts import Chart, draw
from okrsite.pages._escape import Html
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import ordered
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._places import written
from okrsite.pages._rows import KeyResultRow, key_result_row
from okrsite.pages._said import Word, word
from okrsite.pages._source_links import SourceLinks, of_document
from okrsite.pages._words import day, number

_HUGE = 1e15


@dataclass(frozen=True, slots=True)
class KpiView:
    """One kpi."""

    frame: Frame
    row: KpiRow
    title: Prose
    draft: bool
    reading: str
    chart: Markup
    words: tuple[tuple[Word, Markup], ...]
    """Each value, and where it was written."""
    key_results: tuple[KeyResultRow, ...]
    body: Prose
    source: SourceLinks


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a kpi."""
    for key in portfolio.kpis:
        yield addresses.kpi(key), key


def view(portfolio: Portfolio, key: str) -> KpiView:
    """What the page of a kpi shows."""
    scored = portfolio.kpis[key]
    kpi = scored.kpi
    line = kpi_row(scored, portfolio)
    return KpiView(
        frame=frame(portfolio),
        row=line,
        title=kpi.title,
        draft=kpi.draft,
        reading=_reading(scored, line),
        chart=_chart(scored, line, portfolio),
        words=tuple(
            (word(said, portfolio, None, kpi.unit), written(said.place, portfolio).drawn)
            for said in reversed(scored.words)
        ),
        key_results=tuple(
            key_result_row(each, kr)
            for each in ordered(portfolio)
            for kr in each.key_results
            if kr.key_result.kpi is not None and kr.key_result.kpi.text == key
        ),
        body=kpi.body,
        source=of_document(kpi.place, kpi.id, kpi.title.plain, addresses.kpi(kpi.id), portfolio),
    )


def _reading(scored: ScoredKpi, line: KpiRow) -> str:
    values = [w.value for w in scored.words if w.value is not None]
    if not values:
        return gettext("No value yet.")
    unit = scored.kpi.unit
    now = gettext("{value} on {day}", value=number(values[-1], unit), day=line.last)
    if len(values) > 1:
        now = gettext("{value}, {earlier} before", value=now, earlier=number(values[-2], unit))
    if not line.band:
        return gettext("{value}.", value=now)
    if scored.healthy:
        return gettext("{value}, in its band of {band}.", value=now, band=line.band)
    return gettext("{value}, outside its band of {band}.", value=now, band=line.band)


def _chart(scored: ScoredKpi, line: KpiRow, portfolio: Portfolio) -> Markup:
    points = tuple({w.date: w.value for w in scored.words if w.value is not None}.items())
    band = scored.kpi.healthy
    bounds = [b for b in (band.min, band.max) if b is not None] if band else []
    if not points or any(abs(v) > _HUGE for v in [*bounds, *(v for _, v in points)]):
        return Html("")
    title = gettext("{kpi}: values", kpi=line.title)
    if band:
        title = gettext("{kpi}: values against the healthy band", kpi=line.title)
    told = {"value": line.value, "day": day(points[-1][0]), "band": line.band}
    return draw(
        Chart(
            key="kpi",
            title=title,
            told=gettext("{value} on {day}. Healthy: {band}.", **told)
            if line.band
            else gettext("{value} on {day}.", **told),
            starts=points[0][0],
            ends=portfolio.as_of,
            as_of=portfolio.as_of,
            points=points,
            low=band.min if band else None,
            high=band.max if band else None,
            unit=scored.kpi.unit or None,
        )
    )


PAGE = PageType("kpi", pages, view)
