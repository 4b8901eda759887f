"""The folder that a site is written into: a new one, or that of an earlier site."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath


class Within:
    """A folder that comes to hold what is put into it, and nothing else once it is `swept`.

    No file that lies there is ever written into: another site may share it. It is told by its
    number in the file system, so whatever a build that was killed has left there is seen.
    """

    def __init__(self, folder: Path) -> None:
        """Look at what lies there, if it is not a new folder.

        Raises:
            OSError: where it cannot be made, or something in it not be looked at or removed.
        """
        self.folder = folder
        self._root = str(folder)
        self._files: dict[str, int] = {}
        self._folders: set[str] = set()
        self._wanted = {""}
        if folder.is_dir():
            self._look("")
        else:
            folder.mkdir()

    def write(self, path: str, content: bytes) -> None:
        """Put a file with this content.

        Raises:
            OSError: where that cannot be, or the file was put already.
        """
        self._make_way(path, self._files.pop(path, None))
        with open(f"{self._root}/{path}", "xb", buffering=0) as file:  # noqa: PTH123 (a third of the time)
            written = file.write(content)
            while written < len(content):  # the disk is all but full: the rest is refused, or fits
                written += file.write(content[written:])

    def share(self, path: str, other: str) -> None:
        """Put a file that lies elsewhere: under two names, or as a copy where that cannot be.

        Raises:
            FileNotFoundError: where it does not lie there any more.
            OSError: where that cannot be, or the file was put already.
        """
        lies = self._files.pop(path, None)
        if lies is not None and lies == os.stat(other).st_ino:  # noqa: PTH116 (thousands of them)
            self._want(path.rpartition("/")[0])
            return
        self._make_way(path, lies)
        try:
            os.link(other, f"{self._root}/{path}")
        except (FileNotFoundError, FileExistsError):
            raise
        except OSError:
            shutil.copy2(other, f"{self._root}/{path}")

    def sweep(self) -> None:
        """Remove what was not put there."""
        for path in self._files:
            os.unlink(f"{self._root}/{path}")  # noqa: PTH108
        for folder in sorted(self._folders - self._wanted, reverse=True):
            os.rmdir(f"{self._root}/{folder}")  # noqa: PTH106

    def _look(self, folder: str) -> None:
        below: list[str] = []
        where = f"{self._root}/{folder}"
        if not os.access(where, os.W_OK | os.X_OK):
            raise PermissionError(where)
        with os.scandir(where) as entries:
            for entry in entries:
                path = f"{folder}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    below.append(path)
                else:
                    self._files[path] = entry.inode()
        self._folders.update(below)
        for path in below:
            self._look(f"{path}/")

    def _make_way(self, path: str, lies: int | None) -> None:
        """See to it that a file can be put somewhere."""
        folder = inside(path).rpartition("/")[0]
        if lies is not None:
            os.unlink(f"{self._root}/{path}")  # noqa: PTH108
        elif path in self._folders and path not in self._wanted:
            shutil.rmtree(f"{self._root}/{path}")
            self._files = {p: n for p, n in self._files.items() if not p.startswith(f"{path}/")}
            self._folders = {p for p in self._folders if p != path and not p.startswith(f"{path}/")}
        self._want(folder)

    def _want(self, folder: str) -> None:
        """Have a folder, and those above it."""
        if folder in self._wanted:
            return
        self._want(folder.rpartition("/")[0])
        self._wanted.add(folder)
        if folder in self._folders:
            return
        if self._files.pop(folder, None) is not None:
            os.unlink(f"{self._root}/{folder}")  # noqa: PTH108
        try:
            os.mkdir(f"{self._root}/{folder}")  # noqa: PTH102
        except FileExistsError:
            if not os.path.isdir(f"{self._root}/{folder}"):  # noqa: PTH112 (`A` is `a` on some disks)
                raise


def inside(path: str) -> str:
    """A path that stays within the site.

    Raises:
        ValueError: where it would lead out of it: no page has such an address.
    """
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\0" in path:
        raise ValueError(f"a site has no file {path!r}")
    return path
