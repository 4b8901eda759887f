"""Goals that are still worth a word, and how messages speak of them."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import pursuit
from okrsite.model.place import Place
from okrsite.model.portfolio import Edge, ScoredObjective
from okrsite.model.problem import Case
from okrsite.model.text import shortened

_TITLE = 60


def pursued(case: Case) -> Iterator[ScoredObjective]:
    """Objectives that are not dropped and whose cycle is not over."""
    return pursuit.pursued(case.portfolio)


def called(objective: ScoredObjective) -> str:
    """Its title, as messages write it."""
    return quoted(objective.objective.title.plain or objective.id)


def quoted(text: str) -> str:
    """Words of a document, as messages write them."""
    return f"`{shortened(text.replace('`', chr(39)), _TITLE)}`"


def where(objective: ScoredObjective, field: str) -> Place:
    """The line of a field, else where the objective begins."""
    line = objective.objective.lines.get(field)
    place = objective.objective.place
    return place if line is None else place.at(line)


def alignment(objective: ScoredObjective, edge: Edge) -> Place:
    """Where an alignment is written."""
    for each in objective.objective.aligns_to:
        if (each.to.document, each.to.part) == (edge.objective, edge.key_result):
            return each.to.place
    return where(objective, "aligns_to")
