"""A page of the organisation's own: a guide, say."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.pages._frame import Frame, frame
from okrsite.pages._source_links import SourceLinks, of_document


@dataclass(frozen=True, slots=True)
class FreePageView:
    """One page."""

    frame: Frame
    key: str
    title: Prose
    draft: bool
    body: Prose
    source: SourceLinks


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
        source=of_document(each.place, key, each.title.plain, addresses.page(key), portfolio),
    )


PAGE = PageType("page", pages, view)
