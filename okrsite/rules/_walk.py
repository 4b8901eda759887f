"""Ways through a portfolio that several rules take."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.document import KeyResult, Objective
from okrsite.model.place import Place
from okrsite.model.problem import Case


def key_results(case: Case) -> Iterator[tuple[Objective, KeyResult]]:
    """Every key result as it was written, with its objective."""
    for scored in case.portfolio.objectives.values():
        objective = case.portfolio.graph.objectives[scored.id]
        for each in objective.key_results:
            yield objective, each


def line_of(key_result: KeyResult, field: str) -> Place:
    """Where a field of a key result stands, else where the key result begins."""
    line = key_result.lines.get(field)
    return key_result.place if line is None else key_result.place.at(line)
