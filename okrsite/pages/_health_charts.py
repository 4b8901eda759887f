"""The drawings of the health page; what they say stands beside them as a table."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model.calibration import Level, Record
from okrsite.model.grades import HEALTHY, Graded, mean
from okrsite.model.text import shortened
from okrsite.pages._escape import Html, escape
from okrsite.pages._words import clauses, number, percent, score

_LOW, _TALL = 150, 220
_SURE = 0.15
"""A share met that is so much below the confidence is marked."""
_FEW = 3
"""Of fewer key results nothing is said."""


def grades_chart(shown: Sequence[Graded]) -> Markup:
    """A dot a cycle against the band that is healthy; nothing of a single one."""
    points = [(each, value) for each in shown if (value := mean(each.stretching)) is not None]
    if len(points) < 2:
        return Html("")
    low, high = HEALTHY
    top = _y(high, _LOW)
    told = clauses(f"{each.cycle.title} {score(value)}" for each, value in points)
    title = gettext("Mean grade of each cycle against the healthy band")
    text = gettext(
        "{grades}. Healthy is {low} to {high}.", grades=told, low=number(low), high=number(high)
    )
    parts = [
        f'<svg class="chart" height="{_LOW + 26}" role="img" aria-labelledby="t_grades_ '
        f'd_grades_"><title id="t_grades_">{title}</title>'
        f'<desc id="d_grades_">{escape(text)}</desc>'
        f'<rect class="b-ok" width="100%" y="{top}" height="{_y(low, _LOW) - top:.1f}"/>'
    ]
    for value, kind in ((0, "t-y"), (low, "t-ok"), (high, "t-ok"), (1, "t-y")):
        y = _y(value, _LOW)
        parts.append(
            f'<line class="l-grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            f'<text class="{kind}" x="-8" y="{y + 4:.1f}" text-anchor="end">{number(value)}</text>'
        )
    for index, (each, value) in enumerate(points):
        x, y = f"{(index + 0.5) / len(points) * 100:.2f}%", _y(value, _LOW)
        parts.append(
            f'<circle class="dot" cx="{x}" cy="{y}" r="5"/>'
            f'<text class="t-b" x="{x}" dx="10" y="{y + 4:.1f}">{score(value)}</text>'
            f'<text x="{x}" y="{_LOW + 20}" text-anchor="middle">'
            f"{escape(shortened(each.cycle.id, 9))}</text>"
        )
    return Html("".join((*parts, "</svg>")))  # texts are escaped where they enter


def outcome_chart(site: Record) -> Markup:
    """A dot a confidence, its area the number of key results; on the diagonal words come true."""
    if not site.given:
        return Html("")
    most = max(level.given for level in site.levels)
    title = gettext("Share of key results met, by the confidence stated at half-time")
    told = clauses(map(_outcome, site.levels))
    parts = [
        f'<svg class="chart" height="{_TALL + 42}" role="img" aria-labelledby="t_said_ d_said_">'
        f'<title id="t_said_">{title}</title><desc id="d_said_">{told[0].upper()}{told[1:]}.</desc>'
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = _y(share, _TALL)
        parts.append(
            f'<line class="l-grid" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
            f'<text class="t-y" x="-8" y="{y + 4:.1f}" text-anchor="end">{percent(share)}</text>'
        )
    better, worse = gettext("better than stated"), gettext("worse than stated")
    parts.append(
        f'<line class="l-pace" x1="0" x2="100%" y1="{_TALL}" y2="0"/>'
        f'<text x="3%" y="18">{better}</text>'
        f'<text x="97%" y="{_TALL - 10}" text-anchor="end">{worse}</text>'
        f'<line class="l-axis" x1="0" x2="100%" y1="{_TALL}" y2="{_TALL}"/>'
    )
    parts += [
        f'<text x="{value * 10}%" y="{_TALL + 18}" text-anchor="middle">{value}</text>'
        for value in range(0, 11, 2)
    ]
    name = gettext("Confidence at half-time")
    parts.append(f'<text x="50%" y="{_TALL + 38}" text-anchor="middle">{name}</text>')
    parts += [_dot(level, most) for level in site.levels]
    return Html("".join((*parts, "</svg>")))  # only figures of ours


def _outcome(level: Level) -> str:
    return ngettext(
        "of {count} said with {confidence}, {met} were met",
        "of {count} said with {confidence}, {met} were met",
        level.given,
        confidence=level.confidence,
        met=level.met,
    )


def _dot(level: Level, most: int) -> str:
    share, x = level.met / level.given, f"{level.confidence * 10}%"
    radius = 3 + 7 * sqrt(level.given / most)
    marked = level.given >= _FEW and level.confidence / 10 - share > _SURE
    kind = "dot miss" if marked else "dot"
    label = (
        f'<text class="t-b" x="{x}" y="{_y(share, _TALL) + radius + 15:.1f}" text-anchor="middle">'
        f"{percent(share)}</text>"
        if marked
        else ""
    )
    return f'<circle class="{kind}" cx="{x}" cy="{_y(share, _TALL)}" r="{radius:.1f}"/>{label}'


def _y(share: float, height: int) -> float:
    return round((1 - share) * height, 1)
