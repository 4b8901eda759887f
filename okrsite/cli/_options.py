"""Options and doors that several commands share."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from okrsite.model.place import Place

Command = TypeVar("Command", bound=Callable[..., Any])


class IsoDate(click.ParamType[date]):
    """A date such as 2026-11-30."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2026-11-30.", param, ctx)
        if found.isoformat() != value:
            self.fail(f"{value!r} is no date; write it as 2026-11-30.", param, ctx)
        return found


def root_argument(command: Command) -> Command:
    """ROOT, the folder that holds content/."""
    return click.argument(
        "root",
        default=".",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
    )(command)


content_option = click.option(
    "--content",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read this content folder; may be repeated. [default: ROOT/content]",
)
audience_option = click.option(
    "--audience", metavar="NAME", help="For this audience of site.yml. [default: the widest]"
)


def as_of_option(help_: str) -> Callable[[Command], Command]:
    """The day that a command is asked about, in its own words."""
    return click.option("--as-of", type=IsoDate(), metavar="DATE", help=help_)


def content_options(command: Command) -> Command:
    """What is read, as of when, and for whom."""
    day = as_of_option("Show everything as of this day. [default: as site.yml says, else today]")
    return content_option(day(audience_option(command)))


def cache_options(command: Command) -> Command:
    """Where is kept what need not be done again."""
    folder = click.option(
        "--cache",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help="Keep here what need not be done again next time. [default: ROOT/.okrsite]",
    )
    none = click.option("--no-cache", is_flag=True, help="Begin with nothing, and keep nothing.")
    return folder(none(command))


def cache_of(root: Path, cache: Path | None, no_cache: bool) -> Path | None:
    """The folder that these options come to; None: nothing is kept."""
    from okrsite.cache.store import FOLDER

    return None if no_cache else cache or root / FOLDER


def check_folders(root: Path, content: tuple[Path, ...]) -> None:
    """Refuse a ROOT that holds no content: the command was called in the wrong place.

    Raises:
        click.UsageError: with what to do about it.
    """
    if not content and not (root / "content").is_dir():
        raise click.UsageError(
            f"There is no folder `content` in {root}. Name the folder that holds it, or make a "
            "small site with: okrsite init DIR"
        )


def line_at(place: Place) -> str | None:
    """The line of text at a place, read afresh."""
    try:
        with open(place.file, encoding="utf-8-sig", newline=None, errors="replace") as file:  # noqa: PTH123
            for number, line in enumerate(file, 1):
                if number == place.line:
                    return line.rstrip("\n")[:4000]
    except OSError:
        return None
    return None


def quick() -> None:
    """Switch the garbage collector off for a command that ends soon.

    Nothing of a build is garbage before its end: collecting takes a fifth of the time for nothing.
    """
    gc.disable()


def workers() -> int:
    """How many processes may work: one a core that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def pool() -> Callable[[], Executor] | None:
    """Makes a forked pool, where forking is safe and there are cores for it."""
    if not sys.platform.startswith("linux") or workers() < 2:
        return None

    def make() -> Executor:
        import multiprocessing

        from okrsite.cli._pool import Pool

        context = multiprocessing.get_context("fork")
        # One core is this process's own: it does its share.
        return Pool(
            max_workers=workers() - 1,
            mp_context=context,
            initializer=_end_with,
            initargs=(os.getpid(),),
        )

    return make


def _end_with(parent: int) -> None:
    """Let this worker end with its parent, even with one that is killed.

    It would wait for ever for more to do, and hold the lock of a folder that nobody writes to.
    """
    import ctypes
    import signal

    with suppress(OSError, AttributeError):  # a system without prctl(2)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before that
        os._exit(1)


_PR_SET_PDEATHSIG = 1


@contextmanager
def bar(name: str, size: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where a person is watching and the work is long."""
    if not sys.stderr.isatty() or 0 < size < 500:
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=size or None)
        yield lambda done: progress.advance(task, done)
