"""Said to be better than it is: green outside, red inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import MOVING, STEPS, Status
from okrsite.model.text import shortened
from okrsite.rules._goals import under_way
from okrsite.rules._wording import named, percent, said


def find(case: Case) -> Iterator[Finding]:
    """Key results, and objectives where none of their key results was told."""
    for objective in under_way(case):
        # An old word is held against nobody: `stale-check-in` asks for a new one.
        inside = [each for each in objective.key_results if each.watermelon and not each.stale]
        for each in inside:
            name = f"{objective.id}#{each.id}"
            yield _finding(each.words, name, each.status, _why(each))
        if objective.watermelon and not inside and not _untold(objective):
            why = _because_of(objective)
            yield _finding(objective.words, objective.id, objective.status, why)


def _untold(objective: ScoredObjective) -> bool:
    """Whether silence is the fault: other rules tell of it."""
    moving = [each for each in objective.key_results if each.status in MOVING]
    all_stale = bool(moving) and all(each.stale for each in moving)
    return objective.status is Status.SILENT or all_stale


def _finding(words: Iterable[CheckIn], subject: str, status: Status, why: str) -> Finding:
    word = [each for each in words if each.status is not None][-1]
    claim = f"was last said to be {said(word.status or status)} on {word.date}"
    message = f"`{shortened(subject, 100)}` {claim}, but is {said(status)}{why}"
    hint = (
        f"Call it {said(status)} in the next check-in and say what would help; "
        "if you know more than the figures do, write down what will change and by when."
    )
    return Finding(RULE.name, message, word.place, hint, subject)


def _why(each: ScoredKeyResult) -> str:
    if each.key_result.measure.bands:
        return ": its last value lies outside the agreed range"
    if each.progress is not None and each.expected is not None:
        return (
            f": {percent(each.progress)} reached where {percent(each.expected)} is expected by now"
        )
    if each.contributors:
        return " by the objectives aligned to it"
    if each.confidence is not None:
        return f": the last confidence given is {each.confidence:g} of 10"
    return ": half of its time is over, and nobody says how sure they are"


def _because_of(objective: ScoredObjective) -> str:
    steps = {item.id: STEPS[item.counts] for item in objective.items if item.counts in STEPS}
    worst = max(steps.values(), default=0)
    return f" because of {named(key for key, step in steps.items() if step == worst)}"


RULE = Rule(
    "watermelon",
    Severity.WARNING,
    "Said to be better than its figures are: green outside, red inside.",
    find,
    topic=Topic.RHYTHM,
)
