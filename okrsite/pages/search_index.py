"""The files of the search: a reader's browser loads those that it needs for what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._search import THINGS, Index, dumped, file_counts, index
from okrsite.pages._search_facets import FACETS


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """What leads to the rest, every word, what filters offer, and the split files."""
    words, things = file_counts(portfolio)
    keys = ["index", "vocabulary", "choices", *(f"by/{facet}" for facet in FACETS)]
    keys += [f"words/{number}" for number in range(words)]
    keys += [f"things/{number}" for number in range(things)]
    yield from ((f"{addresses.SEARCH}{key}.json", key) for key in keys)


def view(portfolio: Portfolio, key: str) -> str:
    """A file of the index, as JSON."""
    found = index(portfolio)
    name, _, part = key.partition("/")
    if name == "words":
        return dumped(found.words[int(part)])
    if name == "things":
        return f"[{','.join(found.things[int(part) * THINGS : (int(part) + 1) * THINGS])}]"
    if name == "by":
        return dumped(found.columns[part])
    if name == "choices":
        return dumped(found.choices)
    if name == "vocabulary":
        return dumped([word for file in found.words for word, _, _ in file if word[0] != "#"])
    return dumped(_way_in(found))


def _way_in(found: Index) -> dict[str, object]:
    return {
        "version": found.version,
        "things": THINGS,
        "count": len(found.things),
        "kinds": found.kinds,
        "words": [file[0][0] if file else "\uffff" for file in found.words],
        "statuses": found.choices["status"],
    }


PAGE = PageType("search_index", pages, view, Format.TEXT)
