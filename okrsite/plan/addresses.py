"""The step itself: every page type on the shelf names its pages; no two may share an address."""

from __future__ import annotations

from collections.abc import Mapping

from okrsite import pages as shelf_of_pages
from okrsite.model.page import Page, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.shelf import Misplaced, named


class Collision(Misplaced):
    """Two page types want the same file: a mistake of whoever wrote one of them, or the theme."""


def page_types() -> Mapping[str, PageType]:
    """Every page type on the shelf and of installed packages, by name."""
    return named(shelf_of_pages.__name__, "PAGE")


def plan(portfolio: Portfolio) -> Mapping[str, Page]:
    """Every page of the site, by its address, in a stable order.

    Raises:
        Collision: where two pages would be one file.
    """
    found: dict[str, Page] = {}
    paths: dict[str, Page] = {}
    for kind in page_types().values():
        for address, key in kind.pages(portfolio):
            page = Page(address, kind.name, key)
            other = paths.get(page.path.lower())
            if other is not None:
                raise Collision(
                    f"Two pages have the address `{address}`: `{other.type}` and `{kind.name}`"
                )
            paths[page.path.lower()] = page
            found[address] = page
    return dict(sorted(found.items()))
