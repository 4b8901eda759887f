"""A key result whose target is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import on_key_result
from okrsite.rules._weakness import weak
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Metrics without a target, and titles with a placeholder for a figure."""
    for objective, each, found in weak(case, RULE.name):
        title = quoted(each.key_result.title.plain)
        if not found.words:
            fields: tuple[str, ...] = ("metric", "measure")
            message = f"{title} has no target yet: no progress can be told"
        else:
            fields = ("title",)
            message = f'{title} has "{found.words}" where a figure should be'
        yield on_key_result(
            RULE.name,
            (objective, each),
            message,
            "Set the target, or say who sets it by when, and take the key result out until then.",
            *fields,
        )


RULE = Rule(
    "target-to-be-set",
    Severity.WARNING,
    "A key result whose target is still to come.",
    find,
    topic=Topic.OUTCOME,
)
