"""A changed key result in the text of its objective, in whichever form it is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from okrsite import markdown
from okrsite.edit import Add, Edit, Put, Remove, Unclear, Value, change
from okrsite.edit.key_results import in_fields, with_field
from okrsite.model.text import first_words
from okrsite.read.yaml import Map
from okrsite.serve.editing.goal import Goal
from okrsite.serve.editing.measures import figure, item, long, measure_words
from okrsite.serve.editing.rows import AS_IT_IS, Row

_GOALPOSTS = {
    "metric": (("from", "start"), ("to", "to")),
    "keep": (("min", "low"), ("max", "high")),
}
"""The fields of a measure, and those of a row."""


def with_row(text: str, at: int, goal: Goal, row: Row, day: date) -> str:
    """The text with what differs of one key result.

    Raises:
        Unclear: where it cannot be changed for sure.
    """
    now = goal.row(at)
    if row.title == now.title and row.measured == now.measured:
        return text
    here = goal.item(at)
    named = _new_id(goal, at, row.title)
    moved = _moved(now, row, day) if row.because else []
    whole = not (isinstance(here, Map) and "title" in here)
    if whole and not named and not moved:
        return change(text, [Put(("key_results", at), item(row))])
    known = goal.objective.key_results[at]
    text = in_fields(text, at, known)
    if row.measured != now.measured:
        text = change(
            text, _measure(at, here if isinstance(here, Map) and not whole else {}, now, row)
        )
    if named:
        text = with_field(text, at, known, "id", named)
    if row.title != now.title:
        text = change(text, [Put(("key_results", at, "title"), row.title)])
    return change(text, [Add(("key_results", at, "changed"), each) for each in moved])


def _new_id(goal: Goal, at: int, title: str) -> str:
    """The id that must be written down, where another title would give it another one."""
    known, here = goal.objective.key_results[at], goal.item(at)
    if isinstance(here, Map) and here.get("id") is not None:
        return ""
    plain = markdown.inline(title).plain
    return "" if first_words(plain, 4) == known.id or title == goal.row(at).title else known.id


def _measure(at: int, here: Mapping[str, object], now: Row, row: Row) -> list[Edit]:
    path = ("key_results", at)
    if now.how == AS_IT_IS:
        raise Unclear("how it is measured is changed in the file")
    if now.how != row.how:  # it was judged: nothing is written of how it is measured
        words = measure_words(row)
        if words:
            return [Put((*path, "measure"), words, ("title",))]
        return [Put((*path, name), value, ("title",)) for name, value in long(row).items()]
    field = next((name for name in ("metric", "keep") if name in here), "")
    if field:
        pairs = [(name, getattr(now, key), getattr(row, key)) for name, key in _GOALPOSTS[field]]
        edits = [_figure((*path, field, n), was, to) for n, was, to in pairs if was != to]
        if now.unit != row.unit:
            unit = (*path, field, "unit")
            edits.append(Put(unit, row.unit) if row.unit else Remove(unit))
        return edits
    words = measure_words(row)
    if words is None:
        return [Remove((*path, "measure")), *(Put((*path, n), v) for n, v in long(row).items())]
    return [Put((*path, "measure"), words)]


def _figure(path: tuple[str | int, ...], was: str, to: str) -> Edit:
    if to:
        return Put(path, _number(to))
    return Remove(path) if was else Put(path, None)


def _number(text: str) -> Value:
    return figure(text)


def _moved(now: Row, row: Row, day: date) -> list[Value]:
    """The goalposts that move, told in the open: dates before see the old ones."""
    return [
        {"date": day, "field": name, "was": figure(getattr(now, key)), "because": row.because}
        for name, key in _GOALPOSTS.get(row.how, ())
        if getattr(now, key) != getattr(row, key)
    ]
