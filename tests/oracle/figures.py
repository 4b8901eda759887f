"""What is known of a key result and of an objective at a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .structure import CheckIn, KeyResult, Objective
from .windows import Window


@dataclass(frozen=True)
class Case:
    """What the figures of a key result are worked out from: it as it is seen, and what was said."""

    objective: Objective
    seen: KeyResult
    window: Window
    check_ins: list[CheckIn]


@dataclass(frozen=True)
class KeyResultFigures:
    """A key result at a date; `seen` is it with the goalposts of that date."""

    seen: KeyResult
    window: Window
    check_ins: list[CheckIn]
    figures: list[CheckIn]
    raw: float | None
    progress: float | None
    expected: float | None
    status: str
    said: str | None
    watermelon: bool
    stale: bool
    confidence: float | None
    last_word: date | None
    score: float | None
    grade: float | None


@dataclass(frozen=True)
class ObjectiveFigures:
    """An objective at a date."""

    progress: float | None
    expected: float | None
    status: str
    said: str | None
    watermelon: bool
    stale: bool
    grade: float | None


@dataclass(frozen=True)
class Member:
    """What an objective is rolled up from: a key result, or an objective in the place of one."""

    weight: float
    progress: float | None
    expected: float | None
    status: str
    stale: bool
    grade: float | None

    @property
    def used(self) -> bool:
        """Whether it counts in progress.

        "*Used* key results: not dropped, not unreported, with a progress."
        """
        return self.status not in {"dropped", "unreported"} and self.progress is not None


def weighted_mean(pairs: list[tuple[float, float]]) -> float | None:
    """The mean of pairs of a figure and its weight.

    "No weight: null."
    """
    whole = sum(weight for _, weight in pairs)
    return sum(figure * weight for figure, weight in pairs) / whole if whole > 0 else None
