"""A metric with a target and no start: nobody knows how far there is to go."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.portfolio import ScoredKeyResult
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import on_key_result
from okrsite.rules._goals import open_key_results
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Metrics without `from` of which no value has been said."""
    for objective, each in open_key_results(case):
        if case.portfolio.as_of >= each.starts and _is_unknown(each):
            title = quoted(each.key_result.title.plain)
            yield on_key_result(
                RULE.name,
                (objective, each),
                f"{title} has no baseline: nobody knows where it starts",
                "Measure where you stand and write it as `from`, or say it in the first check-in.",
                "metric",
                "measure",
            )


def _is_unknown(scored: ScoredKeyResult) -> bool:
    measure = scored.key_result.measure
    if measure.kind != "metric" or getattr(measure, "start", None) is not None:
        return False
    if scored.moment.values:  # the first value is the baseline
        return False
    if getattr(measure, "to", None) is not None:
        return True
    # A share of the baseline leaves it to the first check-in by design: somebody must have spoken.
    # (Where nobody has, `silent-key-result` asks for a word.)
    return getattr(measure, "by", None) is not None and scored.last_word is not None


RULE = Rule(
    "missing-baseline",
    Severity.WARNING,
    "A metric with a target and no start: nobody knows how far there is to go.",
    find,
    topic=Topic.OUTCOME,
)
