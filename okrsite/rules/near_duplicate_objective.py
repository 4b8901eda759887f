"""Two objectives that run at the same time say nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from okrsite.model.cycle import together
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.text import listed
from okrsite.rules._findings import on_objective
from okrsite.rules._goals import pursued
from okrsite.rules._likeness import alike, words_of
from okrsite.rules._wording import called

_FEW = 5
"""Of objectives with the very same words, the first so many stand for all."""
_MOST = 6
"""Others that a hint names."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each group of objectives with nearly the same title."""
    least, few = case.setting(RULE, "likeness"), int(case.setting(RULE, "words"))
    titled: defaultdict[frozenset[str], list[ScoredObjective]] = defaultdict(list)
    for each in pursued(case):
        words = words_of(each.objective.title.plain)
        if len(words) >= few:
            titled[words].append(each)
    first: dict[str, ScoredObjective] = {}
    groups: defaultdict[str, list[ScoredObjective]] = defaultdict(list)
    for one, other in _pairs(titled, least):
        if other.id not in first and _are_rivals(one, other):
            first[other.id] = first.get(one.id, one)
            groups[first[other.id].id].append(other)
    for key, found in groups.items():
        yield _finding(case.portfolio.objectives[key], found)


def _pairs(
    titled: Mapping[frozenset[str], Sequence[ScoredObjective]], least: float
) -> Iterator[tuple[ScoredObjective, ScoredObjective]]:
    for same in titled.values():
        for at, each in enumerate(same):
            yield from ((before, each) for before in same[: min(at, _FEW)])
    for one, other in alike(titled, least):
        yield from product(titled[one][:_FEW], titled[other][:_FEW])


def _are_rivals(one: ScoredObjective, other: ScoredObjective) -> bool:
    """Whether they run at the same time, and neither is a step towards the other."""
    aligned = {edge.objective for edge in other.up} | {edge.source for edge in other.down}
    return together(one.cycle, other.cycle) and one.id not in aligned


def _finding(first: ScoredObjective, found: Sequence[ScoredObjective]) -> Finding:
    others = "another objective" if len(found) == 1 else f"{len(found)} other objectives"
    message = f"{called(first)} says nearly the same as {others}"
    names = listed(f"`{each.id}`" for each in found[:_MOST])
    more = f", and {len(found) - _MOST} more" if len(found) > _MOST else ""
    hint = (
        f"Make it one goal with several `contributors`, or say in each title what is meant there:"
        f" {names}{more}."
    )
    return on_objective(RULE.name, first, message, hint)


RULE = Rule(
    "near-duplicate-objective",
    Severity.OFF,
    "Two objectives that run at the same time say nearly the same.",
    find,
    topic=Topic.ALIGNMENT,
    settings={"likeness": 0.75, "words": 3},
)
