"""The form that drops an objective or one of its key results: with a day and a reason."""

from __future__ import annotations

from datetime import date

from okrsite.edit import Change, Put, change
from okrsite.edit.key_results import with_field
from okrsite.model import addresses
from okrsite.model.status import Status
from okrsite.serve.editing.asked import Said, way
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Draft, Field, Form, Group, Note, Option
from okrsite.serve.editing.goal import CHANGED, Goal, goal_of

NAME = "drop"
_ALL = "all"


def form(desk: Desk, said: Said) -> Form:
    """What, since when, and why."""
    goal = goal_of(desk, said)
    title = goal.scored.objective.title.plain
    day = said.one("date") or desk.portfolio.as_of.isoformat()
    return Form(
        title=f"Drop: {title}",
        lead="What is dropped stays to be read, with its reason, and counts no more.",
        action=way(NAME),
        groups=(Group("drop", "What is dropped", fields=(
            Field("what", "What", "choice", said.one("what"), wide=True, options=_what(goal)),
            Field("because", "Why? What was learned?", "area", said.raw("because"), wide=True,
                  needed=True),
            Field("date", "Since when", "date", day),
        )),),
        hidden=(("objective", goal.scored.id), ("digest", goal.source.digest)),
        back=addresses.objective(goal.scored.id),
    )  # fmt: skip


def _what(goal: Goal) -> tuple[Option, ...]:
    open_ones = [each for each in goal.scored.key_results if each.status is not Status.DROPPED]
    return (
        Option("", "Choose"),
        Option(_ALL, "The whole objective"),
        *(Option(f"#{each.id}", f"Only: {each.key_result.title.plain}") for each in open_ones),
    )


def draft(desk: Desk, said: Said) -> Draft:
    """The file with what is dropped."""
    goal = goal_of(desk, said)
    because = " ".join(said.one("because").split())
    notes: list[Note] = [CHANGED] if goal.stale(said) else []
    ids = [each.id for each in goal.objective.key_results]
    what = said.one("what")
    if what != _ALL and what.removeprefix("#") not in ids:
        notes.append(Note("what", "Say what is dropped"))
    if not because:
        notes.append(Note("because", "Say why", "Whoever worked on it will want to know."))
    day = _day(said.one("date"))
    if day is None:
        notes.append(Note("date", "Say since when", "Write it as 2026-11-21."))
    if notes or day is None:
        return Draft(notes=tuple(notes))
    if what == _ALL:
        edits = [Put(("dropped",), day), Put(("dropped_because",), because, ("dropped",))]
        text = change(goal.source.text, edits)
    else:
        at = ids.index(what[1:])
        known = goal.objective.key_results[at]
        text = with_field(goal.source.text, at, known, "dropped_because", because)
        text = with_field(text, at, known, "dropped", day)
    return Draft(
        changes=(Change(goal.source.path, text, goal.source),),
        address=addresses.objective(goal.scored.id),
        summary=f"Drop: {goal.scored.objective.title.plain}",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
