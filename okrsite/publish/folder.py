"""The step itself: a new site is written beside the old one, then the two change places."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from okrsite.publish.exchange import exchange

MARKER = ".okrsite-site"
"""The file by which a folder is known to be a site that may be replaced."""

_MARK = b"This folder is written by okrsite; what is changed here is gone with the next build.\n"


class NotASite(Exception):
    """The output folder holds something that is no site: it is not touched."""


def refuse_unless_site(output: Path) -> None:
    """Make sure that a folder may be replaced: it is absent, empty, or a site.

    Raises:
        NotASite: where it holds anything else.
    """
    if not output.exists() and not output.is_symlink():
        return
    if not output.is_dir():
        raise NotASite(f"{output} is a file; the site needs a folder of its own")
    if not _may_go(output):
        raise _not_a_site(output)


def _may_go(folder: Path) -> bool:
    """Whether a folder is a site, or empty: nothing of anybody's is lost with it."""
    return folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir()))


def _not_a_site(output: Path) -> NotASite:
    return NotASite(
        f"{output} holds something else than a site, and would be replaced. "
        "Name an empty or new folder with --output."
    )


def publish(files: Iterable[tuple[str, bytes | None]], output: Path) -> int:
    """Write a whole site; gives the number of files.

    None for a file's content: it stays as it lies there. Such files are not copied but shared by
    both folders, where the file system can do that, until the old one is gone.

    Whatever happens meanwhile, `output` is either the site as it was or the new one. A folder that
    cannot be exchanged as a whole (a mount point, say) is brought up to date file by file.

    Raises:
        NotASite: where the folder holds something else than a site.
        OSError: where it cannot be written; the site is then as it was.
    """
    with alone(output):
        return publish_alone(files, output)


def publish_alone(files: Iterable[tuple[str, bytes | None]], output: Path) -> int:
    """As `publish`, for whoever is `alone` already."""
    output = _real(output)
    refuse_unless_site(output)
    _sweep(output)
    new = _beside(output)
    try:
        count = _write(files, new, output)
        _replace(new, output)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return count


def _real(output: Path) -> Path:
    """The folder itself: a link to it stays."""
    output = output.absolute()
    return output.resolve() if output.is_symlink() else output


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Let one build at a time work on a folder; a second one waits. Costs no lock file.

    Raises:
        OSError: where there can be no such folder.
    """
    output = _real(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl  # noqa: PLC0415 (not everywhere)
    except ImportError:  # no such locks on this system: the exchange itself is still whole
        yield
        return
    handle = os.open(output.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)  # whoever was forked meanwhile has the handle too
        os.close(handle)


def _sweep(output: Path) -> None:
    """Remove what a build that was killed has left behind."""
    for left in output.parent.glob(f".{glob.escape(output.name)}.new-*"):
        shutil.rmtree(left, ignore_errors=True)
    old = output.parent / f".{output.name}.old"
    if old.exists():
        if output.exists():
            _remove(old, output)
        else:  # killed between the two renames of a system without exchange
            old.rename(output)


def _remove(old: Path, output: Path) -> None:
    """Remove a site that was replaced, under a name by which no half of it is ever put back."""
    gone = _beside(output)
    old.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _beside(output: Path) -> Path:
    return output.parent / f".{output.name}.new-{os.getpid()}"


def _write(files: Iterable[tuple[str, bytes | None]], folder: Path, old: Path) -> int:
    folder.mkdir()
    (folder / MARKER).write_bytes(_MARK)
    root, made, count = str(folder), {""}, 0
    for path, content in files:
        within = _inside(path).rpartition("/")[0]
        if within not in made:
            os.makedirs(f"{root}/{within}", exist_ok=True)  # noqa: PTH103 (a site has many folders)
            made.add(within)
        count += 1
        if content is None:
            _share(f"{old}/{path}", f"{root}/{path}")
            continue
        with open(f"{root}/{path}", "xb", buffering=0) as file:  # noqa: PTH123 (a third of the time)
            written = file.write(content)
            while written < len(content):  # the disk is all but full: the rest is refused, or fits
                written += file.write(content[written:])
    return count


def _share(old: str, new: str) -> None:
    """One file under two names; a copy, times included, where there can be none."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(old, new)


def _inside(path: str) -> str:
    """A path that stays within the site.

    Raises:
        ValueError: where it would lead out of it: no page has such an address.
    """
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\0" in path:
        raise ValueError(f"a site has no file {path!r}")
    return path


def _replace(new: Path, output: Path) -> None:
    if not output.exists():
        new.rename(output)
        return
    # What came out is looked at again: somebody may have put a folder of theirs there meanwhile.
    if exchange(new, output):
        if not _may_go(new):
            exchange(new, output)
            raise _not_a_site(output)
        return
    old = output.parent / f".{output.name}.old"
    try:
        output.rename(old)
    except OSError:  # a mount point: it stays, what is in it changes
        refuse_unless_site(output)
        _in_place(new, output)
        return
    try:
        if not _may_go(old):
            raise _not_a_site(output)
        new.rename(output)
    except (OSError, NotASite):
        old.rename(output)
        raise
    _remove(old, output)


def _make_way(target: Path, output: Path) -> None:
    """Remove what stands where a file or one of its folders must be."""
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    for parent in reversed(target.parents):
        if parent.is_relative_to(output) and parent != output and not parent.is_dir():
            parent.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)


def _in_place(new: Path, output: Path) -> None:
    """Bring a folder up to date: every file is whole at every moment, what is gone goes last."""
    wanted = sorted(path.relative_to(new) for path in new.rglob("*") if path.is_file())
    for path in wanted:
        target = output / path
        if target.is_file() and target.read_bytes() == (new / path).read_bytes():
            continue
        _make_way(target, output)
        part = target.with_name(f".{target.name}.part")
        shutil.copyfile(new / path, part)
        part.replace(target)
    kept = set(wanted)
    for path in sorted(output.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(output) not in kept:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
