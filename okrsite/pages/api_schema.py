"""api/v1/schema.json: the JSON Schema of the machine-readable contract, published beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file."""
    del portfolio
    yield "/api/v1/schema.json", ""


@cache
def schema() -> str:
    """The schema's text, as it lies beside this module."""
    return (files(__package__) / "api_schema.json").read_text(encoding="utf-8")


def view(portfolio: Portfolio, key: str) -> str:
    """The same for every site."""
    del portfolio, key
    return schema()


PAGE = PageType("api_schema", pages, view, Format.TEXT)
