"""Goals that others should carry, and that nobody supports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from okrsite.model.cascade import Cascade
from okrsite.model.cycle import outlasts, together
from okrsite.model.document import Objective, Ref
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.pursuit import kept
from okrsite.model.skips import skips
from okrsite.model.status import Status

LEVELS = 2
"""Teams of so many levels, counted from the top, have goals that those below should carry."""

Unsupported = tuple[ScoredObjective, ScoredKeyResult | None]
"""An objective, or its key result that is measured by the goals aligned to it and has none."""


def unsupported(cascade: Cascade, levels: float = LEVELS) -> Iterator[Unsupported]:
    """Objectives and `aligned` key results that have begun and that nothing is aligned to."""
    if cascade.portfolio.graph.aside:
        return  # what could not be read may be what supports them
    served = _served_from_below(cascade)
    passed: frozenset[str] | None = None
    for each in cascade.pursued:
        if each.cycle.starts > cascade.portfolio.as_of:
            continue  # those below are still writing theirs
        empty = [(each, found) for found in _empty_key_results(each, cascade)]
        yield from empty
        if not empty and _is_unsupported(each, cascade, served, levels):
            passed = _passed(cascade) if passed is None else passed
            if each.id not in passed:
                yield each, None


def _passed(cascade: Cascade) -> frozenset[str]:
    """Objectives that others go past: a skip of levels, which is told of by itself."""
    return frozenset(step.id for skip in skips(cascade) for step in skip.steps)


def _empty_key_results(each: ScoredObjective, cascade: Cascade) -> Iterator[ScoredKeyResult]:
    aligned = [found for found in each.key_results if found.facts.aligned is not None]
    if not aligned:
        return
    served = {edge.key_result for edge in cascade.supporters(each)}
    for found in aligned:
        if found.status is not Status.DROPPED and found.id not in served:
            yield found


def _is_unsupported(
    each: ScoredObjective, cascade: Cascade, served: Mapping[str, set[str]], levels: float
) -> bool:
    team = each.objective.team
    return (
        team is not None
        and cascade.portfolio.teams[team.text].depth < levels
        and each.status is not Status.ACHIEVED
        and bool(kept(each))  # without any, `too-few-key-results` speaks
        and not cascade.supporters(each)
        and _cascades(each, served.get(team.text, set()), cascade)
        and not _is_shared(each.objective, team.text, cascade)
    )


def _served_from_below(cascade: Cascade) -> Mapping[str, set[str]]:
    """Team -> the cycles in which somebody below it serves one of its goals.

    Where nobody below does, it is not that one goal which is wrong: nobody there writes goals, or
    aligns them, or they serve other teams.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in cascade.pursued:
        above = cascade.above(each.objective) if each.objective.team is not None else ()
        for edge in cascade.serves(each):
            team = cascade.portfolio.objectives[edge.objective].objective.team
            if team is not None and team.text in above:
                found[team.text].add(each.cycle.id)
    return found


def _cascades(each: ScoredObjective, keys: set[str], cascade: Cascade) -> bool:
    cycles = cascade.portfolio.cycles
    return any(
        together(cycles[key], each.cycle) and not outlasts(cycles[key], each.cycle, cycles)
        for key in keys
    )


def _is_shared(objective: Objective, team: str, cascade: Cascade) -> bool:
    """Whether somebody outside the team is named as carrying a part of it."""
    named: list[Ref | None] = [*objective.contributors]
    for each in objective.key_results:
        named += [each.owner, *each.contributors]
    named += [each.owner for each in objective.initiatives]
    portfolio = cascade.portfolio
    homes = set()
    for ref in named:
        if ref is not None:
            person = portfolio.people.get(ref.text)
            homes.add(person.team if person is not None else ref.text)
    return bool(homes - {team, None})
