"""Confidence held against what happened: whether a 7 means that seven of ten are met.

Counted are the key results that were graded, in cycles that are over, each with the confidence that
was given nearest to the middle of its window; of two as near, the earlier. They are summed by team
and for the whole site, never by person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import floor
from typing import NamedTuple

from okrsite.model.noun import dataclass
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


class Said(NamedTuple):
    """A confidence that was given, and what became of it."""

    objective: ScoredObjective
    key_result: ScoredKeyResult
    team: str | None
    """The objective's, or that of its person."""
    confidence: float
    """0 to 10."""
    met: bool

    @property
    def level(self) -> int:
        """The confidence as a whole number."""
        return floor(self.confidence + 0.5)


def calibration(portfolio: Portfolio) -> Calibration:
    """Hold confidence against what happened, in all cycles that are over."""
    return of_all(said(portfolio))


def of_all(found: Iterable[Said]) -> Calibration:
    """The calibration of what was said."""
    everything = list(found)
    by_team: dict[str, list[Said]] = defaultdict(list)
    for each in everything:
        if each.team is not None:
            by_team[each.team].append(each)
    teams = {key: _record(by_team[key]) for key in sorted(by_team)}
    return Calibration(_record(everything), teams)


def said(portfolio: Portfolio) -> Iterator[Said]:
    """All that is counted, objective by objective."""
    for objective in portfolio.objectives.values():
        team = home(objective.objective, portfolio)
        for each in objective.key_results:
            if each.status in GRADED:
                confidence = at_half_time(each)
                if confidence is not None:
                    yield Said(objective, each, team, confidence, each.status is Status.MET)


def at_half_time(each: ScoredKeyResult) -> float | None:
    """The confidence given nearest to the middle of the window; of one day the last counts."""
    if each.due is None:
        return None
    middle = each.starts.toordinal() + each.due.toordinal()  # doubled, to stay whole
    given = {w.date.toordinal(): w.confidence for w in each.words if w.confidence is not None}
    nearest = min(given, key=lambda day: (abs(2 * day - middle), day), default=None)
    return None if nearest is None else given[nearest]


def _record(said: Sequence[Said]) -> Record:
    levels: dict[int, list[bool]] = defaultdict(list)
    for each in said:
        levels[each.level].append(each.met)
    off = [(each.confidence / 10 - each.met) ** 2 for each in said]
    return Record(
        given=len(said),
        met=sum(each.met for each in said),
        brier=sum(off) / len(off) if off else None,
        levels=tuple(Level(key, len(levels[key]), sum(levels[key])) for key in sorted(levels)),
    )
