"""A key result on the page of its objective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from okrsite.model.explain import explain_key_result
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, ScoredKeyResult
from okrsite.model.prose import Prose
from okrsite.pages._bars import bar
from okrsite.pages._charts import Plot, cells, chart
from okrsite.pages._explained import Explained, explained
from okrsite.pages._kpis import band_words
from okrsite.pages._rows import Named, who
from okrsite.pages._updates import said
from okrsite.pages._words import STANDINGS, Standing, day, number, percent, points, weekday


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone."""

    title: Prose
    due: str
    done: str
    """The day, or `done`; empty as long as it is open."""
    late: bool
    weight: str


@dataclass(frozen=True, slots=True)
class SaidView:
    """A check-in of a key result."""

    day: str
    what: str
    confidence: str
    standing: Standing | None
    note: Prose
    by: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A goalpost moved in the open."""

    day: str
    field: str
    was: str
    because: Prose


@dataclass(frozen=True, slots=True)
class KeyResultView:
    """Everything of one key result."""

    id: str
    number: str
    title: Prose
    kind: str
    measure: str
    """What is measured, in words: `15 → 5 days`."""
    standing: Standing
    said: Standing | None
    watermelon: bool
    stale: bool
    value: str
    start: str
    target: str
    progress: str
    gap: str
    behind: bool
    bar: Markup
    expected: str
    confidence: str
    weight: str
    due: str
    last: str
    owner: Named | None
    withheld: bool
    dropped: str
    dropped_because: Prose
    deferred_to: str
    grade: str
    score_note: Prose
    source: Prose
    chart: Markup
    cells: Markup
    kept: str
    milestones: tuple[MilestoneView, ...]
    rungs: tuple[tuple[str, str], ...]
    words: tuple[SaidView, ...]
    changes: tuple[ChangeView, ...]
    links: tuple[tuple[str, str], ...]
    explained: tuple[Explained, ...]


def key_result_view(scored: ScoredKeyResult, portfolio: Portfolio, place: str) -> KeyResultView:
    """One key result as of the portfolio's date."""
    each, facts = scored.key_result, scored.facts
    hidden = each.withheld
    dropped = each.dropped if isinstance(each.dropped, date) else None
    later = portfolio.cycles.get(each.deferred_to.text) if each.deferred_to else None
    kept = [] if not each.measure.bands else _kept(scored)
    return KeyResultView(
        id=each.id,
        number=place,
        title=each.title,
        kind=each.measure.kind,
        measure="" if hidden else measure_words(scored),
        standing=STANDINGS[scored.status],
        said=STANDINGS[scored.said] if scored.said else None,
        watermelon=scored.watermelon,
        stale=scored.stale,
        value="" if hidden or scored.value is None else number(scored.value, facts.unit),
        start="" if hidden or facts.start is None else number(facts.start),
        target="" if hidden or facts.target is None else number(facts.target),
        progress=percent(scored.progress),
        gap=points(scored.progress, scored.expected),
        behind=(scored.expected or 0) - (scored.progress or 0) > 0.1,
        bar=bar(scored.progress, scored.expected),
        expected="" if scored.expected is None else percent(scored.expected),
        confidence="" if scored.confidence is None else number(scored.confidence),
        weight="" if each.weight == 1 else number(each.weight),
        due=day(scored.due, year=True) if scored.due else "",
        last=day(scored.last_word, year=True) if scored.last_word else "",
        owner=who(each.owner, portfolio),
        withheld=hidden,
        dropped=day(dropped, year=True) if dropped and dropped <= portfolio.as_of else "",
        dropped_because=each.dropped_because,
        deferred_to=later.title if later else "",
        grade="" if scored.grade is None else f"{scored.grade:.2f}",
        score_note=each.score_note,
        source=each.source,
        chart=Markup("") if hidden else _chart(scored, portfolio.as_of),
        cells=Markup("") if hidden else cells(kept),
        kept="" if hidden or not kept else f"{sum(kept)} of {len(kept)} check-ins inside the band",
        milestones=tuple(_milestones(scored, portfolio.as_of)),
        rungs=() if hidden else tuple((number(s), number(v)) for s, v in facts.rungs or ()),
        words=tuple(_said(word, scored, portfolio) for word in reversed(scored.words)),
        changes=tuple(
            ChangeView(day(c.date, year=True), c.field, "" if hidden else str(c.was), c.because)
            for c in each.changed
            if c.date <= portfolio.as_of
        ),
        links=tuple((link.title, link.url) for link in each.links),
        explained=explained(explain_key_result(scored, portfolio), portfolio),
    )


def measure_words(scored: ScoredKeyResult) -> str:
    """What is measured, in words."""
    facts, kind = scored.facts, scored.key_result.measure.kind
    if kind == "metric":
        target = number(facts.target, facts.unit) if facts.target is not None else "to be set"
        return f"{number(facts.start)} → {target}" if facts.start is not None else f"→ {target}"
    if kind == "keep":
        return f"keep {band_words(facts.min, facts.max, facts.unit)}"
    words = {"done": "yes or no", "judged": "judged", "ladder": "a ladder", "aligned": ""}
    if kind == "aligned":
        how = "lowest" if facts.aligned == "min" else "mean"
        return f"the {how} of what is aligned to it"
    if kind == "milestones":
        done = sum(step.done is not None for step in facts.milestones)
        return f"{done} of {len(facts.milestones)} milestones"
    return words.get(kind, "")


def _kept(scored: ScoredKeyResult) -> list[bool]:
    facts = scored.facts
    return [
        (facts.min is None or word.value >= facts.min - 1e-9)
        and (facts.max is None or word.value <= facts.max + 1e-9)
        for word in scored.words
        if word.value is not None
    ]


def _milestones(scored: ScoredKeyResult, as_of: date) -> Sequence[MilestoneView]:
    found = []
    for step in scored.facts.milestones:
        done = ""
        if step.done is not None:
            done = day(step.done, year=True) if isinstance(step.done, date) else "done"
        due = step.due or scored.due
        late = not done and due is not None and due < as_of
        words = day(step.due, year=True) if step.due else ""
        weight = "" if step.weight == 1 else number(step.weight)
        found.append(MilestoneView(step.title, words, done, late, weight))
    return found


def _said(word: CheckIn, scored: ScoredKeyResult, portfolio: Portfolio) -> SaidView:
    by = portfolio.people.get(word.by or "")
    return SaidView(
        day=weekday(word.date),
        what=said(word, scored.key_result),
        confidence="" if word.confidence is None else number(word.confidence),
        standing=STANDINGS[word.status] if word.status else None,
        note=word.note,
        by=by.name if by else "",
    )


def _chart(scored: ScoredKeyResult, as_of: date) -> Markup:
    facts = scored.facts
    days: dict[date, float] = {w.date: w.value for w in scored.words if w.value is not None}
    if len(days) < 2:
        return Markup("")
    sure = {w.date: w.confidence for w in scored.words if w.confidence is not None}
    pace: list[tuple[date, float]] = []
    if (
        facts.start is not None
        and facts.target is not None
        and scored.due
        and scored.expected is not None
    ):
        bends = scored.key_result.pace.points
        shares = {scored.starts: 0.0, scored.due: 1.0} | dict(bends)
        rise = facts.target - facts.start
        pace = [(when, facts.start + share * rise) for when, share in sorted(shares.items())]
    plot = Plot(
        title=f"{scored.key_result.title.plain}: check-ins",
        unit=facts.unit,
        points=sorted(days.items()),
        confidences=sorted(sure.items()),
        starts=scored.starts,
        ends=scored.due or as_of,
        today=as_of,
        start=facts.start,
        target=facts.target,
        low=facts.min,
        high=facts.max,
        pace=pace,
    )
    return chart(plot, scored.id)
