"""What a kind of key result shows of its figures: from, now, target; a chart; cells."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import formats, gettext, ngettext, pgettext
from okrsite.model.measure import Facts
from okrsite.model.portfolio import Portfolio, ScoredKeyResult
from okrsite.model.status import INTERVALS
from okrsite.pages._charts import Chart, draw
from okrsite.pages._escape import Html
from okrsite.pages._forecast import Ahead, ahead
from okrsite.pages._kpis import band_words
from okrsite.pages._small_charts import Mark, cells, milestones
from okrsite.pages._words import clauses, day, number, percent

NOTHING = Html("")
_HUGE = 1e15


class Facing(NamedTuple):
    """One of the figures that stand side by side."""

    name: str
    value: str
    unit: str
    """As it stands after the value, with the gap before it."""
    now: bool


class Picture(NamedTuple):
    """What is drawn of a key result."""

    picture: Markup = NOTHING
    cells: Markup = NOTHING
    kept: str = ""
    ahead: bool = False
    """Whether the picture goes on to where the key result lands."""


def facing(kr: ScoredKeyResult) -> tuple[Facing, ...]:
    """From, now and target, as far as the kind has them; nothing of a withheld one."""
    facts, kind = kr.facts, kr.key_result.measure.kind
    unit = _behind(facts.unit)
    if kr.key_result.withheld:
        return ()
    if kind == "metric":
        return (
            Facing(pgettext("a value", "From"), _or_set(facts.start), unit, now=False),
            Facing(pgettext("a value", "Now"), number(kr.value), unit, now=True),
            Facing(gettext("Target"), _or_set(facts.target), unit, now=False),
        )
    if kind == "keep":
        return (
            Facing(gettext("Keep at"), band_words(facts.min, facts.max, facts.unit), "", now=False),
            Facing(pgettext("a value", "Now"), number(kr.value), unit, now=True),
        )
    if kind == "ladder" and facts.rungs:
        return (
            Facing("0", number(facts.rungs[0][1]), unit, now=False),
            Facing(pgettext("a value", "Now"), number(kr.value), unit, now=True),
            Facing(f"1{formats().decimal}0", number(facts.rungs[-1][1]), unit, now=False),
        )
    return ()


def _behind(unit: str | None) -> str:
    """A unit that is written smaller than its value."""
    if unit == "%":
        return formats().percent("")
    if not unit:
        return ""
    return unit if unit[0] in "%°‰" else f" {unit}"


def _or_set(value: float | None) -> str:
    return gettext("to be set") if value is None else number(value)


def picture(kr: ScoredKeyResult, portfolio: Portfolio) -> Picture:
    """The drawing of a key result: none where figures are withheld, or nothing was said."""
    kind = kr.key_result.measure.kind
    if kr.key_result.withheld:
        return Picture()
    if kind == "milestones":
        return Picture(_milestones(kr, portfolio))
    if kind == "keep":
        return _kept(kr, portfolio)
    points = _points(kr, kind)
    pace = _pace(kr, kind)
    if kind == "aligned" or not points or not all(abs(v) < _HUGE for _, v in (*points, *pace)):
        return Picture()
    share = kind in {"judged", "done"}
    target = 100.0 if share else kr.facts.target
    if kind == "ladder" and kr.facts.rungs:
        target = kr.facts.rungs[-1][1]
    goes = ahead(kr, portfolio, points[-1], lambda share: _at(share, kr.facts, kind))
    unit = "%" if share else kr.facts.unit
    drawn = _chart(kr, portfolio, points, pace, target, unit, goes)
    return Picture(drawn, ahead=goes is not None)


def _points(kr: ScoredKeyResult, kind: str) -> tuple[tuple[date, float], ...]:
    """One value a date, the last."""
    found: dict[date, float] = {}
    for word in kr.words:
        if kind in {"judged", "done"}:
            if word.progress is not None or word.done is True:
                found[word.date] = 100.0 if word.done is True else (word.progress or 0) * 100
        elif word.value is not None:
            found[word.date] = word.value
    return tuple(found.items())


def _pace(kr: ScoredKeyResult, kind: str) -> tuple[tuple[date, float], ...]:
    """Corners of what is expected, in the unit of the values."""
    pace = kr.key_result.pace
    if kr.due is None or pace.none or kind == "done" or kr.due <= kr.starts:
        return ()
    corners = [(kr.starts, 0.0), *(p for p in pace.points if kr.starts < p[0] < kr.due)]
    corners.append((kr.due, 1.0))
    if kind == "ladder" and kr.facts.rungs:
        corners = _bent(corners, [score for score, _ in kr.facts.rungs])
    found = []
    for when, share in corners:
        value = _at(share, kr.facts, kind)
        if value is None:
            return ()
        found.append((when, value))
    return tuple(found)


def _bent(corners: list[tuple[date, float]], at: list[float]) -> list[tuple[date, float]]:
    """More corners: where the line crosses a rung."""
    found = [corners[0]]
    for (one, low), (other, high) in pairwise(corners):
        for score in sorted(s for s in at if low < s < high):
            days = (other - one).days * (score - low) / (high - low)
            found.append((one + timedelta(round(days)), score))
        found.append((other, high))
    return found


def _at(share: float, facts: Facts, kind: str) -> float | None:
    """The value that a share of the way is."""
    if kind == "judged":
        return share * 100
    if kind == "ladder" and facts.rungs:
        for (low, start), (high, end) in pairwise(facts.rungs):
            if share <= high:
                return start + (end - start) * max(0.0, (share - low) / (high - low))
        return facts.rungs[-1][1]
    if facts.start is None or facts.target is None:
        return None
    return facts.start + (facts.target - facts.start) * share


def _chart(
    kr: ScoredKeyResult,
    portfolio: Portfolio,
    points: tuple[tuple[date, float], ...],
    pace: tuple[tuple[date, float], ...],
    target: float | None,
    unit: str | None,
    goes: Ahead | None,
) -> Markup:
    (first, start), (last, now) = points[0], points[-1]
    told = [_on(start, unit, first)] if len(points) > 1 else []
    told.append(_on(now, unit, last))
    if target is not None and kr.due:
        value = number(target, unit)
        told.append(gettext("target {value} on {day}", value=value, day=day(kr.due)))
    elif target is not None:
        told.append(gettext("target {value}", value=number(target, unit)))
    if goes is not None:
        told.append(goes.told(unit))
    values = () if kr.facts.start is None or (unit == "%" and target == 100) else (kr.facts.start,)
    title = kr.key_result.title.plain
    return draw(
        Chart(
            key=kr.id,
            title=gettext("{title}: check-ins against expected pace", title=title)
            if pace
            else gettext("{title}: check-ins", title=title),
            told=gettext("{clause}.", clause=clauses(told)),
            starts=kr.starts,
            ends=kr.due or portfolio.as_of,
            as_of=portfolio.as_of,
            points=points,
            confidence=_confidence(kr),
            pace=pace,
            target=target,
            unit=unit,
            ahead=goes,
            values=values,
        )
    )


def _on(value: float, unit: str | None, when: date) -> str:
    return gettext("{value} on {day}", value=number(value, unit), day=day(when))


def _confidence(kr: ScoredKeyResult) -> tuple[tuple[date, float], ...]:
    found = {w.date: w.confidence for w in kr.words if w.confidence is not None}
    return tuple(found.items())


def _kept(kr: ScoredKeyResult, portfolio: Portfolio) -> Picture:
    facts, points = kr.facts, _points(kr, "keep")
    bounds = [v for v in (facts.min, facts.max) if v is not None]
    if not points or not all(
        isfinite(v) and abs(v) < _HUGE for v in [*bounds, *(p[1] for p in points)]
    ):
        return Picture()
    kept = [
        (facts.min is None or v >= facts.min - 1e-9)
        and (facts.max is None or v <= facts.max + 1e-9)
        for v in kr.moment.values
    ]
    every = INTERVALS[kr.rhythm]
    ahead = (kr.due - portfolio.as_of).days // every if kr.due and every else 0
    inside = ngettext(
        "{inside} of {count} check-ins inside",
        "{inside} of {count} check-ins inside",
        len(kept),
        inside=sum(kept),
    )
    last, now = points[-1]
    told = gettext("Keep at {band}", band=band_words(facts.min, facts.max, facts.unit))
    chart = Chart(
        key=kr.id,
        title=gettext(
            "{title}: check-ins against the band to keep", title=kr.key_result.title.plain
        ),
        told=gettext("{clause}.", clause=clauses((told, _on(now, facts.unit, last), inside))),
        starts=kr.starts,
        ends=kr.due or portfolio.as_of,
        as_of=portfolio.as_of,
        points=points,
        confidence=_confidence(kr),
        low=facts.min,
        high=facts.max,
        unit=facts.unit,
    )
    return Picture(draw(chart), cells(kept, ahead), inside)


def _milestones(kr: ScoredKeyResult, portfolio: Portfolio) -> Markup:
    marks = []
    for each in kr.facts.milestones:
        when = each.done if isinstance(each.done, date) else each.due or kr.due
        if when is not None:
            late = not each.done and when < portfolio.as_of
            marks.append(Mark(when, bool(each.done), late))
    if not marks:
        return NOTHING
    done = sum(bool(m.done) for m in kr.facts.milestones)
    told = ngettext(
        "{done} of {count} milestones done, {share} by weight",
        "{done} of {count} milestones done, {share} by weight",
        len(kr.facts.milestones),
        done=done,
        share=percent(kr.progress),
    )
    return milestones(kr.id, told, (kr.starts, kr.due or portfolio.as_of), portfolio.as_of, marks)
