"""A page at each old address: hosts that read no `_redirects` lead on by it."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame


@dataclass(frozen=True, slots=True)
class MovedView:
    """Where it is now."""

    frame: Frame
    to: str
    """The new address, from the site's root."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One for each alias."""
    for old in portfolio.graph.redirects:
        yield old, old


def view(portfolio: Portfolio, key: str) -> MovedView:
    """What it shows."""
    return MovedView(frame(portfolio), portfolio.graph.redirects[key])


PAGE = PageType("moved", pages, view)
