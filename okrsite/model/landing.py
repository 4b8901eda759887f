"""Where key results land, if they go on as they have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from okrsite.model.forecast import Forecast
from okrsite.model.measure import NEAR
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.status import MOVING

_MOST = 9.99
"""Beyond ten times the goal, or ten times back from it, a figure tells nobody anything."""

BANDS: tuple[tuple[str, float], ...] = (
    ("reached", 1.0),
    ("nearly", 0.7),
    ("partly", 0.4),
    ("short", float("-inf")),
)
"""Each band, and the least that lands in it: those of grading, and the target itself."""

Kept = tuple[ScoredObjective, ScoredKeyResult]


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many key results that are under way land where."""

    bands: tuple[tuple[str, tuple[Kept, ...]], ...]
    """All of BANDS, in their order; within one, the highest first."""
    unforeseen: tuple[Kept, ...]
    """Those of which nothing can be told yet, or ever: their kind, too few figures, no end."""

    @property
    def foreseen(self) -> int:
        """How many land somewhere."""
        return sum(len(found) for _, found in self.bands)


def foreseen(each: ScoredKeyResult, as_of: date) -> Forecast | None:
    """The forecast of a key result that still moves and is not due, where it makes sense."""
    found = each.forecast
    if found is None or each.due is None or each.status not in MOVING or as_of >= each.due:
        return None
    return found if found.low >= -_MOST and found.high <= _MOST else None  # the end lies between


def outlook(goals: Iterable[Kept], as_of: date) -> Outlook:
    """Sort key results that are under way by where they land."""
    bands: dict[str, list[tuple[float, Kept]]] = {name: [] for name, _ in BANDS}
    unforeseen = []
    for goal in goals:
        forecast = foreseen(goal[1], as_of)
        if forecast is not None:
            bands[band(forecast.at_due)].append((forecast.at_due, goal))
        elif goal[1].status in MOVING:
            unforeseen.append(goal)
    return Outlook(tuple((name, _highest(bands[name])) for name, _ in BANDS), tuple(unforeseen))


def band(at_due: float) -> str:
    """The band that an end lies in; just below a bound is on it."""
    for name, least in BANDS:
        if at_due >= least - NEAR:
            return name
    raise ValueError(at_due)  # the last band has no bound: only what is no number comes here


def _highest(found: list[tuple[float, Kept]]) -> tuple[Kept, ...]:
    return tuple(goal for _, goal in sorted(found, key=lambda pair: -pair[0]))
