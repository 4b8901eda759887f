"""The figures and the status of an objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words
from .figures import Member, ObjectiveFigures, weighted_mean
from .measures import weight
from .statuses import WRITTEN, band, by_pace, is_watermelon, worst
from .structure import KeyResult, Objective
from .windows import holds, is_over

if TYPE_CHECKING:
    from .calculate import Calculation


def members(calculation: Calculation, objective: Objective) -> list[Member]:
    """What is rolled up: key results, objectives in the place of them, or both.

    "`aligned`: directly aligned objectives (aligned to it, not to a key result) take the key
    results' place, each with its edge's weight and its own status; `both`."
    """
    by_what = calculation.rollup(objective)
    found: list[Member] = []
    if by_what != "aligned":
        found += [_member(calculation, objective, one) for one in objective.key_results]
    if by_what != "key_results":
        found += [
            _member_below(calculation, below, weight(edge.weight))
            for below, edge in calculation.edges_to(objective.id, None)
        ]
    return found


def _member(calculation: Calculation, objective: Objective, key_result: KeyResult) -> Member:
    one = calculation.key_result(objective, key_result)
    return Member(
        weight(key_result.weight), one.progress, one.expected, one.status, one.stale, one.grade
    )


def _member_below(calculation: Calculation, below: str, share: float) -> Member:
    one = calculation.objective(below)
    return Member(share, one.progress, one.expected, one.status, one.stale, one.grade)


def roll_up(calculation: Calculation, objective: Objective) -> ObjectiveFigures:
    """The figures of an objective.

    "Progress: their weighted mean. Expected: the weighted mean of those of them that have an
    expectation. No weight: null. ... Stale where a key result with weight is."
    """
    rolled = members(calculation, objective)
    used = [one for one in rolled if one.used]
    grade = _grade_of_objective(calculation, objective, rolled)
    status = _status_of_objective(calculation, objective, rolled, grade)
    check_ins = words.of_objective(calculation.organisation, objective.id, calculation.as_of)
    said = words.last_status(check_ins)
    return ObjectiveFigures(
        progress=_mean([(one.progress, one.weight) for one in used]),
        expected=_mean([(one.expected, one.weight) for one in used]),
        status=status,
        said=said,
        watermelon=is_watermelon(said, status),
        stale=any(one.stale and one.weight > 0 for one in rolled),
        grade=grade,
    )


def _is_dropped(calculation: Calculation, objective: Objective, members: list[Member]) -> bool:
    """Whether an objective counts as dropped.

    "dropped, where it or all its key results are"
    """
    all_are = bool(members) and all(one.status == "dropped" for one in members)
    return holds(objective.dropped, calculation.as_of) or all_are


def _grade_of_objective(
    calculation: Calculation, objective: Objective, members: list[Member]
) -> float | None:
    """What an objective is graded with.

    "An objective's likewise: its `score`, else the weighted mean of its key results' grades
    (gradeless ones aside)", "once its cycle is over" and it is not dropped
    """
    if not is_over(calculation.cycle(objective), calculation.as_of) or _is_dropped(
        calculation, objective, members
    ):
        return None
    if objective.score is not None:
        return objective.score
    return _mean([(one.grade, one.weight) for one in members])


def _status_of_objective(
    calculation: Calculation, objective: Objective, members: list[Member], grade: float | None
) -> str:
    """The first status of an objective that fits.

    "Status, first that fits"
    """
    if _is_dropped(calculation, objective, members):
        return "dropped"
    if not members:
        return "unmeasured"
    if is_over(calculation.cycle(objective), calculation.as_of):
        return _status_of_objective_when_over(objective, members, grade)
    rest = {one.status for one in members} - {"dropped", "unmeasured"}
    if not rest:
        return "unmeasured"
    if len(rest) == 1 and rest <= {"planned", "silent", "achieved"}:
        return rest.pop()
    return _running_status(calculation, members)


def _status_of_objective_when_over(
    objective: Objective, members: list[Member], grade: float | None
) -> str:
    """The status once the cycle is over.

    "when its cycle is over: its grade's, else unreported where one is, else unmeasured",
    "banded by its own ambition"
    """
    if grade is not None:
        return band(grade, objective.ambition or "aspirational")
    is_unreported = any(one.status == "unreported" for one in members)
    return "unreported" if is_unreported else "unmeasured"


def _running_status(calculation: Calculation, members: list[Member]) -> str:
    """The last of the statuses of an objective.

    "else p, the weighted mean progress of those with an expectation, against e, their weighted
    mean expectation, by the thresholds above (no expectation: the step of its worst key result
    of any weight above 0, or of all where none of those has a step; ...), but at most one step
    better than its worst key result of any weight above 0."
    """
    paced = [one for one in members if one.used and one.expected is not None]
    progress = _mean([(one.progress, one.weight) for one in paced])
    expected = _mean([(one.expected, one.weight) for one in paced])
    worst_weighty = worst(one.status for one in members if one.weight > 0)
    if progress is not None and expected is not None:
        reached = by_pace(progress, expected, calculation.organisation.site.policy)
        found: int | None = WRITTEN.index(reached)
    elif worst_weighty is not None:
        found = worst_weighty
    else:
        found = worst(one.status for one in members)
    if found is None:
        return "unmeasured"
    return WRITTEN[max(found, (worst_weighty or 0) - 1)]


def _mean(pairs: list[tuple[float | None, float]]) -> float | None:
    """The weighted mean of those that have a figure."""
    return weighted_mean([(figure, share) for figure, share in pairs if figure is not None])
