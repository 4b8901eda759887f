"""Finds the files of a content folder: in the same order on every machine, never outside of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.read.front_matter import Unreadable

_MIB = 1024 * 1024

MAX_SIZE = _MIB
"""Bytes; no text that people write is longer."""

MAX_LIST = 16 * _MIB
"""Bytes of org.yml or cycles.yml: a hundred thousand teams and people, told briefly."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A content folder: how it is called in messages, and where it is."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file within a content folder."""

    place: Place
    path: str
    size: int


def walk(folder: Folder) -> tuple[list[Found], list[Finding]]:
    """All files of a folder by path, hidden ones aside.

    Symbolic links to folders are not followed, and one to a file outside is set aside: what lies
    outside a content folder was not meant to be published.
    """
    found: list[Found] = []
    findings: list[Finding] = []
    root = folder.path.resolve()
    for path, entry in _files(str(root)):
        place = Place(folder.name, _shown(path))
        try:
            if entry.is_symlink() and not Path(entry).resolve().is_relative_to(root):
                if entry.name.lower().endswith(".md"):
                    message = "This is a link to a file outside the content folder"
                    findings.append(Finding("unreadable-document", message, place))
                continue
            found.append(Found(place, entry.path, entry.stat().st_size))
        except (OSError, RuntimeError):  # it went away, or is a link to nothing or to itself
            continue
    found.sort(key=lambda each: each.place.path)
    findings.sort(key=lambda each: each.place.path if each.place else "")
    return found, findings


def _files(folder: str, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files of a folder and those below, by path with forward slashes."""
    try:
        with os.scandir(folder) as listed:
            entries = list(listed)
    except OSError:  # it went away, or may not be looked into
        return
    for entry in entries:
        name = entry.name
        if name[0] == ".":
            continue
        if _is_folder(entry):
            if not entry.is_symlink():
                yield from _files(entry.path, f"{above}{name}/")
        elif name[-1] != "~":
            yield f"{above}{name}", entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def shown_path(path: Path) -> str:
    """The path as text that can be printed, whatever bytes the file system holds."""
    return _shown(path.as_posix())


def _shown(path: str) -> str:
    return path if path.isascii() else path.encode("utf-8", "replace").decode()


def read_text(path: Path | str, place: Place, size: int | None = None, most: int = MAX_SIZE) -> str:
    """The text of a file of so many bytes at most.

    Raises:
        Unreadable: where it is too large, no UTF-8, or cannot be opened.
    """
    return text_of(read_data(path, place, size, most), place)


def read_data(
    path: Path | str, place: Place, size: int | None = None, most: int = MAX_SIZE
) -> bytes:
    """The bytes of a file, so many at most.

    Raises:
        Unreadable: where it is too large, or cannot be opened.
    """
    try:
        if (Path(path).stat().st_size if size is None else size) > most:
            message = f"This file is larger than {most // _MIB} MiB"
            hint = "No document is; move data into a file of its own." if most == MAX_SIZE else ""
            raise Unreadable(Finding("unreadable-document", message, place, hint))
        with open(path, "rb") as file:  # noqa: PTH123 (thousands of them)
            return file.read()
    except OSError as error:
        message = f"This file cannot be opened: {error.strerror or 'unknown error'}"
        raise Unreadable(Finding("unreadable-document", message, place)) from None


def text_of(data: bytes, place: Place) -> str:
    """The text that bytes are.

    Raises:
        Unreadable: where they are no UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"This is not UTF-8: the byte 0x{data[error.start]:02x} begins no character"
        raise Unreadable(
            Finding("unreadable-document", message, place.at(line, column), "Save it as UTF-8.")
        ) from None
