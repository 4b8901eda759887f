"""Health: how well the OKRs are run, apart from how the goals are doing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.health import Health, health
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.text import listed
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
from okrsite.pages._words import count, spelled


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
    ahead = len(found.pursued) - len(found.running)
    words = f"{count(len(found.running), 'objective')} in cycles that run"
    return f"{words}, {ahead} in cycles ahead." if ahead else f"{words}."


def _reading(found: Health) -> str:
    """What needs a look, in one sentence."""
    if not found.pursued:
        return "No objective runs or lies ahead, so there is little to look at yet."
    coverage, rhythm = found.coverage, found.rhythm
    melons = len(rhythm.objectives.lacking) + len(rhythm.key_results.lacking)
    they = "it is" if melons == 1 else "they are"
    faults = [
        words
        for many, words in (
            (len(rhythm.silent), count(len(rhythm.silent), "silent key result")),
            (len(rhythm.stale), count(len(rhythm.stale), "stale key result")),
            (melons, f"{count(melons, 'goal')} said to be better than {they}"),
            (len(coverage.serving.lacking), count(len(coverage.serving.lacking), "orphan")),
            (len(coverage.unsupported), f"{len(coverage.unsupported)} supported by nobody"),
            (len(coverage.teams.lacking), f"{count(len(coverage.teams.lacking), 'team')} without"
             " an objective"),
        )
        if many
    ]  # fmt: skip
    if not faults:
        return "Everything is connected, spoken of in time, and said to be as it is."
    return f"Worth a look: {listed(faults)}."


def _kpis(found: Health, portfolio: Portfolio) -> Kpis:
    outside, judged = found.kpis.lacking, found.kpis.counted
    title = "No KPI has a band and a value yet"
    if judged:
        many = spelled(len(outside), begin=True) if outside else "None"
        words = "are outside their" if len(outside) > 1 else "is outside its"
        title = f"{many} of {count(judged, 'KPI')} {words} band"
    return Kpis(title, judged, tuple(kpi_row(each, portfolio) for each in outside))


PAGE = PageType("health", pages, view)
