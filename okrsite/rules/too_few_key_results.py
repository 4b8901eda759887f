"""An objective has fewer key results than the organisation wants."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.cascade import Cascade
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.pursuit import kept
from okrsite.model.status import Rollup
from okrsite.rules._findings import on_objective
from okrsite.rules._goals import cascade_of
from okrsite.rules._wording import called


def find(case: Case) -> Iterator[Finding]:
    """Objectives with fewer key results than `policy.key_results.min`."""
    cascade = cascade_of(case)
    least = case.portfolio.site.policy.key_results_min
    for each in cascade.pursued:
        count = len(kept(each))
        if count < least and not _by_others(each, cascade):
            message, hint = _message(each, count, least), _hint(count)
            yield on_objective(RULE.name, each, message, hint, "key_results", "title")


def _by_others(each: ScoredObjective, cascade: Cascade) -> bool:
    """Whether it is measured by the objectives aligned to it."""
    rollup = each.objective.rolls_up(cascade.portfolio.site.policy)
    return rollup is not Rollup.KEY_RESULTS and any(
        edge.key_result is None for edge in cascade.supporters(each)
    )


def _message(each: ScoredObjective, count: int, least: int) -> str:
    if not count:
        return f"{called(each)} has no key results: nothing tells whether it is reached"
    words = "one key result" if count == 1 else f"{count} key results"
    return f"{called(each)} has only {words}; at least {least} are wanted"


def _hint(count: int) -> str:
    if not count:
        return "Write down what will be different once it is reached, as a figure and a date."
    return "Add what else would prove it: a second figure keeps the first one honest."


RULE = Rule(
    "too-few-key-results",
    Severity.WARNING,
    "An objective has fewer key results than the organisation wants.",
    find,
    topic=Topic.FOCUS,
)
