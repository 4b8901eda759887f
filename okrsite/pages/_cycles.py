"""A cycle as a line, and objectives grouped by cycle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext, pgettext
from okrsite.model import addresses
from okrsite.model.cycle import Cycle, CycleKind
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._bars import bar
from okrsite.pages._escape import Html
from okrsite.pages._memo import shared
from okrsite.pages._rows import Counted, Row, Tally, counted, rows, tally_of
from okrsite.pages._words import day, span, weekday


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle, and how far it is."""

    title: str
    href: str
    level: int
    kind: str
    dates: str
    state: str
    """`running`, `over` or `ahead`."""
    word: str
    """The same in a word of the site's language."""
    elapsed: str
    """`Day 52 of 92`; empty where it is open or does not run."""
    bar: Markup
    next: str
    """The next date to keep, or an empty text."""
    tally: Tally


def cycle_line(cycle: Cycle, portfolio: Portfolio) -> CycleLine:
    """The line of a cycle."""
    today = portfolio.as_of
    elapsed = ""
    drawn: Markup = Html("")
    if cycle.contains(today) and cycle.ends is not None:
        gone, whole = (today - cycle.starts).days + 1, (cycle.ends - cycle.starts).days + 1
        elapsed = gettext("Day {day} of {days}", day=gone, days=whole)
        drawn = bar(gone / whole)
    state = _state(cycle, portfolio)
    return CycleLine(
        title=cycle.title,
        href=addresses.cycle(cycle.id),
        level=min(cycle.depth, 8),
        kind=_kind(cycle.kind),
        dates=span(cycle.starts, cycle.ends),
        state=state,
        word=_word(state),
        elapsed=elapsed,
        bar=drawn,
        next=_next(cycle, portfolio),
        tally=tally_of(_counted(portfolio)[cycle.id]),
    )


@shared
def _counted(portfolio: Portfolio) -> Mapping[str, Counted]:
    """How the objectives of each cycle stand."""
    found: dict[str, list[ScoredObjective]] = defaultdict(list)
    for each in portfolio.objectives.values():
        found[each.cycle.id].append(each)
    return {key: counted(found[key]) for key in portfolio.cycles}


def _next(cycle: Cycle, portfolio: Portfolio) -> str:
    today = portfolio.as_of
    if today < cycle.starts:
        return gettext("Starts {day}", day=day(cycle.starts))
    dates = ((cycle.ends, "ends"), (cycle.grading, "grading"), (cycle.health_check, "health_check"))
    coming = [(when, what) for when, what in dates if when is not None and when >= today]
    if not coming:
        return ""
    when, what = min(coming)
    return _in_days(_event(what, weekday(when)), (when - today).days)


def _event(what: str, when: str) -> str:
    if what == "ends":
        return gettext("Ends {day}", day=when)
    if what == "grading":
        return gettext("Grading {day}", day=when)
    return gettext("Health check {day}", day=when)


def _in_days(event: str, days: int) -> str:
    """What happens, and how far ahead it is."""
    if days == 0:
        return gettext("{event}, today", event=event)
    if days == 1:
        return gettext("{event}, tomorrow", event=event)
    return ngettext("{event}, in {count} day", "{event}, in {count} days", days, event=event)


def _kind(kind: CycleKind) -> str:
    if kind is CycleKind.STRATEGIC:
        return pgettext("kind of a cycle", "strategic")
    return pgettext("kind of a cycle", "operational")


def _word(state: str) -> str:
    if state == "running":
        return pgettext("state of a cycle", "running")
    if state == "over":
        return pgettext("state of a cycle", "over")
    return pgettext("state of a cycle", "ahead")


@dataclass(frozen=True, slots=True)
class OfCycle:
    """Objectives of one cycle."""

    title: str
    href: str
    state: str
    rows: tuple[Row, ...]


def by_cycle(found: Iterable[ScoredObjective], portfolio: Portfolio) -> tuple[OfCycle, ...]:
    """Objectives by cycle: those that run, the innermost first; then ahead; then over."""
    groups: dict[str, list[ScoredObjective]] = {}
    for each in found:
        groups.setdefault(each.cycle.id, []).append(each)
    return tuple(_sections(groups, portfolio))


def _sections(groups: dict[str, list[ScoredObjective]], portfolio: Portfolio) -> Iterator[OfCycle]:
    def order(key: str) -> tuple[int, int]:
        cycle = portfolio.cycles[key]
        state = {"running": 0, "ahead": 1, "over": 2}[_state(cycle, portfolio)]
        return state, -cycle.starts.toordinal()

    for key in sorted(groups, key=order):
        cycle = portfolio.cycles[key]
        yield OfCycle(
            cycle.title,
            addresses.cycle(key),
            _state(cycle, portfolio),
            rows(groups[key], portfolio),
        )


def _state(cycle: Cycle, portfolio: Portfolio) -> str:
    if cycle.contains(portfolio.as_of):
        return "running"
    return "over" if cycle.over(portfolio.as_of) else "ahead"
