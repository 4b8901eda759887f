"""Key results in long and in short form."""

from __future__ import annotations

import re
from random import Random

from .structure import (
    Aligned,
    Done,
    Judged,
    Keep,
    KeyResult,
    Ladder,
    Metric,
    Milestone,
    Milestones,
)
from .writing_check_ins import inline_check_in
from .yaml_text import Raw, number_text

Front = dict[str, object]

YAML_READS = re.compile(r"[^\W\d][\w ]*: [-\w+][-\w.+%/ →>]*")


def key_result_text(key_result: KeyResult, rng: Random) -> object:
    """A key result as one line, as a mapping of one entry, or with all its fields."""
    words = measure_words(key_result, rng)
    if key_result.form == "short":
        return f"{key_result.title}: {words}" if words else key_result.title
    if key_result.form == "unquoted":
        line = f"{key_result.title}: {words}" if words else key_result.title
        return Raw(line) if YAML_READS.fullmatch(line) else line
    found: Front = {"id": key_result.id} if key_result.id_written else {}
    found["title"] = key_result.title
    if key_result.form == "measure" and words:
        found["measure"] = words
    else:
        found |= _measure(key_result, rng)
    return found | _others(key_result)


def measure_words(key_result: KeyResult, rng: Random) -> str:
    """The measure as one phrase, empty where it has none.

    "`measure:` takes the same words"
    """
    unit = key_result.unit
    match key_result.measure:
        case Metric(start, target, None):
            return _from_to(start, target, unit, rng)
        case Metric(None, None, float() as percent):
            return _united(f"{'+' if percent > 0 else ''}{number_text(percent)}%", unit)
        case Keep(float() as low, None):
            return _united(f">= {number_text(low)}", unit)
        case Keep(None, float() as high):
            return _united(f"<= {number_text(high)}", unit)
        case Keep(float() as low, float() as high):
            return _united(f"{number_text(low)}..{number_text(high)}", unit)
        case Done(False):
            return "yes/no"
        case Aligned("min"):
            return "aligned min"
        case Aligned(_):
            return "aligned"
        case _:
            return ""


def _united(number: str, unit: str | None) -> str:
    return f"{number} {unit}" if unit else number


def _from_to(start: float | None, target: float | None, unit: str | None, rng: Random) -> str:
    if start is None and target is None:
        return ""
    if start is None:
        return f"? -> {_united(number_text(target or 0.0), unit)}"
    if target is None:
        return f"{_united(number_text(start), unit)} -> ?"
    one, other = number_text(start), number_text(target)
    if rng.random() < 0.3:
        return _united(f"from {one} to {other}", unit)
    arrow = rng.choice(["->", "→"])
    first = _united(one, unit) if rng.random() < 0.3 else one
    return _united(f"{first} {arrow} {other}", unit)


def _measure(key_result: KeyResult, rng: Random) -> Front:
    unit: Front = {} if key_result.unit is None else {"unit": key_result.unit}
    match key_result.measure:
        case Metric() as metric:
            return {"metric": _metric(metric, rng) | unit}
        case Keep(low, high):
            return {"keep": _bounds(low, high) | unit}
        case Ladder(rungs):
            return {"ladder": dict(rungs)}
        case Milestones(items):
            return {"milestones": [_milestone(one) for one in items]}
        case Done(done):
            return {"done": done}
        case Aligned(how):
            return {"aligned": how}
        case Judged():
            return {}


def _metric(metric: Metric, rng: Random) -> Front:
    found: Front = {} if metric.start is None else {"from": metric.start}
    if metric.by_percent is not None:
        sign = "+" if metric.by_percent > 0 and rng.random() < 0.5 else ""
        found["by"] = Raw(f"{sign}{number_text(metric.by_percent)}%")
    elif metric.target is not None or rng.random() < 0.5 or not found:
        found["to"] = metric.target
    return found


def _bounds(low: float | None, high: float | None) -> Front:
    bounds = {"min": low, "max": high}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _milestone(one: Milestone) -> Front:
    found: Front = {} if one.id is None else {"id": one.id}
    found["title"] = one.title
    if one.due is not None:
        found["due"] = one.due
    if one.weight is not None:
        found["weight"] = one.weight
    if one.done:
        found["done"] = one.done
    return found


def _others(key_result: KeyResult) -> Front:
    found: Front = {}
    names = ("owner", "weight", "starts", "due", "checkin", "kpi", "ambition", "deferred_to")
    for name in names:
        fact = getattr(key_result, name)
        if fact is not None:
            found[name] = fact
    if key_result.pace is not None:
        pace = key_result.pace
        found["pace"] = pace if isinstance(pace, str) else dict(pace)
    if key_result.dropped:
        found |= {"dropped": key_result.dropped, "dropped_because": "Out of reach."}
    if key_result.withheld:
        found["withheld"] = True
    if key_result.score is not None:
        found |= {"score": key_result.score, "score_note": "As agreed."}
    return found | _history(key_result)


def _history(key_result: KeyResult) -> Front:
    found: Front = {}
    if key_result.changed:
        found["changed"] = [
            {"date": one.day, "field": one.field, "was": one.was, "because": "We learnt."}
            for one in key_result.changed
        ]
    if key_result.checkins:
        measure = key_result.measure
        milestones = measure.items if isinstance(measure, Milestones) else ()
        found["checkins"] = [inline_check_in(one, milestones) for one in key_result.checkins]
    return found
