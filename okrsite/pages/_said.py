"""What a check-in said, as one line or as a row of a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, ScoredKeyResult
from okrsite.model.prose import Prose
from okrsite.model.text import listed
from okrsite.pages._escape import escape
from okrsite.pages._frame import href
from okrsite.pages._places import written
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
    head: Markup
    """The cells of a table before the note: date, figure, confidence, status said."""
    tail: Markup
    """The cell after the note: where it was written."""


def word(said: CheckIn, portfolio: Portfolio, kr: ScoredKeyResult | None, unit: str = "") -> Word:
    """A check-in on a key result, or on an objective or kpi."""
    date = day(said.date, year=said.date.year != portfolio.as_of.year)
    iso = said.date.isoformat()
    told = figure(said, kr, unit)
    confidence = number(said.confidence) if said.confidence is not None else ""
    standing = STANDINGS[said.status] if said.status else None
    update = f'<a href="{escape(href(said.page))}">update</a> ' if said.page else ""
    return Word(
        date=date,
        iso=iso,
        figure=told,
        confidence=confidence,
        standing=standing,
        note=said.note,
        by=who_id(said.by, portfolio),
        href=said.page,
        head=Markup(  # noqa: S704 (escaped where it may hold anything)
            f'<th scope="row"><time datetime="{iso}">{date}</time></th><td>{escape(told)}</td>'
            f'<td class="r">{confidence}</td><td>{standing.drawn if standing else ""}</td>'
        ),
        tail=Markup(  # noqa: S704 (escaped where it may hold anything)
            f"<td>{update}{written(said.place, portfolio).drawn}</td>"
        ),
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
