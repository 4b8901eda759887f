"""When there was a word: what the stream of updates is made of, before any of it is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, Update
from okrsite.pages._memo import shared
from okrsite.pages._rows import Named, holder, person, team, who
from okrsite.pages._words import day


class Slip(NamedTuple):
    """A check-in document, or the words written on one objective on one day."""

    when: date
    update: Update | None
    """None: the words stand on the objective itself."""
    objective: str
    """Empty where it is a document."""


@shared
def weeks(portfolio: Portfolio) -> Mapping[str, tuple[Slip, ...]]:
    """Slips by week, newest first in both."""
    slips = [*_documents(portfolio), *_inline(portfolio)]
    slips.sort(key=lambda slip: slip.when, reverse=True)
    found: dict[str, list[Slip]] = defaultdict(list)
    for slip in slips:
        found[addresses.week(slip.when)].append(slip)
    return {week: tuple(many) for week, many in found.items()}


@shared
def lengths(portfolio: Portfolio) -> tuple[tuple[str, int], ...]:
    """Each week with how many slips it has, newest first."""
    return tuple((week, len(slips)) for week, slips in weeks(portfolio).items())


def _documents(portfolio: Portfolio) -> Iterator[Slip]:
    for update in portfolio.updates:
        yield Slip(update.document.date, update, "")


def _inline(portfolio: Portfolio) -> Iterator[Slip]:
    for key, scored in portfolio.objectives.items():
        days = {said.date: None for kr in scored.key_results for said in kr.words if not said.page}
        days |= {said.date: None for said in scored.words if not said.page}
        for when in days:
            yield Slip(when, None, key)


def held(slip: Slip, portfolio: Portfolio) -> Named | None:
    """Whose word it is."""
    if slip.update is None:
        return holder(portfolio.objectives[slip.objective], portfolio)
    document = slip.update.document
    if document.person is not None:
        return person(document.person.text, portfolio)
    return team(document.team.text, portfolio) if document.team is not None else None


def words(slip: Slip, portfolio: Portfolio) -> Iterator[CheckIn]:
    """All that it says of goals and kpis."""
    if slip.update is None:
        scored = portfolio.objectives[slip.objective]
        every = (*(said for kr in scored.key_results for said in kr.words), *scored.words)
        yield from (said for said in every if said.date == slip.when and not said.page)
        return
    yield from (said for _, _, said in slip.update.on_key_results)
    yield from (said for _, said in (*slip.update.on_objectives, *slip.update.on_kpis))


def by(slip: Slip, portfolio: Portfolio) -> Named | None:
    """Who wrote it down, where that is said."""
    return who(slip.update.document.by, portfolio) if slip.update is not None else None


def latest(pages: Collection[str], portfolio: Portfolio, most: int) -> list[Slip]:
    """The newest slips of those whose pages have these addresses."""
    known = _by_page(portfolio)
    found = {at: slip for address in pages for at, slip in known.get(address, ())[:most]}
    return [found[at] for at in sorted(found)[:most]]


@shared
def _by_page(portfolio: Portfolio) -> dict[str, list[tuple[int, Slip]]]:
    """Slips of each team's and person's page, with their rank among all; newest first."""
    found: dict[str, list[tuple[int, Slip]]] = defaultdict(list)
    every = (slip for week in weeks(portfolio).values() for slip in week)
    for at, slip in enumerate(every):
        named = {each.href for each in (held(slip, portfolio), by(slip, portfolio)) if each}
        for address in sorted(named):
            found[address].append((at, slip))
    return found


def week_title(week: str) -> str:
    """`Week 47, 16 – 22 Nov 2026`."""
    year, number = map(int, week.split("-w"))
    first = date.fromisocalendar(year, number, 1)
    last = date.fromisocalendar(year, number, 7)
    days = f"{day(first)} – {day(last, year=True)}"
    return gettext("Week {number}, {days}", number=number, days=days)


def week_name(week: str) -> str:
    """`Week 47`."""
    return gettext("Week {number}", number=int(week.split("-w")[1]))
