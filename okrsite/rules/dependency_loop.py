"""Objectives wait for each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import networkx as nx

from okrsite.model.place import Place
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._goals import pursued

_MOST = 240
"""Characters of a circle that a message may spell out."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each knot of dependencies, with the shortest circle through its first."""
    needs: dict[str, dict[str, Place]] = {}
    alive = {each.id: each for each in pursued(case)}
    for each in alive.values():
        for need in each.objective.depends_on:
            if need.objective.document in alive:
                found = needs.setdefault(each.id, {})
                found.setdefault(need.objective.document, need.objective.place)
    for circle in _circles(needs):
        yield _finding(circle, needs[circle[0]][circle[1]])


def _circles(needs: Mapping[str, Mapping[str, Place]]) -> Iterator[Sequence[str]]:
    if not needs:
        return

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((source, target) for source, found in needs.items() for target in found)
    for knot in sorted(map(sorted, nx.strongly_connected_components(graph))):
        first = knot[0]
        if graph.has_edge(first, first):
            yield first, first
        elif len(knot) > 1:
            within = graph.subgraph(knot)
            back = nx.single_target_shortest_path(within, first)
            yield first, *min((back[each] for each in sorted(within[first])), key=len)


def _finding(circle: Sequence[str], place: Place) -> Finding:
    names = [f"`{each}`" for each in circle]
    written = f"{names[0]} waits for {', which waits for '.join(names[1:])}"
    hint = "Agree which of them goes first, and take out what it waits for."
    if len(circle) == 2:
        written, hint = f"{names[0]} waits for itself", "Take the line out."
    elif len(written) > _MOST:
        hint = f"{hint} The circle: {' > '.join(names)}."
        written = f"{names[0]} waits for itself, by way of {len(names) - 2} others"
    return Finding(RULE.name, written, place, hint, circle[0])


RULE = Rule(
    "dependency-loop",
    Severity.WARNING,
    "Objectives wait for each other in a circle.",
    find,
    topic=Topic.ALIGNMENT,
)
