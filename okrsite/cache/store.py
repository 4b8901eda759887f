"""The folder that keeps what was made: small files, each written as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

FOLDER = ".okrsite"
"""Beside the content, and ignored by Git."""

_IGNORE = "*\n"
_MOST = 1 << 30


class Store:
    """A cache folder. What it cannot read or write it goes without: it only saves time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> bytes | None:
        """What is kept under a name, or None."""
        path = self.folder / name
        try:
            return path.read_bytes() if path.stat().st_size <= _MOST else None
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Keep something under a name, in the place of what was there."""
        path = self.folder / name
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            self._make(path.parent)
            part.write_bytes(content)
            part.replace(path)
        except OSError:
            self._without(part.unlink)

    def forget(self, name: str) -> None:
        """Keep nothing under a name."""
        self._without((self.folder / name).unlink)

    def thin_out(self, folder: str, most: int) -> None:
        """Keep no more than a few files in a folder, the newest."""
        try:
            files = [(each.stat().st_mtime_ns, each) for each in (self.folder / folder).iterdir()]
        except OSError:
            return
        for _, path in sorted(files, reverse=True)[most:]:
            self._without(path.unlink)

    def _make(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text(_IGNORE, encoding="utf-8")

    @staticmethod
    def _without(do: Callable[[], None]) -> None:
        try:
            do()
        except OSError:
            return
