"""Goals whose words can still change, and findings on them."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding
from okrsite.model.status import Status
from okrsite.model.text import shortened
from okrsite.rules._walk import line_of

_SETTLED = (Status.DROPPED, Status.ACHIEVED)


def open_objectives(case: Case) -> Iterator[ScoredObjective]:
    """Objectives whose words can still change: not dropped, not achieved, in no cycle that is over."""
    for each in case.portfolio.objectives.values():
        ends = each.cycle.ends
        if each.status not in _SETTLED and (ends is None or case.portfolio.as_of <= ends):
            yield each


def open_key_results(case: Case) -> Iterator[tuple[ScoredObjective, ScoredKeyResult]]:
    """Their key results, as far as those are neither dropped nor achieved."""
    for objective in open_objectives(case):
        for each in objective.key_results:
            if each.status not in _SETTLED:
                yield objective, each


def named(title: str) -> str:
    """A title as messages name it."""
    return f"`{shortened(title.replace('`', chr(39)), 80)}`"


def finding(
    rule: str,
    at: tuple[ScoredObjective, ScoredKeyResult],
    message: str,
    hint: str,
    field: str = "title",
) -> Finding:
    """A finding on a field of a key result."""
    objective, scored = at
    place = line_of(scored.key_result, field)
    return Finding(rule, message, place, hint, f"{objective.id}#{scored.id}")


def on_objective(
    rule: str, scored: ScoredObjective, message: str, hint: str, field: str = "title"
) -> Finding:
    """A finding on a field of an objective."""
    place = scored.objective.place
    line = scored.objective.lines.get(field)
    return Finding(rule, message, place if line is None else place.at(line), hint, scored.id)
