"""The files of the search: a reader's browser loads those that it needs for what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._search import THINGS, dumped, file_counts, files, index, things, vocabulary
from okrsite.pages._search_facets import FACETS, choices, columns


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """What leads to the rest, every word, what filters offer, and the split files."""
    words, objectives, others = file_counts(portfolio)
    keys = ["index", "vocabulary", "choices", *(f"by/{facet}" for facet in FACETS)]
    keys += [f"words/{number}" for number in range(words)]
    keys += [f"things/{number}" for number in range(objectives + others)]
    yield from ((f"{addresses.SEARCH}{key}.json", key) for key in keys)


def view(portfolio: Portfolio, key: str) -> str:
    """A file of the index, as JSON."""
    name, _, part = key.partition("/")
    if name == "things":
        return things(portfolio, int(part))
    if name == "by":
        return dumped(columns(portfolio)[part])
    if name == "choices":
        return dumped(dict(choices(portfolio)))
    if name == "words":
        return files(portfolio)[part]
    if name == "vocabulary":
        return vocabulary(portfolio)
    return dumped(_way_in(portfolio))


def _way_in(portfolio: Portfolio) -> dict[str, object]:
    found = index(portfolio)
    return {
        "version": found.version,
        "things": THINGS,
        "count": found.size,
        "kinds": found.kinds,
        "words": found.firsts,
        "statuses": choices(portfolio)["status"],
    }


PAGE = PageType("search_index", pages, view, Format.TEXT)
