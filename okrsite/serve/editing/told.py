"""What the rules say of a draft, each at the field that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.check import rules
from okrsite.edit import Unclear
from okrsite.edit.fields import Fields, fields
from okrsite.model.document import Objective
from okrsite.model.problem import Problem, Severity, Topic
from okrsite.serve.editing.desk import Judged
from okrsite.serve.editing.form import Draft, Note

_MOST = 5
"""Findings in other files that are told; a form is no report."""

_FIELDS = {
    "title": "title",
    "team": "for",
    "person": "for",
    "cycle": "cycle",
    "owner": "owner",
    "ambition": "ambition",
    "focus": "focus",
    "aligns_to": "aligns_to",
    "dropped": "date",
    "dropped_because": "because",
    "date": "date",
    "by": "by",
}
"""The field of a form by that of a document."""

_RULES = {
    "orphan-objective": "aligns_to",
    "level-skip": "aligns_to",
    "longer-serves-shorter": "aligns_to",
    "aligned-to-closed-cycle": "aligns_to",
    "operational-without-strategic": "aligns_to",
    "alignment-loop": "aligns_to",
    "missing-owner": "owner",
    "overloaded-owner": "owner",
    "too-few-key-results": "",
    "too-many-key-results": "",
    "mostly-yes-or-no": "",
}
"""The field of a form that a rule is about, wherever its finding stands."""


def notes(judged: Judged, draft: Draft) -> Iterator[Note]:
    """The findings in the files that change, and those that the change causes elsewhere."""
    goal = judged.document if isinstance(judged.document, Objective) else None
    text = _fields(draft.changes[0].text) if draft.changes else None
    for each in judged.here:
        blocks = each in judged.blocking
        if goal is not None and not blocks and rules()[each.rule].topic is Topic.RHYTHM:
            continue  # silence is no matter of how a goal is written
        yield Note(_field(each, goal, draft, text), each.message, each.hint, blocks, each.rule)
    elsewhere = sorted(judged.caused, key=lambda p: p.severity is not Severity.ERROR)
    for each in elsewhere[:_MOST]:
        where = f"{each.place.file}:{each.place.line}: " if each.place else ""
        message = f"Elsewhere, because of this: {where}{each.message}"
        yield Note("", message, each.hint, each in judged.blocking, each.rule)


def _field(each: Problem, goal: Objective | None, draft: Draft, text: Fields | None) -> str:
    """The field of the form; empty for the form as a whole."""
    if goal is None:
        return _of_check_in(each) or _top(each, text)
    if each.rule in _RULES:
        return _RULES[each.rule]
    return _of_goal(each, goal, draft, text) or _top(each, text)


def _fields(text: str) -> Fields | None:
    try:
        return fields(text, whole=False)
    except Unclear:
        return None


def _of_goal(problem: Problem, goal: Objective, draft: Draft, text: Fields | None) -> str:
    """The row of a key result, by what a finding is about, or by where it stands."""
    known = [each.id for each in goal.key_results]
    part = problem.subject.partition("#")[2]
    line = problem.place.line if problem.place else 0
    at = known.index(part) if part in known else None
    if at is None and _top_field(text, line) == "key_results":
        begun = [n for n, each in enumerate(goal.key_results) if each.place.line <= line]
        at = begun[-1] if begun else None
    if at is None or at >= len(draft.rows):
        return ""
    return f"{draft.rows[at]}.title"


def _of_check_in(problem: Problem) -> str:
    return f"value.{problem.subject}" if "#" in problem.subject else ""


def _top(problem: Problem, text: Fields | None) -> str:
    if problem.place is None or text is None:
        return ""
    return _FIELDS.get(_top_field(text, problem.place.line), "")


def _top_field(text: Fields | None, line: int) -> str:
    """The field of the document that a line belongs to."""
    if text is None:
        return ""
    found = ""
    for entry in text.entries():
        if len(entry.path) == 1:
            if text.line(entry.key) > line:
                break
            found = str(entry.path[0])
    return found
