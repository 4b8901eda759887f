"""Source files as they are: byte order mark, line ends and all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

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
    def read(cls, path: Path) -> Source:
        """Read a file.

        Raises:
            NotWritten: where it cannot be read, or is no UTF-8.
        """
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NotWritten(f"{path} cannot be read: {error}") from None
        mark = _BOM if text.startswith(_BOM) else ""
        return cls(path, text.removeprefix(mark), mark)

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
