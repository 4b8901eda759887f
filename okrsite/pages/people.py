"""All people, by team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._groups import index
from okrsite.pages._rows import Named, person, team


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list."""

    person: Named
    role: str
    team: Named | None
    owns: int
    contributes: int
    retired: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """All people, by name."""

    frame: Frame
    lines: tuple[PersonLine, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.PEOPLE, ""


def view(portfolio: Portfolio, key: str) -> PeopleView:
    """The list of people."""
    del key
    known = index(portfolio)
    lines = []
    for each in sorted(portfolio.people.values(), key=lambda p: (p.name.casefold(), p.id)):
        own = {o.id for o in (*known.of_person.get(each.id, ()), *known.owned.get(each.id, ()))}
        other = {o.id for o in known.contributed.get(each.id, ())} - own
        lines.append(
            PersonLine(
                person(each.id, portfolio),
                each.role,
                team(each.team, portfolio) if each.team else None,
                len(own),
                len(other),
                each.until is not None and each.until < portfolio.as_of,
            )
        )
    return PeopleView(frame(portfolio), tuple(lines))


PAGE = PageType("people", pages, view)
