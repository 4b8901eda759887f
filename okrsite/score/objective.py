"""Scores one objective from what its figures are taken from (semantics: "An objective")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from okrsite.model.cycle import Cycle
from okrsite.model.document import Objective
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Item
from okrsite.model.site import Policy
from okrsite.model.status import BY_STEP, STEPS, Status
from okrsite.score.figures import band, mean, step_by_pace
from okrsite.score.key_result import dropped_by

_ASIDE = frozenset({Status.DROPPED, Status.UNREPORTED})
_ALIKE = (Status.PLANNED, Status.SILENT, Status.ACHIEVED, Status.UNMEASURED)


@dataclass(frozen=True, slots=True)
class Figures:
    """What came out for an objective."""

    progress: float | None
    expected: float | None
    status: Status
    grade: float | None
    score: float | None
    stale: bool


def score_objective(
    objective: Objective,
    cycle: Cycle,
    items: Sequence[Item],
    reviewed: float | None,
    policy: Policy,
    as_of: date,
) -> Figures:
    """Score an objective; `reviewed` is a score that a review gave it by then."""
    used = [item for item in items if item.used]
    expecting = [item for item in used if item.expected is not None]
    over = cycle.over(as_of)
    score = None
    if over:
        score = objective.score if objective.score is not None else reviewed
    grade = _grade(items, score) if over else None
    expected = _mean(expecting, "expected")
    status = _status(objective, cycle, items, expecting, grade, policy, as_of)
    if status in _ASIDE:
        grade = None
    return Figures(
        progress=_mean(used, "progress"),
        expected=expected,
        status=status,
        grade=grade,
        score=score,
        stale=any(item.stale and item.weight > 0 for item in items),
    )


def _mean(items: Sequence[Item], figure: str) -> float | None:
    return mean((getattr(item, figure), item.weight) for item in items)


def _grade(items: Sequence[Item], score: float | None) -> float | None:
    if score is not None:
        return score
    return mean((item.grade, item.weight) for item in items if item.grade is not None)


def _status(
    objective: Objective,
    cycle: Cycle,
    items: Sequence[Item],
    expecting: Sequence[Item],
    grade: float | None,
    policy: Policy,
    as_of: date,
) -> Status:
    """The first that fits."""
    counts = [item.counts for item in items]
    if dropped_by(objective.dropped, as_of) or (
        counts and all(each is Status.DROPPED for each in counts)
    ):
        return Status.DROPPED
    if not items:
        return Status.UNMEASURED
    if cycle.over(as_of):
        if grade is not None:
            return band(grade, objective.ambition)
        return Status.UNREPORTED if Status.UNREPORTED in counts else Status.UNMEASURED
    alive = [each for each in counts if each not in {Status.DROPPED, Status.UNMEASURED}]
    if not alive:
        return Status.UNMEASURED
    if alive[0] in _ALIKE and all(each is alive[0] for each in alive):
        return alive[0]
    step = _step(items, expecting, policy)
    # Nothing is expected of any of them and none has a step, as where all below are graded.
    return Status.UNMEASURED if step is None else BY_STEP[step]


def _step(items: Sequence[Item], expecting: Sequence[Item], policy: Policy) -> int | None:
    """By pace; at most one step better than the worst key result that has weight."""
    weighty = _steps(item for item in items if item.weight > 0)
    progress, expected = _mean(expecting, "progress"), _mean(expecting, "expected")
    if progress is None or expected is None:
        return max(weighty or _steps(items), default=None)
    step = step_by_pace(progress, expected, policy)
    return max(step, max(weighty, default=0) - 1)


def _steps(items: Iterable[Item]) -> list[int]:
    return [STEPS[item.counts] for item in items if item.counts in STEPS]
