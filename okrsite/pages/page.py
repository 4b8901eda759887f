"""A page of the organisation's own: a guide, say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.pages._frame import Frame, frame
from okrsite.pages._places import Written, edit, written


@dataclass(frozen=True, slots=True)
class FreePageView:
    """One page."""

    frame: Frame
    key: str
    title: Prose
    draft: bool
    body: Prose
    written: Written
    edit: str


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a document."""
    for key in portfolio.pages:
        yield addresses.page(key), key


def view(portfolio: Portfolio, key: str) -> FreePageView:
    """What a page of the organisation's own shows."""
    each = portfolio.pages[key]
    return FreePageView(
        frame=frame(portfolio),
        key=f"page-{key}",
        title=each.title,
        draft=each.draft,
        body=each.body,
        written=written(each.place, portfolio),
        edit=edit(each.place, portfolio),
    )


PAGE = PageType("page", pages, view)
