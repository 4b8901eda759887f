"""The door to Git: what a repository held at a revision, and what has changed since."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from okrsite.model.noun import dataclass

_PLAIN_FILES = {b"100644", b"100755"}
_LOCAL = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
"""What a hook's environment says of another folder than ours."""


class GitFault(Exception):
    """Git is missing, or cannot do what is asked; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A Git repository with a working tree; nothing in it is ever changed."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder lies in.

        Raises:
            GitFault: where there is none, or no Git.
        """
        found = _git(folder, "rev-parse", "--show-toplevel")
        if found is None:
            raise GitFault(f"{folder} lies in no Git repository")
        return cls(Path(os.path.realpath(os.fsdecode(found.removesuffix(b"\n")))))

    def parting(self, revision: str) -> str:
        """The commit at which HEAD parted from a revision; the revision itself where HEAD holds it.

        What others have done on a branch since then is no part of a change.

        Raises:
            GitFault: where there is no such revision, or no common past.
        """
        sound = revision and "\0" not in revision
        commit = sound and self._line("rev-parse", "--verify", "--quiet", "--end-of-options",
                                      f"{revision}^{{commit}}")  # fmt: skip
        if not commit:
            raise GitFault(f"`{revision}` is no revision of this repository.{self._shallow()}")
        base = self._line("merge-base", "--end-of-options", commit, "HEAD")
        if not base:
            raise GitFault(f"`{revision}` and HEAD have no common past.{self._shallow()}")
        return base

    def changed(self, commit: str, folders: Iterable[str]) -> frozenset[str]:
        """The files, from the top, that differ from a commit in the working tree."""
        where = ("--", *folders)
        tracked = self._names("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff",
                              "--no-textconv", "--end-of-options", commit, *where)  # fmt: skip
        new = self._names("ls-files", "-z", "--others", "--exclude-standard", *where)
        return frozenset((*tracked, *new))

    def files(self, commit: str, folders: Iterable[str]) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Every plain file that folders held at a commit, by its path from the top.

        Raises:
            GitFault: where the repository is not whole.
        """
        paths = list(folders)
        listed = self._names("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit,
                             *(() if "." in paths else ("--", *paths)))  # fmt: skip
        entries = [(os.fsencode(each).partition(b"\t")) for each in listed]
        wanted = [
            (each[0].split()[2], PurePosixPath(os.fsdecode(each[2])))
            for each in entries
            if each[0].split()[0] in _PLAIN_FILES
        ]
        names = b"".join(name + b"\n" for name, _ in wanted)
        rest = memoryview(_git(self.top, "cat-file", "--batch", said=names) or b"")
        for _, path in wanted:
            head, rest = _split(rest)
            if len(head) != 3:
                raise GitFault(f"{path} is missing in the repository.{self._shallow()}")
            size = int(head[2])
            if not path.is_absolute() and ".." not in path.parts:
                yield path, bytes(rest[:size])
            rest = rest[size + 1 :]

    def _line(self, *words: str) -> str:
        return os.fsdecode((_git(self.top, *words) or b"").strip())

    def _names(self, *words: str) -> list[str]:
        found = _git(self.top, *words)
        if found is None:
            raise GitFault(f"`git {words[0]}` failed.{self._shallow()}")
        return [os.fsdecode(name) for name in found.split(b"\0") if name]

    def _shallow(self) -> str:
        if self._line("rev-parse", "--is-shallow-repository") != "true":
            return ""
        return (
            " This clone is shallow: fetch its history first, with `fetch-depth: 0` on GitHub, "
            "`GIT_DEPTH: 0` on GitLab, or `git fetch --unshallow`."
        )


def _split(rest: memoryview) -> tuple[list[bytes], memoryview]:
    """The words of the first line, and what follows it."""
    end = bytes(rest[:200]).find(b"\n")
    return bytes(rest[:end]).split(), rest[end + 1 :]


def _git(folder: Path, *words: str, said: bytes = b"") -> bytes | None:
    """What Git prints; None where it fails."""
    kept = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    try:
        done = subprocess.run(
            ["git", "--literal-pathspecs", *words],
            cwd=folder,
            env={**kept, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
            input=said,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise GitFault("Git is not installed, or not on the PATH") from None
    if b"dubious ownership" in done.stderr:
        raise GitFault(
            "Git does not trust this folder, as it belongs to somebody else; "
            "see `git help config`, safe.directory"
        )
    return done.stdout if done.returncode == 0 else None
