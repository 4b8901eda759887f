"""A key result is measured in two ways at once."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.text import listed
from okrsite.rules._findings import line_of
from okrsite.rules._goals import key_results


def find(case: Case) -> Iterator[Finding]:
    """Key results with more than one field that says how they are measured."""
    for objective, each in key_results(case):
        written = each.measures_written
        if len(written) > 1:
            yield Finding(
                RULE.name,
                f"`{each.id}` is measured by {listed(f'`{name}`' for name in written)}",
                line_of(each, written[1]),
                "Keep one; make the other a key result of its own.",
                objective.id,
            )


RULE = Rule(
    "several-measures",
    Severity.ERROR,
    "A key result is measured in two ways at once.",
    find,
    topic=Topic.MEASURES,
)
