"""A key result as a form asks for it: a title, how it is measured, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from okrsite.edit import Value
from okrsite.edit.shape import number
from okrsite.kinds.done import Done
from okrsite.kinds.keep import Keep
from okrsite.kinds.metric import Metric
from okrsite.model.document import KeyResult
from okrsite.model.measure import Measure
from okrsite.model.place import Place
from okrsite.read.key_result import short_measure, split_line
from okrsite.serve.editing.asked import Said
from okrsite.serve.editing.form import Field, Group, Note, Option

HOW = (
    Option("metric", "A figure goes from here to there"),
    Option("keep", "A figure stays within bounds"),
    Option("done", "It is done, or not"),
    Option("judged", "No figure: somebody judges it"),
)
AS_IT_IS = "as-it-is"
"""A measure that the form leaves alone: milestones, a ladder, a change in per cent."""

FIELDS = ("title", "how", "from", "to", "low", "high", "unit", "due", "because")
_NUMBER = re.compile(r"[-+−]?(?:\d+(?:\.\d+)?|\.\d+)")
_NOWHERE = Place("", "")


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


# What it comes to -------------------------------------------------------------------------------


def faults(at: int, row: Row) -> Iterator[Note]:
    """What is missing, or is no figure."""
    key = prefix(at)
    if not row.title:
        yield Note(f"{key}.title", "Say what gets better", "Or empty its figures.")
    asked = {"metric": ("from", "to"), "keep": ("low", "high")}.get(row.how, ())
    values = {"from": row.start, "to": row.to, "low": row.low, "high": row.high}
    for name in asked:
        if values[name] and not _NUMBER.fullmatch(values[name]):
            yield Note(f"{key}.{name}", f"`{values[name][:30]}` is no number",
                       "Write it without separators, with a decimal point: 1200.5")  # fmt: skip
    if row.how == "metric" and not row.start and not row.to:
        yield Note(f"{key}.to", "Say what it is to come to", "Or choose another measure.")
    if row.how == "keep" and not row.low and not row.high:
        yield Note(f"{key}.low", "Say a bound, or both")


def short(row: Row) -> str:
    """The measure in the short form; empty where there is none."""
    match row.how:
        case "metric":
            return f"{row.start or '?'} -> {row.to or '?'} {row.unit}".strip()
        case "keep" if row.low and row.high:
            return f"{row.low}..{row.high} {row.unit}".strip()
        case "keep":
            return f"{'>=' if row.low else '<='} {row.low or row.high} {row.unit}".strip()
        case "done":
            return "yes/no"
        case _:
            return ""


def long(row: Row) -> dict[str, Value]:
    """The measure as fields."""
    if row.how == "metric":
        return {"metric": _known({"from": row.start, "to": row.to}, row.unit)}
    if row.how == "keep":
        return {"keep": _known({"min": row.low, "max": row.high}, row.unit)}
    return {"done": False} if row.how == "done" else {}


def _known(values: dict[str, str], unit: str) -> dict[str, Value]:
    found: dict[str, Value] = {name: figure(text) for name, text in values.items() if text}
    return {**found, "unit": unit} if unit else found


def figure(text: str) -> Value:
    """A number as it was typed; nothing where nothing was."""
    return float(text.replace("−", "-")) if text else None


def item(row: Row) -> Value:
    """A new key result: one line where a reader takes it for the same, else fields."""
    line = f"{row.title}: {short(row)}" if short(row) else row.title
    title, measure = split_line(line, _NOWHERE)
    if row_of(title, measure)._replace(due="") == _plainly(row):
        return line
    return {"title": row.title, **long(row)}


def measure_words(row: Row) -> str | None:
    """The short form, where it says all; None where only fields can."""
    words = short(row)
    measure = short_measure(words, _NOWHERE) if words else None
    if measure is None:
        return None
    return words if row_of(row.title, measure).measured == _plainly(row).measured else None


def _plainly(row: Row) -> Row:
    """The row with only what its measure asks for, figures as they are written."""
    start, to, low, high = (_again(each) for each in (row.start, row.to, row.low, row.high))
    bare = Row(row.title, row.how)
    if row.how == "metric":
        return bare._replace(start=start, to=to, unit=row.unit)
    return bare._replace(low=low, high=high, unit=row.unit) if row.how == "keep" else bare


def _again(text: str) -> str:
    return number(float(text.replace("−", "-"))) if text else ""
