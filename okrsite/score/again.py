"""Scores again what single objectives change: those above them, as far as their figures move."""

from __future__ import annotations

from collections.abc import Collection
from graphlib import TopologicalSorter

from okrsite.model.driving import parts
from okrsite.model.noun import replace
from okrsite.model.portfolio import AlignmentGraph, Portfolio, ScoredObjective
from okrsite.score.leverage import leverage
from okrsite.score.other_days import OtherDays
from okrsite.score.portfolio import Scoring


def score_again(before: Portfolio, graph: AlignmentGraph, changed: Collection[str]) -> Portfolio:
    """A portfolio in which some objectives differ; the alignment is that of before."""
    scoring = Scoring(graph, before.as_of)
    # In the order in which they were scored: that of `leverage` too.
    scoring.know(before.objectives)
    moved: dict[str, ScoredObjective] = {}
    for key in _above(before, changed):
        if key in changed or any(edge.source in moved for edge in before.objectives[key].down):
            found = scoring.anew(key)
            if found != before.objectives[key]:
                moved[key] = found
    objectives = {**before.objectives, **moved}
    same = all([*parts(before.objectives[key])] == [*parts(each)] for key, each in moved.items())
    return replace(
        before,
        objectives=objectives,
        pages=graph.pages,
        updates=tuple(each for each in graph.updates if each.document.date <= before.as_of),
        graph=graph,
        leverage=before.leverage if same else leverage(_leaves_first(objectives)),
        then=OtherDays(scoring),
    )


def _above(before: Portfolio, changed: Collection[str]) -> list[str]:
    """Some objectives and all that they count for, those that others are made of first."""
    found: set[str] = set()
    waiting = [*changed]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += (edge.objective for edge in before.objectives[key].up)
    order: TopologicalSorter[str] = TopologicalSorter()
    for key in sorted(found):
        down = before.objectives[key].down
        order.add(key, *(edge.source for edge in down if edge.source in found))
    return [*order.static_order()]


def _leaves_first(objectives: dict[str, ScoredObjective]) -> dict[str, ScoredObjective]:
    order: TopologicalSorter[str] = TopologicalSorter()
    for key, each in objectives.items():
        order.add(key, *(edge.source for edge in each.down))
    return {key: objectives[key] for key in order.static_order()}
