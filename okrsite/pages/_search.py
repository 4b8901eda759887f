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

from okrsite.i18n import gettext, gettext_noop
from okrsite.model.portfolio import Portfolio
from okrsite.pages._memo import kept, once, shared
from okrsite.pages._search_things import Found, Other, found_by, how_many, others, shown
from okrsite.pages._tree import nodes, tree

THINGS = 32
"""Things that one file holds."""
_WORTH = 200
"""Objectives that are worth a file of words."""

Word = tuple[str, list[int], list[int]]
"""A word, the things that are called by it, and those below whose title it stands: numbers as steps
from one to the next."""


class Index(NamedTuple):
    """What leads to things."""

    kinds: list[tuple[str, int, str]]
    """Each sort of thing, the number of the first of it, and its name in the site's language."""
    size: int
    """One more than the last number."""
    firsts: list[str]
    """The first word of each file, in order."""
    version: str
    """A digest of which thing has which number: files of two numberings do not mix."""


class _Whole(NamedTuple):
    """All of it, made at once."""

    way: Index
    words: list[list[Word]]
    """By file, in order."""


def file_counts(portfolio: Portfolio) -> tuple[int, int, int]:
    """How many files of words, of objectives and of other things there are.

    It is told without making the index.
    """
    rows = len(nodes(portfolio))
    return max(1, rows // _WORTH), -(-rows // THINGS), -(-how_many(portfolio) // THINGS)


@shared
def files(portfolio: Portfolio) -> Mapping[str, str]:
    """The files of words, by number, as JSON: a page looks at its own."""
    return {str(at): dumped(words) for at, words in enumerate(_whole(portfolio).words)}


@shared
def vocabulary(portfolio: Portfolio) -> str:
    """Every word that stands for itself, as JSON."""
    every = (word for file in _whole(portfolio).words for word, _, _ in file)
    return dumped([word for word in every if word[0] != "#"])


@shared
def index(portfolio: Portfolio) -> Index:
    """What leads to these files."""
    return _whole(portfolio).way


def _whole(portfolio: Portfolio) -> _Whole:
    return once(portfolio, "search", _made)


def _made(portfolio: Portfolio) -> _Whole:
    found = Words()
    many, blocks, _ = file_counts(portfolio)
    numbers = tree(portfolio).numbers
    for key, number in numbers.items():
        if key in portfolio.objectives:  # and no heading, which has a number as rows have
            found.add(number, found_by(portfolio.objectives[key], portfolio))
    number, kinds = blocks * THINGS, [_kind(gettext_noop("Objective"), 0)]
    digest = hashlib.sha256(" ".join(numbers).encode())
    for kind, listed in rest(portfolio):
        kinds.append(_kind(kind, number))
        for thing in listed:
            found.add(number, thing.found)
            digest.update(thing.fields[0].encode())
            number += 1
    split_up = list(split(found.listed(), many))
    firsts = [file[0][0] if file else "\uffff" for file in split_up]
    return _Whole(Index(kinds, number, firsts, digest.hexdigest()[:12]), split_up)


def _kind(name: str, first: int) -> tuple[str, int, str]:
    return name, first, gettext(name)


@shared
def rest(portfolio: Portfolio) -> list[tuple[str, list[Other]]]:
    """What can be found beside objectives, by kind; it begins with a file of its own."""
    return list(others(portfolio))


@shared
def _rows(portfolio: Portfolio) -> Mapping[str, tuple[str, ...]]:
    """The rows of each file of things."""
    keys = list(tree(portfolio).numbers)
    return {str(at // THINGS): tuple(keys[at : at + THINGS]) for at in range(0, len(keys), THINGS)}


def things(portfolio: Portfolio, number: int) -> str:
    """A file of things, as JSON."""
    listed = _rows(portfolio).get(str(number))
    if listed is not None:
        return f"[{','.join([_thing(key, portfolio) for key in listed])}]"
    at = (number - file_counts(portfolio)[1]) * THINGS
    every = [thing.fields for _, listed in rest(portfolio) for thing in listed]
    return dumped(every[at : at + THINGS])


def _thing(key: str, portfolio: Portfolio) -> str:
    def make() -> str:
        each = portfolio.objectives.get(key)
        return dumped(shown(each, nodes(portfolio)[key].above, portfolio)) if each else "[]"

    return kept(portfolio, "things", key, make)


class Words:
    """Where each word stands, while things are gone through in the order of their numbers."""

    def __init__(self) -> None:
        self._titles: defaultdict[str, list[int]] = defaultdict(list)
        self._rest: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, number: int, found: Found) -> None:
        """The words of a thing."""
        title = set(found.title)
        for word in title:
            self._titles[word].append(number)
        for word in set(found.rest) - title:
            self._rest[word].append(number)

    def listed(self) -> list[Word]:
        """All words, in order."""
        titles, rest = self._titles, self._rest
        return [
            (word, _steps(titles.get(word, [])), _steps(rest.get(word, [])))
            for word in sorted(titles.keys() | rest.keys())
        ]


def _steps(numbers: list[int]) -> list[int]:
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def split(words: list[Word], files: int) -> Iterator[list[Word]]:
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
