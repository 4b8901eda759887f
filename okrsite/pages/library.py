"""The library: worked examples by function, where the site shows it (`library: true`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.document import KeyResult
from okrsite.model.example import Example, Weak
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.model.wording import AMBITION_WORDS
from okrsite.pages._aims import aim, steps
from okrsite.pages._frame import Frame, frame


class ExampleResult(NamedTuple):
    """A key result of an example."""

    title: Prose
    aim: str
    """`15 → 5 days`"""
    steps: tuple[tuple[Prose, str], ...]
    """Milestones, each with its weight where that is not 1."""
    source: Prose


class ExampleBlock(NamedTuple):
    """An example."""

    name: str
    """What `okrsite library NAME` calls it; its place on the page."""
    title: Prose
    ambition: str
    key_results: tuple[ExampleResult, ...]
    initiatives: tuple[Prose, ...]
    body: Prose
    why: str
    weak: Weak | None


class Shelf(NamedTuple):
    """The examples of a function."""

    key: str
    """Its place on the page."""
    name: str
    examples: tuple[ExampleBlock, ...]


@dataclass(frozen=True, slots=True)
class LibraryView:
    """All examples."""

    frame: Frame
    total: int
    shelves: tuple[Shelf, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page, where the site wants it."""
    if portfolio.site.library:
        yield addresses.LIBRARY, ""


def view(portfolio: Portfolio, key: str) -> LibraryView:
    """The examples, function by function."""
    del key
    found = portfolio.graph.examples
    return LibraryView(
        frame=frame(portfolio),
        total=len(found),
        shelves=tuple(
            Shelf(function, gettext(name), tuple(map(_block, examples)))
            for (function, name), examples in groupby(found, lambda e: (e.function, e.field))
        ),
    )


def _block(each: Example) -> ExampleBlock:
    objective = each.objective
    return ExampleBlock(
        name=each.name,
        title=objective.title,
        ambition=AMBITION_WORDS[objective.ambition],
        key_results=tuple(map(_result, objective.key_results)),
        initiatives=tuple(item.title for item in objective.initiatives),
        body=objective.body,
        why=each.why,
        weak=each.weak,
    )


def _result(each: KeyResult) -> ExampleResult:
    return ExampleResult(each.title, aim(each.measure), steps(each.measure), each.source)


PAGE = PageType("library", pages, view)
