"""How the cycles that are over came out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from okrsite.model.cycle import Cycle
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.pursuit import home
from okrsite.model.status import Ambition, Status

HEALTHY = (0.6, 0.7)
"""What goals that stretch come to on average, where they are set as they should be."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The grades of a cycle. Commitments stand aside: they are to be met."""

    cycle: Cycle
    stretching: tuple[ScoredObjective, ...]
    """Graded objectives that are no commitments."""
    teams: Mapping[str, tuple[ScoredObjective, ...]]
    """The same by team; empty key: of no team that is known."""
    committed: tuple[ScoredObjective, ...]
    """Graded commitments."""

    @property
    def met(self) -> tuple[ScoredObjective, ...]:
        """The commitments that were met."""
        return tuple(each for each in self.committed if each.status is Status.MET)


def mean(graded: Sequence[ScoredObjective]) -> float | None:
    """The mean grade; None of nothing."""
    grades = [each.grade for each in graded if each.grade is not None]
    return fmean(grades) if grades else None


def grades(portfolio: Portfolio) -> tuple[Graded, ...]:
    """Every cycle that is over and has a grade, by the day it ended."""
    found: defaultdict[str, list[ScoredObjective]] = defaultdict(list)
    for each in portfolio.objectives.values():
        dropped = each.status is Status.DROPPED or each.objective.draft
        if each.grade is not None and not dropped and each.cycle.over(portfolio.as_of):
            found[each.cycle.id].append(each)
    cycles = sorted(
        (portfolio.cycles[key] for key in found), key=lambda c: (c.ends or c.starts, c.starts, c.id)
    )
    return tuple(_graded(cycle, found[cycle.id], portfolio) for cycle in cycles)


def _graded(cycle: Cycle, found: Sequence[ScoredObjective], portfolio: Portfolio) -> Graded:
    teams: defaultdict[str, list[ScoredObjective]] = defaultdict(list)
    stretching = [e for e in found if e.objective.ambition is not Ambition.COMMITTED]
    for each in stretching:
        teams[home(each.objective, portfolio) or ""].append(each)
    return Graded(
        cycle,
        tuple(stretching),
        {key: tuple(many) for key, many in teams.items()},
        tuple(e for e in found if e.objective.ambition is Ambition.COMMITTED),
    )
