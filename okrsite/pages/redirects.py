"""_redirects: old ids lead to where their documents are now."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file."""
    del portfolio
    yield "/_redirects", ""


def view(portfolio: Portfolio, key: str) -> str:
    """One line an alias, as hosts such as Netlify read it.

    The mark makes the line win over the page that stands at the old address for other hosts.
    """
    del key
    base = portfolio.site.base.rstrip("/")
    lines = [
        f"{base}{old} {base}{new} 301!\n" for old, new in sorted(portfolio.graph.redirects.items())
    ]
    return "".join(lines)


PAGE = PageType("redirects", pages, view, Format.TEXT)
