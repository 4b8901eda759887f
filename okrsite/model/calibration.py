"""Confidence held against what happened: whether a 7 means that seven of ten are met.

Counted are the key results that were graded, in cycles that are over, each with the confidence that
was given nearest to the middle of its window; of two as near, the earlier. They are summed by team
and for the whole site, never by person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor

from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.pursuit import home
from okrsite.model.status import GRADED, Status


@dataclass(frozen=True, slots=True)
class Level:
    """All that was said with one confidence, rounded to a whole number."""

    confidence: int
    """0 to 10."""
    given: int
    """How often."""
    met: int
    """How many of these key results were met."""


@dataclass(frozen=True, slots=True)
class Record:
    """How confidence and outcome agree."""

    given: int
    met: int
    brier: float | None
    """The mean of (confidence / 10 - outcome) squared, with the outcome 1 where it was met, else 0.

    0 is perfect; always saying 5 gives 0.25. None where nothing was given.
    """
    levels: tuple[Level, ...]
    """Those that occur, from low to high."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The record of the site, and of each team that has one."""

    site: Record
    teams: Mapping[str, Record]


Said = tuple[float, bool]
"""A confidence of 0 to 10, and whether the key result was met."""


def calibration(portfolio: Portfolio) -> Calibration:
    """Hold confidence against what happened, in all cycles that are over."""
    by_team: dict[str, list[Said]] = defaultdict(list)
    everything: list[Said] = []
    for objective in portfolio.objectives.values():
        said = [*_said(objective)]
        everything += said
        team = home(objective.objective, portfolio)
        if said and team is not None:
            by_team[team] += said
    teams = {key: _record(by_team[key]) for key in sorted(by_team)}
    return Calibration(_record(everything), teams)


def _said(scored: ScoredObjective) -> Iterator[Said]:
    for each in scored.key_results:
        confidence = at_half_time(each)
        if confidence is not None and each.status in GRADED:
            yield confidence, each.status is Status.MET


def at_half_time(each: ScoredKeyResult) -> float | None:
    """The confidence given nearest to the middle of the window; of one day the last counts."""
    if each.due is None:
        return None
    middle = each.starts.toordinal() + each.due.toordinal()  # doubled, to stay whole
    given = {w.date.toordinal(): w.confidence for w in each.words if w.confidence is not None}
    nearest = min(given, key=lambda day: (abs(2 * day - middle), day), default=None)
    return None if nearest is None else given[nearest]


def _record(said: Iterable[Said]) -> Record:
    listed = list(said)
    levels: dict[int, list[bool]] = defaultdict(list)
    for confidence, met in listed:
        levels[floor(confidence + 0.5)].append(met)
    off = [(confidence / 10 - met) ** 2 for confidence, met in listed]
    return Record(
        given=len(listed),
        met=sum(met for _, met in listed),
        brier=sum(off) / len(off) if off else None,
        levels=tuple(Level(key, len(levels[key]), sum(levels[key])) for key in sorted(levels)),
    )
