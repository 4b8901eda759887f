"""How the pages of a large cascade hang together, for the script that shows them as one tree."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._tree import ROWS, tree


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file, where the cascade takes several pages."""
    if tree(portfolio).large:
        yield addresses.CASCADE_TREE, ""


def view(portfolio: Portfolio, key: str) -> dict[str, object]:
    """The level of each row, by its number, and the runs of rows that stand below one.

    A run is `[id, number of what it stands below or -1, number of its first row]`; it lasts until
    the next. Its pages have `rows` rows each.
    """
    del key
    found = tree(portfolio)
    nodes = (node for run in found.runs.values() for node in run.nodes)
    return {
        "rows": ROWS,
        "runs": [[key, found.numbers.get(key, -1), first] for key, first in found.firsts.items()],
        "levels": [node.level for node in nodes],
    }


PAGE = PageType("cascade_tree", pages, view, Format.JSON)
