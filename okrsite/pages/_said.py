"""What a check-in said, as one line or as a row of a table."""

from __future__ import annotations

from dataclasses import dataclass

from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, ScoredKeyResult
from okrsite.model.prose import Prose
from okrsite.model.text import listed
from okrsite.pages._places import Written, written
from okrsite.pages._rows import Named, who_id
from okrsite.pages._words import STANDINGS, Standing, day, number, percent


@dataclass(frozen=True, slots=True)
class Word:
    """A check-in."""

    date: str
    iso: str
    figure: str
    """The value with its unit, a share, or the milestones done; empty where it has none."""
    confidence: str
    standing: Standing | None
    """The status said."""
    note: Prose
    by: Named | None
    href: str
    """The entry of the updates page that tells of it; empty for an inline one."""
    written: Written


def word(said: CheckIn, portfolio: Portfolio, kr: ScoredKeyResult | None, unit: str = "") -> Word:
    """A check-in on a key result, or on an objective or kpi."""
    return Word(
        date=day(said.date, year=said.date.year != portfolio.as_of.year),
        iso=said.date.isoformat(),
        figure=figure(said, kr, unit),
        confidence=number(said.confidence) if said.confidence is not None else "",
        standing=STANDINGS[said.status] if said.status else None,
        note=said.note,
        by=who_id(said.by, portfolio),
        href=said.page,
        written=written(said.place, portfolio),
    )


def figure(said: CheckIn, kr: ScoredKeyResult | None, unit: str = "") -> str:
    """The figure of a check-in in words; nothing of a withheld one."""
    if kr is not None and kr.key_result.withheld:
        return ""
    if said.value is not None:
        return number(said.value, (kr.facts.unit if kr else unit) or None)
    if said.progress is not None:
        return percent(said.progress)
    if said.done is True:
        return "done"
    if said.done is False:
        return "not done"
    if said.done and kr is not None:
        titles = {m.id: m.title.plain for m in kr.facts.milestones}
        return "done: " + listed(titles.get(key, key) for key in said.done)
    return ""
