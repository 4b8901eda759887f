"""The alignment graph itself: edges, loops set aside, lines of sight."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

import networkx as nx

from okrsite.graph.desk import Desk
from okrsite.model.document import Objective
from okrsite.model.noun import dataclass
from okrsite.model.organisation import Team
from okrsite.model.place import Place
from okrsite.model.portfolio import Edge, Step
from okrsite.model.site import Policy
from okrsite.model.status import Rollup

MISSION = "mission"


@dataclass(frozen=True, slots=True)
class Aligned:
    """What aligning gives."""

    edges: tuple[Edge, ...]
    graph: nx.DiGraph[str]
    line_of_sight: Mapping[str, tuple[Step, ...]]


def align(
    objectives: Mapping[str, Objective], teams: Mapping[str, Team], policy: Policy, desk: Desk
) -> Aligned:
    """Build the graph; edges that would close a loop are set aside."""
    wanted = _edges(objectives, policy)
    edges = _without_loops(objectives, wanted, desk)
    whole = {key for key, each in objectives.items() if each.is_whole(teams)}
    return Aligned(
        tuple(edge for edge, _ in edges),
        _drawn(objectives, [edge for edge, _ in edges], whole),
        _lines_of_sight(objectives, [edge for edge, _ in edges], whole),
    )


def _edges(objectives: Mapping[str, Objective], policy: Policy) -> list[tuple[Edge, Place]]:
    found = []
    for source, objective in objectives.items():
        for alignment in objective.aligns_to:
            target = objectives[alignment.to.document]
            part = alignment.to.part
            key_result = target.key_result(part) if part else None
            if key_result is not None:
                drives = key_result.measure.kind == "aligned"
            else:
                drives = target.rolls_up(policy) is not Rollup.KEY_RESULTS
            edge = Edge(source, target.id, part, alignment.weight, drives)
            found.append((edge, alignment.to.place))
    return sorted(found, key=lambda pair: _order(pair[0]))


def _order(edge: Edge) -> tuple[str, str]:
    return edge.source, _written(edge)


def _written(edge: Edge) -> str:
    return f"{edge.objective}#{edge.key_result}" if edge.key_result else edge.objective


def objective_node(key: str) -> str:
    """The node of an objective."""
    return f"objective:{key}"


def key_result_node(key: str, part: str) -> str:
    """The node of a key result."""
    return f"key-result:{key}#{part}"


def _end(edge: Edge) -> str:
    if edge.key_result is None:
        return objective_node(edge.objective)
    return key_result_node(edge.objective, edge.key_result)


def _parts(objectives: Iterable[Objective]) -> Iterable[tuple[str, str]]:
    for objective in objectives:
        for each in objective.key_results:
            yield key_result_node(objective.id, each.id), objective_node(objective.id)


def _without_loops(
    objectives: Mapping[str, Objective], edges: list[tuple[Edge, Place]], desk: Desk
) -> list[tuple[Edge, Place]]:
    """Take edges in order of (source, target); the one that closes a loop is set aside.

    A loop lies within one strongly connected part of the whole graph, so only edges within such a
    part are tried one by one.
    """
    trial: nx.DiGraph[str] = nx.DiGraph()
    trial.add_edges_from(_parts(objectives.values()))
    trial.add_edges_from((objective_node(edge.source), _end(edge)) for edge, _ in edges)
    knots = [part for part in nx.strongly_connected_components(trial) if len(part) > 1]
    knots += [{node} for node in nx.nodes_with_selfloops(trial)]
    if not knots:
        return edges
    knot_of = {node: index for index, knot in enumerate(knots) for node in knot}
    parts = list(_parts(objectives.values()))
    grown: nx.DiGraph[str] = nx.DiGraph()
    grown.add_edges_from((a, b) for a, b in parts if a in knot_of and b in knot_of)
    kept = []
    for edge, place in edges:
        source, end = objective_node(edge.source), _end(edge)
        tied = source in knot_of and knot_of.get(source) == knot_of.get(end)
        if tied and (
            source == end or (source in grown and end in grown and nx.has_path(grown, end, source))
        ):
            ends = _written(edge)
            message = f"`{edge.source}` aligned to `{ends}` closes a loop: nothing serves itself"
            hint = "Leave out one of the alignments of the loop."
            desk.fault("alignment-loop", message, place, hint, edge.source)
            continue
        if tied:
            grown.add_edge(source, end)
        kept.append((edge, place))
    return kept


def _drawn(
    objectives: Mapping[str, Objective], edges: Iterable[Edge], whole: set[str]
) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node(MISSION)
    graph.add_nodes_from(map(objective_node, objectives))
    graph.add_edges_from(_parts(objectives.values()), relation="part-of")
    graph.add_edges_from(
        ((objective_node(key), MISSION) for key in sorted(whole)), relation="part-of"
    )
    for edge in edges:
        graph.add_edge(
            objective_node(edge.source),
            _end(edge),
            relation="aligns-to",
            weight=edge.weight,
            drives=edge.drives,
        )
    return graph


def _lines_of_sight(
    objectives: Mapping[str, Objective], edges: Iterable[Edge], whole: set[str]
) -> dict[str, tuple[Step, ...]]:
    """The shortest chain of alignments up to an objective of the whole organisation, ties by id."""
    up: dict[str, list[Step]] = defaultdict(list)
    down: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        up[edge.source].append(Step(edge.objective, edge.key_result))
        down[edge.objective].append(edge.source)
    far = dict.fromkeys(whole, 0)
    queue = deque(sorted(whole))
    while queue:
        here = queue.popleft()
        for source in down[here]:
            if source not in far:
                far[source] = far[here] + 1
                queue.append(source)
    lines: dict[str, tuple[Step, ...]] = dict.fromkeys(objectives, ())
    for key in sorted(far, key=lambda each: far[each]):
        if far[key]:
            nearer = [step for step in up[key] if far.get(step.objective) == far[key] - 1]
            step = min(nearer, key=lambda s: (s.objective, s.key_result or ""))
            lines[key] = (step, *lines[step.objective])
    return lines
