"""A figure that rises or falls from a baseline to a target.

metric: {from: 15, to: 5, unit: days}
metric: {by: -30%, unit: forms}
"15 -> 5 days"   "from 15 to 5 days"   "-30% forms"   "? -> 5 days"   "15 -> ? days"
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Self

from pydantic import Field

from okrsite.i18n import formats, gettext
from okrsite.model.explanation import Input, figure
from okrsite.model.figure import NUMBER, UNIT, number, refuse, value_figure
from okrsite.model.measure import NEAR, CheckIn, Facts, Figure, Measure, Misfit, Moment, Written
from okrsite.model.noun import dataclass, replace
from okrsite.model.place import Place
from okrsite.model.schema import Number, OptionalText, Percent, Schema
from okrsite.model.wording import FIELD_WORDS

_ARROW = re.compile(rf"({NUMBER}|\?)\s*({UNIT})?\s*(?:->|→)\s*({NUMBER}|\?)\s*({UNIT})?")
_FROM_TO = re.compile(
    rf"from\s+({NUMBER})\s*({UNIT}(?=\s+to\s))?\s+to\s+({NUMBER})\s*({UNIT})?", re.IGNORECASE
)
_BY = re.compile(rf"([-+−]\d+(?:\.\d+)?)\s?%\s*({UNIT})?")


class MetricShape(Schema):
    """The field `metric`."""

    start: Number | None = Field(None, alias="from")
    to: Number | None = None
    by: Percent | None = None
    unit: OptionalText = ""


@dataclass(frozen=True)
class Metric(Measure):
    """From a baseline to a target; falling and rising are one formula."""

    start: float | None = None
    to: float | None = None
    by: float | None = None
    """A share of the baseline: the target is from + from x by."""
    unit: str = ""

    kind = "metric"
    field = "metric"
    schema = MetricShape

    @classmethod
    def written(cls, written: Written) -> Self:
        shape: MetricShape = written.value
        if shape.by is not None and shape.to is not None:
            raise Misfit("`metric` has both `to` and `by`", hint="Keep one: a target, or a change.")
        return cls(shape.start, shape.to, shape.by, shape.unit)

    @classmethod
    def short(cls, words: str, place: Place) -> Self | None:
        del place
        if found := (_ARROW.fullmatch(words) or _FROM_TO.fullmatch(words)):
            start, before, to, after = found.groups()
            if before and after and before != after:
                return None
            return cls(_or_none(start), _or_none(to), None, (after or before or "").strip())
        if found := _BY.fullmatch(words):
            return cls(None, None, number(found.group(1)) / 100, (found.group(2) or "").strip())
        return None

    def baseline(self, moment: Moment) -> float | None:
        """`from`, or the first value where none is written."""
        return self.start if self.start is not None else next(iter(moment.values), None)

    def target(self, moment: Moment) -> float | None:
        """`to`, or what `by` makes of the baseline."""
        if self.by is None:
            return self.to
        start = self.baseline(moment)
        return None if start is None else start + start * self.by

    def raw(self, moment: Moment) -> float | None:
        start, to = self.baseline(moment), self.target(moment)
        if start is None or to is None or abs(to - start) <= NEAR:
            return None
        last = moment.last_value
        return 0.0 if last is None else (last - start) / (to - start)

    def expected(self, moment: Moment) -> float | None:
        return moment.bent

    def course(self, moment: Moment) -> list[tuple[date, float]]:
        start, to = self.baseline(moment), self.target(moment)
        if start is None or to is None or abs(to - start) <= NEAR:
            return []
        way = to - start
        return [(day, (value - start) / way) for day, value in moment.value_by_day.items()]

    def value(self, moment: Moment) -> float | None:
        return moment.last_value

    def figure(self, text: str) -> Figure:
        return value_figure(text, self.unit, self.kind)

    def accepts(self, checkin: CheckIn) -> CheckIn:
        refuse(checkin, self.kind, progress=True, done=True)
        return checkin

    def explain(self, moment: Moment) -> tuple[str, tuple[Input, ...]]:
        start, to, last = self.baseline(moment), self.target(moment), moment.last_with_value
        inputs = [Input(FIELD_WORDS["from"], figure(start)), Input(FIELD_WORDS["to"], figure(to))]
        if self.by is not None:
            inputs.append(Input(FIELD_WORDS["by"], formats().percent(figure(self.by * 100))))
        if last is not None:
            named = gettext("value of {day}", day=last.date)
            inputs.append(Input(named, figure(last.value), last.place))
        words = gettext("(value − from) ÷ (to − from)")
        if last is None or start is None or to is None or last.value is None:
            return gettext(
                "{formula}; no value yet: 0 where `from` is given", formula=words
            ), tuple(inputs)
        sums = f"({figure(last.value)} − {figure(start)}) ÷ ({figure(to)} − {figure(start)})"
        return f"{words} = {sums}", tuple(inputs)

    def facts(self, moment: Moment) -> Facts:
        return Facts(
            unit=self.unit or None, start=self.baseline(moment), target=self.target(moment)
        )

    def was(self, name: str, value: Any) -> Self:
        if name == "unit":
            return replace(self, unit=str(value))
        if name not in {"from", "to", "by"}:
            return Measure.was(self, name, value)
        if name == "by":
            return replace(self, by=MetricShape.model_validate({"by": value}).by)
        old = MetricShape.model_validate({"to": value}).to
        return replace(self, start=old) if name == "from" else replace(self, to=old)


def _or_none(text: str) -> float | None:
    return None if text == "?" else number(text)


MEASURE = Metric
