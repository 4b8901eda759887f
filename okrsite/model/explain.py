"""Explains every number that a site shows: formula, inputs, and where each was written."""

from __future__ import annotations

from okrsite.i18n import gettext, gettext_noop, pgettext, spoken
from okrsite.model.explanation import EXACT, Explanation, Input, Writing, figure
from okrsite.model.forecast import Forecast
from okrsite.model.measure import NEAR
from okrsite.model.place import Place
from okrsite.model.portfolio import Item, Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.site import Policy
from okrsite.model.status import GRADED, MOVING, Status
from okrsite.model.wording import AMBITION_WORDS, FIELD_WORDS, RHYTHM_WORDS, STATUS_WORDS


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
        formula, inputs = gettext("by its measure; the figures are withheld"), ()
    where = _line(scored, measure.field or "title", "measure")
    placed = tuple(i if i.place is not None else i._replace(place=where) for i in inputs)
    if scored.raw is not None and not 0 <= scored.raw <= 1 and not scored.key_result.withheld:
        formula = gettext(
            "{formula} = {share}, shown within {least} and {most}",
            formula=formula,
            share=write.share(scored.raw),
            least=write.share(0),
            most=write.share(1),
        )
    return Explanation("progress", write.share(scored.progress), formula, placed)


def _expected(scored: ScoredKeyResult, write: Writing) -> Explanation:
    share, kind = write.share(scored.expected), scored.key_result.measure.kind
    if kind == "milestones":
        words = gettext("weights of the milestones due by now ÷ weights of all")
        return Explanation("expected", share, words, _window(scored))
    if kind == "aligned":
        words = gettext(
            "the expectation of the objectives aligned to it, weighted as their progress is"
        )
        return Explanation("expected", share, words)
    return Explanation("expected", share, _by_days(scored, write), _window(scored))


def _by_days(scored: ScoredKeyResult, write: Writing) -> str:
    each, days = scored.key_result, None
    if scored.due is not None and scored.due > scored.starts:
        days = (scored.moment.as_of - scored.starts).days, (scored.due - scored.starts).days
    return _part_of_window(days, bool(each.pace.points and not each.measure.bands), write)


@spoken(4096)
def _part_of_window(days: tuple[int, int] | None, bent: bool, write: Writing) -> str:
    words = gettext(
        "(as of − starts) ÷ (due − starts), within {least} and {most}",
        least=write.share(0),
        most=write.share(1),
    )
    if days is not None:
        past, whole = days
        words = gettext(
            "{formula} = {past} days ÷ {whole} days", formula=words, past=past, whole=whole
        )
    if bent:
        return gettext("{formula}, bent by the planned pace", formula=words)
    return words


def _window(scored: ScoredKeyResult) -> tuple[Input, ...]:
    due = str(scored.due) if scored.due else pgettext("without an end", "open")
    return (
        Input(gettext("as of"), str(scored.moment.as_of)),
        Input(FIELD_WORDS["starts"], str(scored.starts), _set(scored, "starts")),
        Input(FIELD_WORDS["due"], due, _set(scored, "due")),
    )


def _status(scored: ScoredKeyResult, portfolio: Portfolio, write: Writing) -> Explanation:
    reason = _reason(scored, portfolio.site.policy, write)
    return Explanation("status", STATUS_WORDS[scored.status], reason, _spoken(scored))


def _spoken(scored: ScoredKeyResult) -> tuple[Input, ...]:
    found = []
    if scored.words:
        last = scored.words[-1]
        found.append(Input(gettext("last word"), str(last.date), last.place))
    elif scored.last_word is not None:
        said_on = str(scored.last_word)
        found.append(Input(gettext("last word"), said_on, _line(scored, "done")))
    if scored.silence is not None:
        words = gettext(
            "{number} days ({rhythm})",
            number=figure(scored.silence),
            rhythm=RHYTHM_WORDS[scored.rhythm],
        )
        found.append(Input(gettext("allowed silence"), words, _set(scored, "checkin")))
    if scored.said is not None:
        said = next(w for w in reversed(scored.words) if w.status is not None)
        found.append(Input(gettext("status said"), STATUS_WORDS[scored.said], said.place))
    return tuple(found)


def _reason(scored: ScoredKeyResult, policy: Policy, write: Writing) -> str:
    status = scored.status
    if status in GRADED:
        return _over(write.grade(scored.grade))
    if status is Status.ACHIEVED:
        return gettext("progress is {share}", share=write.share(1))
    if status is Status.PLANNED and scored.moment.as_of < scored.starts:
        return gettext("its window has not begun")
    if status in _FIXED:
        return gettext(_FIXED[status])
    moving = _moving(scored, policy, write)
    if scored.stale:
        return gettext(
            "{reason}; stale: the last word is older than the allowed silence", reason=moving
        )
    return moving


_FIXED = {
    Status.PLANNED: gettext_noop("no word yet, and none is due"),
    Status.DROPPED: gettext_noop("it was dropped"),
    Status.UNREPORTED: gettext_noop(
        "the cycle is over, with no score, no word ever and nothing done"
    ),
    Status.SILENT: gettext_noop("no word yet, and one was due"),
    Status.UNMEASURED: gettext_noop("no progress can be told"),
}


def _over(grade: str) -> str:
    return gettext("the cycle is over, and the grade is {grade}", grade=grade)


def _moving(scored: ScoredKeyResult, policy: Policy, write: Writing) -> str:
    if scored.key_result.measure.bands:
        return gettext("the last values against the band: inside; outside; outside twice running")
    if scored.expected is not None and scored.progress is not None:
        return by_pace(scored.progress, scored.expected, policy, write)
    if scored.contributors:
        return gettext(
            "nothing is expected by now: the worst step among the objectives aligned to it"
        )
    if scored.confidence is not None and scored.key_result.measure.kind != "aligned":
        return gettext(
            "nothing is expected by now, and the last confidence is {confidence}",
            confidence=figure(scored.confidence),
        )
    return gettext(
        "nothing is expected by now and no confidence was given: the share of the window decides"
    )


def by_pace(progress: float, expected: float, policy: Policy, write: Writing = EXACT) -> str:
    """How progress holds against expectation, by the thresholds of policy."""
    p, e = write.share(progress), write.share(expected)
    for threshold, verdict in (
        (policy.on_track, Status.ON_TRACK),
        (policy.at_risk, Status.AT_RISK),
    ):
        if progress >= threshold.share * expected - NEAR:
            return gettext(
                "progress {progress} is at least {share} × {expected} = {bound}: {status}",
                progress=p,
                share=figure(threshold.share),
                expected=e,
                bound=write.share(threshold.share * expected),
                status=STATUS_WORDS[verdict],
            )
        if expected - progress <= threshold.gap + NEAR:
            return gettext(
                "progress {progress} is {gap} behind {expected}, within {allowed}: {status}",
                progress=p,
                gap=write.distance(expected - progress),
                expected=e,
                allowed=write.distance(threshold.gap),
                status=STATUS_WORDS[verdict],
            )
    return gettext(
        "progress {progress} is below {share} × {expected}, and more than {gap} behind",
        progress=p,
        share=figure(policy.at_risk.share),
        expected=e,
        gap=write.distance(policy.at_risk.gap),
    )


def _grade(scored: ScoredKeyResult, write: Writing) -> Explanation:
    grade = write.grade(scored.grade)
    if scored.score is not None:
        given = (Input(gettext("score"), write.grade(scored.score), _line(scored, "score")),)
        return Explanation("grade", grade, gettext("the score that was written down"), given)
    return Explanation("grade", grade, gettext("progress at the end of the cycle"))


def _forecast(scored: ScoredKeyResult, found: Forecast, write: Writing) -> Explanation:
    """The line, read off when due; how far the figures lay from it is the range."""
    days = (scored.due - found.first).days if scored.due is not None else 0
    slope = write.rate(found.slope)
    words = gettext(
        "the line through the figures so far, when due: start + slope × days = "
        "{start} + {slope} × {days}; "
        "the range is what eight in ten of the figures kept to",
        start=write.share(found.start),
        slope=slope,
        days=days,
    )
    lands = gettext(
        "{at_due} ({low} to {high})",
        at_due=write.share(found.at_due),
        low=write.share(found.low),
        high=write.share(found.high),
    )
    dates = gettext("{number}, the first {day}", number=found.dates, day=found.first)
    median = gettext("{slope} a day, the median between all pairs of dates", slope=slope)
    start = gettext(
        "{start}, where the line stands on the first date", start=write.share(found.start)
    )
    return Explanation(
        "forecast",
        lands,
        words,
        (
            Input(gettext("dates with a figure"), dates),
            Input(pgettext("of a line", "slope"), median),
            Input(pgettext("of a line", "start"), start),
            Input(FIELD_WORDS["due"], str(scored.due), _set(scored, "due")),
        ),
    )


# Objectives -----------------------------------------------------------------------------------


def _mean(name: str, scored: ScoredObjective, result: float, write: Writing) -> Explanation:
    used = [item for item in scored.items if _uses(item, name)]
    weights = figure(sum(item.weight for item in used))
    sums = " + ".join(
        f"{figure(item.weight)} × {write.share(getattr(item, name))}" for item in used[:6]
    ) + (" + …" if len(used) > 6 else "")
    words = gettext("the weighted mean of what it is made of")
    return Explanation(
        name,
        write.share(result),
        f"{words} = ({sums}) ÷ {weights}",
        tuple(_input(item, scored, write.share(getattr(item, name))) for item in used),
    )


def _uses(item: Item, name: str) -> bool:
    return item.used and getattr(item, name) is not None


def _input(item: Item, scored: ScoredObjective, value: str) -> Input:
    if item.weight != 1:
        value = gettext("{value}, weight {weight}", value=value, weight=figure(item.weight))
    key_result = None if item.objective else scored.key_result(item.id)
    place = key_result.key_result.place if key_result is not None else scored.objective.place
    return Input(item.id, value, place)


def _objective_status(scored: ScoredObjective, portfolio: Portfolio, write: Writing) -> Explanation:
    inputs = tuple(_input(item, scored, STATUS_WORDS[item.status]) for item in scored.items)
    reason = _objective_reason(scored, portfolio, write)
    return Explanation("status", STATUS_WORDS[scored.status], reason, inputs)


def _objective_reason(scored: ScoredObjective, portfolio: Portfolio, write: Writing) -> str:
    status = scored.status
    if status in GRADED:
        return _over(write.grade(scored.grade))
    if status is Status.DROPPED:
        return gettext("it, or all that it is made of, was dropped")
    if status is Status.UNREPORTED:
        return gettext("the cycle is over, and something was never reported on")
    if not scored.items:
        return gettext("it has no key results, and nothing is aligned to it")
    if status not in MOVING:
        return gettext("all that counts is {status}", status=STATUS_WORDS[status])
    expecting = [item for item in scored.items if _uses(item, "expected") and item.weight > 0]
    weight = sum(item.weight for item in expecting)
    if not expecting or weight <= 0:
        return gettext("nothing is expected by now: the step of its worst key result")
    p = sum((item.progress or 0) * item.weight for item in expecting) / weight
    e = sum((item.expected or 0) * item.weight for item in expecting) / weight
    return gettext(
        "of those with an expectation, {reason}; at most one step better than its worst key result",
        reason=by_pace(p, e, portfolio.site.policy, write),
    )


def _objective_grade(scored: ScoredObjective, write: Writing) -> Explanation:
    grade = write.grade(scored.grade)
    if scored.score is not None:
        lines = scored.objective.lines
        place = scored.objective.place.at(lines.get("score", scored.objective.place.line))
        given = (Input(gettext("score"), write.grade(scored.score), place),)
        return Explanation("grade", grade, gettext("the score that was written down"), given)
    graded = [item for item in scored.items if item.grade is not None]
    return Explanation(
        "grade",
        grade,
        gettext(
            "the weighted mean of its key results' grades ({ambition})",
            ambition=AMBITION_WORDS[scored.objective.ambition],
        ),
        tuple(_input(item, scored, write.grade(item.grade)) for item in graded),
    )
