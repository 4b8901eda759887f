"""Measured by the objectives aligned to it.

aligned: mean     aligned: min
"aligned"   "aligned min"
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from okrsite.i18n import gettext
from okrsite.model.explanation import Input, figure, percentage
from okrsite.model.measure import NEAR, Contribution, Facts, Measure, Moment, Written
from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.schema import shown, wrong
from okrsite.model.told import Takes


def _how(value: Any) -> str:
    if value is True or value is None:
        return "mean"
    if value in ("mean", "min"):
        return str(value)
    raise wrong(f"must be mean or min, not {shown(value)}")


@dataclass(frozen=True)
class Aligned(Measure):
    """The mean of its contributors, or the lowest of them."""

    how: str = "mean"

    kind = "aligned"
    field = "aligned"
    schema = Annotated[str, Takes(_how, {"enum": ["mean", "min", True, None]})]

    @classmethod
    def written(cls, written: Written) -> Self:
        return cls(written.value)

    @classmethod
    def short(cls, words: str, place: Place) -> Self | None:
        del place
        found = re.fullmatch(r"aligned(?:\s+(mean|min))?", words, re.IGNORECASE)
        return cls((found.group(1) or "mean").lower()) if found else None

    def lowest(self, moment: Moment) -> Contribution | None:
        """The contributor with the least progress; of several the first by id."""
        least = min((c.progress for c in moment.contributions), default=0.0)
        lowest = [c for c in moment.contributions if c.progress <= least + NEAR]
        return min(lowest, key=lambda c: c.objective, default=None)

    def raw(self, moment: Moment) -> float | None:
        if self.how == "min":
            lowest = self.lowest(moment)
            return None if lowest is None else lowest.progress
        return _mean([(c.progress, c.weight) for c in moment.contributions])

    def expected(self, moment: Moment) -> float | None:
        if self.how == "min":
            lowest = self.lowest(moment)
            return None if lowest is None else lowest.expected
        return _mean(
            [(c.expected, c.weight) for c in moment.contributions if c.expected is not None]
        )

    def explain(self, moment: Moment) -> tuple[str, tuple[Input, ...]]:
        inputs = tuple(
            Input(
                c.objective,
                gettext(
                    "{value}, weight {weight}",
                    value=percentage(c.progress),
                    weight=figure(c.weight),
                ),
            )
            for c in moment.contributions
        )
        if self.how == "min":
            return gettext("the lowest progress of the objectives aligned to it"), inputs
        return gettext("the weighted mean progress of the objectives aligned to it"), inputs

    def facts(self, moment: Moment) -> Facts:
        del moment
        return Facts(aligned=self.how)


def _mean(pairs: list[tuple[float, float]]) -> float | None:
    weight = sum(w for _, w in pairs)
    return sum(value * w for value, w in pairs) / weight if weight > 0 else None


MEASURE = Aligned
