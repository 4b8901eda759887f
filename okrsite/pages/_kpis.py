"""A kpi as one row, with a small line of its values."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredKpi
from okrsite.pages._rows import Named, team, who
from okrsite.pages._small_charts import sparkline
from okrsite.pages._words import day, number


class KpiRow(NamedTuple):
    """A kpi in a list."""

    id: str
    href: str
    title: str
    value: str
    band: str
    """`95% or more`; empty where none is written."""
    healthy: bool | None
    last: str
    spark: Markup
    team: Named | None
    owner: Named | None


def kpi_row(each: ScoredKpi, portfolio: Portfolio) -> KpiRow:
    """The row of one kpi."""
    kpi = each.kpi
    return KpiRow(
        id=kpi.id,
        href=addresses.kpi(kpi.id),
        title=kpi.title.plain,
        value=number(each.value, kpi.unit),
        band=band_words(kpi.healthy.min, kpi.healthy.max, kpi.unit) if kpi.healthy else "",
        healthy=each.healthy,
        last=day(each.last_word) if each.last_word else "",
        spark=sparkline([w.value for w in each.words if w.value is not None]),
        team=team(kpi.team.text, portfolio) if kpi.team else None,
        owner=who(kpi.owner, portfolio),
    )


def band_words(low: float | None, high: float | None, unit: str | None) -> str:
    """A band in words."""
    if low is not None and high is not None:
        return gettext("{low} to {high}", low=number(low), high=number(high, unit))
    if low is not None:
        return gettext("{figure} or more", figure=number(low, unit))
    return gettext("{figure} or less", figure=number(high, unit)) if high is not None else ""
