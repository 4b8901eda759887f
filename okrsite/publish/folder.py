"""The step itself: a new site is written beside the old one, then the two change places."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from okrsite.publish.exchange import exchange
from okrsite.publish.within import Within

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


def publish(
    files: Iterable[tuple[str, bytes | None]], output: Path, spare: Path | None = None
) -> int:
    """Write a whole site; gives the number of files.

    None for a file's content: it stays as it lies there. Such files are not copied but shared by
    both folders, where the file system can do that, until the old one is gone.

    Whatever happens meanwhile, `output` is either the site as it was or the new one. A folder that
    cannot be exchanged as a whole (a mount point, say) is brought up to date file by file.

    `spare` is where the site that is replaced may stay, in the same file system: the next one is
    made of it, and need only be given what has changed since. It may be deleted at any time.

    Raises:
        NotASite: where the folder holds something else than a site.
        OSError: where it cannot be written; the site is then as it was.
    """
    with alone(output):
        return publish_alone(files, output, spare)


def publish_alone(
    files: Iterable[tuple[str, bytes | None]], output: Path, spare: Path | None = None
) -> int:
    """As `publish`, for whoever is `alone` already."""
    output = _real(output)
    refuse_unless_site(output)
    _sweep(output)
    if (output / MARKER.upper()).exists():  # where `A` and `a` are one, names do not tell files
        spare = None
    within = _opened(spare, output) if spare is not None else None
    within = within or Within(_beside(output))
    stays = False
    try:
        count = _write(files, within, output)
        replaced = _replace(within.folder, output)
        stays = replaced and spare is not None and _moved(within.folder, spare)
    finally:
        if not stays:
            shutil.rmtree(within.folder, ignore_errors=True)
    return count


def _opened(spare: Path, output: Path) -> Within | None:
    """An earlier site that the next one can be made of; one that is of no use is removed."""
    if not spare.is_dir() or spare.is_symlink():
        return None
    try:
        if _shares(spare, output):
            return Within(spare)
    except OSError:  # something in it cannot be read, or not be changed
        pass
    shutil.rmtree(spare, ignore_errors=True)
    return None


def _shares(spare: Path, output: Path) -> bool:
    """Whether one file can lie in both folders: in one file system, and under one mount."""
    probe = _beside(output)
    try:
        os.link(spare / MARKER, probe)
    except OSError:
        return False
    probe.unlink()
    return output.is_dir()


def _moved(old: Path, spare: Path) -> bool:
    """Whether a site that was replaced lies where it is of use to the next one."""
    try:
        old.rename(spare)
    except OSError:  # another file system, or something in the way
        return False
    return True


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


def _write(files: Iterable[tuple[str, bytes | None]], within: Within, old: Path) -> int:
    within.write(MARKER, _MARK)
    count = 0
    for path, content in files:
        count += 1
        if content is None:
            within.share(path, f"{old}/{path}")
        else:
            within.write(path, content)
    within.sweep()
    return count


def _replace(new: Path, output: Path) -> bool:
    """Put the new site in the place of the old one; whether that is now where the new one was."""
    if not output.exists():
        new.rename(output)
        return False
    # What came out is looked at again: somebody may have put a folder of theirs there meanwhile.
    if exchange(new, output):
        if not _may_go(new):
            exchange(new, output)
            raise _not_a_site(output)
        return True
    old = output.parent / f".{output.name}.old"
    try:
        output.rename(old)
    except OSError:  # a mount point: it stays, what is in it changes
        refuse_unless_site(output)
        _in_place(new, output)
        return False
    try:
        if not _may_go(old):
            raise _not_a_site(output)
        new.rename(output)
    except (OSError, NotASite):
        old.rename(output)
        raise
    _remove(old, output)
    return False


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
