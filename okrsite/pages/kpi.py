"""A kpi: its values against its band, and the key results that take them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredKpi
from okrsite.model.prose import Prose
from okrsite.pages._charts import Plot, chart
from okrsite.pages._frame import Frame, frame
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._memo import once
from okrsite.pages._rows import Row, row
from okrsite.pages._words import number, weekday


@dataclass(frozen=True, slots=True)
class Value:
    """A value on a day."""

    day: str
    value: str
    note: Prose


@dataclass(frozen=True, slots=True)
class KpiView:
    """One kpi."""

    frame: Frame
    row: KpiRow
    title: Prose
    chart: Markup
    values: tuple[Value, ...]
    used_by: tuple[Row, ...]
    body: Prose
    draft: bool


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a kpi."""
    for key in portfolio.kpis:
        yield addresses.kpi(key), key


def view(portfolio: Portfolio, key: str) -> KpiView:
    """One kpi."""
    each = portfolio.kpis[key]
    users = once(portfolio, "kpi-users", _users).get(key, [])
    return KpiView(
        frame=frame(portfolio),
        row=kpi_row(each, portfolio),
        title=each.kpi.title,
        chart=_chart(each, portfolio),
        values=tuple(
            Value(weekday(w.date), number(w.value, each.kpi.unit), w.note)
            for w in reversed(each.words)
        ),
        used_by=tuple(row(portfolio.objectives[k], portfolio) for k in users),
        body=each.kpi.body,
        draft=each.kpi.draft,
    )


def _users(portfolio: Portfolio) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, each in portfolio.objectives.items():
        for kpi in {kr.key_result.kpi.text for kr in each.key_results if kr.key_result.kpi}:
            found.setdefault(kpi, []).append(key)
    return found


def _chart(each: ScoredKpi, portfolio: Portfolio) -> Markup:
    days = {w.date: w.value for w in each.words if w.value is not None}
    if len(days) < 2:
        return Markup("")
    told = sorted(days.items())
    healthy = each.kpi.healthy
    return chart(
        Plot(
            title=f"{each.kpi.title.plain}: values",
            unit=each.kpi.unit or None,
            points=told,
            confidences=(),
            starts=told[0][0],
            ends=max(told[-1][0], portfolio.as_of),
            today=portfolio.as_of,
            low=healthy.min if healthy else None,
            high=healthy.max if healthy else None,
        ),
        each.kpi.id,
    )


PAGE = PageType("kpi", pages, view)
