"""All reviews, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame
from okrsite.pages._reviews import ReviewLine, review_line


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The index of reviews."""

    frame: Frame
    reviews: tuple[ReviewLine, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.REVIEWS, ""


def view(portfolio: Portfolio, key: str) -> ReviewsView:
    """The index of reviews."""
    del key
    lines = [review_line(each, portfolio) for each in portfolio.reviews.values()]
    return ReviewsView(
        frame(portfolio), tuple(sorted(lines, key=lambda r: (r.iso, r.href), reverse=True))
    )


PAGE = PageType("reviews", pages, view)
