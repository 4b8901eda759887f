"""Source files as they are: byte order mark, line ends and all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from okrsite.model.noun import dataclass

_BOM = "\ufeff"


class NotWritten(Exception):
    """A file that could not be read or written; it is as it was."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source file's text, without its byte order mark."""

    path: Path
    text: str
    mark: str
    """Its byte order mark, where it has one."""

    @classmethod
    def read(cls, path: Path, expected: str = "") -> Source:
        """Read a file; `expected`: the digest of what somebody has before them and means.

        Raises:
            NotWritten: where it cannot be read, is no UTF-8, or is not what was expected.
        """
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NotWritten(f"{path} cannot be read: {error}") from None
        mark = _BOM if text.startswith(_BOM) else ""
        source = cls(path, text.removeprefix(mark), mark)
        if expected and source.digest != expected:
            raise NotWritten(f"{path} was changed meanwhile")
        return source

    @property
    def digest(self) -> str:
        """SHA-256 of the file's bytes: what somebody else holds who means this very text."""
        return hashlib.sha256(f"{self.mark}{self.text}".encode()).hexdigest()

    def write(self, text: str) -> None:
        """Put another text in its place: either all of it is there, or the old one.

        Raises:
            NotWritten: where it cannot be written, or was changed since it was read.
        """
        if Source.read(self.path) != self:
            raise NotWritten(f"{self.path} was changed meanwhile")
        # A link stays one: what it leads to is written.
        path = self.path.resolve()
        try:
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix="~")
        except OSError as error:
            raise NotWritten(f"{path} cannot be written: {error.strerror}") from None
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(f"{self.mark}{text}".encode())
            shutil.copymode(path, name)
            Path(name).replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise NotWritten(f"{path} cannot be written: {error.strerror}") from None


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is to say something else, or a new one."""

    path: Path
    text: str
    was: Source | None = None
    """None: there must be no such file."""

    def refuse_unless_fresh(self) -> None:
        """Look whether the file is as it was when the change was thought out.

        Raises:
            NotWritten: where it is not.
        """
        if self.was is None:
            if os.path.lexists(self.path):
                raise NotWritten(f"{self.path} is there already")
        elif Source.read(self.path) != self.was:
            raise NotWritten(f"{self.path} was changed meanwhile")

    def make(self) -> None:
        """Write it.

        Raises:
            NotWritten: where it cannot be written.
        """
        if self.was is None:
            create(self.path, self.text)
        else:
            self.was.write(self.text)

    def undo(self) -> None:
        """Take it back."""
        with contextlib.suppress(OSError, NotWritten):
            if self.was is None:
                self.path.unlink()
            else:
                Source(self.path, self.text, self.was.mark).write(self.was.text)


def write_all(changes: Iterable[Change]) -> None:
    """Make all of the changes, or none.

    Raises:
        NotWritten: where one cannot be made, or a file is not as it was.
    """
    todo = list(changes)
    for each in todo:
        each.refuse_unless_fresh()
    made: list[Change] = []
    try:
        for each in todo:
            each.make()
            made.append(each)
    except NotWritten:
        for each in reversed(made):
            each.undo()
        raise


def create(path: Path, text: str) -> None:
    """Write a new file, with the folders that lead to it; one that is there stays as it is.

    Raises:
        NotWritten: where there is one, or none can be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix="~")
    except OSError as error:
        raise NotWritten(f"{path} cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        Path(name).chmod(0o666 & ~_umask())
        _settle(name, path)
    except FileExistsError:
        raise NotWritten(f"{path} is there already") from None
    except OSError as error:
        raise NotWritten(f"{path} cannot be written: {error.strerror}") from None
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink()


def _settle(name: str, path: Path) -> None:
    """Give a whole file its name, in one step, unless another one has it."""
    try:
        os.link(name, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with path.open("xb") as file:
            file.write(Path(name).read_bytes())


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
