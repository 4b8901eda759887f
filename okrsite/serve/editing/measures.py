"""What a row of a form comes to: a key result in its short form, or in fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrsite.edit import Value
from okrsite.edit.shape import number
from okrsite.model.place import Place
from okrsite.read.key_result import short_measure, split_line
from okrsite.serve.editing.form import Note
from okrsite.serve.editing.rows import Row, prefix, row_of

_NUMBER = re.compile(r"[-+−]?(?:\d+(?:\.\d+)?|\.\d+)")
_NOWHERE = Place("", "")


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
