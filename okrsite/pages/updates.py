"""The stream of check-ins, a page a week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame, href
from okrsite.pages._memo import once
from okrsite.pages._updates import Entry, entries
from okrsite.pages._words import count, day


@dataclass(frozen=True, slots=True)
class WeekLink:
    """A week that has check-ins."""

    label: str
    href: str
    entries: int
    here: bool


@dataclass(frozen=True, slots=True)
class UpdatesView:
    """One week."""

    frame: Frame
    title: str
    newest: bool
    reading: str
    days: tuple[tuple[str, tuple[Entry, ...]], ...]
    weeks: tuple[WeekLink, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """The newest week under /updates/, and every week under its own address."""
    yield addresses.UPDATES, ""
    for key in _weeks(portfolio):
        yield f"{addresses.UPDATES}{key}/", key


def _weeks(portfolio: Portfolio) -> dict[str, list[Entry]]:
    return once(portfolio, "weeks", _by_week)


def _by_week(portfolio: Portfolio) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for each in entries(portfolio):
        found.setdefault(addresses.week(each.date), []).append(each)
    return found


def view(portfolio: Portfolio, key: str) -> UpdatesView:
    """The check-ins of a week."""
    weeks = _weeks(portfolio)
    shown = key or next(iter(weeks), "")
    found = weeks.get(shown, [])
    days: dict[str, list[Entry]] = {}
    for each in found:
        days.setdefault(each.day, []).append(each)
    words = sum(len(each.words) for each in found)
    return UpdatesView(
        frame=frame(portfolio),
        title=_label(shown, found) if found else "",
        newest=not key,
        reading=f"{count(len(found), 'check-in')} with {count(words, 'word')} on goals and kpis."
        if found
        else "",
        days=tuple((when, tuple(each)) for when, each in days.items()),
        weeks=tuple(
            WeekLink(
                _label(week, each), href(f"{addresses.UPDATES}{week}/"), len(each), week == shown
            )
            for week, each in weeks.items()
        ),
    )


def _label(week: str, found: list[Entry]) -> str:
    number = week.partition("-w")[2].lstrip("0")
    first, last = found[-1].date, found[0].date
    dates = day(first, year=True) if first == last else f"{day(first)} – {day(last, year=True)}"
    return f"Week {number}, {dates}"


PAGE = PageType("updates", pages, view)
