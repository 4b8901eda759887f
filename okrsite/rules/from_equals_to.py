"""A metric that starts at its target: no progress can be told."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.measure import NEAR
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import line_of
from okrsite.rules._goals import key_results


def find(case: Case) -> Iterator[Finding]:
    """Metrics written with the same `from` and `to`, or with a change of 0 %."""
    for objective, each in key_results(case):
        start = getattr(each.measure, "start", None)
        to = getattr(each.measure, "to", None)
        by = getattr(each.measure, "by", None)
        same = start is not None and to is not None and abs(to - start) <= NEAR
        # A share of nothing is nothing: from 0, a change in per cent has no target either.
        still = by is not None and (abs(by) <= NEAR or (start is not None and abs(start) <= NEAR))
        if same or still:
            words = f"goes from {start:g} to {to:g}" if same else "changes by nothing"
            yield Finding(
                RULE.name,
                f"`{each.id}` {words}: no progress can be told",
                line_of(each, "metric" if "metric" in each.lines else "measure"),
                "Set a target that differs from the baseline, or `keep` the figure in a band.",
                objective.id,
            )


RULE = Rule(
    "from-equals-to",
    Severity.ERROR,
    "A metric that starts at its target: no progress can be told.",
    find,
    topic=Topic.MEASURES,
)
