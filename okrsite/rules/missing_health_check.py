"""The day of a cycle's health check has passed, and no review tells of one."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.document import ReviewKind
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._closed import goals_by_cycle
from okrsite.rules._reviews import reviews_of


def find(case: Case) -> Iterator[Finding]:
    """Cycles that are still running: afterwards a health check would come too late."""
    portfolio = case.portfolio
    pursued = goals_by_cycle(case)
    for cycle in portfolio.cycles.values():
        if cycle.health_check is None or cycle.over(portfolio.as_of) or cycle.id not in pursued:
            continue
        late = (portfolio.as_of - cycle.health_check).days
        if not case.setting(RULE, "after") < late <= case.setting(RULE, "until"):
            continue
        if not reviews_of(case, cycle, ReviewKind.HEALTH_CHECK):
            yield Finding(
                RULE.name,
                f"The health check of `{cycle.id}` was due on {cycle.health_check}, {late} days "
                f"ago, and no review tells of it",
                cycle.place,
                "Write down what was decided in a review (`type: review`, `kind: health-check`, "
                f"`cycle: {cycle.id}`), or set the day on which it will be held.",
                cycle.id,
            )


RULE = Rule(
    "missing-health-check",
    Severity.WARNING,
    "The day of a cycle's health check has passed, and no review tells of one.",
    find,
    topic=Topic.RHYTHM,
    settings={"after": 5, "until": 92},
)
