"""What can be read in a file of a site: its text, and that of whatever is packed within it."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

MOST = 64 * 1024 * 1024
"""Bytes that a packed file may unfold to; what is larger is told as not looked into."""

_DEPTH = 3
_FOLDED = (".ics", ".vcf")
_PNG = b"\x89PNG\r\n\x1a\n"
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ASCII = re.compile(rb"[\x20-\x7e\xc2-\xf4][\x20-\x7e\x80-\xf4]{5,}")
_ASCII_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){6,}")


class Reading(NamedTuple):
    """A text that was found in a file."""

    within: str
    """The member it lies in, and how it is packed; empty for the file's own text."""
    text: str
    folded: bool = False
    """Whether its long lines are folded, as in a calendar."""
    plain: bool = True
    """Whether it is text that was meant as text, not what looks like some between other bytes."""
    unread: str = ""
    """Why it could not be looked into; empty where it could."""


class _TooLarge(Exception):
    """It would unfold to more than anybody publishes."""


def unpack(name: str, data: bytes, within: str = "", depth: int = 0) -> Iterator[Reading]:
    """Every text in a file, packed ones too."""
    try:
        packed = _packed(name, data)
        for part, content in packed:
            if depth >= _DEPTH:
                raise _TooLarge
            inner = f"{within} > {part}" if within else part
            yield from unpack(part, content, inner, depth + 1)
    except _TooLarge:
        yield Reading(within, "", unread="it unfolds to more than 64 MiB, or too deeply")
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error,
            zipfile.BadZipFile, struct.error) as fault:  # fmt: skip
        yield Reading(within, "", unread=f"it cannot be unpacked: {fault}")
    yield _text(name, data, within)


def _text(name: str, data: bytes, within: str) -> Reading:
    folded = name.lower().endswith(_FOLDED)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Reading(within, data.decode("utf-16", "replace"), folded)
    if b"\x00" not in data:
        try:
            return Reading(within, data.decode("utf-8"), folded)
        except UnicodeDecodeError:
            pass
    pieces = [each.decode("utf-8", "replace") for each in _ASCII.findall(data)]
    pieces += [each.decode("utf-16-le") for each in _ASCII_WIDE.findall(data)]
    return Reading(within, "\n".join(pieces), folded, plain=False)


def _packed(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What lies within a file, by name."""
    if data.startswith(b"\x1f\x8b"):
        yield name.removesuffix(".gz"), _bounded(gzip.GzipFile(fileobj=io.BytesIO(data)).read)
    elif name.lower().endswith(".br"):
        yield name[:-3], _brotli(data)
    elif data.startswith(b"PK\x03\x04"):
        yield from _zip(data)
    elif data.startswith(_PNG):
        yield from _png(data)
    elif data.startswith(b"%PDF-"):
        for number, found in enumerate(_PDF_STREAM.finditer(data), 1):
            try:
                yield f"stream {number}", _inflated(found.group(1))
            except zlib.error:  # a picture, say
                continue


def _bounded(read: Callable[[int], bytes]) -> bytes:
    found = read(MOST + 1)
    if len(found) > MOST:
        raise _TooLarge
    return found


def _inflated(data: bytes) -> bytes:
    return _bounded(lambda most: zlib.decompressobj().decompress(data, most))


def _brotli(data: bytes) -> bytes:
    for name in ("brotli", "brotlicffi"):
        try:
            found: bytes = import_module(name).decompress(data)
        except ImportError:
            continue
        return found
    raise ValueError("it is packed with Brotli; install the package brotli")


def _zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    left = MOST
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield "comment", archive.comment
        for member in archive.infolist():
            with archive.open(member) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise _TooLarge
            yield member.filename, content
            yield f"name of {member.filename}", member.filename.encode() + b" " + member.comment


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The texts that a picture carries: tEXt, zTXt, iTXt (W3C PNG, 11.3.3), and EXIF."""
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        at += size + 12
        if kind in (b"tEXt", b"eXIf"):
            yield kind.decode(), body.replace(b"\0", b" ")
        elif kind == b"zTXt":
            keyword, _, rest = body.partition(b"\0")
            yield "zTXt", keyword + b" " + _inflated(rest[1:])
        elif kind == b"iTXt":
            keyword, _, rest = body.partition(b"\0")
            text = rest[2:].split(b"\0", 2)
            packed = rest[:1] == b"\1"
            yield "iTXt", keyword + b" " + (_inflated(text[-1]) if packed else b" ".join(text))
