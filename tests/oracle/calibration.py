"""Confidence held against what happened, written from the page that defines it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .calculate import Calculation
from .figures import KeyResultFigures
from .structure import Objective
from .windows import is_over

OUTCOMES = {"met", "partly", "missed"}


@dataclass
class Record:
    """What was said and what happened: for each confidence, whether each was met."""

    outcomes: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def levels(self) -> dict[int, tuple[int, int]]:
        """Each confidence as a whole number: how often it was given, how often it was met."""
        found: dict[int, tuple[int, int]] = {}
        for confidence, met in self.outcomes:
            whole = int(Decimal(str(confidence)).quantize(Decimal(1), ROUND_HALF_UP))
            given, kept = found.get(whole, (0, 0))
            found[whole] = (given + 1, kept + int(met))
        return found

    @property
    def brier(self) -> float | None:
        """The "Brier score": the mean square of the forecast probability less the outcome."""
        if not self.outcomes:
            return None
        squares = [(Fraction(str(one)) / 10 - int(met)) ** 2 for one, met in self.outcomes]
        return float(sum(squares) / len(squares))


def calibration(calculation: Calculation) -> tuple[Record, dict[str, Record]]:
    """The record of the site and that of each team.

    "Over closed cycles, by team and site, never by person: for each confidence given nearest to
    mid-window, how often the key result was met"
    """
    site, teams = Record(), dict[str, Record]()
    for objective in calculation.organisation.objectives:
        if not is_over(calculation.cycle(objective), calculation.as_of):
            continue
        for one in objective.key_results:
            figures = calculation.key_result(objective, one)
            said = given_at_mid_window(figures)
            if said is None or figures.status not in OUTCOMES:
                continue
            outcome = (said, figures.status == "met")
            site.outcomes.append(outcome)
            team = team_of(calculation, objective)
            if team is not None:
                teams.setdefault(team, Record()).outcomes.append(outcome)
    return site, teams


def team_of(calculation: Calculation, objective: Objective) -> str | None:
    """The team whose confidence it is; of a person's objective the person's team."""
    if objective.team is not None:
        return objective.team
    people = calculation.organisation.people
    return next((one.team for one in people if one.id == objective.person), None)


def given_at_mid_window(figures: KeyResultFigures) -> float | None:
    """The confidence "given nearest to mid-window"; the earlier of two as near.

    On one date "the last one counts".
    """
    if figures.window.due is None:
        return None
    half = (figures.window.due - figures.window.starts) / 2
    by_day = {one.day: one.confidence for one in figures.check_ins if one.confidence is not None}
    nearest = sorted(by_day, key=lambda day: (abs(day - figures.window.starts - half), day))
    return by_day[nearest[0]] if nearest else None
