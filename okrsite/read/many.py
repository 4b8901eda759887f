"""Reads many files, of which an earlier reading may know most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial

from okrsite.model.document import Document
from okrsite.model.noun import dataclass
from okrsite.read.desk import Known
from okrsite.read.documents import Outcome, aside, read_document
from okrsite.read.earlier import Earlier, key_of
from okrsite.read.folders import Found, read_data, text_of
from okrsite.read.front_matter import Unreadable
from okrsite.read.wire import Wire, packed, unpacked
from okrsite.spread import spread

_CHUNK = 16


@dataclass(frozen=True, slots=True)
class _Work:
    """What documents are read by."""

    known: Known
    drafts: bool
    salt: bytes
    """What else their keys are made of; empty where nobody asks for keys."""


def read_many(
    files: Sequence[Found],
    known: Known,
    drafts: bool,
    executor: Executor | None,
    meanwhile: Callable[[], None],
    earlier: Earlier | None,
) -> list[Outcome]:
    """What became of each file, in order; `earlier` is asked first, and told of what is new."""
    salt = earlier.salt(known, drafts=drafts) if earlier is not None else b""
    found = [_found(file, salt, earlier) for file in files]
    rest = [file for file, document in zip(files, found, strict=True) if document is None]
    chunks = [rest[at : at + _CHUNK] for at in range(0, len(rest), _CHUNK)]
    work = partial(_read_chunk, work=_Work(known, drafts, salt))
    read = dict(spread(work, chunks, executor, meanwhile))
    anew = [each for number in range(len(chunks)) for each in read[number]]
    if earlier is not None:
        for each in anew:
            each.be_kept(earlier)
    outcomes = (each.outcome for each in anew)
    return [next(outcomes) if each is None else Outcome(each) for each in found]


class _Read:
    """One file that was read. From process to process it travels as the bytes that are kept of it.

    Those are made and read in a fraction of the time that objects take to be pickled.
    """

    __slots__ = ("_key", "_wire", "outcome")

    def __init__(self, key: bytes, outcome: Outcome, wire: Wire | None = None) -> None:
        self._key, self.outcome, self._wire = key, outcome, wire

    def __reduce__(self) -> tuple[Callable[..., _Read], tuple[object, ...]]:
        """How it travels: a fault, or what cannot be told by bytes, as it is."""
        found = self.outcome
        sound = found.document if found.aside is None and not found.findings else None
        wire = packed(sound) if sound is not None else None
        return (_Read, (self._key, found)) if wire is None else (_arrived, (self._key, wire))

    def be_kept(self, earlier: Earlier) -> None:
        """Have the next reading find it."""
        if self._key and self.outcome.document is not None:
            earlier.take(self._key, self.outcome.document, self._wire)


def _arrived(key: bytes, wire: Wire) -> _Read:
    """What travelled as bytes.

    Raises:
        ValueError: where they are none of a document.
    """
    document = unpacked(wire)
    if document is None:
        raise ValueError("a document came as bytes that are none")
    return _Read(key, Outcome(document), wire)


def _found(file: Found, salt: bytes, earlier: Earlier | None) -> Document | None:
    if earlier is None or earlier.nothing:
        return None
    try:
        data = read_data(file.path, file.place, file.size)
    except Unreadable:
        return None
    return earlier.find(key_of(salt, file.place, data))


def _read_chunk(files: Sequence[Found], *, work: _Work) -> list[_Read]:
    return [_read(file, work) for file in files]


def _read(file: Found, work: _Work) -> _Read:
    """What became of a file, with the key of what was read: it may change at any moment."""
    place = file.place
    try:
        data = read_data(file.path, place, file.size)
        text = text_of(data, place)
    except Unreadable as unreadable:
        hidden = aside(_beginning(file.path), place, work.known)
        return _Read(b"", Outcome(None, hidden, (unreadable.finding,)))
    key = key_of(work.salt, place, data) if work.salt else b""
    return _Read(key, read_document(text, place, work.known, drafts=work.drafts))


def _beginning(path: str) -> str:
    """As much of an unreadable file as may tell who may hear of it."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (it is no Path: there are thousands)
            return file.read(65536).decode("utf-8", "replace")
    except OSError:
        return ""
