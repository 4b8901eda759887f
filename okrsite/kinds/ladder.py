"""Agreed rungs: which value is worth which score.

ladder: {0: 0, 0.3: 0.5, 0.7: 1, 1: 2}     score -> value
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Self

from okrsite.i18n import gettext
from okrsite.model.explanation import Input, figure
from okrsite.model.figure import refuse, value_figure
from okrsite.model.measure import CheckIn, Facts, Figure, Measure, Misfit, Moment, Written
from okrsite.model.noun import dataclass
from okrsite.model.schema import Mapping, Number

LadderShape = Annotated[dict[str, Number], Mapping]


@dataclass(frozen=True)
class Ladder(Measure):
    """Rungs joined by straight lines, flat outside."""

    rungs: tuple[tuple[float, float], ...]
    """(score, value), by score."""

    kind = "ladder"
    field = "ladder"
    schema = LadderShape

    @classmethod
    def written(cls, written: Written) -> Self:
        rungs: list[tuple[float, float]] = []
        for score, value in written.value.items():
            try:
                rungs.append((float(score), float(value)))
            except ValueError:
                raise Misfit(
                    f"`{score[:20]}` is no score",
                    rule="bad-ladder",
                    hint="A ladder says which value is worth which score: {0: 0, 0.7: 1, 1: 2}",
                ) from None
        return cls(tuple(sorted(rungs)))

    @property
    def fault(self) -> str | None:
        """Why no progress can be told from the rungs, or None."""
        scores = [score for score, _ in self.rungs]
        steps = [after - before for (_, before), (_, after) in pairwise(self.rungs)]
        if len(scores) < 2:
            return "needs two rungs at least"
        if not all(0 <= score <= 1 for score in scores):
            return "has a score outside 0 to 1"
        if len(set(scores)) < len(scores):
            return "has two rungs for one score"
        if scores[0] != 0:
            return "has no rung for the score 0"
        if not (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
            return "does not rise or fall at every rung"
        return None

    def score_of(self, value: float) -> float | None:
        """The score that a value is worth; None on a ladder that is at fault."""
        if self.fault:
            return None
        rungs = sorted((height, score) for score, height in self.rungs)
        if value <= rungs[0][0]:
            return rungs[0][1]
        for (low, low_score), (high, high_score) in pairwise(rungs):
            if value <= high:
                return low_score + (high_score - low_score) * (value - low) / (high - low)
        return rungs[-1][1]

    def raw(self, moment: Moment) -> float | None:
        last = moment.last_value
        if last is None:
            return None if self.fault else 0.0
        return self.score_of(last)

    def expected(self, moment: Moment) -> float | None:
        return moment.bent

    def course(self, moment: Moment) -> list[tuple[date, float]]:
        found = ((day, self.score_of(value)) for day, value in moment.value_by_day.items())
        return [(day, raw) for day, raw in found if raw is not None]

    def value(self, moment: Moment) -> float | None:
        return moment.last_value

    def figure(self, text: str) -> Figure:
        return value_figure(text, None, self.kind)

    def accepts(self, checkin: CheckIn) -> CheckIn:
        refuse(checkin, self.kind, progress=True, done=True)
        return checkin

    def explain(self, moment: Moment) -> tuple[str, tuple[Input, ...]]:
        last = moment.last_with_value
        inputs = [Input(gettext("rung {score}", score=figure(s)), figure(v)) for s, v in self.rungs]
        if last is not None:
            named = gettext("value of {day}", day=last.date)
            inputs.append(Input(named, figure(last.value), last.place))
        words = gettext("the value's score between its two rungs, by a straight line")
        return words, tuple(inputs)

    def facts(self, moment: Moment) -> Facts:
        del moment
        return Facts(rungs=self.rungs)


MEASURE = Ladder
