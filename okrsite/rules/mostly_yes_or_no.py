"""An objective proved by yes and no: until the last day nobody sees it coming."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Status
from okrsite.rules._findings import on_objective
from okrsite.rules._goals import open_objectives
from okrsite.rules._weakness import weakness
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Objectives most of whose key results are yes or no, those aside that are told of already."""
    least, share = case.setting(RULE, "least"), case.setting(RULE, "share")
    for scored in open_objectives(case):
        counted = [each for each in scored.key_results if each.status is not Status.DROPPED]
        told = [
            each
            for each in counted
            if each.key_result.measure.kind == "done" and weakness(each, case) is None
        ]
        if len(told) >= least and len(told) > share * len(counted):
            yield on_objective(
                RULE.name,
                scored,
                f"{quoted(scored.objective.title.plain)} is proved by yes or no in "
                f"{len(told)} of its {len(counted)} key results",
                "Give one of them a figure that moves before the end, or name its `milestones`.",
                "key_results",
            )


RULE = Rule(
    "mostly-yes-or-no",
    Severity.WARNING,
    "An objective proved by yes and no: until the last day nobody sees it coming.",
    find,
    topic=Topic.OUTCOME,
    settings={"least": 2, "share": 0.5},
)
