"""A page that a theme adds by itself: an imprint, a way to get help."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame


@dataclass(frozen=True, slots=True)
class ThemePageView:
    """The frame, and which page it is."""

    frame: Frame
    name: str
    """Of its template in `templates/pages/`, and of its address."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a template, at the top of the site."""
    for name in portfolio.site.theme_pages:
        yield f"/{name}/", name


def view(portfolio: Portfolio, key: str) -> ThemePageView:
    """What such a page is told."""
    return ThemePageView(frame(portfolio), key)


PAGE = PageType("theme_page", pages, view)
