"""Closing a cycle: the scores that are not written down yet."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from okrsite.edit.change import Put, change
from okrsite.edit.key_results import with_field
from okrsite.model.cycle import Cycle
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import Status


@dataclass(frozen=True, slots=True)
class Ungraded:
    """An objective with something that has no score."""

    objective: ScoredObjective
    key_results: tuple[tuple[int, ScoredKeyResult], ...]
    """With their place in the list."""
    itself: bool
    """Whether it has none itself."""


def ungraded(portfolio: Portfolio, cycle: Cycle) -> list[Ungraded]:
    """What has no score in a cycle; what was dropped needs none."""
    found = []
    for each in portfolio.objectives.values():
        if each.cycle.id != cycle.id or each.status is Status.DROPPED or each.objective.draft:
            continue
        missing = tuple(
            (at, scored)
            for at, scored in enumerate(each.key_results)
            if scored.score is None and scored.status is not Status.DROPPED
        )
        if missing or each.score is None:
            found.append(Ungraded(each, missing, each.score is None))
    return found


def graded(text: str, missing: Ungraded, scores: Mapping[str, float], own: float | None) -> str:
    """An objective's text with scores: by the id of each key result, and of itself.

    Raises:
        Unclear: where one cannot be written for sure.
    """
    for at, scored in missing.key_results:
        if scored.id in scores:
            text = with_field(text, at, scored.key_result, "score", scores[scored.id])
    if own is not None:
        text = change(text, [Put(("score",), own, ("cycle", "title"))])
    return text


def two_places(score: float) -> float:
    """A score as it is written down: cut, not rounded, or 0.996 would become a promise kept."""
    return math.floor(score * 100 + 1e-9) / 100


def mean(scores: Sequence[tuple[float, float]]) -> float | None:
    """The weighted mean of (score, weight), as it is written down; None without weight."""
    total = sum(weight for _, weight in scores)
    return two_places(sum(s * w for s, w in scores) / total) if total > 0 else None
