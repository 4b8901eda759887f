"""Where something was written."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A point in a file of a content folder; lines and columns count from 1."""

    folder: str
    """The content folder as it was named on the command line or in site.yml."""
    path: str
    """The file within that folder, with forward slashes."""
    line: int = 1
    column: int = 1

    @property
    def file(self) -> str:
        """The file as a person would open it."""
        return f"{self.folder}/{self.path}" if self.folder else self.path

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def at(self, line: int, column: int = 1) -> Place:
        """Another point in the same file."""
        return Place(self.folder, self.path, line, column)
