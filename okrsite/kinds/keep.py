"""A figure to keep in a band: a minimum, a maximum or both, inclusive.

keep: {min: 4.5, unit: points}
">= 4.5 points"   "<= 2 hours"   "4..5 points"
"""

from __future__ import annotations

import re
from typing import Any, Self

from okrsite.i18n import gettext
from okrsite.model.document import Band
from okrsite.model.explanation import Input, figure, percentage
from okrsite.model.figure import NUMBER, UNIT, number, refuse, value_figure
from okrsite.model.measure import CheckIn, Facts, Figure, Measure, Misfit, Moment, Written
from okrsite.model.noun import dataclass, replace
from okrsite.model.place import Place
from okrsite.model.schema import Number, OptionalText, Schema

_BOUND = re.compile(rf"(>=|<=|≥|≤)\s*({NUMBER})\s*({UNIT})?")
_RANGE = re.compile(rf"({NUMBER})\s*\.\.\s*({NUMBER})\s*({UNIT})?")


class KeepShape(Schema):
    """The field `keep`."""

    min: Number | None = None
    max: Number | None = None
    unit: OptionalText = ""


@dataclass(frozen=True)
class Keep(Measure):
    """Kept day by day, check-in by check-in."""

    band: Band
    unit: str = ""

    kind = "keep"
    field = "keep"
    schema = KeepShape
    bands = True

    @classmethod
    def written(cls, written: Written) -> Self:
        shape: KeepShape = written.value
        if shape.min is None and shape.max is None:
            raise Misfit("`keep` has no bound", hint="Give `min`, `max` or both.")
        if shape.min is not None and shape.max is not None and shape.min > shape.max:
            raise Misfit("`keep` has a `min` above its `max`: nothing lies between")
        return cls(Band(shape.min, shape.max), shape.unit)

    @classmethod
    def short(cls, words: str, place: Place) -> Self | None:
        del place
        if found := _BOUND.fullmatch(words):
            sign, bound, unit = found.groups()
            low = sign in {">=", "≥"}
            band = Band(number(bound) if low else None, None if low else number(bound))
            return cls(band, (unit or "").strip())
        if found := _RANGE.fullmatch(words):
            low_bound, high_bound = number(found.group(1)), number(found.group(2))
            if low_bound <= high_bound:
                return cls(Band(low_bound, high_bound), (found.group(3) or "").strip())
        return None

    def raw(self, moment: Moment) -> float | None:
        values = moment.values
        if not values:
            return None
        return sum(map(self.band.holds, values)) / len(values) * moment.share

    def expected(self, moment: Moment) -> float | None:
        return moment.share

    def value(self, moment: Moment) -> float | None:
        return moment.last_value

    def step(self, moment: Moment) -> int | None:
        last = [self.band.holds(value) for value in moment.values[-2:]]
        if not last:
            return None
        if last[-1]:
            return 0
        return 2 if len(last) == 2 and not last[0] else 1

    def figure(self, text: str) -> Figure:
        return value_figure(text, self.unit, self.kind)

    def accepts(self, checkin: CheckIn) -> CheckIn:
        refuse(checkin, self.kind, progress=True, done=True)
        return checkin

    def explain(self, moment: Moment) -> tuple[str, tuple[Input, ...]]:
        values = moment.values
        inside = sum(map(self.band.holds, values))
        inputs = tuple(
            Input(gettext("value of {day}", day=w.date), figure(w.value), w.place)
            for w in moment.words
            if w.value is not None
        )
        words = gettext(
            "(check-ins inside the band ÷ check-ins with a value) × share of the window"
        )
        return f"{words} = ({inside} ÷ {len(values)}) × {percentage(moment.share)}", inputs

    def facts(self, moment: Moment) -> Facts:
        del moment
        return Facts(unit=self.unit or None, min=self.band.min, max=self.band.max)

    def was(self, name: str, value: Any) -> Self:
        if name == "unit":
            return replace(self, unit=str(value))
        if name not in {"min", "max"}:
            return Measure.was(self, name, value)
        old = getattr(KeepShape.model_validate({name: value}), name)
        return replace(self, band=replace(self.band, **{name: old}))


MEASURE = Keep
