"""The stream of check-ins, a page a week; the address without a week shows the newest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._updates import Entry
from okrsite.pages._updates import entries as drawn
from okrsite.pages._weeks import lengths, week_name, week_title, weeks
from okrsite.pages._words import spelled


@dataclass(frozen=True, slots=True)
class WeekLink:
    """Another week."""

    title: str
    name: str
    """`Week 47`"""
    href: str
    many: int
    current: bool


@dataclass(frozen=True, slots=True)
class UpdatesView:
    """A week's check-ins."""

    frame: Frame
    title: str
    reading: str
    entries: tuple[Entry, ...]
    weeks: tuple[WeekLink, ...]
    """All weeks that have any, newest first."""
    newer: WeekLink | None
    older: WeekLink | None


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a week, and one for the newest."""
    yield addresses.UPDATES, ""
    for week in weeks(portfolio):
        yield _address(week), week


def _address(week: str) -> str:
    return f"{addresses.UPDATES}{week}/"


def view(portfolio: Portfolio, key: str) -> UpdatesView:
    """What the page of a week shows."""
    known = lengths(portfolio)
    week = key or next((each for each, _ in known), "")
    links = tuple(
        WeekLink(week_title(each), week_name(each), _address(each), length, each == week)
        for each, length in known
    )
    at = [each for each, _ in known].index(week) if week else 0
    entries = drawn(weeks(portfolio).get(week, ()), portfolio)
    return UpdatesView(
        frame=frame(portfolio),
        title=week_title(week) if week else gettext("Updates"),
        reading=_reading(entries),
        entries=entries,
        weeks=links,
        newer=links[at - 1] if at > 0 else None,
        older=links[at + 1] if at + 1 < len(links) else None,
    )


def _reading(entries: tuple[Entry, ...]) -> str:
    if not entries:
        return ""
    words = [told for entry in entries for told in entry.told]
    worse = sum(
        told.word.standing is not None and told.word.standing.key in {"at_risk", "off_track"}
        for told in words
    )
    who = len({entry.who.name for entry in entries if entry.who is not None})
    goals = ngettext("on {count} goal", "on {count} goals", len(words))
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
