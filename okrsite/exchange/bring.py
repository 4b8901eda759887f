"""Reads files of any known format, found by a file's name, then by its beginning."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType

from okrsite.exchange import importers
from okrsite.exchange._bounds import NotReadable
from okrsite.exchange.found import Found
from okrsite.exchange.hints import Hints
from okrsite.shelf import modules


@cache
def _by_suffix() -> dict[str, ModuleType]:
    return {suffix: each for each in modules(importers.__name__) for suffix in each.SUFFIXES}


def suffixes() -> list[str]:
    """The endings of file names that can be read."""
    return sorted(_by_suffix())


def bring(files: Iterable[Path], hints: Hints) -> Found:
    """All that is found in files and in the folders among them.

    Raises:
        NotReadable: where a file cannot be read.
    """
    found = Found()
    for file in files:
        for each in _files(file):
            importer = _importer(each)
            found += importer.read(each, hints)
            if len(found.objectives) > _MOST_GOALS or found.key_results > _MOST_GOALS:
                raise NotReadable(
                    f"{each.as_posix()} brings the objectives or key results to more than "
                    f"{_MOST_GOALS}: that is no list of OKRs. Import it in parts."
                )
    return found


_MOST = 2000
_MOST_GOALS = 10_000


def _files(path: Path) -> list[Path]:
    """A file itself; of a folder the files that can be read, without hidden ones."""
    if not path.is_dir():
        return [path]
    inside = sorted(
        each
        for each in path.rglob("*")
        if each.suffix.lower() in _by_suffix()
        and each.is_file()
        and not any(part.startswith(".") for part in each.relative_to(path).parts)
    )
    if not inside:
        raise NotReadable(f"{path.as_posix()} holds no file that can be read")
    if len(inside) > _MOST:
        raise NotReadable(f"{path.as_posix()} holds more than {_MOST} files")
    return inside


def _importer(file: Path) -> ModuleType:
    known = _by_suffix()
    if file.suffix.lower() in known:
        return known[file.suffix.lower()]
    try:
        with file.open("rb") as opened:
            head = opened.read(4096)
    except OSError:
        head = b""
    if head.startswith(b"PK"):
        return known[".xlsx"]
    if head.lstrip()[:1] in (b"{", b"["):
        return known[".json"]
    if head and b"\0" not in head:
        return known[".md"]
    if head:
        raise NotReadable(
            f"{file.as_posix()} is of no known format. What can be read: {', '.join(known)}."
        )
    return known[".md"]  # which says why it cannot be read
