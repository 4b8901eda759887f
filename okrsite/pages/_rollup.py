"""Cycles side by side: the year, and what lies within it, in the figures of their objectives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import ngettext
from okrsite.model import addresses
from okrsite.model.cycle import Cycle
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.pages._bars import bar
from okrsite.pages._escape import Html
from okrsite.pages._rows import Named
from okrsite.pages._words import commas, percent, score, span

_GOOD = frozenset({Status.ON_TRACK, Status.ACHIEVED})


class CycleSum(NamedTuple):
    """What a cycle comes to."""

    cycle: Named
    level: int
    dates: str
    many: int
    figure: str
    """The average grade once it is over, else average progress."""
    bar: Markup
    """That figure, and what is expected by now."""
    outcome: str
    """`8 met, 2 partly met, 1 missed`, or `27 of 45 on track`."""


def rollup(around: Cycle, most: int, portfolio: Portfolio) -> tuple[CycleSum, ...]:
    """The cycle that encloses one, at the top, and the latest of those within it, in time."""
    top = around
    while top.within in portfolio.cycles and top.within is not None:
        top = portfolio.cycles[top.within]
    held: dict[str, list[ScoredObjective]] = defaultdict(list)
    for each in portfolio.objectives.values():
        held[each.cycle.id].append(each)
    cycles = [
        each
        for each in portfolio.cycles.values()
        if held[each.id] and each.starts <= portfolio.as_of and _beside(each, around, top)
    ]
    cycles.sort(key=lambda each: (each.starts, each.depth))
    kept = [each for each in cycles if each is top or each is around]
    others = [each for each in cycles if each not in kept][-(most - len(kept)) :]
    shown = [each for each in cycles if each in kept or each in others]
    return tuple(_sum(each, held[each.id], over=each.over(portfolio.as_of)) for each in shown)


def _beside(each: Cycle, around: Cycle, top: Cycle) -> bool:
    """Whether it is a cycle of the same rank, or the one at the top: others are too small."""
    return each is top or each.depth == around.depth


def _sum(cycle: Cycle, found: Sequence[ScoredObjective], *, over: bool) -> CycleSum:
    figures = [each.grade if over else each.progress for each in found]
    value = mean([each for each in figures if each is not None])
    expected = None if over else mean([e.expected for e in found if e.expected is not None])
    return CycleSum(
        cycle=Named(cycle.title, addresses.cycle(cycle.id)),
        level=min(cycle.depth, 8),
        dates=span(cycle.starts, cycle.ends),
        many=len(found),
        figure=score(value) if over else percent(value),
        bar=bar(value, 0.7 if over else expected) if value is not None else Html(""),
        outcome=_outcome(found, over=over),
    )


def mean(figures: Sequence[float]) -> float | None:
    """The plain average; None of nothing."""
    return sum(figures) / len(figures) if figures else None


def _outcome(found: Sequence[ScoredObjective], *, over: bool) -> str:
    if not over:
        good = sum(each.status in _GOOD for each in found)
        return ngettext(
            "{count} of {total} on track", "{count} of {total} on track", good, total=len(found)
        )
    met, partly, missed = (
        sum(each.status is status for each in found)
        for status in (Status.MET, Status.PARTLY, Status.MISSED)
    )
    parts = (
        (met, ngettext("{count} met", "{count} met", met)),
        (partly, ngettext("{count} partly met", "{count} partly met", partly)),
        (missed, ngettext("{count} missed", "{count} missed", missed)),
    )
    return commas(told for many, told in parts if many)
