"""What the search looks in: an index of words, split so that a reader loads only what is asked for.

Objectives have the numbers of the rows of the cascade, so that the search can filter those; teams,
people, kpis, cycles, reviews and pages follow. What leads to a number is a word, what stands behind
it a thing, and what it is filtered by a column. All of it is made of the portfolio alone: what an
audience does not see is not in there.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from operator import sub
from typing import Any, NamedTuple

from okrsite.model.portfolio import Portfolio
from okrsite.pages._memo import once
from okrsite.pages._search_facets import FACETS, Choices, choices, places, values
from okrsite.pages._search_things import Thing, how_many, objective, others
from okrsite.pages._tree import tree

THINGS = 32
"""Things that one file holds."""
_WORTH = 200
"""Objectives that are worth a file of words."""

Word = tuple[str, list[int], list[int]]
"""A word, the things that are called by it, and those below whose title it stands: numbers as steps
from one to the next."""


class Index(NamedTuple):
    """The whole index."""

    things: list[str]
    """Each as JSON."""
    kinds: list[tuple[str, int]]
    """Each sort of thing, and the number of the first of it."""
    words: list[list[Word]]
    """By file, in order."""
    columns: Mapping[str, list[int]]
    """By facet: for each row of the cascade the place of its value among the choices."""
    choices: Choices
    version: str
    """A digest: files of two builds do not mix."""


def file_counts(portfolio: Portfolio) -> tuple[int, int]:
    """How many files of words and of things there are; told without making the index."""
    rows = len(tree(portfolio).nodes)
    return max(1, rows // _WORTH), -(-(rows + how_many(portfolio)) // THINGS)


def index(portfolio: Portfolio) -> Index:
    """The index of a portfolio."""
    return once(portfolio, "search", _index)


def _index(portfolio: Portfolio) -> Index:
    found = _Words()
    offered = choices(portfolio)
    known = places(offered)
    columns: list[list[int]] = [[] for _ in FACETS]
    for run in tree(portfolio).runs.values():
        for node in run.nodes:
            each = portfolio.objectives.get(node.key)
            if each is None:  # a heading, which has a number as rows have
                found.add(Thing([], [], []))
                held: tuple[str, ...] = ("",) * len(FACETS)
            else:
                found.add(objective(each, node.above, portfolio))
                held = values(each, portfolio)
            for column, place, value in zip(columns, known, held, strict=True):
                column.append(place.get(value, 0))
    kinds = [("Objective", 0)]
    for kind, things in others(portfolio):
        kinds.append((kind, len(found.things)))
        for thing in things:
            found.add(thing)
    named = dict(zip(FACETS, columns, strict=True))
    digest = hashlib.sha256(dumped([named, offered]).encode())
    digest.update("\n".join(found.things).encode())
    split = list(_split(found.listed(), file_counts(portfolio)[0]))
    return Index(found.things, kinds, split, named, offered, digest.hexdigest()[:12])


class _Words:
    """Things in the order of their numbers, and where each word stands."""

    def __init__(self) -> None:
        self.things: list[str] = []
        self._titles: defaultdict[str, list[int]] = defaultdict(list)
        self._rest: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, thing: Thing) -> None:
        number, title = len(self.things), set(thing.title)
        self.things.append(dumped(thing.fields))
        for word in title:
            self._titles[word].append(number)
        for word in set(thing.rest) - title:
            self._rest[word].append(number)

    def listed(self) -> list[Word]:
        titles, rest = self._titles, self._rest
        return [
            (word, _steps(titles.get(word, [])), _steps(rest.get(word, [])))
            for word in sorted(titles.keys() | rest.keys())
        ]


def _steps(numbers: list[int]) -> list[int]:
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def _split(words: list[Word], files: int) -> Iterator[list[Word]]:
    """Words in files of like weight; as many as were said, be some of them empty."""
    weights = [len(word) + 8 + 2 * (len(titles) + len(rest)) for word, titles, rest in words]
    whole, so_far, start, made = sum(weights), 0, 0, 0
    for place, weight in enumerate(weights, 1):
        so_far += weight
        if made + 1 < files and so_far * files >= whole * (made + 1):
            yield words[start:place]
            start, made = place, made + 1
    yield words[start:]
    yield from ([] for _ in range(files - made - 1))


dumped: Callable[[Any], str] = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":")
).encode
"""JSON without a space too many."""
