"""Steps, thresholds and bands: from figures to words."""

from __future__ import annotations

from collections.abc import Iterable

from .structure import Policy
from .windows import at_least

STEPS = {"achieved": 0, "on_track": 0, "at_risk": 1, "off_track": 2, "silent": 2}
WRITTEN = ("on_track", "at_risk", "off_track")
RUNNING = frozenset(WRITTEN)


def step(status: str) -> int | None:
    """The step of a status.

    "Steps: achieved, on_track; at_risk; off_track, silent; the others have none."
    """
    return STEPS.get(status)


def worst(statuses: Iterable[str]) -> int | None:
    """The worst step among statuses, or None where none has a step."""
    steps = [found for status in statuses if (found := step(status)) is not None]
    return max(steps, default=None)


def by_pace(progress: float, expected: float, policy: Policy) -> str:
    """The step that progress has reached against an expectation.

    "on_track when p >= 0.9 e or e - p <= 0.05; at_risk when p >= 0.7 e or e - p <= 0.15; else
    off_track."
    """
    for word, (ratio, gap) in (("on_track", policy.on_track), ("at_risk", policy.at_risk)):
        if at_least(progress, ratio * expected) or at_least(gap, expected - progress):
            return word
    return "off_track"


def by_confidence(confidence: float) -> str:
    """The step that a confidence stands for.

    "last confidence given >= 7, >= 4, below"
    """
    if at_least(confidence, 7):
        return "on_track"
    return "at_risk" if at_least(confidence, 4) else "off_track"


def band(grade: float, ambition: str) -> str:
    """The status of a grade.

    "Bands: < 0.4 missed, < 0.7 partly, else met. Committed: 1 met, >= 0.4 partly, else missed.
    learning as aspirational."
    """
    if at_least(grade, 1.0 if ambition == "committed" else 0.7):
        return "met"
    return "partly" if at_least(grade, 0.4) else "missed"


def is_watermelon(said: str | None, computed: str) -> bool:
    """Whether more is said than there is.

    "Said better by a step or more, while the computed one is on_track, at_risk, off_track or
    silent"
    """
    if said is None or computed not in RUNNING | {"silent"}:
        return False
    return STEPS[said] < STEPS[computed]
