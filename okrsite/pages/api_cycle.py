"""api/v1/cycles/<id>.json: every objective of a cycle, with its figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from okrsite.model import addresses
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._contract import iso, objective


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file a cycle, its id as written."""
    for cycle in portfolio.cycles:
        yield addresses.cycle_data(cycle), cycle


def view(portfolio: Portfolio, key: str) -> dict[str, Any]:
    """The objectives of that cycle itself, not of those nested in it."""
    return {
        "cycle": key,
        "as_of": iso(portfolio.as_of),
        "objectives": [
            objective(each, portfolio)
            for each in portfolio.objectives.values()
            if each.cycle.id == key
        ],
    }


PAGE = PageType("api_cycle", pages, view, Format.JSON)
