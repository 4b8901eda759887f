"""Confidence held against what happened: by site and team, never by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from markupsafe import Markup

from okrsite.model.calibration import Level, Record, Said
from okrsite.model.health import Health
from okrsite.model.portfolio import Portfolio
from okrsite.pages._bars import bar
from okrsite.pages._escape import Html
from okrsite.pages._health_lists import Chapter, Folded, Part, folded, of_key_result
from okrsite.pages._rows import Named, team
from okrsite.pages._words import STANDINGS, count, number, percent

_HEIGHT = 220
_SURE = 0.15
"""A share met that is so much below the confidence is marked."""
_FEW = 3
"""Of fewer key results nothing is said."""


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


def view(health: Health, portfolio: Portfolio) -> View:
    """What was said against what was met."""
    site = health.calibration.site
    of = _by_team(health.said)
    return View(
        _title(site, health.said),
        site.given,
        _brier(site),
        _chart(site),
        tuple(map(_step, site.levels)),
        tuple(
            _line(key, health.calibration.teams[key], of[key], portfolio)
            for key in portfolio.teams
            if key in health.calibration.teams
        ),
    )


def _title(site: Record, said: Sequence[Said]) -> str:
    if not site.given:
        return "No confidence can be held against an outcome yet"
    return f"People were {_sure(said)} sure, and {percent(site.met / site.given)} was met"


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
        brier=_brier(record),
        href=f"#sure_{key}",
    )


def _brier(record: Record) -> str:
    return "–" if record.brier is None else f"{record.brier:.2f}"


def behind(health: Health, portfolio: Portfolio) -> tuple[Chapter, Chapter]:
    """The key results of each confidence, and those of each team."""
    levels: defaultdict[int, list[Said]] = defaultdict(list)
    for each in health.said:
        levels[each.level].append(each)
    teams = _by_team(health.said)
    return (
        Chapter(
            "What was said with each confidence",
            tuple(_folded(f"said_{k}", f"Confidence {k}", levels[k]) for k in sorted(levels)),
        ),
        Chapter(
            "How sure each team was",
            tuple(
                _folded(f"sure_{key}", team(key, portfolio).name, teams[key])
                for key in portfolio.teams
                if key in teams
            ),
        ),
    )


def _by_team(said: Iterable[Said]) -> dict[str, list[Said]]:
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for each in said:
        found[each.team or ""].append(each)
    return found


def _folded(key: str, title: str, said: Sequence[Said]) -> Folded:
    items = [
        of_key_result(
            each.objective,
            each.key_result,
            f"{number(each.confidence)}/10 {STANDINGS[each.key_result.status].drawn}",
        )
        for each in said
    ]
    return folded(key, title, count(len(items), "key result"), [Part("", "", items)])


def _chart(site: Record) -> Markup:
    """A dot a confidence, its area the number of key results; on the diagonal words come true."""
    if not site.given:
        return Html("")
    most = max(level.given for level in site.levels)
    told = "; ".join(f"of {each.given} said with {each.confidence}, {each.met} were met"
                     for each in site.levels)  # fmt: skip
    parts = [
        f'<svg class="chart" height="{_HEIGHT + 42}" role="img" aria-labelledby="t_said_ d_said_">'
        '<title id="t_said_">Share of key results met, by the confidence stated at half-time'
        f'</title><desc id="d_said_">{told[0].upper()}{told[1:]}.</desc>'
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = _y(share)
        parts.append(
            f'<line class="l-grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            f'<text class="t-y" x="-8" y="{y + 4:.1f}" text-anchor="end">{percent(share)}</text>'
        )
    parts.append(
        f'<line class="l-pace" x1="0" x2="100%" y1="{_HEIGHT}" y2="0"/>'
        f'<text x="3%" y="18">better than stated</text>'
        f'<text x="97%" y="{_HEIGHT - 10}" text-anchor="end">worse than stated</text>'
        f'<line class="l-axis" x1="0" x2="100%" y1="{_HEIGHT}" y2="{_HEIGHT}"/>'
    )
    parts += [
        f'<text x="{value * 10}%" y="{_HEIGHT + 18}" text-anchor="middle">{value}</text>'
        for value in range(0, 11, 2)
    ]
    parts.append(
        f'<text x="50%" y="{_HEIGHT + 38}" text-anchor="middle">Confidence at half-time</text>'
    )
    parts += [_dot(level, most) for level in site.levels]
    return Html("".join((*parts, "</svg>")))  # only figures of ours


def _dot(level: Level, most: int) -> str:
    share, x = level.met / level.given, f"{level.confidence * 10}%"
    radius = 3 + 7 * sqrt(level.given / most)
    marked = level.given >= _FEW and level.confidence / 10 - share > _SURE
    kind = "dot miss" if marked else "dot"
    label = (
        f'<text class="t-b" x="{x}" y="{_y(share) + radius + 15:.1f}" text-anchor="middle">'
        f"{percent(share)}</text>"
        if marked
        else ""
    )
    return f'<circle class="{kind}" cx="{x}" cy="{_y(share)}" r="{radius:.1f}"/>{label}'


def _y(share: float) -> float:
    return round((1 - share) * _HEIGHT, 1)
