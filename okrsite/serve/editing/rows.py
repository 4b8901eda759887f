"""A key result as a form asks for it: a title, how it is measured, and by when."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from okrsite.edit.shape import number
from okrsite.kinds.done import Done
from okrsite.kinds.keep import Keep
from okrsite.kinds.metric import Metric
from okrsite.model.document import KeyResult
from okrsite.model.measure import Measure
from okrsite.serve.editing.asked import Said
from okrsite.serve.editing.form import Field, Group, Option

HOW = (
    Option("metric", "A figure goes from here to there"),
    Option("keep", "A figure stays within bounds"),
    Option("done", "It is done, or not"),
    Option("judged", "No figure: somebody judges it"),
)
AS_IT_IS = "as-it-is"
"""A measure that the form leaves alone: milestones, a ladder, a change in per cent."""

FIELDS = ("title", "how", "from", "to", "low", "high", "unit", "due", "because")


class Row(NamedTuple):
    """One key result as a form holds it: texts, as they were typed."""

    title: str = ""
    how: str = "metric"
    start: str = ""
    to: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    due: str = ""
    because: str = ""
    """Why the goal moves, where it does."""

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not any(self._replace(how="", because=""))

    @property
    def measured(self) -> tuple[str, ...]:
        """All that says how it is measured."""
        if self.how == "metric":
            return self.how, self.start, self.to, self.unit
        return (self.how, self.low, self.high, self.unit) if self.how == "keep" else (self.how,)


def prefix(at: int) -> str:
    """What the names of a row's fields begin with."""
    return f"kr{at}"


def row_said(said: Said, at: int) -> Row:
    """A row as it was sent."""
    one = {name: " ".join(said.one(f"{prefix(at)}.{name}").split()) for name in FIELDS}
    return Row(*(one[name] for name in FIELDS))._replace(how=one["how"] or "metric")


def rows_said(said: Said) -> int:
    """How many rows were sent."""
    return sum(name.startswith("kr") and name.endswith(".title") for name, _ in said.pairs)


def row_of(title: str, measure: Measure, due: date | None = None) -> Row:
    """A key result that is written, as a form shows it."""
    row = Row(title, AS_IT_IS, due=due.isoformat() if due else "")
    if isinstance(measure, Metric) and measure.by is None:
        return row._replace(how="metric", start=_typed(measure.start), to=_typed(measure.to),
                            unit=measure.unit)  # fmt: skip
    if isinstance(measure, Keep):
        band = measure.band
        return row._replace(how="keep", low=_typed(band.min), high=_typed(band.max),
                            unit=measure.unit)  # fmt: skip
    if isinstance(measure, Done):
        return row._replace(how="done" if not measure.done else AS_IT_IS)
    return row._replace(how="judged") if measure.kind == "judged" else row


def _typed(value: float | None) -> str:
    return "" if value is None else number(value)


def group(at: int, row: Row, *, legend: str, known: KeyResult | None, moves: bool) -> Group:
    """A row's questions; `moves`: whether the cycle has begun, so that a new goal is a move."""
    key = prefix(at)
    how = [each for each in HOW if known is None or each.value in {row.how, "metric"}]
    if row.how == AS_IT_IS:
        how = [Option(AS_IT_IS, _as_it_is(known), "change it in the file")]
    elif known is not None and known.measure.kind != "judged":
        how = [each for each in HOW if each.value == row.how]
    else:
        how = list(HOW)
    fields = [
        Field(f"{key}.title", "What gets better", value=row.title, wide=True),
        Field(f"{key}.how", "How it is measured", "choice", row.how, options=tuple(how)),
    ]
    if row.how != AS_IT_IS:
        fields += [
            Field(
                f"{key}.from", "From", value=row.start, hint="where it is today", typed="decimal"
            ),
            Field(f"{key}.to", "To", value=row.to, hint="the goal", typed="decimal"),
            Field(f"{key}.low", "At least", value=row.low, typed="decimal"),
            Field(f"{key}.high", "At most", value=row.high, typed="decimal"),
            Field(f"{key}.unit", "Counted in", value=row.unit, hint="days, %, points"),
        ]
    if moves and known is not None and row.how != AS_IT_IS:
        fields.append(Field(f"{key}.because", "If the goal moves: why?", value=row.because,
                            wide=True))  # fmt: skip
    return Group(key, legend, fields=tuple(fields), shape="measure")


def _as_it_is(known: KeyResult | None) -> str:
    words = {"milestones": "Milestones", "ladder": "A ladder of values", "aligned": "By what serves"
             " it", "metric": "A change in per cent", "done": "It is done"}  # fmt: skip
    return words.get(known.measure.kind, "As it is") if known else "As it is"
