"""Looks for secrets in what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from okrsite.audit.secrets import Secrets
from okrsite.audit.unpack import Reading, unpack
from okrsite.audit.words import figures, sayings, words
from okrsite.model.place import Place

_SURE = 7
"""Letters of a word that is no accident between bytes that are no text."""


class Leak(NamedTuple):
    """A string of a hidden document in a file of a site."""

    file: str
    """The path within the site."""
    within: str
    """What it is packed in, within that file; empty where it lies open, `name` for the file's."""
    offset: int
    """Bytes from the beginning of what it lies in; -1 where that cannot be said."""
    text: str
    """What was found, its words as they are compared."""
    source: Place
    """Where the hidden document says it."""
    more: int = 0
    """How many other strings of that document stand there, too."""


class Audit(NamedTuple):
    """What became of one file."""

    leaks: tuple[Leak, ...] = ()
    unread: tuple[str, ...] = ()
    """What could not be looked into, and why."""


def audit(path: str, data: bytes, secrets: Secrets) -> Audit:
    """Search a file of a site: its name, its text, and all that is packed in it."""
    leaks = [*_search(path, Reading("name", path), secrets)]
    unread = []
    for reading in unpack(path, data):
        if reading.unread:
            unread.append(f"{path} > {reading.within}".removesuffix(" > ") + f": {reading.unread}")
        else:
            leaks += _search(path, reading, secrets, data)
    return Audit(tuple(leaks), tuple(unread))


def _search(
    path: str, reading: Reading, secrets: Secrets, data: bytes | None = None
) -> Iterator[Leak]:
    """One leak a hidden document: its longest string, and how many others there are."""
    found: dict[str, list[_Hit]] = {}
    for hit in dict.fromkeys(_hits(reading, secrets)):
        found.setdefault(hit.source.file, []).append(hit)
    for hits in found.values():
        best = max(hits, key=lambda hit: len(hit.text))
        offset = _offset(reading, best.test, data)
        yield Leak(path, reading.within, offset, best.text, best.source, len(hits) - 1)


class _Hit(NamedTuple):
    text: str
    source: Place
    test: tuple[str, object]


def _hits(reading: Reading, secrets: Secrets) -> Iterator[_Hit]:
    for said in sayings(reading.text, folded=reading.folded):
        these = words(said)
        for word in secrets.words.keys() & set(these):
            if reading.plain or len(word) >= _SURE:
                yield _Hit(word, secrets.words[word], ("word", word))
        for phrase in secrets.phrases_in(these):
            yield _Hit(" ".join(phrase), secrets.phrases[phrase], ("phrase", phrase))
        if secrets.figures and reading.plain:
            for figure, _ in figures(said):
                if figure in secrets.figures:
                    yield _Hit(figure, secrets.figures[figure], ("figure", figure))


def _offset(reading: Reading, test: tuple[str, object], data: bytes | None) -> int:
    """Where a string begins: the end of the shortest beginning that says it, then its start."""
    text = reading.text

    def says(start: int, end: int) -> bool:
        part = text[_word_start(text, start) : _word_end(text, end)]
        return any(map(_holder(*test), sayings(part, folded=reading.folded)))

    if not says(0, len(text)):
        return -1
    end = _first(0, len(text), lambda at: says(0, at))
    start = _word_start(text, end - _first(0, end, lambda size: says(end - size, end)))
    if data is not None and not reading.plain:
        piece = text[start:end].encode()
        return data.find(piece)
    return len(text[:start].encode())


def _word_start(text: str, at: int) -> int:
    """Where the word begins that a place lies in: half a word is another word."""
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at


def _holder(kind: str, term: object) -> Callable[[str], bool]:
    if kind == "figure":
        return lambda said: any(figure == term for figure, _ in figures(said))
    wanted = (term,) if kind == "word" else term
    assert isinstance(wanted, tuple)  # noqa: S101 (as `_hits` made it)

    def holds(said: str) -> bool:
        these = words(said)
        return any(these[at : at + len(wanted)] == wanted for at in range(len(these)))

    return holds


def _first(low: int, high: int, true: Callable[[int], bool]) -> int:
    """The smallest number for which something begins to be true."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if true(middle) else (middle + 1, high)
    return low
