"""Alignments that go past a step on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from okrsite.model.cascade import Cascade
from okrsite.model.cycle import outlasts, together
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Edge, ScoredObjective

Steps = Mapping[tuple[str, str], Sequence[tuple[ScoredObjective, Edge]]]
"""(team, objective served) -> the objectives of that team that serve it, and how."""


@dataclass(frozen=True, slots=True)
class Skip:
    """An objective that is aligned past a team between, which has a step towards the same end."""

    objective: ScoredObjective
    edge: Edge
    steps: Sequence[ScoredObjective]
    """The objectives of the nearest team between that serve the same."""

    @property
    def team(self) -> str:
        """The team that it goes past."""
        team = self.steps[0].objective.team
        return team.text if team is not None else ""


def skips(cascade: Cascade) -> Iterator[Skip]:
    """At most one for each objective: that of its nearest alignment."""
    steps = _steps(cascade)
    for each in cascade.pursued:
        edge = _nearest(each, cascade)
        if edge is not None and (passed := _passed(each, edge, steps, cascade)):
            yield Skip(each, edge, passed)


def _passed(
    each: ScoredObjective, edge: Edge, steps: Steps, cascade: Cascade
) -> Sequence[ScoredObjective]:
    for team in _between(each, edge, cascade):
        found = [
            step
            for step, way in steps.get((team, edge.objective), ())
            if way.key_result == edge.key_result and _could_serve(each, step, cascade)
        ]
        if found:
            return found
    return ()


def _steps(cascade: Cascade) -> Steps:
    found: defaultdict[tuple[str, str], list[tuple[ScoredObjective, Edge]]] = defaultdict(list)
    for each in cascade.pursued:
        if each.objective.team is not None:
            for edge in cascade.serves(each):
                found[each.objective.team.text, edge.objective].append((each, edge))
    return found


def _nearest(each: ScoredObjective, cascade: Cascade) -> Edge | None:
    """Its alignment to the nearest team above.

    An alignment within the own team or to a level between shows the way by itself: one that goes
    higher is then an addition. So only the nearest can go past anything.
    """
    edges, home = cascade.serves(each), cascade.home(each.objective)
    if not edges or home is None:
        return None
    line = cascade.above(each.objective)
    found: list[tuple[int, Edge]] = []
    for edge in edges:
        team = _team(edge, cascade)
        if team == home:
            return None
        if team in line:
            found.append((line.index(team), edge))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _between(each: ScoredObjective, edge: Edge, cascade: Cascade) -> tuple[str, ...]:
    """The teams above an objective and below the one that an alignment leads to."""
    line = cascade.above(each.objective)
    return line[: line.index(_team(edge, cascade))]


def _team(edge: Edge, cascade: Cascade) -> str:
    team = cascade.portfolio.objectives[edge.objective].objective.team
    return team.text if team is not None else ""


def _could_serve(each: ScoredObjective, step: ScoredObjective, cascade: Cascade) -> bool:
    return together(each.cycle, step.cycle) and not outlasts(
        each.cycle, step.cycle, cascade.portfolio.cycles
    )
