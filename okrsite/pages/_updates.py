"""What was said in a week: check-in documents, and words written on the goals themselves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from okrsite.model import addresses
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, Update
from okrsite.model.prose import Prose
from okrsite.pages._memo import kept
from okrsite.pages._rows import Named
from okrsite.pages._said import Word, word
from okrsite.pages._source_links import way_to
from okrsite.pages._weeks import Slip, by, held
from okrsite.pages._words import weekday


class Told(NamedTuple):
    """A word within an entry, and what it is about."""

    code: str
    title: str
    """Of the objective or kpi."""
    href: str
    key_result: str
    """The title of the key result; empty where it is the objective or a kpi."""
    word: Word


class Entry(NamedTuple):
    """A check-in document, or the words of one day on one objective."""

    id: str
    """Empty where it is no document."""
    href: str
    title: str
    who: Named | None
    by: Named | None
    date: str
    iso: str
    draft: bool
    told: tuple[Told, ...]
    text: tuple[Prose, ...]
    source: str = ""
    """Where its file can be seen."""


def entries(slips: Iterable[Slip], portfolio: Portfolio) -> tuple[Entry, ...]:
    """The entries of slips, each drawn once."""
    # A slip lives as long as the portfolio is looked at.
    return tuple(
        kept(portfolio, "entries", str(id(slip)), partial(_entry, slip, portfolio))
        for slip in slips
    )


def _entry(slip: Slip, portfolio: Portfolio) -> Entry:
    if slip.update is None:
        return _inline(slip, portfolio)
    document = slip.update.document
    return Entry(
        id=document.id,
        href=addresses.update(document.id, document.date),
        title=document.title.plain,
        who=held(slip, portfolio),
        by=by(slip, portfolio),
        date=weekday(document.date),
        iso=document.date.isoformat(),
        draft=document.draft,
        told=tuple(_told(slip.update, portfolio)),
        text=slip.update.text,
        source=way_to(document.place, portfolio),
    )


def _inline(slip: Slip, portfolio: Portfolio) -> Entry:
    scored = portfolio.objectives[slip.objective]
    told = [
        _on_key_result(scored.id, kr.id, said, portfolio)
        for kr in scored.key_results
        for said in kr.words
        if said.date == slip.when and not said.page
    ]
    told += [
        _on_objective(scored.id, said, portfolio)
        for said in scored.words
        if said.date == slip.when and not said.page
    ]
    return Entry(
        id="",
        href=addresses.objective(scored.id),
        title="",
        who=held(slip, portfolio),
        by=None,
        date=weekday(slip.when),
        iso=slip.when.isoformat(),
        draft=scored.objective.draft,
        told=tuple(told),
        text=(),
    )


def _told(update: Update, portfolio: Portfolio) -> list[Told]:
    found = [
        _on_key_result(key, part, said, portfolio) for key, part, said in update.on_key_results
    ]
    found += [_on_objective(key, said, portfolio) for key, said in update.on_objectives]
    for key, said in update.on_kpis:
        kpi = portfolio.kpis[key].kpi
        line = word(said, portfolio, None, kpi.unit, link=False)
        found.append(Told("", kpi.title.plain, addresses.kpi(key), "", line))
    return found


def _on_key_result(key: str, part: str, said: CheckIn, portfolio: Portfolio) -> Told:
    scored = portfolio.objectives[key]
    kr = scored.key_result(part)
    return Told(
        code=scored.objective.code,
        title=scored.objective.title.plain,
        href=addresses.objective(key, part),
        key_result=kr.key_result.title.plain if kr else part,
        word=word(said, portfolio, kr, link=False),
    )


def _on_objective(key: str, said: CheckIn, portfolio: Portfolio) -> Told:
    each = portfolio.objectives[key].objective
    line = word(said, portfolio, None, link=False)
    return Told(each.code, each.title.plain, addresses.objective(key), "", line)
