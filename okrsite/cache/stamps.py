"""What a file system says of files: enough to tell that nobody has touched them."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Size in bytes; times of change of content and of anything, in ns; the number of the file.

A tool may set the first time back, never the second.
"""

Stamps = Mapping[str, Stamp]
"""By path."""

_FINE = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT)."""


def tree(folder: Path, *, hidden: bool = False) -> dict[str, Stamp]:
    """The stamps of all files in a folder and those below, by path within it.

    A link counts as what it leads to, and where that is. Folders that are links are not entered.
    """
    top = str(folder)
    return dict(_files(top, len(top) + 1, hidden=hidden)) if os.path.isdir(top) else {}  # noqa: PTH112


def _files(folder: str, skip: int, *, hidden: bool) -> Iterator[tuple[str, Stamp]]:
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[0] == "." and not hidden:
                    continue
                if entry.is_symlink():
                    yield _link(entry.path, skip)
                elif entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                else:
                    yield entry.path[skip:], _stamp(entry.stat(follow_symlinks=False))
    except OSError:  # it went away: whoever compares finds fewer files
        return
    for path in below:
        yield from _files(path, skip, hidden=hidden)


def _link(path: str, skip: int) -> tuple[str, Stamp]:
    where = os.path.realpath(path)
    try:
        return f"{path[skip:]} -> {where}", _stamp(os.stat(path))  # noqa: PTH116
    except OSError:  # a link to nothing, or to itself
        return f"{path[skip:]} -> {where}", (0, 0, 0, 0)


def _stamp(found: os.stat_result) -> Stamp:
    kind = 0 if stat.S_ISREG(found.st_mode) else -1
    return found.st_size + kind, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def stamps_of(folders: Iterable[Path]) -> dict[str, dict[str, Stamp]]:
    """The trees of several folders, by the folder's path; `__pycache__` and hidden files aside."""
    found = {}
    for folder in folders:
        within = tree(folder)
        found[str(folder)] = {p: each for p, each in within.items() if "__pycache__" not in p}
    return found


def fresh(stamps: Mapping[str, Stamps], now: int) -> dict[str, str]:
    """Digests of the files that were written just before a moment (ns since 1970), by whole path.

    A file written twice within one tick of a clock has one stamp for two contents.
    """
    found = {}
    for folder, files in stamps.items():
        for name, each in files.items():
            if each[1] > now - _FINE or each[2] > now - _FINE:
                path = f"{folder}/{name.partition(' -> ')[0]}"
                found[path] = digest_of(path)
    return found


def digest_of(path: str) -> str:
    """The digest of a file's bytes; empty where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (thousands of them)
            return hashlib.file_digest(file, _blake).hexdigest()
    except OSError:
        return ""


def digest(content: bytes) -> str:
    """The digest of bytes, as `digest_of` gives it of a file that holds them."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _blake() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)
