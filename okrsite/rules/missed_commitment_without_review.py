"""A commitment was missed, and no retrospective tells why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrsite.model.cycle import Cycle
from okrsite.model.document import Review, ReviewKind
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Ambition, Status
from okrsite.model.text import shortened
from okrsite.rules._ambition import ambition
from okrsite.rules._closed import covered, lately_over, reviews_of, team_of
from okrsite.rules._wording import named


def find(case: Case) -> Iterator[Finding]:
    """One finding for each objective that was missed, or whose committed key results were."""
    portfolio = case.portfolio
    for cycle, pursued in lately_over(case, RULE):
        held = reviews_of(portfolio, cycle, ReviewKind.RETROSPECTIVE)
        for objective in pursued:
            missed = broken(objective)
            team = team_of(portfolio, objective.objective)
            if missed and not covered(portfolio, team, held) and not _spoken_of(case, objective):
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


def _spoken_of(case: Case, objective: ScoredObjective) -> bool:
    """Whether a review held after the end decided on it."""
    return any(
        _decides(each, objective)
        for each in case.portfolio.reviews.values()
        if objective.cycle.over(each.date) and each.date <= case.portfolio.as_of
    )


def _decides(review: Review, objective: ScoredObjective) -> bool:
    return any(each.objective.text == objective.id for each in review.decisions)


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
