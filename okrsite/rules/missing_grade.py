"""A cycle was to be graded by now, and scores are not written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrsite.model.cycle import Cycle
from okrsite.model.document import Verdict
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Rollup, Status
from okrsite.model.text import shortened
from okrsite.rules._closed import lately_over
from okrsite.rules._reviews import decisions
from okrsite.rules._wording import named


def find(case: Case) -> Iterator[Finding]:
    """One finding for each objective, or one for a cycle in which nothing was graded."""
    policy = case.portfolio.site.policy
    given_up = _given_up(case)
    for cycle, pursued in lately_over(case, RULE):
        if cycle.grading is None:
            continue  # nobody promised to grade it: figures as they stood are its grades
        own = [
            each
            for each in pursued
            if each.objective.rolls_up(policy) is not Rollup.ALIGNED and each.id not in given_up
        ]
        ungraded = [(each, missing) for each in own if (missing := _ungraded(each))]
        if len(ungraded) > 1 and not any(map(_has_score, own)):
            yield _cycle(cycle, len(ungraded))
        else:
            for objective, missing in ungraded:
                yield _objective(cycle, objective, missing)


def _given_up(case: Case) -> set[str]:
    """Objectives that a review dropped: there is nothing left of them to be graded."""
    return {
        key
        for key, decided in decisions(case).items()
        if any(each.decision is Verdict.DROP for _, each in decided)
    }


def _ungraded(objective: ScoredObjective) -> list[ScoredKeyResult]:
    """Key results that count and have no score; an objective's own score stands for them all."""
    if objective.score is not None:
        return []
    return [
        each
        for each in objective.key_results
        if each.score is None
        and each.status is not Status.DROPPED
        and each.key_result.weight > 0
        and each.key_result.measure.kind != "aligned"
        and not (each.grade is None and each.key_result.score_note)  # said why there is none
    ]


def _has_score(objective: ScoredObjective) -> bool:
    return objective.score is not None or any(
        each.score is not None for each in objective.key_results
    )


def _objective(
    cycle: Cycle, objective: ScoredObjective, missing: Sequence[ScoredKeyResult]
) -> Finding:
    first = missing[0]
    key = shortened(first.id, 40)
    stands = "Write `score:`, or `dropped` where it was given up."
    if first.grade is not None:
        stands = (
            f"By its figures `{key}` came to {first.grade:.2f}: write `score: {first.grade:.2f}`, "
            "or another one with a `score_note`."
        )
    message = (
        f"No score is written down for {named(each.id for each in missing)}, "
        f"though `{cycle.id}` was to be graded on {cycle.grading}"
    )
    return Finding(RULE.name, message, first.key_result.place, stands, objective.id)


def _cycle(cycle: Cycle, count: int) -> Finding:
    return Finding(
        RULE.name,
        f"`{cycle.id}` was to be graded on {cycle.grading}, and none of its {count} objectives "
        "has a score",
        cycle.place,
        "Write a `score` beside each key result, or give `scores` in the review that closes the "
        "cycle: what is not written down changes whenever a late figure comes in.",
        cycle.id,
    )


RULE = Rule(
    "missing-grade",
    Severity.WARNING,
    "A cycle was to be graded by now, and scores are not written down.",
    find,
    topic=Topic.RHYTHM,
    settings={"after": 0, "until": 90},
)
