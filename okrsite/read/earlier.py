"""Documents as they were read before, by all that their reading depends on.

What had a fault, was a draft or could not be read is read each time: it is few, and told afresh.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from hmac import compare_digest

from msgspec import MsgspecError, msgpack

from okrsite.i18n import locale
from okrsite.model.document import Document
from okrsite.model.place import Place
from okrsite.read.desk import Known
from okrsite.read.wire import Wire, packed, unpacked

_SIZE = 16
_encode = msgpack.Encoder().encode
_Entries = dict[bytes, Wire]
_entries = msgpack.Decoder(_Entries)


class Earlier:
    """What one reading left for the next one; it grows no larger than what the last one used."""

    def __init__(self, kept: bytes | None, by: bytes) -> None:
        """Begin with what was kept; `by` tells the program, all that it stands on, and whose.

        What was kept by another one is not opened.
        """
        self._by = blake2b(by).digest()
        self._before: Mapping[bytes, Wire] = _opened(kept, self._by)
        self._now: _Entries = {}
        self._anew = False

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to be found."""
        return not self._before

    def salt(self, known: Known, *, drafts: bool) -> bytes:
        """All that reading depends on but for the document itself."""
        names = [known.cycles, sorted(known.teams), sorted(known.people), known.audiences]
        told = _encode([self._by, locale(), names, drafts])
        return blake2b(told, digest_size=_SIZE).digest()

    def find(self, key: bytes) -> Document | None:
        """The document that was read where everything was just so."""
        wire = self._before.get(key)
        document = unpacked(wire) if wire is not None else None
        if wire is not None and document is not None:
            self._now[key] = wire
        return document

    def take(self, key: bytes, document: Document, wire: Wire | None = None) -> None:
        """Remember a document that was read, of which `wire` are the bytes."""
        wire = wire or packed(document)
        if wire is not None:
            self._now[key] = wire
            self._anew = True

    def kept(self) -> bytes | None:
        """What is to be kept for the next reading; None where that lies there already."""
        if not self._anew and len(self._now) == len(self._before):
            return None
        content = _encode(self._now)
        return _sealed(content, self._by) + content


def key_of(salt: bytes, place: Place, data: bytes) -> bytes:
    """What tells one reading of a file from every other: equal keys, equal documents."""
    where = f"{place.folder}\0{place.path}\0".encode("utf-8", "surrogatepass")
    return blake2b(where + data, key=salt, digest_size=_SIZE).digest()


def _opened(kept: bytes | None, by: bytes) -> _Entries:
    """What was kept, where not a bit of it is another, and nobody else's."""
    if kept is None or not compare_digest(_sealed(content := kept[_SIZE:], by), kept[:_SIZE]):
        return {}
    try:
        return _entries.decode(content)
    except (MsgspecError, ValueError, RecursionError):
        return {}


def _sealed(content: bytes, by: bytes) -> bytes:
    return blake2b(content, key=by, digest_size=_SIZE).digest()
