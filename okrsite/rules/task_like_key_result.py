"""A key result that says what will be done, not what will be different."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import on_key_result
from okrsite.rules._weakness import weak
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Key results without a figure whose title begins with an activity and names no outcome."""
    for objective, each, found in weak(case, RULE.name):
        yield on_key_result(
            RULE.name,
            (objective, each),
            f'{quoted(each.key_result.title.plain)} says what will be done ("{found.words}"), '
            "not what will be different once it is",
            "Ask what for, and measure that: from where to where, such as `15 -> 5 days`. "
            "The work itself can stand under `initiatives`.",
        )


RULE = Rule(
    "task-like-key-result",
    Severity.WARNING,
    "A key result that says what will be done, not what will be different.",
    find,
    topic=Topic.OUTCOME,
)
