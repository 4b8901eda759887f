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
    for key, outcome in anew:
        if key and earlier is not None and outcome.document is not None:
            earlier.take(key, outcome.document)
    outcomes = (outcome for _, outcome in anew)
    return [next(outcomes) if each is None else Outcome(each) for each in found]


def _found(file: Found, salt: bytes, earlier: Earlier | None) -> Document | None:
    if earlier is None or earlier.nothing:
        return None
    try:
        data = read_data(file.path, file.place, file.size)
    except Unreadable:
        return None
    return earlier.find(key_of(salt, file.place, data))


def _read_chunk(files: Sequence[Found], *, work: _Work) -> list[tuple[bytes, Outcome]]:
    return [_read(file, work) for file in files]


def _read(file: Found, work: _Work) -> tuple[bytes, Outcome]:
    """The key of what was read, for a file may change at any moment; and what became of it."""
    place = file.place
    try:
        data = read_data(file.path, place, file.size)
        text = text_of(data, place)
    except Unreadable as unreadable:
        hidden = aside(_beginning(file.path), place, work.known)
        return b"", Outcome(None, hidden, (unreadable.finding,))
    key = key_of(work.salt, place, data) if work.salt else b""
    return key, read_document(text, place, work.known, drafts=work.drafts)


def _beginning(path: str) -> str:
    """As much of an unreadable file as may tell who may hear of it."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (it is no Path: there are thousands)
            return file.read(65536).decode("utf-8", "replace")
    except OSError:
        return ""
