"""Digests of what pages have looked at: equal digests, equal pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import fields
from datetime import date
from typing import Any

import msgspec

from okrsite.model.portfolio import AlignmentGraph, Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.pages._memo import SHARED
from okrsite.pages._reads import COMMON, EVERYTHING, NO_KEY, Read

ADDRESS = "address"
"""What a link in a text asks: whether there is such a page."""

FILE = "file"
"""A file beside the content that is copied."""

_ABSENT = b"absent"
_UNKNOWN = b""
"""The digest of what cannot be looked up: it is never that of anything else."""

_DERIVED = frozenset({"key_result", "cycle", "moment", "words", "facts"})
"""Fields of a scored key result that are made of its objective and the day: those are digested."""

_encode = msgspec.msgpack.Encoder().encode


def blake(*parts: bytes) -> bytes:
    """The digest of some bytes."""
    told = hashlib.blake2b(digest_size=16)
    for part in parts:
        told.update(len(part).to_bytes(8, "big"))
        told.update(part)
    return told.digest()


class Inputs:
    """Everything that pages of a portfolio can look at, as digests."""

    def __init__(
        self, portfolio: Portfolio, addresses: Set[str], files: Mapping[str, bytes]
    ) -> None:
        self._portfolio = portfolio
        self._addresses = addresses
        self._files = files
        self._scored: dict[int, tuple[ScoredObjective, bytes]] = {}
        self._mappings: dict[str, Mapping[Any, Any]] = {
            each.name: value
            for each in fields(Portfolio)
            if isinstance(value := getattr(portfolio, each.name), Mapping)
        }

    def common(self, *more: bytes) -> bytes:
        """What belongs to every page."""
        found = [_encode(getattr(self._portfolio, name)) for name in sorted(COMMON)]
        return blake(*found, *more)

    def digests(self, reads: Iterable[Read]) -> dict[Read, bytes]:
        """The digest of each of some reads."""
        return {read: self.digest(read) for read in reads}

    def digest(self, read: Read) -> bytes:
        """The digest of what a read sees."""
        name, key = read
        if read == EVERYTHING:
            return self._everything()
        if name == ADDRESS:
            return b"yes" if key in self._addresses else b"no"
        if name == FILE:
            return self._files.get(key, _ABSENT)
        found = self._look_up(name)
        if found is None:
            return _UNKNOWN
        if key:
            key = "" if key == NO_KEY else key
            return self._of(found[key]) if key in found else _ABSENT
        if isinstance(found, Mapping):
            return blake(*(part for k in found for part in (_encode(k), self._of(found[k]))))
        return self._of(found)

    def _look_up(self, name: str) -> Any:  # noqa: ANN401 (a mapping, or a value)
        if name in self._mappings:
            return self._mappings[name]
        if name in SHARED:
            found = SHARED[name](self._portfolio)
        elif name.startswith("then "):
            found = self._portfolio.then(date.fromisoformat(name[5:]))
        elif name.startswith("graph."):
            return getattr(self._portfolio.graph, name[6:], None)
        else:
            return getattr(self._portfolio, name, None)
        if isinstance(found, Mapping):
            self._mappings[name] = found
        return found

    def _of(self, value: object) -> bytes:
        if type(value) is ScoredObjective:
            return self._of_scored(value)
        return blake(_encode(self._plain(value)))

    def _plain(self, value: Any) -> Any:  # noqa: ANN401 (whatever an index holds)
        """A value with each scored objective in it as its digest."""
        if type(value) is ScoredObjective:
            return self._of_scored(value)
        if isinstance(value, tuple | list):
            return [self._plain(each) for each in value]
        return value

    def _of_scored(self, each: ScoredObjective) -> bytes:
        found = self._scored.get(id(each))
        if found is None:
            whole = [getattr(each, name) for name in _OF_OBJECTIVE]
            parts = [
                [*_odd(kr), *(getattr(kr, name) for name in _OF_KEY_RESULT)]
                for kr in each.key_results
            ]
            found = self._scored[id(each)] = each, blake(_encode([whole, parts]))
        return found[1]

    def _everything(self) -> bytes:
        names = [each.name for each in fields(Portfolio)]
        found = [self.digest((name, "")) for name in names if name not in _NOT_DATA | COMMON]
        parts = [each.name for each in fields(AlignmentGraph) if each.name != "graph"]
        return blake(*found, *(self.digest((f"graph.{name}", "")) for name in parts))


def _odd(kr: ScoredKeyResult) -> tuple[Any, ...]:
    """What is not told by fields and their plain values: two kinds may have the same fields."""
    each = kr.key_result
    was = [repr(change.was) for change in each.changed]
    return each.measure.kind, was, kr.moment.contributions


_NOT_DATA = frozenset({"graph", "then"})
_OF_OBJECTIVE = [each.name for each in fields(ScoredObjective) if each.name != "key_results"]
_OF_KEY_RESULT = [each.name for each in fields(ScoredKeyResult) if each.name not in _DERIVED]
