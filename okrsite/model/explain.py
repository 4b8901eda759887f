"""Explains every number that a site shows: formula, inputs, and where each was written."""

from __future__ import annotations

from okrsite.model.explanation import Explanation, Input, figure
from okrsite.model.forecast import Forecast
from okrsite.model.measure import NEAR
from okrsite.model.place import Place
from okrsite.model.portfolio import Item, Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.site import Policy
from okrsite.model.status import GRADED, MOVING, Ambition, Status


def explain_key_result(scored: ScoredKeyResult, portfolio: Portfolio) -> tuple[Explanation, ...]:
    """Progress, expectation, status, grade and forecast of a key result, as far as it has them."""
    found = []
    if scored.progress is not None:
        found.append(_progress(scored))
    if scored.expected is not None:
        found.append(_expected(scored))
    found.append(_status(scored, portfolio))
    if scored.grade is not None:
        found.append(_grade(scored))
    if scored.forecast is not None:
        found.append(_forecast(scored, scored.forecast))
    return tuple(found)


def explain_objective(scored: ScoredObjective, portfolio: Portfolio) -> tuple[Explanation, ...]:
    """Progress, expectation, status and grade of an objective, as far as it has them."""
    found = []
    if scored.progress is not None:
        found.append(_mean("progress", scored, scored.progress))
    if scored.expected is not None:
        found.append(_mean("expected", scored, scored.expected))
    found.append(_objective_status(scored, portfolio))
    if scored.grade is not None:
        found.append(_objective_grade(scored))
    return tuple(found)


# Key results ----------------------------------------------------------------------------------


def _line(scored: ScoredKeyResult, *fields: str) -> Place:
    """Where the first of some fields stands, else where the key result begins."""
    each = scored.key_result
    return next((each.place.at(each.lines[f]) for f in fields if f in each.lines), each.place)


def _set(scored: ScoredKeyResult, field: str) -> Place:
    """Where something is set that the cycle sets for a key result which does not."""
    return _line(scored, field) if field in scored.key_result.lines else scored.cycle.place


def _progress(scored: ScoredKeyResult) -> Explanation:
    measure = scored.key_result.measure
    formula, inputs = measure.explain(scored.moment)
    if scored.key_result.withheld:
        formula, inputs = "by its measure; the figures are withheld", ()
    where = _line(scored, measure.field or "title", "measure")
    placed = tuple(i if i.place is not None else i._replace(place=where) for i in inputs)
    if scored.raw is not None and not 0 <= scored.raw <= 1 and not scored.key_result.withheld:
        formula = f"{formula} = {figure(scored.raw)}, shown within 0 and 1"
    return Explanation("progress", figure(scored.progress), formula, placed)


def _expected(scored: ScoredKeyResult) -> Explanation:
    moment, each = scored.moment, scored.key_result
    if each.measure.kind == "milestones":
        words = "weights of the milestones due by now ÷ weights of all"
        return Explanation("expected", figure(scored.expected), words, _window(scored))
    if each.measure.kind == "aligned":
        words = "the expectation of the objectives aligned to it, weighted as their progress is"
        return Explanation("expected", figure(scored.expected), words)
    words = "(as of − starts) ÷ (due − starts), within 0 and 1"
    if scored.due is not None and scored.due > scored.starts:
        past, whole = (moment.as_of - scored.starts).days, (scored.due - scored.starts).days
        words = f"{words} = {past} days ÷ {whole} days"
    if each.pace.points and not each.measure.bands:
        words = f"{words}, bent by the planned pace"
    return Explanation("expected", figure(scored.expected), words, _window(scored))


def _window(scored: ScoredKeyResult) -> tuple[Input, ...]:
    return (
        Input("as of", str(scored.moment.as_of)),
        Input("starts", str(scored.starts), _set(scored, "starts")),
        Input("due", str(scored.due) if scored.due else "open", _set(scored, "due")),
    )


def _status(scored: ScoredKeyResult, portfolio: Portfolio) -> Explanation:
    return Explanation(
        "status", word(scored.status), _reason(scored, portfolio.site.policy), _spoken(scored)
    )


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


def _reason(scored: ScoredKeyResult, policy: Policy) -> str:
    status = scored.status
    if status in GRADED:
        return f"the cycle is over, and the grade is {figure(scored.grade)}"
    fixed = {
        Status.DROPPED: "it was dropped",
        Status.UNREPORTED: "the cycle is over, with no score, no word ever and nothing done",
        Status.ACHIEVED: "progress is 1",
        Status.SILENT: "no word yet, and one was due",
        Status.UNMEASURED: "no progress can be told",
    }
    if status is Status.PLANNED:
        begun = scored.moment.as_of >= scored.starts
        return "no word yet, and none is due" if begun else "its window has not begun"
    if status in fixed:
        return fixed[status]
    stale = "; stale: the last word is older than the allowed silence" if scored.stale else ""
    return f"{_moving(scored, policy)}{stale}"


def _moving(scored: ScoredKeyResult, policy: Policy) -> str:
    if scored.key_result.measure.bands:
        return "the last values against the band: inside; outside; outside twice running"
    if scored.expected is not None and scored.progress is not None:
        return by_pace(scored.progress, scored.expected, policy)
    if scored.contributors:
        return "nothing is expected by now: the worst step among the objectives aligned to it"
    if scored.confidence is not None and scored.key_result.measure.kind != "aligned":
        return f"nothing is expected by now, and the last confidence is {figure(scored.confidence)}"
    return "nothing is expected by now and no confidence was given: the share of the window decides"


def by_pace(progress: float, expected: float, policy: Policy) -> str:
    """How progress holds against expectation, by the thresholds of policy."""
    p, e = figure(progress), figure(expected)
    for threshold, verdict in ((policy.on_track, "on track"), (policy.at_risk, "at risk")):
        if progress >= threshold.share * expected - NEAR:
            bound = f"{figure(threshold.share)} × {e} = {figure(threshold.share * expected)}"
            return f"progress {p} is at least {bound}: {verdict}"
        if expected - progress <= threshold.gap + NEAR:
            gap = figure(expected - progress)
            return f"progress {p} is {gap} behind {e}, within {figure(threshold.gap)}: {verdict}"
    share = figure(policy.at_risk.share)
    return f"progress {p} is below {share} × {e}, and more than {figure(policy.at_risk.gap)} behind"


def _grade(scored: ScoredKeyResult) -> Explanation:
    if scored.score is not None:
        given = (Input("score", figure(scored.score), _line(scored, "score")),)
        return Explanation("grade", figure(scored.grade), "the score that was written down", given)
    return Explanation("grade", figure(scored.grade), "progress at the end of the cycle")


def _forecast(scored: ScoredKeyResult, found: Forecast) -> Explanation:
    """The line, read off when due; how far the figures lay from it is the range."""
    days = (scored.due - found.first).days if scored.due is not None else 0
    words = (
        "the line through the figures so far, when due: start + slope × days = "
        f"{figure(found.start)} + {figure(found.slope)} × {days}; "
        "the range is what eight in ten of the figures kept to"
    )
    return Explanation(
        "forecast",
        f"{figure(found.at_due)} ({figure(found.low)} to {figure(found.high)})",
        words,
        (
            Input("dates with a figure", f"{found.dates}, the first {found.first}"),
            Input("slope", f"{figure(found.slope)} a day, the median between all pairs of dates"),
            Input("start", f"{figure(found.start)}, where the line stands on the first date"),
            Input("due", str(scored.due), _set(scored, "due")),
        ),
    )


# Objectives -----------------------------------------------------------------------------------


def _mean(name: str, scored: ScoredObjective, result: float) -> Explanation:
    used = [item for item in scored.items if _uses(item, name)]
    weights = figure(sum(item.weight for item in used))
    sums = " + ".join(
        f"{figure(item.weight)} × {figure(getattr(item, name))}" for item in used[:6]
    ) + (" + …" if len(used) > 6 else "")
    words = "the weighted mean of what it is made of"
    return Explanation(
        name,
        figure(result),
        f"{words} = ({sums}) ÷ {weights}",
        tuple(_input(item, scored, figure(getattr(item, name))) for item in used),
    )


def _uses(item: Item, name: str) -> bool:
    return item.used and getattr(item, name) is not None


def _input(item: Item, scored: ScoredObjective, value: str) -> Input:
    weight = "" if item.weight == 1 else f", weight {figure(item.weight)}"
    key_result = None if item.objective else scored.key_result(item.id)
    place = key_result.key_result.place if key_result is not None else scored.objective.place
    return Input(item.id, f"{value}{weight}", place)


def _objective_status(scored: ScoredObjective, portfolio: Portfolio) -> Explanation:
    inputs = tuple(_input(item, scored, word(item.status)) for item in scored.items)
    return Explanation("status", word(scored.status), _objective_reason(scored, portfolio), inputs)


def _objective_reason(scored: ScoredObjective, portfolio: Portfolio) -> str:
    status = scored.status
    if status in GRADED:
        return f"the cycle is over, and the grade is {figure(scored.grade)}"
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
    return f"of those with an expectation, {by_pace(p, e, portfolio.site.policy)}{cap}"


def _objective_grade(scored: ScoredObjective) -> Explanation:
    ambition: Ambition = scored.objective.ambition
    if scored.score is not None:
        lines = scored.objective.lines
        place = scored.objective.place.at(lines.get("score", scored.objective.place.line))
        given = (Input("score", figure(scored.score), place),)
        return Explanation("grade", figure(scored.grade), "the score that was written down", given)
    graded = [item for item in scored.items if item.grade is not None]
    return Explanation(
        "grade",
        figure(scored.grade),
        f"the weighted mean of its key results' grades ({ambition})",
        tuple(_input(item, scored, figure(item.grade)) for item in graded),
    )
