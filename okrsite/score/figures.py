"""Weighted means, thresholds and bands."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.model.measure import NEAR
from okrsite.model.site import Policy, Threshold
from okrsite.model.status import Ambition, Status


def mean(pairs: Iterable[tuple[float, float]]) -> float | None:
    """The weighted mean of (figure, weight); None where there is no weight."""
    listed = list(pairs)
    weight = sum(w for _, w in listed)
    return sum(figure * w for figure, w in listed) / weight if weight > NEAR else None


def step_by_pace(progress: float, expected: float, policy: Policy) -> int:
    """0 on track, 1 at risk, 2 off track, by the thresholds."""
    if _keeps_up(progress, expected, policy.on_track):
        return 0
    return 1 if _keeps_up(progress, expected, policy.at_risk) else 2


def _keeps_up(progress: float, expected: float, threshold: Threshold) -> bool:
    return (
        progress >= threshold.share * expected - NEAR or expected - progress <= threshold.gap + NEAR
    )


def step_by_confidence(confidence: float) -> int:
    """7 and above, 4 and above, below."""
    if confidence >= 7 - NEAR:
        return 0
    return 1 if confidence >= 4 - NEAR else 2


def band(grade: float, ambition: Ambition) -> Status:
    """The word for a grade (semantics: "Grading")."""
    if ambition is Ambition.COMMITTED:
        if grade >= 1 - NEAR:
            return Status.MET
        return Status.PARTLY if grade >= 0.4 - NEAR else Status.MISSED
    if grade < 0.4 - NEAR:
        return Status.MISSED
    return Status.PARTLY if grade < 0.7 - NEAR else Status.MET
