"""The figures and the status of a key result."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from . import measures, words
from .figures import Case, KeyResultFigures, weighted_mean
from .statuses import RUNNING, WRITTEN, band, by_confidence, by_pace, is_watermelon, worst
from .structure import Aligned, Done, Judged, Keep, KeyResult, Milestones, Objective
from .windows import allowed_silence, as_seen, at_least, holds, is_over, near, window

if TYPE_CHECKING:
    from .calculate import Calculation, Contributor


def work_out(
    calculation: Calculation, objective: Objective, key_result: KeyResult
) -> KeyResultFigures:
    """The figures of a key result, as of the date of the calculation."""
    cycle = calculation.cycle(objective)
    seen = as_seen(key_result, calculation.as_of)
    within = window(seen, cycle)
    own = words.of_key_result(calculation.organisation, objective.id, seen, calculation.as_of)
    check_ins = words.with_kpi(calculation.organisation, seen, own, calculation.as_of)
    case = Case(objective, seen, within, check_ins)
    raw, expected = _raw_and_expected(calculation, case)
    progress = None if raw is None else min(1.0, max(0.0, raw))
    status = _status(calculation, case, progress, expected)
    last_word = words.last_word(seen, check_ins, calculation.as_of)
    said = words.last_status(check_ins)
    score = _score(calculation, objective, seen)
    return KeyResultFigures(
        seen=seen,
        window=within,
        check_ins=own,
        figures=check_ins,
        raw=raw,
        progress=progress,
        expected=expected,
        status=status,
        said=said,
        watermelon=is_watermelon(said, status),
        stale=_is_stale(calculation, case, status, last_word),
        confidence=words.last_confidence(check_ins),
        last_word=last_word,
        score=score,
        grade=_grade_of_key_result(calculation, objective, status, score, progress),
    )


def _raw_and_expected(calculation: Calculation, case: Case) -> tuple[float | None, float | None]:
    """The two figures, of which progress and status are made.

    "Where raw is null, so are progress and expected."
    """
    measure, within = case.seen.measure, case.window
    if isinstance(measure, Aligned):
        raw, expected = _of_contributors(calculation, case.objective.id, case.seen.id, measure)
    else:
        plain = None if isinstance(measure, Judged) else measure
        raw = measures.raw(plain, case.check_ins, within, calculation.as_of)
        expected = measures.expected(plain, within, case.seen.pace, calculation.as_of)
    if raw is None or _without_expectation(calculation, case.objective, case.seen):
        expected = None
    return raw, expected


def _without_expectation(calculation: Calculation, objective: Objective, seen: KeyResult) -> bool:
    """Whether nothing is expected of a key result at all.

    "No expectation at all in an open cycle or with `pace: none`."
    """
    return calculation.cycle(objective).ends is None or seen.pace == "none"


def _of_contributors(
    calculation: Calculation, objective: str, key_result: str, measure: Aligned
) -> tuple[float | None, float | None]:
    """Progress and expectation of an aligned key result.

    "weighted mean of progress; `min`: the lowest, ties the first id; none: null", and "mean
    over those that have an expectation; `min`: of that one"
    """
    found = calculation.contributors(objective, key_result)
    if measure.how == "min":
        least = lowest(found)
        return (least[2].progress, least[2].expected) if least else (None, None)
    reached = [(one.progress, share) for _, share, one in found if one.progress is not None]
    hoped = [(one.expected, share) for _, share, one in found if one.expected is not None]
    return weighted_mean(reached), weighted_mean(hoped)


def lowest(found: list[Contributor]) -> Contributor | None:
    """The contributor that `min` looks at; a tie is one "within 1e-9".

    "`min`: the lowest, ties the first id"
    """
    least = min((one[2].progress or 0.0 for one in found), default=None)
    if least is None:
        return None
    return min(
        (one for one in found if near(one[2].progress or 0.0, least)), key=lambda one: one[0]
    )


def _score(calculation: Calculation, objective: Objective, key_result: KeyResult) -> float | None:
    """The score that counts by now: its own, else the one that a review gives.

    "`score` counts once the cycle is over"
    """
    if not is_over(calculation.cycle(objective), calculation.as_of):
        return None
    if key_result.score is not None:
        return key_result.score
    given = [
        (review.day, review.id, score)
        for review in calculation.organisation.reviews
        for objective_id, key_result_id, score in review.scores
        if (objective_id, key_result_id) == (objective.id, key_result.id)
        and review.day <= calculation.as_of
    ]
    return max(given)[2] if given else None


def _grade_of_key_result(
    calculation: Calculation,
    objective: Objective,
    status: str,
    score: float | None,
    progress: float | None,
) -> float | None:
    """What a key result is graded with.

    "once its cycle is over and it is neither dropped nor unreported: `score`, else progress;
    otherwise null"
    """
    is_ungraded = status in {"dropped", "unreported"}
    if is_ungraded or not is_over(calculation.cycle(objective), calculation.as_of):
        return None
    return progress if score is None else score


def _status(
    calculation: Calculation, case: Case, progress: float | None, expected: float | None
) -> str:
    """The table "Status of a key result, first line that fits"."""
    if holds(case.seen.dropped, calculation.as_of):
        return "dropped"
    if is_over(calculation.cycle(case.objective), calculation.as_of):
        return _status_when_over(calculation, case, progress)
    is_keep = isinstance(case.seen.measure, Keep)
    if progress is not None and at_least(progress, 1) and not is_keep:
        return "achieved"
    waiting = _before_the_first_word(calculation, case)
    if waiting is not None:
        return waiting
    return "unmeasured" if progress is None else _running(calculation, case, progress, expected)


def _running(calculation: Calculation, case: Case, progress: float, expected: float | None) -> str:
    """The last line of the table: "on_track, at_risk, off_track"."""
    if isinstance(case.seen.measure, Keep):
        return _status_of_keep(case.seen.measure, words.values(case.check_ins))
    if expected is not None:
        return by_pace(progress, expected, calculation.organisation.site.policy)
    return _status_without_expectation(calculation, case)


def _status_when_over(calculation: Calculation, case: Case, progress: float | None) -> str:
    """The second line of the table.

    "its cycle is over, and there is a `score`, or else a progress: graded, below. But
    **unreported** where there is no score, no word ever, nothing done (aligned: never);
    **unmeasured** where there is neither score nor progress"
    """
    score = _score(calculation, case.objective, case.seen)
    if score is None and _is_unheard_of(calculation, case):
        return "unreported"
    grade = progress if score is None else score
    if grade is None:
        return "unmeasured"
    return band(grade, case.seen.ambition or case.objective.ambition or "aspirational")


def _is_unheard_of(calculation: Calculation, case: Case) -> bool:
    """Whether there is "no word ever, nothing done (aligned: never)"."""
    if isinstance(case.seen.measure, Aligned) or _is_anything_done(calculation, case.seen):
        return False
    return words.last_word(case.seen, case.check_ins, calculation.as_of) is None


def _is_anything_done(calculation: Calculation, seen: KeyResult) -> bool:
    """Whether it, or a milestone of it, is marked as done.

    "nothing done"; what is done by check-in is a word already.
    """
    match seen.measure:
        case Done(done):
            return holds(done, calculation.as_of)
        case Milestones(items):
            return any(holds(one.done, calculation.as_of) for one in items)
        case _:
            return False


def _before_the_first_word(calculation: Calculation, case: Case) -> str | None:
    """The lines for planned and silent.

    "its window has not begun; or no word yet and none is due: as-of - starts is not above the
    allowed silence (aligned: only the former)"; silent: "no word, and one was due (not
    aligned)"
    """
    if calculation.as_of < case.window.starts:
        return "planned"
    word = words.last_word(case.seen, case.check_ins, calculation.as_of)
    if word is not None or isinstance(case.seen.measure, Aligned):
        return None
    allowed = allowed_silence(
        calculation.organisation, case.seen, calculation.cycle(case.objective)
    )
    waited = (calculation.as_of - case.window.starts).days
    return "planned" if waited <= allowed else "silent"


def _status_of_keep(keep: Keep, figures: list[float]) -> str:
    """The last line of the table, for keep.

    "*keep*: last value inside; outside; outside twice running."
    """
    if measures.inside(keep, figures[-1]):
        return "on_track"
    twice = len(figures) > 1 and not measures.inside(keep, figures[-2])
    return "off_track" if twice else "at_risk"


def _status_without_expectation(calculation: Calculation, case: Case) -> str:
    """The last line of the table, where there is no expectation.

    "last confidence given >= 7, >= 4, below; none given: on_track while share <= 0.5 or the
    window is open, then at_risk; *aligned without*: the worst step among its contributors,
    written so; none has a step: as where no confidence is given"
    """
    confidence = words.last_confidence(case.check_ins)
    if isinstance(case.seen.measure, Aligned):
        found = calculation.contributors(case.objective.id, case.seen.id)
        worst_step = worst(one.status for _, _, one in found)
        if worst_step is not None:
            return WRITTEN[worst_step]
    elif confidence is not None:
        return by_confidence(confidence)
    if case.window.due is None or at_least(0.5, case.window.share(calculation.as_of)):
        return "on_track"
    return "at_risk"


def _is_stale(calculation: Calculation, case: Case, status: str, last_word: date | None) -> bool:
    """Whether the last word is too long ago.

    "**Stale** marks on_track, at_risk, off_track when as-of - last word is above the allowed
    silence (aligned: when all its contributors are stale)."
    """
    if status not in RUNNING:
        return False
    if isinstance(case.seen.measure, Aligned):
        found = calculation.contributors(case.objective.id, case.seen.id)
        return all(one.stale for _, _, one in found)
    if last_word is None:
        return False
    silence = (calculation.as_of - last_word).days
    return silence > allowed_silence(
        calculation.organisation, case.seen, calculation.cycle(case.objective)
    )
