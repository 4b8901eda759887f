"""Two days compared: what turned, moved, began, ended, was dropped or given another target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.comparison import Comparison
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._lookback import Lookback, compared, lookbacks
from okrsite.pages._rows import Row, rows
from okrsite.pages._turns import Goalpost, Turn, goalposts, turns
from okrsite.pages._words import commas, day, spelled

_MOST = 100
"""Lines of one list; a page of ten thousand would be read by nobody."""


class DayLink(NamedTuple):
    """Another day to compare with."""

    label: str
    href: str
    current: bool


class Turns(NamedTuple):
    """Objectives that changed in one way."""

    key: str
    title: str
    total: int
    lines: tuple[Turn, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two days compared."""

    frame: Frame
    title: str
    since: str
    until: str
    since_iso: str
    days: tuple[DayLink, ...]
    reading: str
    lists: tuple[Turns, ...]
    begun: tuple[Row, ...]
    begun_total: int
    dropped: tuple[Turn, ...]
    retargeted: tuple[Goalpost, ...]
    still: int
    total: int
    """How many objectives were looked at."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page an earlier day; the address without one is a week ago."""
    for each in lookbacks(portfolio):
        yield address(each), each.key


def address(each: Lookback) -> str:
    """Where the comparison with a day stands."""
    return f"{addresses.COMPARE}{each.key}/" if each.key else addresses.COMPARE


def view(portfolio: Portfolio, key: str) -> CompareView:
    """What the page of a comparison shows."""
    days = lookbacks(portfolio)
    this = next(each for each in days if each.key == key)
    found = compared(this.since, portfolio)
    changed = found.differences - len(found.retargeted)
    return CompareView(
        frame=frame(portfolio),
        title=this.label,
        since=day(found.since, year=found.since.year != found.until.year),
        until=day(found.until, year=True),
        since_iso=found.since.isoformat(),
        days=tuple(DayLink(each.label, address(each), each is this) for each in days),
        reading=reading(found),
        lists=tuple(_lists(found, portfolio)),
        begun=rows(found.begun[:_MOST], portfolio),
        begun_total=len(found.begun),
        dropped=turns(found.dropped[:_MOST], portfolio, details=False),
        retargeted=goalposts(found.retargeted[:_MOST], portfolio),
        still=len(found.still),
        total=changed + len(found.still),
    )


def _lists(found: Comparison, portfolio: Portfolio) -> Iterator[Turns]:
    worse = [each for each in found.turned if each.worse > 0]
    better = [each for each in reversed(found.turned) if each.worse < 0]
    other = [each for each in found.turned if not each.worse]
    back = [each for each in found.moved if (each.points or 0) < 0]
    on = [each for each in found.moved if (each.points or 0) > 0]
    for key, title, pairs, note in (
        ("worse", gettext("Turned worse"), worse, ""),
        ("better", gettext("Turned better"), better, ""),
        (
            "other",
            gettext("Changed status"),
            other,
            gettext("Neither better nor worse: begun, reached or graded"),
        ),
        ("back", gettext("Fell back"), back, gettext("The same status, less progress")),
        ("on", gettext("Moved on"), on, gettext("The same status, more progress")),
        ("over", gettext("Came to their end"), list(found.ended), gettext("Their cycle is over")),
    ):
        if pairs:
            shown = turns(pairs[:_MOST], portfolio, details=key not in {"on", "over"})
            yield Turns(key, title, len(pairs), shown, note)


def reading(found: Comparison) -> str:
    """What changed, in a sentence or two."""
    if not found.differences:
        return _unchanged(len(found.still))
    worse = sum(each.worse > 0 for each in found.turned)
    better = sum(each.worse < 0 for each in found.turned)
    moved, begun, ended = len(found.moved), len(found.begun), len(found.ended)
    dropped, aims = len(found.dropped), len(found.retargeted)
    first = (
        (worse, ngettext("{many} turned worse", "{many} turned worse", worse, many=spelled(worse))),
        (
            better,
            ngettext("{many} turned better", "{many} turned better", better, many=spelled(better)),
        ),
        (moved, ngettext("{many} moved", "{many} moved", moved, many=spelled(moved))),
    )
    rest = (
        (begun, ngettext("{many} began", "{many} began", begun, many=spelled(begun))),
        (
            ended,
            ngettext(
                "{many} came to their end", "{many} came to their end", ended, many=spelled(ended)
            ),
        ),
        (dropped, ngettext("{many} dropped", "{many} dropped", dropped, many=spelled(dropped))),
        (
            aims,
            ngettext(
                "{many} given another target",
                "{many} given another target",
                aims,
                many=spelled(aims),
            ),
        ),
    )
    return " ".join(each for each in (_sentence(first), _sentence(rest)) if each)


def _unchanged(many: int) -> str:
    if not many:
        return ""
    return ngettext(
        "Nothing has changed. {many} objective stands as before.",
        "Nothing has changed. All {count} objectives stand as before.",
        many,
        many=spelled(many, begin=True),
    )


def _sentence(parts: Iterable[tuple[int, str]]) -> str:
    text = commas(told for many, told in parts if many)
    return f"{text[0].upper()}{text[1:]}." if text else ""


PAGE = PageType("compare", pages, view)
