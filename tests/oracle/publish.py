"""The calculation, written as the parsed api/v1/cycles/<id>.json that is to be expected.

What the pages leave to the publisher (line numbers, addresses, derived ids of milestones, who is
the author of a check-in that names none) is left out, and the comparison asks only for what is
here.
"""

from __future__ import annotations

from datetime import date

from . import measures, words
from .calculate import Calculation
from .figures import KeyResultFigures
from .outlook import forecast, leverage
from .structure import (
    Aligned,
    CheckIn,
    Done,
    Judged,
    Keep,
    KeyResult,
    Ladder,
    Metric,
    Milestone,
    Milestones,
    Objective,
    Organisation,
)
from .windows import holds

Published = dict[str, object]
Step = tuple[str, str | None]

KINDS: dict[type, str] = {
    Metric: "metric",
    Ladder: "ladder",
    Keep: "keep",
    Milestones: "milestones",
    Done: "done",
    Judged: "judged",
    Aligned: "aligned",
}


def published_cycle(organisation: Organisation, cycle: str, as_of: date) -> Published:
    """What is published of a cycle."""
    calculation = Calculation(organisation, as_of)
    objectives = [
        _objective(calculation, one) for one in organisation.objectives if one.cycle == cycle
    ]
    return {"cycle": cycle, "as_of": as_of.isoformat(), "objectives": objectives}


def _objective(calculation: Calculation, objective: Objective) -> Published:
    figures = calculation.objective(objective.id)
    said_below = {
        below.id
        for below in calculation.organisation.objectives
        for edge in below.aligns_to
        if edge.objective == objective.id
    }
    found: Published = {
        "id": objective.id,
        "code": objective.code,
        "title": objective.title,
        "team": objective.team,
        "person": objective.person,
        "owner": _owner(calculation.organisation, objective),
        "cycle": objective.cycle,
        "ambition": objective.ambition or "aspirational",
        "focus": objective.focus,
        "tags": list(objective.tags),
        "aliases": list(objective.aliases),
        "continues": objective.continues,
        "source": {"path": objective.path},
        "progress": figures.progress,
        "expected": figures.expected,
        "status": figures.status,
        "said": figures.said,
        "watermelon": figures.watermelon,
        "stale": figures.stale,
        "grade": figures.grade,
        "aligns_to": [
            {
                "objective": edge.objective,
                "key_result": edge.key_result,
                "weight": measures.weight(edge.weight),
                "drives": calculation.drives(edge),
            }
            for edge in objective.aligns_to
        ],
        "depends_on": [
            {"objective": one.objective, "confirmed": _iso(one.confirmed)}
            for one in objective.depends_on
        ],
        "line_of_sight": [
            {"objective": one, "key_result": at}
            for one, at in line_of_sight(calculation, objective)
        ],
        "aligned": sorted(said_below),
        "leverage": leverage(calculation, objective),
        "key_results": [_key_result(calculation, objective, one) for one in objective.key_results],
    }
    return found


def _owner(organisation: Organisation, objective: Objective) -> str | None:
    """The owner, with the default.

    "`owner` ... default: the team's lead, or the person"
    """
    if objective.owner is not None:
        return objective.owner
    if objective.person is not None:
        return objective.person
    return next((team.lead for team in organisation.teams if team.id == objective.team), None)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def line_of_sight(calculation: Calculation, objective: Objective) -> list[Step]:
    """The way up to the whole organisation.

    "the shortest chain of aligns-to up to an objective of the whole organisation, ties by id"; "[]
    when there is none"
    """
    return _chain(calculation, objective, {}) or []


def _chain(
    calculation: Calculation, objective: Objective, known: dict[str, list[Step] | None]
) -> list[Step] | None:
    """The shortest chain from here, None where there is none; `known` spares repetition."""
    if objective.id not in known:
        known[objective.id] = _shortest(calculation, objective, known)
    return known[objective.id]


def _shortest(
    calculation: Calculation, objective: Objective, known: dict[str, list[Step] | None]
) -> list[Step] | None:
    roots = {team.id for team in calculation.organisation.teams if team.parent is None}
    if objective.team in roots:
        return []
    chains: list[list[Step]] = []
    for edge in objective.aligns_to:
        above = _chain(calculation, calculation.written(edge.objective), known)
        if above is not None:
            chains.append([(edge.objective, edge.key_result), *above])
    if not chains:
        return None
    return min(chains, key=lambda chain: (len(chain), [(one, at or "") for one, at in chain]))


def _key_result(calculation: Calculation, objective: Objective, key_result: KeyResult) -> Published:
    figures = calculation.key_result(objective, key_result)
    found: Published = {
        "id": key_result.id,
        "title": key_result.title,
        "kind": KINDS[type(key_result.measure)],
        "weight": measures.weight(key_result.weight),
        "ambition": key_result.ambition,
        "starts": _iso(figures.window.starts),
        "due": _iso(figures.window.due),
        "unit": key_result.unit,
        "aligned": key_result.measure.how if isinstance(key_result.measure, Aligned) else None,
        "milestones": _milestones(calculation, figures),
        "raw": figures.raw,
        "progress": figures.progress,
        "expected": figures.expected,
        "status": figures.status,
        "said": figures.said,
        "watermelon": figures.watermelon,
        "stale": figures.stale,
        "confidence": figures.confidence,
        "last_word": _iso(figures.last_word),
        "score": figures.score,
        "grade": figures.grade,
        "forecast": forecast(calculation, figures),
        "dropped": holds(key_result.dropped, calculation.as_of),
        "withheld": key_result.withheld,
        **_shown_figures(figures),
    }
    if key_result.owner is not None:
        found["owner"] = key_result.owner
    if key_result.kpi is None:
        found["checkins"] = [_check_in(key_result, objective, one) for one in figures.check_ins]
    return found


def _shown_figures(figures: KeyResultFigures) -> Published:
    """The figures that `withheld` hides.

    "`withheld` key results have null for from, to, min, max, rungs, value"
    """
    names = ("from", "to", "min", "max", "rungs", "value")
    found: Published = dict.fromkeys(names)
    if figures.seen.withheld:
        return found
    figures_said = words.values(figures.figures)
    match figures.seen.measure:
        case Metric() as metric:
            found["from"] = measures.baseline(metric, figures_said)
            found["to"] = measures.goal(metric, figures_said)
        case Keep(low, high):
            found["min"], found["max"] = low, high
        case Ladder(rungs):
            found["rungs"] = [list(rung) for rung in rungs]
        case _:
            pass
    found["value"] = figures_said[-1] if figures_said else None
    return found


def _milestones(calculation: Calculation, figures: KeyResultFigures) -> list[Published]:
    measure = figures.seen.measure
    if not isinstance(measure, Milestones):
        return []
    return [_milestone(calculation, figures, one) for one in measure.items]


def _milestone(
    calculation: Calculation, figures: KeyResultFigures, milestone: Milestone
) -> Published:
    found: Published = {
        "title": milestone.title,
        "weight": measures.weight(milestone.weight),
        "done": measures.reached(milestone, figures.check_ins, calculation.as_of),
    }
    if milestone.id is not None:
        found["id"] = milestone.id
    if milestone.due is not None:
        found["due"] = milestone.due.isoformat()
    return found


def _check_in(key_result: KeyResult, objective: Objective, one: CheckIn) -> Published:
    found: Published = {
        "date": one.day.isoformat(),
        "value": None if key_result.withheld else one.value,
        "progress": one.progress,
        "confidence": one.confidence,
        "status": one.status,
        "note": one.note,
        "source": {"path": one.path or objective.path},
    }
    if one.by is not None:
        found["by"] = one.by
    return found
