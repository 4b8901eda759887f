"""A commitment was missed, and no retrospective tells why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrsite.model.cycle import Cycle
from okrsite.model.document import ReviewKind
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.pursuit import home
from okrsite.model.status import Ambition, Status
from okrsite.model.text import shortened
from okrsite.rules._ambition import ambition
from okrsite.rules._closed import lately_over
from okrsite.rules._reviews import Covered, covered_by, decisions, is_covered, reviews_of
from okrsite.rules._wording import named


def find(case: Case) -> Iterator[Finding]:
    """One finding for each objective that was missed, or whose committed key results were."""
    for cycle, pursued in lately_over(case, RULE):
        covered = covered_by(reviews_of(case, cycle, ReviewKind.RETROSPECTIVE))
        for objective in pursued:
            missed = broken(objective)
            if missed and not _is_reviewed(case, objective, covered):
                yield _finding(cycle, objective, missed)


def broken(objective: ScoredObjective) -> list[str]:
    """What was committed and missed: ids of key results, or of the objective itself."""
    found = [
        each.id
        for each in objective.key_results
        if each.status is Status.MISSED and ambition(objective, each) is Ambition.COMMITTED
    ]
    itself = objective.objective.ambition is Ambition.COMMITTED
    return found or ([objective.id] if itself and objective.status is Status.MISSED else [])


def _is_reviewed(case: Case, objective: ScoredObjective, covered: Covered) -> bool:
    """Whether its team looked back, or a review held after the end decided on it."""
    team = home(objective.objective, case.portfolio)
    decided = decisions(case).get(objective.id, ())
    return is_covered(case, team, covered) or any(
        objective.cycle.over(review.date) for review, _ in decided
    )


def _finding(cycle: Cycle, objective: ScoredObjective, missed: Sequence[str]) -> Finding:
    title = shortened(objective.objective.title.plain.replace("`", "'"), 48)
    what = "" if missed[0] == objective.id else f" ({named(missed)})"
    return Finding(
        RULE.name,
        f"`{title}` was a commitment for `{cycle.id}` and was missed{what}, and no retrospective "
        "tells what happened",
        objective.objective.place,
        "Write one down (`type: review`, `kind: retrospective`, "
        f"`cycle: {cycle.id}`): what was promised, what came in between, what will be different.",
        objective.id,
    )


RULE = Rule(
    "missed-commitment-without-review",
    Severity.WARNING,
    "A commitment was missed, and no retrospective tells why.",
    find,
    topic=Topic.AMBITION,
    settings={"after": 14, "until": 90},
)
