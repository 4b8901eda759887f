"""Explains every number that a site shows: formula, inputs, and where each was written."""

from __future__ import annotations

from okrsite.model.explanation import EXACT, Explanation, Input, Writing, figure
from okrsite.model.forecast import Forecast
from okrsite.model.measure import NEAR
from okrsite.model.place import Place
from okrsite.model.portfolio import Item, Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.site import Policy
from okrsite.model.status import GRADED, MOVING, Ambition, Status


def explain_key_result(
    scored: ScoredKeyResult, portfolio: Portfolio, write: Writing = EXACT
) -> tuple[Explanation, ...]:
    """Progress, expectation, status, grade and forecast of a key result, as far as it has them."""
    found = []
    if scored.progress is not None:
        found.append(_progress(scored, write))
    if scored.expected is not None:
        found.append(_expected(scored, write))
    found.append(_status(scored, portfolio, write))
    if scored.grade is not None:
        found.append(_grade(scored, write))
    if scored.forecast is not None:
        found.append(_forecast(scored, scored.forecast, write))
    return tuple(found)


def explain_objective(
    scored: ScoredObjective, portfolio: Portfolio, write: Writing = EXACT
) -> tuple[Explanation, ...]:
    """Progress, expectation, status and grade of an objective, as far as it has them."""
    found = []
    if scored.progress is not None:
        found.append(_mean("progress", scored, scored.progress, write))
    if scored.expected is not None:
        found.append(_mean("expected", scored, scored.expected, write))
    found.append(_objective_status(scored, portfolio, write))
    if scored.grade is not None:
        found.append(_objective_grade(scored, write))
    return tuple(found)


# Key results ----------------------------------------------------------------------------------


def _line(scored: ScoredKeyResult, *fields: str) -> Place:
    """Where the first of some fields stands, else where the key result begins."""
    each = scored.key_result
    return next((each.place.at(each.lines[f]) for f in fields if f in each.lines), each.place)


def _set(scored: ScoredKeyResult, field: str) -> Place:
    """Where something is set that the cycle sets for a key result which does not."""
    return _line(scored, field) if field in scored.key_result.lines else scored.cycle.place


def _progress(scored: ScoredKeyResult, write: Writing) -> Explanation:
    measure = scored.key_result.measure
    formula, inputs = measure.explain(scored.moment)
    if scored.key_result.withheld:
        formula, inputs = "by its measure; the figures are withheld", ()
    where = _line(scored, measure.field or "title", "measure")
    placed = tuple(i if i.place is not None else i._replace(place=where) for i in inputs)
    if scored.raw is not None and not 0 <= scored.raw <= 1 and not scored.key_result.withheld:
        formula = f"{formula} = {write.share(scored.raw)}, shown {_bounds(write)}"
    return Explanation("progress", write.share(scored.progress), formula, placed)


def _bounds(write: Writing) -> str:
    return f"within {write.share(0)} and {write.share(1)}"


def _expected(scored: ScoredKeyResult, write: Writing) -> Explanation:
    moment, each = scored.moment, scored.key_result
    if each.measure.kind == "milestones":
        words = "weights of the milestones due by now ÷ weights of all"
        return Explanation("expected", write.share(scored.expected), words, _window(scored))
    if each.measure.kind == "aligned":
        words = "the expectation of the objectives aligned to it, weighted as their progress is"
        return Explanation("expected", write.share(scored.expected), words)
    words = f"(as of − starts) ÷ (due − starts), {_bounds(write)}"
    if scored.due is not None and scored.due > scored.starts:
        past, whole = (moment.as_of - scored.starts).days, (scored.due - scored.starts).days
        words = f"{words} = {past} days ÷ {whole} days"
    if each.pace.points and not each.measure.bands:
        words = f"{words}, bent by the planned pace"
    return Explanation("expected", write.share(scored.expected), words, _window(scored))


def _window(scored: ScoredKeyResult) -> tuple[Input, ...]:
    return (
        Input("as of", str(scored.moment.as_of)),
        Input("starts", str(scored.starts), _set(scored, "starts")),
        Input("due", str(scored.due) if scored.due else "open", _set(scored, "due")),
    )


def _status(scored: ScoredKeyResult, portfolio: Portfolio, write: Writing) -> Explanation:
    reason = _reason(scored, portfolio.site.policy, write)
    return Explanation("status", word(scored.status), reason, _spoken(scored))


def word(status: Status) -> str:
    """A status as people write it."""
    return str(status).replace("_", " ")


def _spoken(scored: ScoredKeyResult) -> tuple[Input, ...]:
    found = []
    if scored.words:
        last = scored.words[-1]
        found.append(Input("last word", str(last.date), last.place))
    elif scored.last_word is not None:
        found.append(Input("last word", str(scored.last_word), _line(scored, "done")))
    if scored.silence is not None:
        words = f"{figure(scored.silence)} days ({scored.rhythm})"
        found.append(Input("allowed silence", words, _set(scored, "checkin")))
    if scored.said is not None:
        said = next(w for w in reversed(scored.words) if w.status is not None)
        found.append(Input("status said", word(scored.said), said.place))
    return tuple(found)


def _reason(scored: ScoredKeyResult, policy: Policy, write: Writing) -> str:
    status = scored.status
    if status in GRADED:
        return f"the cycle is over, and the grade is {write.grade(scored.grade)}"
    fixed = {
        Status.DROPPED: "it was dropped",
        Status.UNREPORTED: "the cycle is over, with no score, no word ever and nothing done",
        Status.ACHIEVED: f"progress is {write.share(1)}",
        Status.SILENT: "no word yet, and one was due",
        Status.UNMEASURED: "no progress can be told",
    }
    if status is Status.PLANNED:
        begun = scored.moment.as_of >= scored.starts
        return "no word yet, and none is due" if begun else "its window has not begun"
    if status in fixed:
        return fixed[status]
    stale = "; stale: the last word is older than the allowed silence" if scored.stale else ""
    return f"{_moving(scored, policy, write)}{stale}"


def _moving(scored: ScoredKeyResult, policy: Policy, write: Writing) -> str:
    if scored.key_result.measure.bands:
        return "the last values against the band: inside; outside; outside twice running"
    if scored.expected is not None and scored.progress is not None:
        return by_pace(scored.progress, scored.expected, policy, write)
    if scored.contributors:
        return "nothing is expected by now: the worst step among the objectives aligned to it"
    if scored.confidence is not None and scored.key_result.measure.kind != "aligned":
        return f"nothing is expected by now, and the last confidence is {figure(scored.confidence)}"
    return "nothing is expected by now and no confidence was given: the share of the window decides"


def by_pace(progress: float, expected: float, policy: Policy, write: Writing = EXACT) -> str:
    """How progress holds against expectation, by the thresholds of policy."""
    p, e = write.share(progress), write.share(expected)
    for threshold, verdict in ((policy.on_track, "on track"), (policy.at_risk, "at risk")):
        if progress >= threshold.share * expected - NEAR:
            bound = f"{figure(threshold.share)} × {e} = {write.share(threshold.share * expected)}"
            return f"progress {p} is at least {bound}: {verdict}"
        if expected - progress <= threshold.gap + NEAR:
            gap, allowed = write.distance(expected - progress), write.distance(threshold.gap)
            return f"progress {p} is {gap} behind {e}, within {allowed}: {verdict}"
    share, gap = figure(policy.at_risk.share), write.distance(policy.at_risk.gap)
    return f"progress {p} is below {share} × {e}, and more than {gap} behind"


def _grade(scored: ScoredKeyResult, write: Writing) -> Explanation:
    grade = write.grade(scored.grade)
    if scored.score is not None:
        given = (Input("score", write.grade(scored.score), _line(scored, "score")),)
        return Explanation("grade", grade, "the score that was written down", given)
    return Explanation("grade", grade, "progress at the end of the cycle")


def _forecast(scored: ScoredKeyResult, found: Forecast, write: Writing) -> Explanation:
    """The line, read off when due; how far the figures lay from it is the range."""
    days = (scored.due - found.first).days if scored.due is not None else 0
    slope = write.rate(found.slope)
    words = (
        "the line through the figures so far, when due: start + slope × days = "
        f"{write.share(found.start)} + {slope} × {days}; "
        "the range is what eight in ten of the figures kept to"
    )
    return Explanation(
        "forecast",
        f"{write.share(found.at_due)} ({write.share(found.low)} to {write.share(found.high)})",
        words,
        (
            Input("dates with a figure", f"{found.dates}, the first {found.first}"),
            Input("slope", f"{slope} a day, the median between all pairs of dates"),
            Input("start", f"{write.share(found.start)}, where the line stands on the first date"),
            Input("due", str(scored.due), _set(scored, "due")),
        ),
    )


# Objectives -----------------------------------------------------------------------------------


def _mean(name: str, scored: ScoredObjective, result: float, write: Writing) -> Explanation:
    used = [item for item in scored.items if _uses(item, name)]
    weights = figure(sum(item.weight for item in used))
    sums = " + ".join(
        f"{figure(item.weight)} × {write.share(getattr(item, name))}" for item in used[:6]
    ) + (" + …" if len(used) > 6 else "")
    words = "the weighted mean of what it is made of"
    return Explanation(
        name,
        write.share(result),
        f"{words} = ({sums}) ÷ {weights}",
        tuple(_input(item, scored, write.share(getattr(item, name))) for item in used),
    )


def _uses(item: Item, name: str) -> bool:
    return item.used and getattr(item, name) is not None


def _input(item: Item, scored: ScoredObjective, value: str) -> Input:
    weight = "" if item.weight == 1 else f", weight {figure(item.weight)}"
    key_result = None if item.objective else scored.key_result(item.id)
    place = key_result.key_result.place if key_result is not None else scored.objective.place
    return Input(item.id, f"{value}{weight}", place)


def _objective_status(scored: ScoredObjective, portfolio: Portfolio, write: Writing) -> Explanation:
    inputs = tuple(_input(item, scored, word(item.status)) for item in scored.items)
    reason = _objective_reason(scored, portfolio, write)
    return Explanation("status", word(scored.status), reason, inputs)


def _objective_reason(scored: ScoredObjective, portfolio: Portfolio, write: Writing) -> str:
    status = scored.status
    if status in GRADED:
        return f"the cycle is over, and the grade is {write.grade(scored.grade)}"
    if status is Status.DROPPED:
        return "it, or all that it is made of, was dropped"
    if status is Status.UNREPORTED:
        return "the cycle is over, and something was never reported on"
    if not scored.items:
        return "it has no key results, and nothing is aligned to it"
    if status not in MOVING:
        return f"all that counts is {word(status)}"
    expecting = [item for item in scored.items if _uses(item, "expected") and item.weight > 0]
    weight = sum(item.weight for item in expecting)
    if not expecting or weight <= 0:
        return "nothing is expected by now: the step of its worst key result"
    p = sum((item.progress or 0) * item.weight for item in expecting) / weight
    e = sum((item.expected or 0) * item.weight for item in expecting) / weight
    cap = "; at most one step better than its worst key result"
    return f"of those with an expectation, {by_pace(p, e, portfolio.site.policy, write)}{cap}"


def _objective_grade(scored: ScoredObjective, write: Writing) -> Explanation:
    ambition: Ambition = scored.objective.ambition
    grade = write.grade(scored.grade)
    if scored.score is not None:
        lines = scored.objective.lines
        place = scored.objective.place.at(lines.get("score", scored.objective.place.line))
        given = (Input("score", write.grade(scored.score), place),)
        return Explanation("grade", grade, "the score that was written down", given)
    graded = [item for item in scored.items if item.grade is not None]
    return Explanation(
        "grade",
        grade,
        f"the weighted mean of its key results' grades ({ambition})",
        tuple(_input(item, scored, write.grade(item.grade)) for item in graded),
    )
