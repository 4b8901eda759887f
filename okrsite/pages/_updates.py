"""The stream of check-ins: one entry a document, its words put beside what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okrsite.model import addresses
from okrsite.model.document import KeyResult, Kpi
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, Update
from okrsite.model.prose import Prose
from okrsite.pages._frame import href
from okrsite.pages._memo import once
from okrsite.pages._rows import Named, person, team, who
from okrsite.pages._words import STANDINGS, Standing, number, percent, weekday


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that was said."""

    about: str
    href: str
    what: str
    """The figure; empty where none was given."""
    confidence: str
    standing: Standing | None
    note: Prose


@dataclass(frozen=True, slots=True)
class Entry:
    """A check-in document."""

    id: str
    href: str
    day: str
    date: date
    of: Named | None
    by: Named | None
    title: Prose
    words: tuple[Word, ...]
    text: tuple[Prose, ...]
    draft: bool


def entries(portfolio: Portfolio) -> tuple[Entry, ...]:
    """Every entry, newest first."""
    return once(portfolio, "entries", lambda p: tuple(_entry(update, p) for update in p.updates))


def _entry(update: Update, portfolio: Portfolio) -> Entry:
    document = update.document
    words = [
        _of_key_result(key, part, word, portfolio) for key, part, word in update.on_key_results
    ]
    words += [_of_objective(key, word, portfolio) for key, word in update.on_objectives]
    words += [_of_kpi(portfolio.kpis[key].kpi, word) for key, word in update.on_kpis]
    of = None
    if document.person is not None:
        of = person(document.person.text, portfolio)
    elif document.team is not None:
        of = team(document.team.text, portfolio)
    return Entry(
        id=document.id,
        href=href(addresses.update(document.id, document.date)),
        day=weekday(document.date),
        date=document.date,
        of=of,
        by=who(document.by, portfolio),
        title=document.title,
        words=tuple(words),
        text=update.text,
        draft=document.draft,
    )


def _of_key_result(key: str, part: str, word: CheckIn, portfolio: Portfolio) -> Word:
    scored = portfolio.objectives[key].key_result(part)
    if scored is None:
        return _word(part, addresses.objective(key), "", word)
    each = scored.key_result
    title = each.title.plain
    return _word(title, addresses.objective(key, part), said(word, each), word)


def _of_objective(key: str, word: CheckIn, portfolio: Portfolio) -> Word:
    title = portfolio.objectives[key].objective.title.plain
    return _word(title, addresses.objective(key), "", word)


def _of_kpi(kpi: Kpi, word: CheckIn) -> Word:
    return _word(kpi.title.plain, addresses.kpi(kpi.id), number(word.value, kpi.unit), word)


def _word(about: str, address: str, what: str, word: CheckIn) -> Word:
    return Word(
        about=about,
        href=href(address),
        what=what,
        confidence=number(word.confidence) if word.confidence is not None else "",
        standing=STANDINGS[word.status] if word.status is not None else None,
        note=word.note,
    )


def said(word: CheckIn, key_result: KeyResult) -> str:
    """The figure of a check-in in words; a withheld one is not told."""
    if word.done is True:
        return "done"
    if word.done is False:
        return "not done"
    if word.done:
        return f"done: {', '.join(word.done)}"
    if word.progress is not None:
        return percent(word.progress)
    if word.value is None:
        return ""
    if key_result.withheld:
        return "reported"
    unit = getattr(key_result.measure, "unit", None)
    return number(word.value, unit)
