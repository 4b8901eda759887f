"""Random check-ins: on days that matter for a status, with figures that lie on its thresholds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from okrsite.model.noun import replace

from .random_key_results import Span, number
from .references import Resolver
from .structure import (
    Aligned,
    CheckIn,
    CheckInDocument,
    Cycle,
    Done,
    Judged,
    Keep,
    KeyResult,
    Kpi,
    Ladder,
    Measure,
    Metric,
    Milestones,
    Objective,
    Policy,
    Said,
)

NOTES = ("Laptops ship before day one", "Waiting for legal", "Quiet weeks", "It's better: a lot")
STATUSES = ("on_track", "at_risk", "off_track")
SILENCES = (0, 1, 5, 10, 11, 15, 16, 17, 18, 34, 35, 45, 46, 95, 96)
CONFIDENCES = (0.0, 3.0, 3.9, 4.0, 5.0, 6.5, 7.0, 8.0, 10.0)


@dataclass(frozen=True)
class Times:
    """What random check-ins are aimed at: the dates of calculation, and the policy's thresholds."""

    dates: tuple[date, ...]
    policy: Policy

    def day(self, rng: Random, span: Span) -> date:
        """A day that may matter for a status.

        In or near a span, or just so long before a calculation that a silence is or is not yet too
        long.
        """
        if rng.random() < 0.4:
            return rng.choice(self.dates) - timedelta(rng.choice(SILENCES))
        return span.day(rng, 15)


def value(rng: Random, one: KeyResult, cycle: Cycle, times: Times) -> float:
    """A value for a key result or kpi, often one where something changes."""
    match one.measure:
        case Metric(float() as start, float() as target, None) if rng.random() < 0.75:
            return round(start + (target - start) * _part(rng, one, cycle, times), 12)
        case Ladder(rungs) if rng.random() < 0.6:
            return rng.choice(rungs)[1] + rng.choice([0.0, 0.0, 0.5, -0.5])
        case Keep(low, high) if rng.random() < 0.8:
            bound = rng.choice([one for one in (low, high) if one is not None])
            return bound + rng.choice([0.0, 0.0, 1.0, -1.0, 5.0, -5.0])
        case Metric(start, target, _) if rng.random() < 0.5 and (start or target):
            return round((start or target or 1.0) * rng.uniform(0.5, 1.5), 2)
        case _:
            return number(rng)


def _part(rng: Random, one: KeyResult, cycle: Cycle, times: Times) -> float:
    """Part of the way to the target, half of the time on a threshold of a date."""
    span = Span(one.starts or cycle.starts, one.due or Span.of(cycle).ends)
    days = max(1, (span.ends - span.starts).days)
    share = min(1.0, max(0.0, (rng.choice(times.dates) - span.starts).days / days))
    if rng.random() < 0.5:
        return rng.choice([rng.random(), share + rng.uniform(-0.3, 0.2), rng.uniform(-0.5, 1.5)])
    (ratio, gap), (risky, risky_gap) = times.policy.on_track, times.policy.at_risk
    borders = (ratio * share, share - gap, risky * share, share - risky_gap)
    return rng.choice([*borders, 1.0, 0.4, 0.7, share])


def _figure(rng: Random, one: KeyResult, cycle: Cycle, times: Times, day: date) -> CheckIn:
    """A check-in with the figure that suits the kind."""
    plain = CheckIn(day)
    if one.kpi is not None or isinstance(one.measure, Aligned):
        return plain
    match one.measure:
        case Metric() | Ladder() | Keep():
            return replace(plain, value=value(rng, one, cycle, times))
        case Milestones(items):
            titles = [item.title for item in items]
            chosen = tuple(rng.sample(titles, rng.randint(1, len(titles))))
            return replace(plain, done=True if rng.random() < 0.2 else chosen)
        case Done() if rng.random() < 0.3:
            return replace(plain, done=True)
        case Done() | Judged():
            return replace(plain, progress=rng.randint(0, 20) * 5 / 100)


def _opinion(rng: Random, check_in: CheckIn) -> CheckIn:
    """Confidence, status and note, where any are given."""
    return replace(
        check_in,
        confidence=rng.choice(CONFIDENCES) if rng.random() < 0.5 else None,
        status=rng.choice(STATUSES) if rng.random() < 0.35 else None,
        note=rng.choice(NOTES) if rng.random() < 0.5 else None,
    )


def of_key_result(rng: Random, one: KeyResult, cycle: Cycle, times: Times, day: date) -> CheckIn:
    """A random check-in of a key result on a day; sometimes "without a figure"."""
    given = CheckIn(day) if rng.random() < 0.2 else _figure(rng, one, cycle, times, day)
    said = _opinion(rng, given)
    is_empty = (said.value, said.progress, said.confidence, said.status, said.note, said.done)
    if is_empty == (None, None, None, None, None, False):
        return replace(said, note=NOTES[0])
    return said


def inline(rng: Random, one: KeyResult, cycle: Cycle, times: Times) -> tuple[CheckIn, ...]:
    """The inline history of a key result, in any order, sometimes several on one day."""
    if one.form in {"short", "unquoted"} or rng.random() < 0.45:
        return ()
    count = rng.choice([1, 1, 2, 3, 5])
    days = [times.day(rng, Span.of(cycle)) for _ in range(count)]
    if count > 2 and rng.random() < 0.3:
        days[1] = days[0]
    return tuple(
        replace(of_key_result(rng, one, cycle, times, day), position=place)
        for place, day in enumerate(days)
    )


def of_kpi(rng: Random, times: Times, days: Iterable[date]) -> tuple[CheckIn, ...]:
    """The inline history of a kpi: a value a day."""
    return tuple(
        CheckIn(day, value=number(rng, 0, 100), position=place) for place, day in enumerate(days)
    )


@dataclass
class Writer:
    """Makes check-in documents; holds what is there to be spoken of."""

    rng: Random
    resolver: Resolver
    kpis: list[Kpi]
    times: Times

    def document(
        self, path: str, day: date, author: tuple[str | None, str | None], *, named: bool
    ) -> CheckInDocument:
        """A document of a team, a person or of nobody, with some entries."""
        team, person = author
        by = self.rng.choice([None, team, person])
        found = CheckInDocument(path, day, named=named, team=team, person=person, by=by)
        wanted = self._entries(found)
        listed = [one for one in wanted if one.listed]
        front = {one.reference: one for one in wanted if not one.listed}
        entries = [
            replace(entry, check_in=replace(entry.check_in, path=path, position=place, by=by))
            for place, entry in enumerate([*front.values(), *listed])
        ]
        return replace(found, entries=tuple(entries))

    def _entries(self, document: CheckInDocument) -> list[Said]:
        found: list[Said] = []
        for _ in range(self.rng.choice([1, 2, 3, 4])):
            roll = self.rng.random()
            if roll < 0.65:
                found += self._of_key_result(document)
            elif roll < 0.88:
                found += self._of_objective(document)
            elif self.kpis:
                found.append(self._of_kpi(document))
        return found

    def _objective(self, document: CheckInDocument) -> Objective:
        """An objective to speak of: most often one's own, and one that is running."""
        own = [one for one in self.resolver.own(document) if one.key_results]
        running = [one for one in own if self.resolver.contains(one.cycle, document.day)]
        among = running or own if self.rng.random() < 0.8 else []
        return self.rng.choice(among or self.resolver.objectives)

    def _of_key_result(self, document: CheckInDocument) -> list[Said]:
        objective = self._objective(document)
        if not objective.key_results:
            return []
        one = self.rng.choice(objective.key_results)
        cycle = self.resolver.cycles[objective.cycle]
        check_in = of_key_result(self.rng, one, cycle, self.times, document.day)
        full = f"{objective.id}#{one.id}"
        listed = self.rng.random() < 0.6
        is_short = listed and self.rng.random() < 0.7
        short = self.resolver.short_of_key_result(document, objective, one) if is_short else None
        if listed:
            check_in = self._told_apart(check_in)
        return [Said(check_in, short or full, objective.id, one.id, listed=listed)]

    def _told_apart(self, check_in: CheckIn) -> CheckIn:
        """What is done and a note need something between them, or the note is read as more done."""
        is_close = check_in.confidence is None and check_in.status is None
        if check_in.done and check_in.note is not None and is_close:
            return replace(check_in, confidence=6.0)
        return check_in

    def _of_objective(self, document: CheckInDocument) -> list[Said]:
        objective = self._objective(document)
        status = self.rng.choice(STATUSES)
        note = self.rng.choice([None, *NOTES])
        check_in = CheckIn(document.day, status=status, note=note)
        listed = self.resolver.is_found_bare(document, objective) and self.rng.random() < 0.5
        return [Said(check_in, objective.id, objective.id, listed=listed)]

    def _of_kpi(self, document: CheckInDocument) -> Said:
        kpi = self.rng.choice(self.kpis)
        check_in = CheckIn(document.day, value=number(self.rng, 0, 100))
        listed = kpi.team is not None and kpi.team == document.team and self.rng.random() < 0.5
        return Said(check_in, kpi.id, kpi=kpi.id, listed=listed)


def suits_kpi(measure: Measure) -> bool:
    """Whether a key result with this measure can take the values of a kpi."""
    return isinstance(measure, Metric | Ladder | Keep)
