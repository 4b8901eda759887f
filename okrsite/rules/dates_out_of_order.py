"""Something ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import line_of
from okrsite.rules._goals import key_results


def find(case: Case) -> Iterator[Finding]:
    """Cycles and key results whose end lies before their start."""
    for cycle in case.portfolio.cycles.values():
        if cycle.ends is not None and cycle.ends < cycle.starts:
            message = f"The cycle `{cycle.id}` ends on {cycle.ends}, before it starts"
            hint = f"It starts on {cycle.starts}."
            yield Finding(RULE.name, message, cycle.place, hint)
    for objective, each in key_results(case):
        cycle = case.portfolio.cycles[objective.cycle.text]
        starts, due = each.starts or cycle.starts, each.due or cycle.ends
        if (each.starts or each.due) and due is not None and due < starts:
            message = f"`{each.id}` is due on {due}, before it starts on {starts}"
            place = line_of(each, "due" if each.due else "starts")
            yield Finding(RULE.name, message, place, "", objective.id)


RULE = Rule(
    "dates-out-of-order",
    Severity.ERROR,
    "Something ends before it starts.",
    find,
    topic=Topic.MEASURES,
)
