"""Digests of what pages have looked at: equal digests, equal pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any, Literal, TypeVar

import msgspec

from okrsite.model.noun import fields, is_noun
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.pages._memo import SHARED
from okrsite.pages._reads import COMMON, EVERYTHING, KEYS, NO_KEY, Read

Noun = TypeVar("Noun")

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
    """The digest of some bytes; of one part it is that of the part, which is no other's either.

    Several begin with a length, of which the first bytes are null: nothing encoded begins so.
    """
    if len(parts) == 1:
        return hashlib.blake2b(parts[0], digest_size=16).digest()
    told = b"".join([each for part in parts for each in (len(part).to_bytes(8, "big"), part)])
    return hashlib.blake2b(told, digest_size=16).digest()


class Inputs:
    """Everything that pages of a portfolio can look at, as digests."""

    def __init__(
        self, portfolio: Portfolio, addresses: Set[str], files: Mapping[str, bytes]
    ) -> None:
        self._portfolio = portfolio
        self._addresses = addresses
        self._files = files
        self._held: dict[int, tuple[object, bytes]] = {}
        self._branches: dict[str, bytes] = {}
        self._known: dict[Read, bytes] = {}
        self._mappings: dict[str, Mapping[Any, Any]] = {
            each.name: value
            for each in fields(Portfolio)
            if isinstance(value := getattr(portfolio, each.name), Mapping)
        }

    def common(self, *more: bytes) -> bytes:
        """What belongs to every page."""
        found = [_encode(getattr(self._portfolio, name)) for name in sorted(COMMON)]
        return blake(*found, *more)

    def digest(self, read: Read) -> bytes:
        """The digest of what a read sees."""
        found = self._known.get(read)
        if found is None:
            found = self._known[read] = self._digest(read)
        return found

    def _digest(self, read: Read) -> bytes:
        name, key = read
        if read == EVERYTHING:
            return _UNKNOWN  # few pages do, and who builds again has changed something
        if name == ADDRESS:
            return b"yes" if key in self._addresses else b"no"
        if name == FILE:
            return self._files.get(key, _ABSENT)
        if name == "then":
            return self._then("" if key == NO_KEY else key, whole=key in {"", KEYS})
        found = self._look_up(name)
        if found is None:
            return _UNKNOWN
        if key == KEYS:
            return blake(*map(_encode, found))
        if key:
            key = "" if key == NO_KEY else key
            return self._of(found[key]) if key in found else _ABSENT
        if isinstance(found, Mapping):
            return blake(*self._parts_of(name, found))
        return self._of(found)

    def _look_up(self, name: str) -> Any:  # noqa: ANN401 (a mapping, or a value)
        if name in self._mappings:
            return self._mappings[name]
        if name in SHARED:
            found = SHARED[name](self._portfolio)
        elif name.startswith("graph."):
            return getattr(self._portfolio.graph, name[6:], None)
        else:
            return getattr(self._portfolio, name, None)
        if isinstance(found, Mapping):
            self._mappings[name] = found
        return found

    def _parts_of(self, name: str, found: Mapping[Any, Any]) -> Iterator[bytes]:
        for key, value in found.items():
            yield _encode(key)
            yield self.digest((name, key)) if key and type(key) is str else self._of(value)

    def _then(self, key: str, *, whole: bool) -> bytes:
        """What other days see, without scoring them: by all that they are made of."""
        if not whole and key not in self._portfolio.objectives:
            return _ABSENT
        of = self.digest(("objectives", "")) if whole else self._branch(key)
        return blake(of, self.digest(("graph.review_scores", "")))

    def _branch(self, top: str) -> bytes:
        """An objective with all that are aligned to it, and to these."""
        waiting = [top]
        while waiting:
            key = waiting[-1]
            each = self._portfolio.objectives[key]
            below = [edge.source for edge in each.down]
            open_ = [source for source in below if source not in self._branches]
            waiting += open_
            if not open_:
                waiting.pop()
                parts = [self._branches[source] for source in below]
                self._branches[key] = blake(self._of_scored(each), *parts)
        return self._branches[top]

    def _of(self, value: object) -> bytes:
        if type(value) is ScoredObjective:
            return self._of_scored(value)
        return blake(_encode(self._plain(value)))

    def _plain(self, value: Any) -> Any:  # noqa: ANN401 (whatever an index holds)
        """A value with what is scored in it as its digest: that is large, and looked at often."""
        kind = type(value)
        if kind is ScoredObjective:
            return self._of_scored(value)
        if kind is ScoredKeyResult:
            return self._of_key_result(value)
        within = _WITHIN.get(kind)
        if within is None:
            within = _WITHIN[kind] = _within(kind)
        if not within:
            return value
        if within is iter:
            return [self._plain(each) for each in value]
        return self._once(value, lambda noun: [self._plain(each) for each in within(noun)])

    def _of_key_result(self, each: ScoredKeyResult) -> bytes:
        return self._once(each, lambda kr: [kr.key_result, *_told_of(kr)])

    def _of_scored(self, each: ScoredObjective) -> bytes:
        return self._once(each, _told_of_objective)

    def _once(self, each: Noun, tell: Callable[[Noun], object]) -> bytes:
        """The digest of what is told of something, which many things that are looked at hold."""
        found = self._held.get(id(each))
        if found is None:
            found = self._held[id(each)] = each, blake(_encode(tell(each)))
        return found[1]


def _told_of_objective(each: ScoredObjective) -> object:
    whole = [getattr(each, name) for name in _OF_OBJECTIVE]
    return whole, [_told_of(kr) for kr in each.key_results]


def _told_of(kr: ScoredKeyResult) -> list[Any]:
    return [*_odd(kr), *(getattr(kr, name) for name in _OF_KEY_RESULT)]


_Within = Callable[[Any], Iterable[Any]]
_WITHIN: dict[type, _Within | Literal[False]] = {}


def _within(kind: type) -> _Within | Literal[False]:
    """What a value of some type has in it, where something scored may be among that."""
    if issubclass(kind, tuple | list):
        return iter
    told = fields(kind) if is_noun(kind) else ()
    if not any("Scored" in str(each.type) for each in told):
        return False
    names = [each.name for each in told]
    return lambda value: [getattr(value, name) for name in names]


def _odd(kr: ScoredKeyResult) -> tuple[Any, ...]:
    """What is not told by fields and their plain values: two kinds may have the same fields."""
    each = kr.key_result
    was = [repr(change.was) for change in each.changed]
    return each.measure.kind, was, kr.moment.contributions


_OF_OBJECTIVE = [each.name for each in fields(ScoredObjective) if each.name != "key_results"]
_OF_KEY_RESULT = [each.name for each in fields(ScoredKeyResult) if each.name not in _DERIVED]
