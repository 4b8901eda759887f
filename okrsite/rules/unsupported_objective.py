"""An objective that teams below should carry, and that none of them supports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from okrsite.model.document import Objective, Ref
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Status
from okrsite.rules._cascade import Cascade
from okrsite.rules._cycles import outlasts, together
from okrsite.rules._goals import called, kept, quoted, where
from okrsite.rules._skips import skips
from okrsite.rules._walk import line_of


def find(case: Case) -> Iterator[Finding]:
    """Objectives and `aligned` key results that have begun and that nothing is aligned to."""
    if case.portfolio.graph.aside:
        return  # what could not be read may be what supports them
    cascade = Cascade.of(case)
    served = _served_from_below(cascade)
    levels = case.setting(RULE, "levels")
    # What goes past an objective is told of by `level-skip`.
    passed = {step.id for skip in skips(cascade) for step in skip.steps}
    for each in cascade.pursued:
        if each.cycle.starts > case.portfolio.as_of:
            continue  # those below are still writing theirs
        empty = list(_empty_key_results(each, cascade))
        yield from empty
        if not empty and each.id not in passed and _is_unsupported(each, cascade, served, levels):
            yield _finding(each, cascade)


def _empty_key_results(each: ScoredObjective, cascade: Cascade) -> Iterator[Finding]:
    served = {edge.key_result for edge in cascade.supporters(each)}
    for found in kept(each):
        if found.facts.aligned is not None and found.id not in served:
            title = quoted(found.key_result.title.plain)
            message = f"{title} is measured by the goals aligned to it, and there are none"
            hint = f"Align goals to `{each.id}#{found.id}`, or measure it in another way."
            place = line_of(found.key_result, "aligned")
            yield Finding(RULE.name, message, place, hint, f"{each.id}#{found.id}")


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


def _finding(each: ScoredObjective, cascade: Cascade) -> Finding:
    team = each.objective.team.text if each.objective.team else ""
    name = quoted(cascade.portfolio.teams[team].name)
    message = f"{called(each)} of {name} is supported by no team below"
    hint = (
        f"Let a goal of a team below be aligned to `{each.id}`, name who else carries it under"
        " `contributors`, or drop it."
    )
    return Finding(RULE.name, message, where(each, "title"), hint, each.id)


RULE = Rule(
    "unsupported-objective",
    Severity.WARNING,
    "An objective that teams below should carry, and that none of them supports.",
    find,
    topic=Topic.ALIGNMENT,
    settings={"levels": 2},
)
