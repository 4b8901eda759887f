"""An objective is aligned past a step on the way, which a team between has."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.cascade import Cascade
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.skips import Skip, skips
from okrsite.rules._findings import alignment
from okrsite.rules._goals import cascade_of
from okrsite.rules._wording import called, quoted


def find(case: Case) -> Iterator[Finding]:
    """Objectives that serve directly what a team between serves too."""
    cascade = cascade_of(case)
    for skip in skips(cascade):
        yield _finding(skip, cascade)


def _finding(skip: Skip, cascade: Cascade) -> Finding:
    each, step = skip.objective, skip.steps[0]
    target = cascade.portfolio.objectives[skip.edge.objective]
    passed = quoted(cascade.portfolio.teams[skip.team].name)
    message = (
        f"{called(each)} is aligned to {called(target)}, past {called(step)} of {passed},"
        " which serves the same"
    )
    hint = f"If it helps with that one, align it to `{step.id}`: what that serves shows anyway."
    return Finding(RULE.name, message, alignment(each, skip.edge), hint, each.id)


RULE = Rule(
    "level-skip",
    Severity.WARNING,
    "An objective is aligned past a step on the way, which a team between has.",
    find,
    topic=Topic.ALIGNMENT,
)
