"""The door to Git for what was written in a form: a commit on a branch of its own, never a push.

The index, the branch that is checked out and everything else in the working tree stay as they are:
the commit is put together in an index of its own, on what the branch holds, from the change alone.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from okrsite.edit import Change
from okrsite.model.noun import dataclass
from okrsite.serve.editing.form import Draft

_LOCAL = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
"""What a hook's environment says of another folder than ours."""
_PLAIN = "100644"


class GitFault(Exception):
    """Git is missing, or cannot do what is asked; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch that keeps what is written in forms."""

    top: Path
    name: str

    @classmethod
    def of(cls, folder: Path, name: str) -> Branch:
        """The branch of that name in the repository around a folder; it need not be there yet.

        Raises:
            GitFault: where it cannot keep anything.
        """
        found = _git(folder, "rev-parse", "--show-toplevel")
        if found is None:
            raise GitFault(f"{folder} lies in no Git repository")
        branch = cls(Path(os.path.realpath(os.fsdecode(found.removesuffix(b"\n")))), name)
        if name.startswith("-") or not branch._line(
            "check-ref-format", f"refs/heads/{name}", ok=True
        ):
            raise GitFault(f"`{name}` is no name for a branch")
        branch.refuse_if_checked_out()
        if not branch._line("var", "GIT_AUTHOR_IDENT") or not branch._line(
            "var", "GIT_COMMITTER_IDENT"
        ):
            raise GitFault("Git does not know who you are: set user.name and user.email")
        return branch

    def refuse_if_checked_out(self) -> None:
        """Look whether somebody works on the branch: their files would seem to be undone.

        Raises:
            GitFault: where they do.
        """
        trees = (_git(self.top, "worktree", "list", "--porcelain") or b"").splitlines()
        if f"branch refs/heads/{self.name}".encode() in trees:
            raise GitFault(f"`{self.name}` is checked out: name another branch to keep changes on")

    def keep(self, draft: Draft) -> str:
        """Commit what was written; says what was done, or why it was not."""
        try:
            commit = self._committed(draft)
        except GitFault as fault:
            return f"Not kept in Git: {fault}."
        return f"Kept on the branch {self.name} as {commit[:8]}; nothing was pushed."

    def _committed(self, draft: Draft) -> str:
        self.refuse_if_checked_out()
        ref = f"refs/heads/{self.name}"
        tip = self._line("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        base = tip or self._line("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        with tempfile.TemporaryDirectory(prefix="okrsite-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self._must("read-tree", base or "--empty", more=index)
            for change in draft.changes:
                path = self._path(change)
                mode, blob = self._merged(change, path, base, Path(folder))
                self._must(
                    "update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}", more=index
                )
            tree = self._must("write-tree", more=index)
        parents = ["-p", base] if base else []
        commit = self._must("commit-tree", tree, *parents, said=f"{draft.summary}\n".encode())
        self._must(
            "update-ref", "-m", "okrsite: edited in the preview", ref, commit, tip or "0" * 40
        )
        return commit

    def _path(self, change: Change) -> str:
        real = change.path.resolve()
        if not real.is_relative_to(self.top):
            raise GitFault(f"{change.path.name} lies in another repository")
        return real.relative_to(self.top).as_posix()

    def _merged(self, change: Change, path: str, base: str, folder: Path) -> tuple[str, str]:
        """(mode, blob) of the file on the branch with the change, and nothing but the change."""
        new = self._blob(path, change.text if change.was is None else change.was.mark + change.text)
        mode, theirs = self._held(path, base)
        if not theirs or theirs == new:
            return mode, new
        was = self._blob(path, change.was.mark + change.was.text) if change.was else ""
        if theirs == was:
            return mode, new
        if not was:
            raise GitFault(f"the branch {self.name} has another {path}")
        files = []
        for name, blob in (("theirs", theirs), ("was", was), ("new", new)):
            files.append(folder / name)
            files[-1].write_bytes(_git(self.top, "cat-file", "blob", blob) or b"")
        merged = _git(self.top, "merge-file", "-p", "--quiet", *map(str, files))
        if merged is None:
            raise GitFault(f"the branch {self.name} holds other words at that place of {path}")
        return mode, self._must("hash-object", "-w", "--stdin", "--no-filters", said=merged)

    def _held(self, path: str, base: str) -> tuple[str, str]:
        """Mode and blob of a file on the branch; an empty blob where it has none."""
        found = self._line("ls-tree", base, "--", path).split() if base else []
        return (found[0], found[2]) if len(found) > 2 and found[1] == "blob" else (_PLAIN, "")

    def _blob(self, path: str, text: str) -> str:
        """A text as the repository stores that file."""
        return self._must("hash-object", "-w", "--stdin", f"--path={path}", said=text.encode())

    def _line(self, *words: str, ok: bool = False) -> str:
        found = _git(self.top, *words)
        return "" if found is None else os.fsdecode(found).strip() or ("ok" if ok else "")

    def _must(self, *words: str, said: bytes = b"", more: Mapping[str, str] | None = None) -> str:
        found = _git(self.top, *words, said=said, more=more)
        if found is None:
            raise GitFault(f"`git {words[0]}` failed")
        return os.fsdecode(found).strip()


def _git(
    folder: Path, *words: str, said: bytes = b"", more: Mapping[str, str] | None = None
) -> bytes | None:
    """What Git prints; None where it fails."""
    kept = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    try:
        done = subprocess.run(
            ["git", "--literal-pathspecs", *words],
            cwd=folder,
            env={**kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(more or {})},
            input=said,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise GitFault("Git is not installed, or not on the PATH") from None
    if b"dubious ownership" in done.stderr:
        raise GitFault("Git does not trust this folder: see `git help config`, safe.directory")
    return done.stdout if done.returncode == 0 else None
