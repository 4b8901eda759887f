"""A date lies outside the cycle that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrsite.model.cycle import Cycle
from okrsite.model.document import KeyResult
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import line_of


def find(case: Case) -> Iterator[Finding]:
    """Starts, due dates, milestones and nested cycles outside the cycle around them."""
    yield from _nested(case)
    for objective in case.portfolio.objectives.values():
        written = objective.objective.key_results
        for each, seen in zip(written, objective.key_results, strict=True):
            yield from _dates(objective, each)
            yield from _milestones(objective, each, seen)


def _dates(objective: ScoredObjective, each: KeyResult) -> Iterator[Finding]:
    cycle = objective.cycle
    for field, day in (("starts", each.starts), ("due", each.due)):
        if day is not None and not cycle.contains(day):
            message = f"`{field}` of `{each.id}` is {day}, outside the cycle `{cycle.id}`"
            yield Finding(RULE.name, message, line_of(each, field), _span(cycle), objective.id)


def _milestones(
    objective: ScoredObjective, each: KeyResult, seen: ScoredKeyResult
) -> Iterator[Finding]:
    cycle, facts = objective.cycle, seen.facts
    if each.measure is not seen.key_result.measure:  # a change to come is written all the same
        facts = each.measure.facts(seen.moment)
    for step in facts.milestones:
        if step.due is not None and not cycle.contains(step.due):
            message = f"The milestone `{step.id}` is due on {step.due}, outside `{cycle.id}`"
            yield Finding(RULE.name, message, step.place, _span(cycle), objective.id)


def _nested(case: Case) -> Iterator[Finding]:
    cycles = case.portfolio.cycles
    for cycle in cycles.values():
        outer = cycles.get(cycle.within) if cycle.within else None
        if outer is None:
            continue
        for word, day in (("starts", cycle.starts), ("ends", cycle.ends)):
            if not _inside(day, outer):
                when = day if day is not None else "never"
                message = f"The cycle `{cycle.id}` {word} {when}, outside `{outer.id}` around it"
                yield Finding(RULE.name, message, cycle.place, _span(outer))


def _inside(day: date | None, outer: Cycle) -> bool:
    return outer.contains(day) if day is not None else outer.ends is None


def _span(cycle: Cycle) -> str:
    ends = f" to {cycle.ends}" if cycle.ends else ", open"
    return f"`{cycle.id}` runs from {cycle.starts}{ends}."


RULE = Rule(
    "dates-outside-cycle",
    Severity.ERROR,
    "A date lies outside the cycle that it belongs to.",
    find,
    topic=Topic.MEASURES,
)
