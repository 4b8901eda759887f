"""The timeline: cycles with their dates, and what each team has to have done by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, gettext_noop, ngettext
from okrsite.model import addresses
from okrsite.model.cycle import Cycle
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._lanes import Stretch, axis, bar, lane
from okrsite.pages._lookback import main_cycle
from okrsite.pages._marks import Mark, State, marks
from okrsite.pages._rows import Named
from okrsite.pages._rows import team as named_team
from okrsite.pages._words import clauses, commas, month_and_year, spelled, weekday

_LANES = 40
_LISTED = 200
_BACK, _AHEAD, _MOST = 28, 84, 400
"""Days around today that are drawn at least, and at most."""


class Lane(NamedTuple):
    """A line of the drawing."""

    who: Named
    level: int
    drawn: Markup
    told: str
    """The same in words."""


class Line(NamedTuple):
    """An entry of the list."""

    day: str
    iso: str
    what: str
    title: str
    href: str
    team: Named | None
    late: bool
    done: bool


class Month(NamedTuple):
    """What a month holds."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline."""

    frame: Frame
    reading: str
    axis: Markup
    cycles: tuple[Lane, ...]
    lanes: tuple[Lane, ...]
    lanes_left: int
    """Teams that are not drawn."""
    late: tuple[Line, ...]
    ahead: tuple[Month, ...]
    ahead_left: int
    past: tuple[Line, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.TIMELINE, ""


def view(portfolio: Portfolio, key: str) -> TimelineView:
    """What the timeline shows."""
    del key
    found = marks(portfolio)
    stretch = _stretch(portfolio)
    today = portfolio.as_of
    late = [each for each in found if each.state is State.LATE]
    ahead = [each for each in found if each.day >= today and each.state is not State.DONE]
    past = [
        each
        for each in reversed(found)
        if each.day < today and each.state in {State.DONE, State.KEY}
    ]
    teams = _by_team(found, stretch)
    order = {team: at for at, team in enumerate(portfolio.teams)}
    shown = sorted(teams, key=lambda team: -len(teams[team]))[:_LANES]
    shown.sort(key=lambda team: order.get(team, len(order)))
    return TimelineView(
        frame=frame(portfolio),
        reading=_reading(late, ahead),
        axis=axis(stretch),
        cycles=tuple(_cycles(found, stretch, portfolio)),
        lanes=tuple(
            Lane(named_team(team, portfolio), 0, lane(teams[team], stretch), _told(teams[team]))
            for team in shown
        ),
        lanes_left=len(teams) - len(shown),
        late=tuple(_line(each, portfolio) for each in late[:_LISTED]),
        ahead=tuple(_months(ahead[:_LISTED], portfolio)),
        ahead_left=max(0, len(ahead) - _LISTED),
        past=tuple(_line(each, portfolio) for each in past[:_LISTED]),
    )


def _stretch(portfolio: Portfolio) -> Stretch:
    """The cycle that most work is in with some weeks around it, and today."""
    today, cycle = portfolio.as_of, main_cycle(portfolio)
    first, last = today - timedelta(_BACK), today + timedelta(_AHEAD)
    if cycle is not None:
        first = min(first, cycle.starts)
        last = max(last, (cycle.ends or last) + timedelta(_BACK))
    return Stretch(max(first, today - timedelta(_MOST)), min(last, today + timedelta(_MOST)), today)


def _by_team(found: Iterable[Mark], stretch: Stretch) -> dict[str, list[Mark]]:
    teams: dict[str, list[Mark]] = defaultdict(list)
    for each in found:
        if each.team and stretch.holds(each.day):
            teams[each.team].append(each)
    return teams


def _cycles(found: Sequence[Mark], stretch: Stretch, portfolio: Portfolio) -> Iterator[Lane]:
    for cycle in _nested(portfolio):
        if cycle.starts > stretch.last or cycle.over(stretch.first):
            continue
        href = addresses.cycle(cycle.id)
        dates = [each for each in found if each.href == href and each.inner]
        yield Lane(
            Named(cycle.title, href),
            min(cycle.depth, 8),
            bar(cycle, stretch, dates),
            _dates_told(cycle),
        )


def _dates_told(cycle: Cycle) -> str:
    dates = (
        (cycle.health_check, gettext_noop("health check {day}")),
        (cycle.grading, gettext_noop("grading {day}")),
        (cycle.starts, gettext_noop("starts {day}")),
        (cycle.ends, gettext_noop("ends {day}")),
    )
    known = sorted(((day, message) for day, message in dates if day), key=lambda each: each[0])
    return clauses(gettext(message, day=weekday(day)) for day, message in known)


def _nested(portfolio: Portfolio) -> Iterator[Cycle]:
    """Cycles as they lie within each other, those of one cycle in the order of time."""
    inner: dict[str | None, list[Cycle]] = defaultdict(list)
    for cycle in portfolio.cycles.values():
        inner[cycle.within if cycle.within in portfolio.cycles else None].append(cycle)
    waiting = sorted(inner[None], key=lambda each: each.starts, reverse=True)
    while waiting:
        cycle = waiting.pop()
        yield cycle
        waiting += sorted(inner[cycle.id], key=lambda each: each.starts, reverse=True)


def _told(marks_: Sequence[Mark]) -> str:
    late = sum(each.state is State.LATE for each in marks_)
    done = sum(each.state is State.DONE for each in marks_)
    ahead = len(marks_) - done - late
    parts = (
        (done, ngettext("{count} done", "{count} done", done)),
        (late, ngettext("{count} late", "{count} late", late)),
        (ahead, ngettext("{count} ahead", "{count} ahead", ahead)),
    )
    return commas(told for many, told in parts if many)


def _reading(late: Sequence[Mark], found: Sequence[Mark]) -> str:
    ahead = sum(each.state is State.OPEN for each in found)
    if not late:
        return _nothing_late(ahead)
    behind = ngettext(
        "{many} date is late", "{many} dates are late", len(late), many=spelled(len(late))
    )
    if not ahead:
        return gettext("Nothing is ahead; {late}.", late=behind)
    first = ngettext(
        "{many} date is ahead",
        "{many} dates are ahead",
        ahead,
        many=spelled(ahead, begin=True),
    )
    return gettext("{ahead}; {late}.", ahead=first, late=behind)


def _nothing_late(ahead: int) -> str:
    if not ahead:
        return gettext("Nothing is ahead, and nothing is late.")
    return ngettext(
        "{many} date is ahead, and nothing is late.",
        "{many} dates are ahead, and nothing is late.",
        ahead,
        many=spelled(ahead, begin=True),
    )


def _months(found: Sequence[Mark], portfolio: Portfolio) -> Iterator[Month]:
    months: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for each in found:
        months[each.day.year, each.day.month].append(_line(each, portfolio))
    for (year, month), lines in months.items():
        yield Month(month_and_year(date(year, month, 1)), tuple(lines))


def _line(each: Mark, portfolio: Portfolio) -> Line:
    return Line(
        _day(each.day, portfolio.as_of),
        each.day.isoformat(),
        each.what,
        each.title,
        each.href,
        named_team(each.team, portfolio) if each.team else None,
        each.state is State.LATE,
        each.state is State.DONE,
    )


def _day(day: date, today: date) -> str:
    return weekday(day, year=day.year != today.year)


PAGE = PageType("timeline", pages, view)
