"""The search: a field and filters for scripts, and an index by letter that needs none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._fold import words
from okrsite.pages._frame import Frame, frame
from okrsite.pages._memo import shared
from okrsite.pages._rows import Counted, Row, Tally, counted, row, tally_of
from okrsite.pages._tree import WHOLE
from okrsite.pages._words import listed

ENTRIES = 200
"""Objectives on one page of an index that takes several."""


class Letter(NamedTuple):
    """Objectives whose titles begin with one letter."""

    name: str
    rows: tuple[Row, ...]


class Stretch(NamedTuple):
    """A page of the index: from one title to another."""

    title: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search, or a page of its index."""

    frame: Frame
    reading: str
    tally: Tally
    letters: tuple[Letter, ...]
    """What the index shows here; empty on the first page of one that takes several."""
    stretches: tuple[Stretch, ...]
    """All pages of the index; empty where it is one."""
    stretch: str
    """Which of them this is; empty on the page of the search itself."""


class _Entry(NamedTuple):
    """An objective in the index."""

    key: str
    """Its title as it is sorted."""
    id: str


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page, and those of the index where it takes several."""
    yield addresses.SEARCH, ""
    for number in range(_pages(portfolio)):
        yield _address(number), str(number)


def _pages(portfolio: Portfolio) -> int:
    many = len(portfolio.objectives)
    return -(-many // ENTRIES) if many > WHOLE else 0


def _address(number: int) -> str:
    return f"{addresses.SEARCH}a-z/{number + 1}/"


def view(portfolio: Portfolio, key: str) -> SearchView:
    """The page of the search, or a page of its index."""
    every = _listed(portfolio)
    several = _pages(portfolio)
    shown = every
    if several:
        shown = every[int(key) * ENTRIES : (int(key) + 1) * ENTRIES] if key else ()
    stretches = tuple(_stretch(number, key, every) for number in range(several))
    return SearchView(
        frame=frame(portfolio),
        reading=_reading(portfolio),
        tally=tally_of(_counted(portfolio)),
        letters=tuple(_letters(shown, portfolio)),
        stretches=stretches,
        stretch=stretches[int(key)].title if key else "",
    )


@shared
def _counted(portfolio: Portfolio) -> Counted:
    return counted(portfolio.objectives.values())


@shared
def _reading(portfolio: Portfolio) -> str:
    results = sum(len(each.key_results) for each in portfolio.objectives.values())
    things = (
        ngettext("{count} objective", "{count} objectives", len(portfolio.objectives)),
        ngettext("{count} key result", "{count} key results", results),
        ngettext("{count} team", "{count} teams", len(portfolio.teams)),
        ngettext("{count} person", "{count} people", len(portfolio.people)),
    )
    return gettext("{things}.", things=listed(things))


@shared
def _listed(portfolio: Portfolio) -> tuple[_Entry, ...]:
    every = portfolio.objectives.items()
    return tuple(sorted(_Entry(" ".join(words(e.objective.title.plain)), key) for key, e in every))


def _letters(shown: tuple[_Entry, ...], portfolio: Portfolio) -> Iterator[Letter]:
    known = portfolio.objectives
    for letter, found in groupby(shown, lambda each: each.key[:1].upper() or "#"):
        yield Letter(letter, tuple(row(known[each.id], portfolio) for each in found))


def _stretch(number: int, key: str, every: tuple[_Entry, ...]) -> Stretch:
    first = every[number * ENTRIES].key
    last = every[min(len(every), (number + 1) * ENTRIES) - 1].key
    length = next(
        (at for at in range(1, 25) if first[:at] != last[:at]), min(24, max(len(first), len(last)))
    )
    ends = (first[:length].strip().capitalize(), last[:length].strip().capitalize())
    title = ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"
    return Stretch(title or "#", _address(number), key == str(number))


PAGE = PageType("search", pages, view)
