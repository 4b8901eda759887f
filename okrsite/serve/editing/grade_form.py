"""The form that grades an objective of a cycle that is over."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.edit import Change, Put, change
from okrsite.edit.closing import mean, two_places
from okrsite.edit.key_results import with_field
from okrsite.model import addresses
from okrsite.model.portfolio import ScoredKeyResult
from okrsite.model.status import Status
from okrsite.serve.editing.asked import Said, way
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Draft, Field, Form, Group, Note
from okrsite.serve.editing.goal import CHANGED, Goal, goal_of

NAME = "grade"


def form(desk: Desk, said: Said) -> Form:
    """A score and a line for each key result, and for the whole."""
    goal = goal_of(desk, said)
    title = goal.scored.objective.title.plain
    sent = said.has("token")
    over = goal.scored.cycle.over(desk.portfolio.as_of)
    lead = "From 0 to 1: 0.7 of a stretch is good, a promise is met at 1. What is offered is what "
    return Form(
        title=f"Grade: {title}",
        lead=f"{lead}the figures say."
        if over
        else "Its cycle is not over yet: scores count from the day after it.",
        action=way(NAME),
        groups=(
            *(_group(each, said, sent) for each in _graded(goal)),
            Group("whole", "The objective as a whole", fields=(
                Field("score", "Score", hint="else the mean of its key results",
                      value=said.one("score") if sent else _own(goal), typed="decimal"),
                Field("note", "What should be remembered?",
                      value=said.one("note") if sent else _text(goal, "score_note")),
            )),
        ),
        hidden=(("objective", goal.scored.id), ("digest", goal.source.digest)),
        back=addresses.objective(goal.scored.id),
    )  # fmt: skip


def _graded(goal: Goal) -> list[ScoredKeyResult]:
    return [each for each in goal.scored.key_results if each.status is not Status.DROPPED]


def _group(each: ScoredKeyResult, said: Said, sent: bool) -> Group:
    offered = each.grade if each.score is None else each.score
    value = "" if offered is None else f"{two_places(offered):g}"
    said_note = each.key_result.score_note.plain
    figures = "" if each.progress is None else f"{each.progress:.0%} by its figures"
    return Group(each.id, each.key_result.title.plain, figures, (
        Field(f"score.{each.id}", "Score", value=said.one(f"score.{each.id}") if sent else value,
              typed="decimal"),
        Field(f"note.{each.id}", "A line about it",
              value=said.one(f"note.{each.id}") if sent else said_note),
    ), shape="score")  # fmt: skip


def _own(goal: Goal) -> str:
    return "" if goal.scored.score is None else f"{goal.scored.score:g}"


def _text(goal: Goal, name: str) -> str:
    return str(goal.raw.get(name) or "")


# What it comes to -------------------------------------------------------------------------------


def draft(desk: Desk, said: Said) -> Draft:
    """The file with the scores that differ."""
    goal = goal_of(desk, said)
    notes: list[Note] = [CHANGED] if goal.stale(said) else []
    if not goal.scored.cycle.over(desk.portfolio.as_of):
        notes.append(Note("", "Its cycle is not over yet", "Check in, or drop it."))
    ids = [each.id for each in goal.objective.key_results]
    scores = {key: _score(said, f"score.{key}", notes) for key in ids}
    own = _score(said, "score", notes)
    if notes:
        return Draft(notes=tuple(notes))
    text = goal.source.text
    for at, known in enumerate(goal.objective.key_results):
        told = scores[known.id]
        if told is not None and told != known.score:
            text = with_field(text, at, known, "score", told)
        note = " ".join(said.one(f"note.{known.id}").split())
        if note and note != known.score_note.plain:
            text = with_field(text, at, known, "score_note", note)
    text = change(text, _whole(goal, said, own if own is not None else _mean(goal, scores)))
    if text == goal.source.text:
        return Draft(notes=(Note("", "Nothing was changed yet", "The file says the same."),))
    return Draft(
        changes=(Change(goal.source.path, text, goal.source),),
        address=addresses.objective(goal.scored.id),
        summary=f"Grade: {goal.scored.objective.title.plain}",
    )


def _score(said: Said, name: str, notes: list[Note]) -> float | None:
    text = said.one(name)
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        notes.append(Note(name, f"`{text[:20]}` is no score", "Write a number from 0 to 1: 0.7"))
        return None
    return found


def _mean(goal: Goal, scores: dict[str, float | None]) -> float | None:
    weighed = [
        (score, each.weight)
        for each in goal.objective.key_results
        if (score := scores[each.id]) is not None
    ]
    return mean(weighed)


def _whole(goal: Goal, said: Said, own: float | None) -> Iterator[Put]:
    if own is not None and own != goal.objective.score:
        yield Put(("score",), own, ("cycle", "title"))
    note = " ".join(said.one("note").split())
    if note and note != _text(goal, "score_note"):
        yield Put(("score_note",), note, ("score", "cycle", "title"))
