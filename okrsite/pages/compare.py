"""Two days compared: what turned, moved, began, ended, was dropped or given another target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from okrsite.model import addresses
from okrsite.model.comparison import Comparison
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._lookback import Lookback, compared, lookbacks
from okrsite.pages._rows import Row, rows
from okrsite.pages._turns import Goalpost, Turn, goalposts, turns
from okrsite.pages._words import day, spelled

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
        ("worse", "Turned worse", worse, ""),
        ("better", "Turned better", better, ""),
        ("other", "Changed status", other, "Neither better nor worse: begun, reached or graded"),
        ("back", "Fell back", back, "The same status, less progress"),
        ("on", "Moved on", on, "The same status, more progress"),
        ("over", "Came to their end", list(found.ended), "Their cycle is over"),
    ):
        if pairs:
            shown = turns(pairs[:_MOST], portfolio, details=key not in {"on", "over"})
            yield Turns(key, title, len(pairs), shown, note)


def reading(found: Comparison) -> str:
    """What changed, in a sentence."""
    if not found.differences:
        many = len(found.still)
        stand = "One objective stands" if many == 1 else f"All {many} objectives stand"
        return f"Nothing has changed. {stand} as before." if many else ""
    worse = sum(each.worse > 0 for each in found.turned)
    better = sum(each.worse < 0 for each in found.turned)
    first = _several(
        [(worse, "turned worse"), (better, "turned better"), (len(found.moved), "moved")]
    )
    rest = _several(
        [
            (len(found.begun), "began"),
            (len(found.ended), "came to their end"),
            (len(found.dropped), "dropped"),
            (len(found.retargeted), "given another target"),
        ]
    )
    return " ".join(f"{each}." for each in (first, rest) if each)


def _several(parts: Sequence[tuple[int, str]]) -> str:
    told = [f"{spelled(many)} {words}" for many, words in parts if many]
    text = ", ".join(told)
    return text[:1].upper() + text[1:]


PAGE = PageType("compare", pages, view)
