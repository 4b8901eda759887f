"""Forecast and leverage: where a key result lands, and what an objective moves."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from statistics import median

from . import measures
from .calculate import Calculation
from .figures import KeyResultFigures
from .key_results import lowest
from .objectives import members
from .structure import Aligned, Alignment, CheckIn, Ladder, Metric, Milestones, Objective

FEWEST_DATES = 3


def forecast(calculation: Calculation, figures: KeyResultFigures) -> dict[str, float] | None:
    """Where a key result lands on its due date.

    "m = median of the pairwise slopes of raw over days (Theil-Sen), b = median of raw - m day;
    at_due = m due + b; low and high: at_due + the 10 % and 90 % quantiles of the residuals (linear
    interpolation)."
    """
    points = history(calculation, figures)
    if len(points) < FEWEST_DATES or figures.window.due is None:
        return None
    first = points[0][0].toordinal()
    line = [(day.toordinal() - first, raw) for day, raw in points]
    slope = median((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(line, 2))
    start = median(raw - slope * day for day, raw in line)
    at_due = slope * (figures.window.due.toordinal() - first) + start
    residuals = sorted(raw - slope * day - start for day, raw in line)
    return {
        "at_due": at_due,
        "low": at_due + quantile(residuals, 0.1),
        "high": at_due + quantile(residuals, 0.9),
    }


def quantile(ordered: list[float], part: float) -> float:
    """A quantile "(linear interpolation)" of figures in order."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def history(calculation: Calculation, figures: KeyResultFigures) -> list[tuple[date, float]]:
    """Raw on each date with a figure, with the goalposts and the baseline of as-of.

    "(metric, ladder, milestones; 3 or more dates) ... One value a date, the last."
    """
    measure = figures.seen.measure
    if isinstance(measure, Milestones):
        return _history_of_milestones(calculation, figures, measure)
    if not isinstance(measure, Metric | Ladder):
        return []
    found: dict[date, float] = {}
    so_far: list[CheckIn] = []
    for one in figures.figures:
        so_far.append(one)
        raw = measures.raw(measure, so_far, figures.window, one.day)
        if one.value is not None and raw is not None:
            found[one.day] = raw
    return sorted(found.items())


def _history_of_milestones(
    calculation: Calculation, figures: KeyResultFigures, measure: Milestones
) -> list[tuple[date, float]]:
    """The dates of milestones' words: their dated `done`, and check-ins that name any as done."""
    days = {one.day for one in figures.figures if one.done}
    days |= {one.done for one in measure.items if isinstance(one.done, date)}
    found = []
    for day in sorted(day for day in days if day <= calculation.as_of):
        until = [one for one in figures.figures if one.day <= day]
        raw = measures.raw_of_milestones(measure, until, day)
        if raw is not None:
            found.append((day, raw))
    return found


def leverage(calculation: Calculation, objective: Objective) -> dict[str, float]:
    """How far each objective above moves with this one.

    "how far each objective above moves when this one moves by 1: products along driving edges ...,
    summed over paths"
    """
    found: dict[str, float] = {}
    _climb(calculation, objective, 1.0, found)
    return found


def _climb(
    calculation: Calculation, objective: Objective, factor: float, found: dict[str, float]
) -> None:
    for edge in objective.aligns_to:
        part = factor * share_of_edge(calculation, objective, edge)
        if part > 0:
            found[edge.objective] = found.get(edge.objective, 0.0) + part
            _climb(calculation, calculation.written(edge.objective), part, found)


def share_of_edge(calculation: Calculation, below: Objective, edge: Alignment) -> float:
    """How far the objective above moves along one edge.

    "edge weight / weights of the contributors, times key-result weight / weights of the used ones
    ... (`min`: 1 for the lowest, else 0)"
    """
    if not calculation.drives(edge) or calculation.objective(below.id).progress is None:
        return 0.0
    if calculation.objective(below.id).status in {"dropped", "unreported"} and (
        edge.key_result is None
    ):
        return 0.0
    above = calculation.written(edge.objective)
    used = sum(one.weight for one in members(calculation, above) if one.used)
    if used <= 0:
        return 0.0
    if edge.key_result is None:
        return measures.weight(edge.weight) / used
    return _share_at_key_result(calculation, below, above, edge, used)


def _share_at_key_result(
    calculation: Calculation, below: Objective, above: Objective, edge: Alignment, used: float
) -> float:
    key_result = next(one for one in above.key_results if one.id == edge.key_result)
    counts = calculation.rollup(above) != "aligned"
    status = calculation.key_result(above, key_result).status
    if not isinstance(key_result.measure, Aligned) or not counts or status == "dropped":
        return 0.0
    found = calculation.contributors(above.id, key_result.id)
    if key_result.measure.how == "min":
        least = lowest(found)
        inside = 1.0 if least is not None and least[0] == below.id else 0.0
    else:
        whole = sum(weight for _, weight, _ in found)
        is_one = any(one == below.id for one, _, _ in found)
        inside = measures.weight(edge.weight) / whole if is_one and whole > 0 else 0.0
    return inside * measures.weight(key_result.weight) / used
