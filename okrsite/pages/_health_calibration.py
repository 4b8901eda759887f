"""Confidence held against what happened: by site and team, never by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model.calibration import Level, Record, Said
from okrsite.model.health import Health
from okrsite.model.portfolio import Portfolio
from okrsite.pages._bars import bar
from okrsite.pages._health_charts import outcome_chart
from okrsite.pages._health_lists import LINES, Chapter, Folded, folded, more, of_key_result, part
from okrsite.pages._rows import Named, team
from okrsite.pages._words import STANDINGS, number, percent, score


class Step(NamedTuple):
    """All that was said with one confidence."""

    confidence: int
    given: int
    met: str
    """`63%`"""
    bar: Markup
    """The share met, with a tick where the confidence is."""
    href: str


class Line(NamedTuple):
    """A team's record."""

    who: Named
    given: int
    sure: str
    """The mean confidence, as a share."""
    met: str
    brier: str
    href: str


class View(NamedTuple):
    """The site's record, and the teams'."""

    title: str
    given: int
    brier: str
    chart: Markup
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    more: Markup
    """How many other teams there are, and where they are told; mostly empty."""


def view(health: Health, portfolio: Portfolio) -> View:
    """What was said against what was met."""
    site = health.calibration.site
    of = _by_team(health.said)
    return View(
        _title(site, health.said),
        site.given,
        score(site.brier),
        outcome_chart(site),
        tuple(map(_step, site.levels)),
        tuple(
            _line(key, health.calibration.teams[key], of[key], portfolio)
            for key in _told(health.calibration.teams, portfolio)
        ),
        more(len(health.calibration.teams) - LINES),
    )


def _title(site: Record, said: Sequence[Said]) -> str:
    if not site.given:
        return gettext("No confidence can be held against an outcome yet")
    return gettext(
        "People were {sure} sure, and {met} was met",
        sure=_sure(said),
        met=percent(site.met / site.given),
    )


def _sure(said: Iterable[Said]) -> str:
    return percent(fmean(each.confidence for each in said) / 10)


def _step(level: Level) -> Step:
    share = level.met / level.given
    return Step(
        confidence=level.confidence,
        given=level.given,
        met=percent(share),
        bar=bar(share, level.confidence / 10),
        href=f"#said_{level.confidence}",
    )


def _line(key: str, record: Record, said: Sequence[Said], portfolio: Portfolio) -> Line:
    return Line(
        who=team(key, portfolio),
        given=record.given,
        sure=_sure(said),
        met=percent(record.met / record.given),
        brier=score(record.brier),
        href=f"#sure_{key}",
    )


def behind(health: Health, portfolio: Portfolio) -> tuple[Chapter, Chapter]:
    """The key results of each confidence, and those of each team."""
    levels: defaultdict[int, list[Said]] = defaultdict(list)
    for each in health.said:
        levels[each.level].append(each)
    teams = _by_team(health.said)
    return (
        Chapter(
            gettext("What was said with each confidence"),
            tuple(
                _folded(f"said_{k}", gettext("Confidence {confidence}", confidence=k), levels[k])
                for k in sorted(levels)
            ),
        ),
        Chapter(
            gettext("How sure each team was"),
            tuple(
                _folded(f"sure_{key}", team(key, portfolio).name, teams[key])
                for key in _told(teams, portfolio)
            ),
        ),
    )


def _told(teams: Collection[str], portfolio: Portfolio) -> list[str]:
    """The teams that have a line: as many as a page holds."""
    return [key for key in portfolio.teams if key in teams][:LINES]


def _by_team(said: Iterable[Said]) -> dict[str, list[Said]]:
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for each in said:
        found[each.team or ""].append(each)
    return found


def _folded(key: str, title: str, said: Sequence[Said]) -> Folded:
    told = ngettext("{count} key result", "{count} key results", len(said))
    return folded(key, title, told, [part("", "", said, _drawn)])


def _drawn(each: Said) -> str:
    told = f"{number(each.confidence)}/10 {STANDINGS[each.key_result.status].drawn}"
    return of_key_result(each.objective, each.key_result, told)
