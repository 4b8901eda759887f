"""Random key results: all kinds, all fields, and the odd cases at the edges of the definitions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from okrsite.model.noun import replace

from .structure import (
    Aligned,
    Change,
    Cycle,
    Done,
    Fact,
    Judged,
    Keep,
    KeyResult,
    Ladder,
    Measure,
    Metric,
    Milestone,
    Milestones,
    Pace,
)

KR_IDS = ("rate", "lead-time", "share", "handbook", "rollout", "pilot", "survey", "backlog")
UNITS = (None, None, "days", "points", "%", "forms")
TITLES = (
    "Raise the rate of repeat orders",
    "Fewer parcels come back damaged",
    "Colleagues find what they need",
    "Every depot counts its own stock",
    "Kürzere Wege für alle Fahrer",
    "Calls answered",
    "Drivers are home before nine every evening",
    "The école partners deliver twice",
    "Orders leave on the day they come",
    "Trucks",
)
TITLE_WITH_COLON = "Second half: fewer open questions"
MILESTONE_TITLES = ("First half", "First half published", "Inventory agreed", "Everyone trained")
AMBITIONS = (None, None, None, "committed", "aspirational", "learning")
RHYTHMS = (None, None, None, "weekly", "fortnightly", "monthly", "quarterly", "end")
SHORT_KINDS = (Metric, Keep, Done, Judged, Aligned)


def slug(title: str) -> str:
    """The id of a key result that is given none.

    "a key result's [id defaults] to its title's first four words (NFKD to a-z0-9)"
    """
    plain = title.translate(str.maketrans("üéÉ", "ueE")).replace(":", "")
    return "-".join(plain.lower().split()[:4])


@dataclass(frozen=True)
class Span:
    """The days in which things of a cycle happen; an open cycle is given a year."""

    starts: date
    ends: date
    aims: tuple[date, ...] = ()

    @classmethod
    def of(cls, cycle: Cycle, aims: tuple[date, ...] = ()) -> Span:
        """The days of a cycle; `aims` are the dates of calculation."""
        return cls(cycle.starts, cycle.ends or cycle.starts + timedelta(365), aims)

    def moment(self, rng: Random) -> date:
        """A day from which a fact may hold: often a date of calculation, or the day after."""
        if self.aims and rng.random() < 0.4:
            return rng.choice(self.aims) + timedelta(rng.choice([0, 0, 1]))
        return self.day(rng, 10)

    def day(self, rng: Random, margin: int = 0) -> date:
        """A day of it, or up to `margin` days before or after."""
        length = (self.ends - self.starts).days
        return self.starts + timedelta(rng.randint(-margin, length + margin))


def number(rng: Random, low: float = -20, high: float = 120) -> float:
    """A figure as people write them: whole, with a decimal, rarely far out."""
    roll = rng.random()
    if roll < 0.05:
        return float(rng.choice([-4000, 0, 1000000]))
    return (
        float(rng.randint(int(low), int(high)))
        if roll < 0.6
        else round(rng.uniform(low, high), rng.randint(1, 3))
    )


def fact(rng: Random, span: Span, chance: float) -> Fact:
    """Something that is done or dropped with a chance: bare or dated."""
    if rng.random() >= chance:
        return False
    return True if rng.random() < 0.35 else span.moment(rng)


def measure(rng: Random, span: Span) -> Measure:
    """A measure of a random kind."""
    kind = rng.choices(
        ["metric", "by", "ladder", "keep", "milestones", "done", "judged", "aligned"],
        [30, 8, 9, 14, 14, 10, 6, 16],
    )[0]
    match kind:
        case "metric":
            return _metric(rng)
        case "by":
            start = None if rng.random() < 0.5 else float(rng.randint(2, 90))
            return Metric(start, None, float(rng.choice([-50, -30, -12.5, 10, 20, 33])))
        case "ladder":
            return _ladder(rng)
        case "keep":
            return _keep(rng)
        case "milestones":
            return _milestones(rng, span)
        case "done":
            return Done(fact(rng, span, 0.4))
        case "judged":
            return Judged()
        case _:
            return Aligned(rng.choice(["mean", "mean", "min"]))


def _metric(rng: Random) -> Metric:
    start, target = number(rng), number(rng)
    while start == target:
        target = number(rng)
    roll = rng.random()
    if roll < 0.15:
        return Metric(None, target)
    if roll < 0.22:
        return Metric(start, None)
    if roll < 0.25:
        return Metric(None, None)
    return Metric(start, target)


def _ladder(rng: Random) -> Ladder:
    scores = sorted({0.0, *rng.sample([0.2, 0.3, 0.5, 0.7, 0.9, 1.0], rng.randint(1, 4))})
    values = sorted({float(value) for value in rng.sample(range(-10, 60), len(scores))})
    if rng.random() < 0.4:
        values.reverse()
    return Ladder(tuple(zip(scores, values, strict=True)))


def _keep(rng: Random) -> Keep:
    low = number(rng, 0, 50)
    high = low + rng.randint(0, 30)
    return rng.choice([Keep(low, None), Keep(None, high), Keep(low, high)])


def _milestones(rng: Random, span: Span) -> Milestones:
    titles = rng.sample(MILESTONE_TITLES, rng.randint(1, 4))
    return Milestones(
        tuple(
            Milestone(
                title,
                id=f"m{place}" if rng.random() < 0.4 else None,
                due=span.day(rng) if rng.random() < 0.5 else None,
                weight=rng.choice([None, None, 0.0, 1.0, 2.0, 0.5]),
                done=fact(rng, span, 0.35),
            )
            for place, title in enumerate(titles)
        )
    )


@dataclass(frozen=True)
class Setting:
    """Where a key result is made: its cycle, the dates of calculation, and whom it may name."""

    cycle: Cycle
    aims: tuple[date, ...]
    cycles: list[str]
    people: list[str]

    @property
    def span(self) -> Span:
        """The days of the cycle."""
        return Span.of(self.cycle, self.aims)


def key_results(rng: Random, setting: Setting) -> list[KeyResult]:
    """The key results of one objective, their ids unlike each other; sometimes none expected."""
    found = _named_apart(rng, setting)
    if rng.random() < 0.15:
        return [replace(one, pace="none") if one.form == "long" else one for one in found]
    return found


def _named_apart(rng: Random, setting: Setting) -> list[KeyResult]:
    count = rng.choices([0, 1, 2, 3, 4, 5], [12, 18, 30, 25, 10, 5])[0]
    ids = rng.sample(KR_IDS, count)
    found: list[KeyResult] = []
    for written in ids:
        one = _key_result(rng, setting)
        if one.id_written:
            one = replace(one, id=written)
        elif sum(other.title == one.title for other in found) == 1:
            one = replace(one, id=_second_id(one.title, found))
        elif sum(other.title == one.title for other in found) > 1:
            one = replace(one, id=written, id_written=True, form="long")
        found.append(one)
    return found


def _second_id(title: str, found: list[KeyResult]) -> str:
    """The id of a second key result of one title.

    "repeated: `-2`"; the first of that title may have an id of its own.
    """
    first = slug(title)
    return f"{first}-2" if any(one.id == first for one in found) else first


def _key_result(rng: Random, setting: Setting) -> KeyResult:
    how = measure(rng, setting.span)
    title = rng.choice(TITLES)
    has_unit = isinstance(how, Metric | Keep)
    plain = KeyResult(slug(title), title, how, unit=rng.choice(UNITS) if has_unit else None)
    if isinstance(how, SHORT_KINDS) and rng.random() < 0.3 and _fits_short(how):
        form = rng.choice(["short", "short", "unquoted"])
        if form == "short" and not isinstance(how, Judged) and rng.random() < 0.3:
            title = TITLE_WITH_COLON
        return replace(plain, id=slug(title), title=title, id_written=False, form=form)
    return _with_details(rng, plain, setting)


def _fits_short(how: Measure) -> bool:
    """Whether the words for measures can say it: no `by` of a written baseline, nothing done."""
    match how:
        case Metric(start, target, percent):
            return (start is None) if percent is not None else (start, target) != (None, None)
        case Done(done):
            return done is False
        case _:
            return True


def _with_details(rng: Random, plain: KeyResult, setting: Setting) -> KeyResult:
    """With any of the other fields of a key result."""
    span = setting.span

    def some(chance: float) -> bool:
        return rng.random() < chance

    starts = span.day(rng) if some(0.2) else None
    due = Span(starts or span.starts, span.ends).day(rng) if some(0.2) else None
    dropped = fact(rng, span, 0.1)
    one = replace(
        plain,
        form="measure" if some(0.2) and _fits_short(plain.measure) else "long",
        id_written=some(0.7),
        owner=rng.choice(setting.people) if some(0.2) else None,
        weight=rng.choice([None, None, None, 0.0, 1.0, 2.0, 0.5, 3.0]),
        starts=starts,
        due=due,
        checkin=rng.choice(RHYTHMS),
        dropped=dropped,
        deferred_to=rng.choice(setting.cycles) if dropped and some(0.4) else None,
        withheld=some(0.08),
        score=rng.choice([0.0, 0.3, 0.4, 0.69, 0.7, 0.95, 1.0]) if some(0.15) else None,
        ambition=rng.choice(AMBITIONS),
    )
    one = replace(one, pace=_pace(rng, one, setting.cycle))
    if one.form == "measure" and not isinstance(one.measure, SHORT_KINDS):
        one = replace(one, form="long")
    return replace(one, changed=_changed(rng, one, span)) if some(0.15) else one


def _pace(rng: Random, one: KeyResult, cycle: Cycle) -> Pace | None:
    starts, ends = one.starts or cycle.starts, one.due or cycle.ends
    roll = rng.random()
    if roll < 0.7:
        return None
    if roll < 0.82:
        return "none"
    if roll < 0.86 or ends is None or (ends - starts).days < 5:
        return "linear"
    days = sorted(rng.sample(range(1, (ends - starts).days), rng.randint(1, 3)))
    shares = sorted(rng.choice([0.0, 0.1, 0.25, 0.4, 0.6, 0.9]) for _ in days)
    return tuple((starts + timedelta(day), share) for day, share in zip(days, shares, strict=True))


def _changed(rng: Random, one: KeyResult, span: Span) -> tuple[Change, ...]:
    """A goalpost that moved once or twice, every older one as valid as the present one."""
    days = sorted({span.moment(rng), span.moment(rng)}, reverse=rng.random() < 0.5)
    match one.measure:
        case Metric(float() as start, float() as target, None):
            step = 1.0 if target > start else -1.0
            field = rng.choice(["to", "from"])
            base, way = (target, step) if field == "to" else (start, -step)
            return tuple(Change(day, field, base + way * rng.randint(1, 9)) for day in days)
        case Keep(float() as low, _):
            return (Change(days[0], "min", low - rng.randint(1, 5)),)
        case Keep(None, float() as high):
            return (Change(days[0], "max", high + rng.randint(1, 5)),)
        case _ if one.due is not None and (one.starts or span.starts) < one.due:
            return () if one.pace is not None else (Change(days[0], "due", span.ends),)
        case _:
            return ()
