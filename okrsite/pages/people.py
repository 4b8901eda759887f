"""All people, by team."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.i18n import ngettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._teams import PersonLine, person_line


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The index of people."""

    frame: Frame
    reading: str
    people: tuple[PersonLine, ...]
    """By name."""
    retired: tuple[PersonLine, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.PEOPLE, ""


def view(portfolio: Portfolio, key: str) -> PeopleView:
    """The index of people."""
    del key
    lines = [person_line(each, portfolio) for each in portfolio.people.values()]
    lines.sort(key=lambda line: (line.name.casefold(), line.id))
    there = tuple(each for each in lines if not each.retired)
    return PeopleView(
        frame(portfolio), _reading(there), there, tuple(e for e in lines if e.retired)
    )


def _reading(there: tuple[PersonLine, ...]) -> str:
    if not there:
        return ""
    return ngettext(
        "{people}; {count} owns an objective or a key result.",
        "{people}; {count} own an objective or a key result.",
        sum(bool(each.objectives or each.key_results) for each in there),
        people=ngettext("{count} person", "{count} people", len(there)),
    )


PAGE = PageType("people", pages, view)
