"""The stream of check-ins, a page a week; the address without a week shows the newest.

A week of more entries than a page holds goes on by further pages. Its first one names what stands
on them, so that the address of a check-in is the same however many others there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.status import Status
from okrsite.pages._frame import Frame, frame
from okrsite.pages._memo import shared
from okrsite.pages._parts import Parts, at, keyed, part_of, parts, split
from okrsite.pages._updates import Entry
from okrsite.pages._updates import entries as drawn
from okrsite.pages._weeks import Slip, held, lengths, week_name, week_title, weeks, words
from okrsite.pages._words import spelled

MOST = 100
"""Entries of a page."""


@dataclass(frozen=True, slots=True)
class WeekLink:
    """Another week."""

    title: str
    name: str
    """`Week 47`"""
    href: str
    many: int
    current: bool


class Further(NamedTuple):
    """What stands on a further page of the week."""

    id: str
    """Of the check-in document; empty for words that were written on goals themselves."""
    name: str
    href: str
    told: str


@dataclass(frozen=True, slots=True)
class UpdatesView:
    """A week's check-ins."""

    frame: Frame
    title: str
    reading: str
    entries: tuple[Entry, ...]
    further: tuple[Further, ...]
    """On the first page of a week: what stands on the others."""
    parts: Parts
    """The pages of the week."""
    weeks: tuple[WeekLink, ...]
    """All weeks that have any, newest first."""
    newer: WeekLink | None
    older: WeekLink | None


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a week, and one for the newest; further ones where a week has many entries."""
    yield addresses.UPDATES, ""
    for week, length in lengths(portfolio):
        yield from keyed(_address(week), week, length, MOST)


def _address(week: str) -> str:
    return f"{addresses.UPDATES}{week}/"


@shared
def _parted(portfolio: Portfolio) -> Mapping[str, Sequence[Slip]]:
    """What stands on each page of each week, by the page's key."""
    return {
        key: part_of(slips, number, MOST)
        for week, slips in weeks(portfolio).items()
        for number, (_, key) in enumerate(keyed(_address(week), week, len(slips), MOST), 1)
    }


def view(portfolio: Portfolio, key: str) -> UpdatesView:
    """What the page of a week shows."""
    known = lengths(portfolio)
    about, number = split(key)
    week = about or next((each for each, _ in known), "")
    links = tuple(
        WeekLink(week_title(each), week_name(each), _address(each), length, each == week)
        for each, length in known
    )
    place = [each for each, _ in known].index(week) if week else 0
    slips = weeks(portfolio).get(week, ()) if number == 1 else ()
    return UpdatesView(
        frame=frame(portfolio),
        title=week_title(week) if week else gettext("Updates"),
        reading=_reading(slips, portfolio) if number == 1 else "",
        entries=drawn(_parted(portfolio).get(key or week, ()), portfolio),
        further=tuple(_further(week, slips, portfolio)) if number == 1 else (),
        parts=parts(_address(week), number, dict(known).get(week, 0), MOST),
        weeks=links,
        newer=links[place - 1] if place > 0 else None,
        older=links[place + 1] if place + 1 < len(links) else None,
    )


def _further(week: str, slips: Sequence[Slip], portfolio: Portfolio) -> Iterator[Further]:
    """Each check-in document by itself, other words by whose goals they are on."""
    told: dict[str, tuple[str, int]] = {}
    for place in range(MOST, len(slips)):
        slip = slips[place]
        page = at(_address(week), place, MOST)
        who = held(slip, portfolio)
        if slip.update is None:
            name = who.name if who else ""
            first, many = told.get(name, (page, 0))
            told[name] = first, many + 1
            continue
        document = slip.update.document
        name = who.name if who else document.title.plain or gettext("Check-in")
        many = sum(1 for _ in words(slip, portfolio))
        yield Further(document.id, name, f"{page}#{document.id}", _goals(many))
    for name, (page, many) in told.items():
        yield Further("", name, page, _goals(many))


def _goals(many: int) -> str:
    return ngettext("{count} goal", "{count} goals", many)


def _reading(slips: Sequence[Slip], portfolio: Portfolio) -> str:
    if not slips:
        return ""
    said = [each for slip in slips for each in words(slip, portfolio)]
    worse = sum(each.status in {Status.AT_RISK, Status.OFF_TRACK} for each in said)
    who = len({one.name for slip in slips if (one := held(slip, portfolio)) is not None})
    goals = ngettext("on {count} goal", "on {count} goals", len(said))
    if not worse:
        return ngettext(
            "{who} team or person checked in {on_goals}.",
            "{who} teams and people checked in {on_goals}.",
            who,
            who=spelled(who, begin=True),
            on_goals=goals,
        )
    return ngettext(
        "{who} team or person checked in {on_goals}; {worse}.",
        "{who} teams and people checked in {on_goals}; {worse}.",
        who,
        who=spelled(who, begin=True),
        on_goals=goals,
        worse=ngettext(
            "{many} said to be at risk or off track",
            "{many} said to be at risk or off track",
            worse,
            many=spelled(worse),
        ),
    )


PAGE = PageType("updates", pages, view)
