"""What was said in a week: check-in documents, and words written on the goals themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from okrsite.model import addresses
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, Update
from okrsite.model.prose import Prose
from okrsite.pages._memo import once
from okrsite.pages._rows import Named, holder, person, team, who
from okrsite.pages._said import Word, word
from okrsite.pages._words import day, weekday


@dataclass(frozen=True, slots=True)
class Told:
    """A word within an entry, and what it is about."""

    code: str
    title: str
    """Of the objective or kpi."""
    href: str
    key_result: str
    """The title of the key result; empty where it is the objective or a kpi."""
    word: Word


@dataclass(frozen=True, slots=True)
class Entry:
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


Weeks = Mapping[str, tuple[Entry, ...]]


def weeks(portfolio: Portfolio) -> Weeks:
    """Entries by week, newest first in both."""
    return once(portfolio, "weeks", _weeks)


def week_keys(portfolio: Portfolio) -> list[str]:
    """The weeks that have entries, newest first: for planning, which draws none of them."""
    days = {update.document.date for update in portfolio.updates}
    for scored in portfolio.objectives.values():
        days.update(said.date for said in scored.words if not said.page)
        for kr in scored.key_results:
            days.update(said.date for said in kr.words if not said.page)
    return sorted({addresses.week(day_) for day_ in days}, reverse=True)


def _weeks(portfolio: Portfolio) -> Weeks:
    dated: list[tuple[date, Entry]] = [
        (update.document.date, _entry(update, portfolio)) for update in portfolio.updates
    ]
    dated += _inline(portfolio)
    dated.sort(key=lambda pair: pair[0], reverse=True)
    found: dict[str, list[Entry]] = defaultdict(list)
    for when, entry in dated:
        found[addresses.week(when)].append(entry)
    return {week: tuple(entries) for week, entries in found.items()}


def latest(addresses_: Collection[str], portfolio: Portfolio, most: int) -> tuple[Entry, ...]:
    """The newest entries of those whose pages have these addresses."""
    known = once(portfolio, "entries by page", _by_page)
    found = {at: entry for address in addresses_ for at, entry in known.get(address, ())[:most]}
    return tuple(found[at] for at in sorted(found)[:most])


def _by_page(portfolio: Portfolio) -> dict[str, list[tuple[int, Entry]]]:
    """Entries of each team's and person's page, with their rank among all; newest first."""
    found: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    every = (entry for week in weeks(portfolio).values() for entry in week)
    for at, entry in enumerate(every):
        for address in {named.href for named in (entry.who, entry.by) if named is not None}:
            found[address].append((at, entry))
    return found


def _entry(update: Update, portfolio: Portfolio) -> Entry:
    document = update.document
    holding = None
    if document.person is not None:
        holding = person(document.person.text, portfolio)
    elif document.team is not None:
        holding = team(document.team.text, portfolio)
    return Entry(
        id=document.id,
        href=addresses.update(document.id, document.date),
        title=document.title.plain,
        who=holding,
        by=who(document.by, portfolio),
        date=weekday(document.date),
        iso=document.date.isoformat(),
        draft=document.draft,
        told=tuple(_told(update, portfolio)),
        text=update.text,
    )


def _told(update: Update, portfolio: Portfolio) -> list[Told]:
    found = [
        _on_key_result(key, part, said, portfolio) for key, part, said in update.on_key_results
    ]
    found += [_on_objective(key, said, portfolio) for key, said in update.on_objectives]
    for key, said in update.on_kpis:
        kpi = portfolio.kpis[key].kpi
        line = _bare(word(said, portfolio, None, kpi.unit))
        found.append(Told("", kpi.title.plain, addresses.kpi(key), "", line))
    return found


def _bare(told: Word) -> Word:
    """Within its own entry a word needs no link to that entry."""
    return replace(told, href="")


def _on_key_result(key: str, part: str, said: CheckIn, portfolio: Portfolio) -> Told:
    scored = portfolio.objectives[key]
    kr = scored.key_result(part)
    return Told(
        code=scored.objective.code,
        title=scored.objective.title.plain,
        href=addresses.objective(key, part),
        key_result=kr.key_result.title.plain if kr else part,
        word=_bare(word(said, portfolio, kr)),
    )


def _on_objective(key: str, said: CheckIn, portfolio: Portfolio) -> Told:
    each = portfolio.objectives[key].objective
    line = _bare(word(said, portfolio, None))
    return Told(each.code, each.title.plain, addresses.objective(key), "", line)


def _inline(portfolio: Portfolio) -> list[tuple[date, Entry]]:
    """Words written on the goals themselves, gathered by day and objective."""
    found = []
    for scored in portfolio.objectives.values():
        days: dict[date, list[Told]] = defaultdict(list)
        for kr in scored.key_results:
            for said in kr.words:
                if not said.page:
                    days[said.date].append(_on_key_result(scored.id, kr.id, said, portfolio))
        for said in scored.words:
            if not said.page:
                days[said.date].append(_on_objective(scored.id, said, portfolio))
        for when, told in days.items():
            entry = Entry(
                id="",
                href=addresses.objective(scored.id),
                title="",
                who=holder(scored, portfolio),
                by=None,
                date=weekday(when),
                iso=when.isoformat(),
                draft=scored.objective.draft,
                told=tuple(told),
                text=(),
            )
            found.append((when, entry))
    return found


def week_title(week: str) -> str:
    """`Week 47, 16 – 22 Nov 2026`."""
    year, number = week.split("-w")
    first = date.fromisocalendar(int(year), int(number), 1)
    last = date.fromisocalendar(int(year), int(number), 7)
    return f"Week {int(number)}, {day(first)} – {day(last, year=True)}"
