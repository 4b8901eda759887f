"""Finds the files of a content folder: in the same order on every machine, never outside of it."""

from __future__ import annotations

import os
from pathlib import Path

from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.read.front_matter import Unreadable

MAX_SIZE = 1024 * 1024
"""Bytes; no text that people write is longer."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A content folder: how it is called in messages, and where it is."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file within a content folder."""

    place: Place
    path: Path
    size: int


def walk(folder: Folder) -> tuple[list[Found], list[Finding]]:
    """All files of a folder by path, hidden ones and `_` folders aside.

    Symbolic links to folders are not followed, and one to a file outside is set aside: what lies
    outside a content folder was not meant to be published.
    """
    found: list[Found] = []
    findings: list[Finding] = []
    root = folder.path.resolve()
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or name.endswith("~"):
                continue
            path = Path(here, name)
            place = Place(folder.name, shown_path(path.relative_to(root)))
            try:
                if path.is_symlink() and not path.resolve().is_relative_to(root):
                    if path.suffix.lower() == ".md":
                        message = "This is a link to a file outside the content folder"
                        findings.append(Finding("unreadable-document", message, place))
                    continue
                found.append(Found(place, path, path.stat().st_size))
            except (OSError, RuntimeError):  # it went away, or is a link to nothing or to itself
                continue
    return sorted(found, key=lambda each: each.place.path), findings


def shown_path(path: Path) -> str:
    """The path as text that can be printed, whatever bytes the file system holds."""
    return path.as_posix().encode("utf-8", "replace").decode()


def read_text(path: Path, place: Place, size: int | None = None) -> str:
    """The text of a file.

    Raises:
        Unreadable: where it is too large, no UTF-8, or cannot be opened.
    """
    return text_of(read_data(path, place, size), place)


def read_data(path: Path, place: Place, size: int | None = None) -> bytes:
    """The bytes of a file.

    Raises:
        Unreadable: where it is too large, or cannot be opened.
    """
    try:
        if (size if size is not None else path.stat().st_size) > MAX_SIZE:
            message = "This file is larger than 1 MiB"
            hint = "No document is; move data into a file of its own."
            raise Unreadable(Finding("unreadable-document", message, place, hint))
        return path.read_bytes()
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
