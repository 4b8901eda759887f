"""A cycle: its plan, its progress, and its scorecard once it is over.

Of more objectives than a page holds, the further ones stand on pages of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.cycle import Cycle
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.wording import RHYTHM_WORDS
from okrsite.pages._attention import Group, attention
from okrsite.pages._cycles import CycleLine, cycle_line
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import ordered
from okrsite.pages._memo import shared
from okrsite.pages._parts import Parts, keyed, part_of, parts, split
from okrsite.pages._reading import of_objectives
from okrsite.pages._reviews import ReviewLine, review_line
from okrsite.pages._rows import Named, Row, holder, row
from okrsite.pages._scorecard import Scorecard, scorecard
from okrsite.pages._source_links import SourceLinks, source_links
from okrsite.pages._words import commas, weekday

MOST = 250
"""Objectives of a page."""


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A date of the plan."""

    name: str
    date: str
    past: bool


@dataclass(frozen=True, slots=True)
class CycleView:
    """One cycle."""

    frame: Frame
    id: str
    line: CycleLine
    reading: str
    within: Named | None
    inner: tuple[CycleLine, ...]
    dates: tuple[KeyDate, ...]
    rhythm: str
    rows: tuple[Row, ...]
    """Its objectives, team by team."""
    parts: Parts
    """The pages that they take: the first one tells of the cycle."""
    attention: tuple[Group, ...]
    scorecard: Scorecard | None
    reviews: tuple[ReviewLine, ...]
    summary: str
    data: str
    """The address of its machine-readable file."""
    source: SourceLinks


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a cycle; further ones where it has many objectives."""
    for key in portfolio.cycles:
        yield from keyed(addresses.cycle(key), key, len(_by_team(portfolio).get(key, ())), MOST)


def view(portfolio: Portfolio, key: str) -> CycleView:
    """What the page of a cycle shows."""
    key, number = split(key)
    cycle = portfolio.cycles[key]
    first = number == 1
    found = [each for each in ordered(portfolio) if each.cycle.id == key] if first else []
    listed = _by_team(portfolio).get(key, ())
    above = portfolio.cycles.get(cycle.within or "")
    over = cycle.over(portfolio.as_of)
    results = sum(len(each.key_results) for each in found)
    return CycleView(
        frame=frame(portfolio),
        id=key,
        line=cycle_line(cycle, portfolio),
        reading=of_objectives(found),
        within=Named(above.title, addresses.cycle(above.id)) if above else None,
        inner=tuple(
            cycle_line(each, portfolio) for each in portfolio.cycles.values() if each.within == key
        ),
        dates=tuple(_dates(cycle, portfolio)),
        rhythm=RHYTHM_WORDS[cycle.checkin],
        rows=tuple(
            row(portfolio.objectives[one], portfolio) for one in part_of(listed, number, MOST)
        ),
        parts=parts(addresses.cycle(key), number, len(listed), MOST),
        attention=attention(found, portfolio, 5) if found and not over else (),
        scorecard=scorecard(found, portfolio) if over and found else None,
        reviews=tuple(
            review_line(review, portfolio)
            for review in portfolio.reviews.values()
            if review.cycle and review.cycle.text == key
        ),
        summary=commas(
            (
                ngettext("{count} objective", "{count} objectives", len(found)),
                ngettext("{count} key result", "{count} key results", results),
            )
        )
        if first
        else "",
        data=addresses.cycle_data(key),
        source=source_links(cycle.place, portfolio),
    )


def _dates(cycle: Cycle, portfolio: Portfolio) -> Iterator[KeyDate]:
    for name, when in (
        (gettext("Starts"), cycle.starts),
        (gettext("Health check"), cycle.health_check),
        (gettext("Ends"), cycle.ends),
        (gettext("Grading"), cycle.grading),
    ):
        if when is not None:
            yield KeyDate(name, weekday(when, year=True), when < portfolio.as_of)


@shared
def _by_team(portfolio: Portfolio) -> Mapping[str, tuple[str, ...]]:
    """The objectives of each cycle, in the order of the teams, then of the people's names."""
    order = {addresses.team(key): i for i, key in enumerate(portfolio.teams)}
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for each in ordered(portfolio):
        whose = holder(each, portfolio)
        place = order.get(whose.href, len(order)), whose.name.casefold()
        found[each.cycle.id].append((*place, each.id))
    return {
        cycle: tuple(one for _, _, one in sorted(many, key=lambda line: line[:2]))
        for cycle, many in found.items()
    }


PAGE = PageType("cycle", pages, view)
