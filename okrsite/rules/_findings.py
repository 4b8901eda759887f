"""Findings on goals: where each stands, and what it is about."""

from __future__ import annotations

from okrsite.model.document import KeyResult, Objective
from okrsite.model.place import Place
from okrsite.model.portfolio import Edge, ScoredObjective
from okrsite.model.problem import Finding
from okrsite.rules._goals import Goal

_TITLE = ("title",)


def line_of(written: Objective | KeyResult, *fields: str) -> Place:
    """Where the first of some fields stands that is written; else where the goal begins."""
    line = next((written.lines[field] for field in fields if field in written.lines), None)
    return written.place if line is None else written.place.at(line)


def alignment(objective: ScoredObjective, edge: Edge) -> Place:
    """Where an alignment is written."""
    for each in objective.objective.aligns_to:
        if (each.to.document, each.to.part) == (edge.objective, edge.key_result):
            return each.to.place
    return line_of(objective.objective, "aligns_to")


def on_objective(
    rule: str, objective: ScoredObjective, message: str, hint: str, *fields: str
) -> Finding:
    """A finding on a field of an objective: the first that is written, or its title."""
    place = line_of(objective.objective, *(fields or _TITLE))
    return Finding(rule, message, place, hint, objective.id)


def on_key_result(rule: str, at: Goal, message: str, hint: str, *fields: str) -> Finding:
    """A finding on a field of a key result: the first that is written, or its title."""
    objective, scored = at
    place = line_of(scored.key_result, *(fields or _TITLE))
    return Finding(rule, message, place, hint, f"{objective.id}#{scored.id}")
