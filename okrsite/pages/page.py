"""A page of the organisation's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.pages._frame import Frame, frame


@dataclass(frozen=True, slots=True)
class FreePageView:
    """One page."""

    frame: Frame
    id: str
    title: Prose
    body: Prose
    draft: bool


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a document."""
    for key in portfolio.pages:
        yield addresses.page(key), key


def view(portfolio: Portfolio, key: str) -> FreePageView:
    """One page."""
    each = portfolio.pages[key]
    return FreePageView(frame(portfolio), each.id, each.title, each.body, each.draft)


PAGE = PageType("page", pages, view)
