"""A ladder whose rungs do not rise or fall from the score 0."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import line_of
from okrsite.rules._goals import key_results


def find(case: Case) -> Iterator[Finding]:
    """Ladders from which no score can be read."""
    for objective, each in key_results(case):
        fault = getattr(each.measure, "fault", None)
        if fault:
            yield Finding(
                RULE.name,
                f"The ladder of `{each.id}` {fault}",
                line_of(each, "ladder"),
                "A ladder says which value is worth which score: {0: 0, 0.7: 1, 1: 2}",
                objective.id,
            )


RULE = Rule(
    "bad-ladder",
    Severity.ERROR,
    "A ladder whose rungs do not rise or fall from the score 0.",
    find,
    topic=Topic.MEASURES,
)
