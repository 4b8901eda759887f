"""An objective has more key results than the organisation wants."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.pursuit import kept
from okrsite.rules._findings import on_objective
from okrsite.rules._goals import pursued
from okrsite.rules._wording import called


def find(case: Case) -> Iterator[Finding]:
    """Objectives with more key results that count than `policy.key_results.max`."""
    most = case.portfolio.site.policy.key_results_max
    for each in pursued(case):
        count = sum(1 for found in kept(each) if found.key_result.weight > 0)
        if count > most:
            message = f"{called(each)} has {count} key results; at most {most} are wanted"
            hint = (
                f"Keep the {most} that prove it best; drop the others, or list what is work under"
                " `initiatives`."
            )
            yield on_objective(RULE.name, each, message, hint, "key_results")


RULE = Rule(
    "too-many-key-results",
    Severity.WARNING,
    "An objective has more key results than the organisation wants.",
    find,
    topic=Topic.FOCUS,
)
