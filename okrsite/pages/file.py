"""Files that visible texts link to, copied as they are."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a file; what no text links to stays where it is."""
    yield from portfolio.graph.files.items()


def view(portfolio: Portfolio, key: str) -> str:
    """The file's place, as `folder/path`."""
    del portfolio
    return key


PAGE = PageType("file", pages, view, Format.FILE)
