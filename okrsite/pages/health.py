"""Health: how well the OKRs are run, apart from how the goals are doing."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.health import Health, health
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages import (
    _health_apart,
    _health_calibration,
    _health_cover,
    _health_grades,
    _health_load,
    _health_map,
    _health_outlook,
    _health_said,
)
from okrsite.pages._frame import Frame, frame
from okrsite.pages._health_lists import Chapter, Open
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._words import listed, spelled


@dataclass(frozen=True, slots=True)
class Kpis:
    """Kpis outside their band."""

    title: str
    judged: int
    """How many have a band and a value."""
    outside: tuple[KpiRow, ...]


@dataclass(frozen=True, slots=True)
class HealthView:
    """The health of the programme; every figure leads to the list behind it."""

    frame: Frame
    reading: str
    scope: str
    """Which objectives are looked at; empty: there is none."""
    glance: _health_cover.Glance
    rhythm: Open
    melons: _health_said.Melons
    apart: Open
    outlook: _health_outlook.View
    teams: _health_load.Loads
    owners: _health_load.Loads
    map: _health_map.HeatMap
    grades: _health_grades.View
    calibration: _health_calibration.View
    kpis: Kpis
    behind: tuple[Chapter, ...]
    """The lists that are folded away, at the end of the page."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.HEALTH, ""


def view(portfolio: Portfolio, key: str) -> HealthView:
    """The health of a portfolio."""
    del key
    found = health(portfolio)
    chapters = (
        *_health_load.behind(found, portfolio),
        _health_map.behind(found, portfolio),
        _health_outlook.behind(found, portfolio),
        _health_grades.behind(found, portfolio),
        *_health_calibration.behind(found, portfolio),
    )
    return HealthView(
        frame=frame(portfolio),
        reading=_reading(found),
        scope=_scope(found),
        glance=_health_cover.glance(found),
        rhythm=_health_cover.rhythm(found, portfolio),
        melons=_health_said.melons(found, portfolio),
        apart=_health_apart.apart(found, portfolio),
        outlook=_health_outlook.view(found),
        teams=_health_load.teams(found, portfolio),
        owners=_health_load.owners(found, portfolio),
        map=_health_map.view(found, portfolio),
        grades=_health_grades.view(found, portfolio),
        calibration=_health_calibration.view(found, portfolio),
        kpis=_kpis(found, portfolio),
        behind=tuple(each for each in chapters if each.lists),
    )


def _scope(found: Health) -> str:
    if not found.pursued:
        return ""
    now = len(found.running)
    ahead = len(found.pursued) - now
    if not ahead:
        return ngettext(
            "{count} objective in cycles that run.", "{count} objectives in cycles that run.", now
        )
    running = ngettext(
        "{count} objective in cycles that run", "{count} objectives in cycles that run", now
    )
    return ngettext(
        "{running}, {count} in cycles ahead.",
        "{running}, {count} in cycles ahead.",
        ahead,
        running=running,
    )


def _reading(found: Health) -> str:
    """What needs a look, in one sentence."""
    if not found.pursued:
        return gettext("No objective runs or lies ahead, so there is little to look at yet.")
    faults = tuple(_faults(found))
    if not faults:
        return gettext("Everything is connected, spoken of in time, and said to be as it is.")
    return gettext("Worth a look: {faults}.", faults=listed(faults))


def _faults(found: Health) -> Iterator[str]:
    coverage, rhythm = found.coverage, found.rhythm
    if many := len(rhythm.silent):
        yield ngettext("{count} silent key result", "{count} silent key results", many)
    if many := len(rhythm.stale):
        yield ngettext("{count} stale key result", "{count} stale key results", many)
    if many := len(rhythm.objectives.lacking) + len(rhythm.key_results.lacking):
        yield ngettext(
            "{count} goal said to be better than it is",
            "{count} goals said to be better than they are",
            many,
        )
    if many := len(coverage.serving.lacking):
        yield ngettext("{count} orphan", "{count} orphans", many)
    if many := len(coverage.unsupported):
        yield ngettext("{count} supported by nobody", "{count} supported by nobody", many)
    if many := len(coverage.teams.lacking):
        yield ngettext(
            "{count} team without an objective", "{count} teams without an objective", many
        )


def _kpis(found: Health, portfolio: Portfolio) -> Kpis:
    outside, judged = found.kpis.lacking, found.kpis.counted
    return Kpis(
        _of_kpis(len(outside), judged),
        judged,
        tuple(kpi_row(each, portfolio) for each in outside),
    )


def _of_kpis(outside: int, judged: int) -> str:
    if not judged:
        return gettext("No KPI has a band and a value yet")
    if not outside:
        return ngettext(
            "None of {count} KPI is outside its band",
            "None of {count} KPIs is outside its band",
            judged,
        )
    many = spelled(outside, begin=True)
    if judged == 1:
        return gettext("{many} of 1 KPI is outside its band", many=many)
    return ngettext(
        "{many} of {all} KPIs is outside its band",
        "{many} of {all} KPIs are outside their band",
        outside,
        many=many,
        all=judged,
    )


PAGE = PageType("health", pages, view)
