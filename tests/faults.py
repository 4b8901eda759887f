"""Builds in processes of their own, and the faults that they meet with."""

from __future__ import annotations

import errno
import faulthandler
import os
import resource
import shutil
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from okrsite.cli import main
from okrsite.publish import folder as publishing
from okrsite.render import Drawing, Theme

Act = Callable[[], None]
"""Something that happens to a build, from within its process."""

Arguments = tuple[Any, ...]
Counted = Callable[[str, Arguments], bool]
"""Whether what Python is about to do counts as a step."""

PATIENCE = 60
"""Seconds after which a build ends itself, and says where it hung."""

CRASHED = 70
"""The exit code of a build that ended with a traceback."""

SAID = "said"

_STEPS = frozenset({"open", "os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir"})
_WRITES = frozenset({"open", "os.mkdir", "os.link"})
_CHANGING_PLACES = "ctypes.dlsym"
"""What Python tells just before two folders change places."""


def building(root: Path, act: Act, way: str = "exchange", number: int = 0) -> ForkProcess:
    """Begin `okrsite build ROOT` in a process of its own; what it says is written beside it.

    `way` is how folders change places: `exchange`, `rename`, or `mount` where they cannot.
    """
    words = ["build", str(root)]
    process = get_context("fork").Process(target=_build, args=(words, act, way, said(root, number)))
    process.start()
    return process


def said(root: Path, number: int = 0) -> Path:
    """What a build has said."""
    return root / f"{SAID}-{number}"


def compiled_once(theme: Theme) -> Drawing:
    """A theme's templates: half of the work of a small build, and nothing that faults here meet."""
    return _compiled.get(theme.digest) or _compiled.setdefault(theme.digest, Drawing(theme))


_compiled: dict[bytes, Drawing] = {}


def _build(words: list[str], act: Act, way: str, told: Path) -> None:
    with told.open("w", encoding="utf-8") as file, redirect_stderr(file), redirect_stdout(file):
        faulthandler.dump_traceback_later(PATIENCE, exit=True, file=file)
        if way != "exchange":
            setattr(publishing, "exchange", _cannot)  # noqa: B010 (for the life of this process)
        if way == "mount":
            _hook(_nowhere_to(Path(words[1]) / "site"))
        act()
        try:
            main(words)
        except Exception:
            traceback.print_exc()
            file.flush()
            os._exit(CRASHED)


def _cannot(_one: Path, _other: Path) -> bool:
    return False


# What may happen --------------------------------------------------------------------------------


def nothing() -> None:
    """No fault."""


def at_step(
    root: Path, number: int, do: Act, *, again: bool = False, counted: Counted | None = None
) -> Act:
    """Something happens at the n-th step of writing, or at each from there on.

    Steps are told by Python's audit events: just before it asks the system for something.
    """
    counts = counted or _any_step(root)

    def begin() -> None:
        taken = 0

        def look(event: str, arguments: Arguments) -> None:
            nonlocal taken
            taken += counts(event, arguments)
            if counts(event, arguments) and (taken == number or (again and taken > number)):
                do()

        _hook(look)

    return begin


def fails(root: Path, number: int, code: int, *, again: bool) -> Act:
    """The n-th step of writing fails with an `errno`, or each from there on.

    On a full disk only what needs room fails.
    """
    near = _near(root)

    def counted(event: str, arguments: Arguments) -> bool:
        room = code != errno.ENOSPC or _takes_room(event, arguments)
        return room and near(event, arguments)

    def refuse() -> None:
        raise OSError(code, os.strerror(code))

    return at_step(root, number, refuse, again=again, counted=counted)


def counting(root: Path, told: Path) -> Act:
    """Nothing happens; each step leaves a byte in a file."""
    file = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def leave() -> None:
        os.write(file, b".")

    return at_step(root, 1, leave, again=True)


def short_of_room(most: int) -> Act:
    """No file can be larger than so many bytes: the system writes that much of it and no more."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))


def ends(number: int) -> Act:
    """The process sends itself a signal."""
    return lambda: os.kill(os.getpid(), number)


def _hook(look: Callable[[str, Arguments], None]) -> None:
    """Watch what this process asks the system for, and not those that are forked from it."""
    own = os.getpid()

    def watch(event: str, arguments: Arguments) -> None:
        if (event in _STEPS or event == _CHANGING_PLACES) and os.getpid() == own:
            look(event, arguments)

    sys.addaudithook(watch)


def _near(root: Path) -> Counted:
    """Whether a step has to do with the site or the cache, and not with the content."""
    starts = tuple(f"{root}/{name}" for name in ("site", ".site", ".okrsite"))

    def near(event: str, arguments: Arguments) -> bool:
        if event not in _STEPS or not isinstance(arguments[0], (str, Path)):
            return False
        path = str(arguments[0])
        # Folders are removed by names within an open folder.
        return path.startswith(starts) or not path.startswith("/")

    return near


def _any_step(root: Path) -> Counted:
    near = _near(root)

    def counted(event: str, arguments: Arguments) -> bool:
        changing = event == _CHANGING_PLACES and arguments[1] == "renameat2"
        return changing or near(event, arguments)

    return counted


def _takes_room(event: str, arguments: Arguments) -> bool:
    if event == "open":
        return bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in _WRITES


def _nowhere_to(output: Path) -> Callable[[str, Arguments], None]:
    """A mount point can be filled, and not be moved."""

    def look(event: str, arguments: Arguments) -> None:
        if event == "os.rename" and str(output) in map(str, arguments[:2]) and output.exists():
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    return look


# What others do meanwhile -----------------------------------------------------------------------


def removed(output: Path) -> Act:
    """Somebody removes the site."""
    return lambda: shutil.rmtree(output, ignore_errors=True)


def in_the_way(output: Path, *, file: bool) -> Act:
    """Somebody moves the site away and puts something of their own in its place."""

    def put() -> None:
        if output.exists():
            output.rename(output.with_name("moved-away"))
        if not file:
            output.mkdir()
        (output if file else output / "notes.txt").write_text("mine", encoding="utf-8")

    return put
