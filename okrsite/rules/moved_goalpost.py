"""A target that was made easier late, or without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrsite.model.document import Change, Verdict
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Status
from okrsite.model.text import shortened
from okrsite.rules._goalposts import easier, moves
from okrsite.rules._reviews import decisions
from okrsite.rules._wording import percent


def find(case: Case) -> Iterator[Finding]:
    """Changes of key results that are under way, or were graded not long ago."""
    as_of = case.portfolio.as_of
    for key, document in case.portfolio.graph.objectives.items():
        for written in document.key_results:
            if not written.changed:
                continue
            objective = case.portfolio.objectives[key]
            each = objective.key_result(written.id)
            if each is None or each.status is Status.DROPPED or not _is_recent(case, objective):
                continue
            for moved in moves(written):
                how = easier(moved, objective, each) if moved.change.date <= as_of else ""
                why = _fault(case, objective, each, moved.change) if how else ""
                if why:
                    yield _finding(objective, each, moved.change, f"{why}: {how}")


def _is_recent(case: Case, objective: ScoredObjective) -> bool:
    ends = objective.cycle.ends
    gone = (case.portfolio.as_of - ends).days if ends else 0
    aside = objective.objective.draft or objective.status is Status.DROPPED
    return gone <= case.setting(RULE, "days") and not aside


def _fault(case: Case, objective: ScoredObjective, each: ScoredKeyResult, change: Change) -> str:
    """What is wrong with an easier target: it came late, or nobody says why."""
    share = _share(each, change)
    if share <= 0 or _is_decided(case, objective.id, change.date):
        return ""  # what changes before the start is still being planned
    faults = []
    if share >= case.setting(RULE, "late"):
        faults.append(f"with {percent(max(0.0, 1 - share))} of its time left")
    if not change.because:
        faults.append("without a reason")
    return " and ".join(faults)


def _share(each: ScoredKeyResult, change: Change) -> float:
    """How much of its time had passed, by the date that held until then."""
    was = change.was if change.field == "due" else each.due
    due = was if isinstance(was, date) else each.cycle.ends
    if due is None:
        return 0.5 if change.date > each.starts else 0.0
    if due <= each.starts:
        return 1.0
    return (change.date - each.starts).days / (due - each.starts).days


def _is_decided(case: Case, objective: str, day: date) -> bool:
    """Whether a review of those days decided to change it: many did it in the open."""
    near = case.setting(RULE, "review")
    return any(
        each.decision is Verdict.CHANGE and abs((review.date - day).days) <= near
        for review, each in decisions(case).get(objective, ())
    )


def _finding(
    objective: ScoredObjective, each: ScoredKeyResult, change: Change, how: str
) -> Finding:
    reason = "" if change.because else "Say why (`because`). "
    return Finding(
        RULE.name,
        f"`{shortened(each.id)}` was made easier on {change.date} {how}",
        change.place,
        f"{reason}Put the old figure back and grade what was reached, or have a review decide it "
        f"(`decision: change`).",
        f"{objective.id}#{each.id}",
    )


RULE = Rule(
    "moved-goalpost",
    Severity.WARNING,
    "A target that was made easier late, or without a reason.",
    find,
    topic=Topic.AMBITION,
    settings={"late": 0.67, "review": 14, "days": 60},
)
