"""Scores one key result (semantics: "Progress and expectation", "Status of a key result")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from okrsite.model.cycle import Cycle
from okrsite.model.document import Change, Dropped, KeyResult, Objective
from okrsite.model.measure import NEAR, CheckIn, Contribution, Measure, Moment
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import ScoredKeyResult
from okrsite.model.site import Policy
from okrsite.model.status import BY_STEP, MOVING, STEPS, Status
from okrsite.score.figures import band, step_by_confidence, step_by_pace
from okrsite.score.forecast import forecast
from okrsite.score.window import allowed_silence, bend, share_of


def score_key_result(
    key_result: KeyResult,
    objective: Objective,
    cycle: Cycle,
    contributions: Sequence[Contribution],
    reviewed: float | None,
    policy: Policy,
    as_of: date,
    foresee: bool = True,
) -> ScoredKeyResult:
    """Score a key result as of a date; `reviewed` is a score that a review gave it by then.

    A forecast costs a quarter of all that: `foresee` says whether it is wanted.
    """
    seen = as_seen(key_result, as_of)
    scoring = _Scoring(seen, objective, cycle, contributions, reviewed, policy, as_of, foresee)
    return scoring.scored()


def as_seen(key_result: KeyResult, as_of: date) -> KeyResult:
    """The key result as that date sees it: a change of a later date has not happened yet."""
    for change in sorted(key_result.changed, key=lambda c: c.date, reverse=True):
        if change.date > as_of:
            key_result = _undone(key_result, change)
    return key_result


def _undone(key_result: KeyResult, change: Change) -> KeyResult:
    if change.field in {"starts", "due", "weight"}:
        return replace(key_result, **{change.field: change.was})  # type: ignore[arg-type]
    if change.field == "title":
        return key_result  # the words may be mended; the goalpost is what must show
    return replace(key_result, measure=key_result.measure.was(change.field, change.was))


def dropped_by(dropped: Dropped, as_of: date) -> bool:
    """Whether something was dropped by a day."""
    return dropped <= as_of if isinstance(dropped, date) else dropped is True


def clamped(raw: float | None) -> float | None:
    """Progress: raw within 0 to 1."""
    return None if raw is None else min(1.0, max(0.0, raw))


def is_watermelon(said: Status | None, computed: Status) -> bool:
    """Said better by a step or more, while the computed one is on its way: green outside."""
    if said is None or computed not in {*MOVING, Status.SILENT}:
        return False
    return STEPS[said] < STEPS[computed]


@dataclass(slots=True)
class _Scoring:
    """One key result on one day."""

    key_result: KeyResult
    objective: Objective
    cycle: Cycle
    contributions: Sequence[Contribution]
    reviewed: float | None
    policy: Policy
    as_of: date
    foresee: bool

    def scored(self) -> ScoredKeyResult:
        each, cycle = self.key_result, self.cycle
        starts = each.starts or cycle.starts
        due = each.due or cycle.ends
        words = tuple(word for word in each.checkins if word.date <= self.as_of)
        share = share_of(starts, due, self.as_of)
        moment = Moment(
            self.as_of,
            starts,
            due,
            share,
            bend(share, each.pace, starts, due, self.as_of),
            words,
            self.contributions,
        )
        raw = each.measure.raw(moment)
        progress = clamped(raw)
        expected = self._expected(moment, raw)
        rhythm = each.checkin or cycle.checkin
        silence = allowed_silence(rhythm, cycle)
        last_word = self._last_word(words)
        score = self._score()
        status = self._status(moment, progress, expected, silence, last_word, score)
        said = next((w.status for w in reversed(words) if w.status is not None), None)
        return ScoredKeyResult(
            key_result=each,
            cycle=cycle,
            moment=moment,
            starts=starts,
            due=due,
            share=share,
            rhythm=rhythm,
            silence=silence,
            words=words,
            facts=each.measure.facts(moment),
            value=each.measure.value(moment),
            raw=raw,
            progress=progress,
            expected=expected,
            status=status,
            said=said,
            watermelon=is_watermelon(said, status),
            stale=self._stale(status, silence, last_word),
            confidence=_last_confidence(words),
            last_word=last_word,
            score=score,
            grade=self._grade(status, score, progress),
            forecast=forecast(each.measure.course(moment), due) if self.foresee else None,
            contributors=tuple(c.objective for c in self.contributions),
        )

    @property
    def _measure(self) -> Measure:
        return self.key_result.measure

    @property
    def _is_aligned(self) -> bool:
        return self._measure.kind == "aligned"

    def _expected(self, moment: Moment, raw: float | None) -> float | None:
        """None at all in an open cycle, without a pace, or where nothing is known."""
        if raw is None or self.cycle.ends is None or self.key_result.pace.none:
            return None
        return self._measure.expected(moment)

    def _last_word(self, words: Sequence[CheckIn]) -> date | None:
        days = [word.date for word in words]
        days += [day for day in self._measure.done_on() if day <= self.as_of]
        return max(days, default=None)

    def _score(self) -> float | None:
        """A score counts once the cycle is over."""
        if not self.cycle.over(self.as_of):
            return None
        return self.key_result.score if self.key_result.score is not None else self.reviewed

    def _grade(self, status: Status, score: float | None, progress: float | None) -> float | None:
        if not self.cycle.over(self.as_of) or status in {Status.DROPPED, Status.UNREPORTED}:
            return None
        return score if score is not None else progress

    def _status(
        self,
        moment: Moment,
        progress: float | None,
        expected: float | None,
        silence: float | None,
        last_word: date | None,
        score: float | None,
    ) -> Status:
        """The first line of the table that fits."""
        if dropped_by(self.key_result.dropped, self.as_of):
            return Status.DROPPED
        if self.cycle.over(self.as_of):
            return self._graded(moment, progress, last_word, score)
        if progress is not None and progress >= 1 - NEAR and not self._measure.bands:
            return Status.ACHIEVED
        if self.as_of < moment.starts:
            return Status.PLANNED
        if last_word is None and not self._is_aligned:
            late = silence is not None and (self.as_of - moment.starts).days > silence + NEAR
            return Status.SILENT if late else Status.PLANNED
        if progress is None:
            return Status.UNMEASURED
        return BY_STEP[self._step(moment, progress, expected)]

    def _graded(
        self,
        moment: Moment,
        progress: float | None,
        last_word: date | None,
        score: float | None,
    ) -> Status:
        nothing = last_word is None and not self._measure.anything_done(moment)
        if score is None and nothing and not self._is_aligned:
            return Status.UNREPORTED
        grade = score if score is not None else progress
        if grade is None:
            return Status.UNMEASURED
        return band(grade, self.key_result.ambition or self.objective.ambition)

    def _step(self, moment: Moment, progress: float, expected: float | None) -> int:
        own = self._measure.step(moment)
        if own is not None:
            return own
        if expected is not None:
            return step_by_pace(progress, expected, self.policy)
        if self._is_aligned:
            steps = [STEPS[c.status] for c in self.contributions if c.status in STEPS]
            if steps:
                return max(steps)
        confidence = None if self._is_aligned else _last_confidence(moment.words)
        if confidence is not None:
            return step_by_confidence(confidence)
        return 0 if moment.share <= 0.5 + NEAR or moment.due is None else 1

    def _stale(self, status: Status, silence: float | None, last_word: date | None) -> bool:
        if status not in MOVING:
            return False
        if self._is_aligned:
            return bool(self.contributions) and all(c.stale for c in self.contributions)
        if silence is None or last_word is None:
            return False
        return (self.as_of - last_word).days > silence + NEAR


def _last_confidence(words: Iterable[CheckIn]) -> float | None:
    found = None
    for word in words:
        if word.confidence is not None:
            found = word.confidence
    return found
