"""`okrsite serve`: a preview that follows the files."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click

from okrsite.cli._options import (
    cache_of,
    cache_options,
    check_folders,
    content_options,
    line_at,
    pool,
    root_argument,
)

if TYPE_CHECKING:
    from okrsite.serve.editing.door import Editing
    from okrsite.serve.session import Held


@click.command("serve")
@root_argument
@content_options
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0: any free one.",
)
@cache_options
@click.option("--edit", is_flag=True, help="Offer forms that write check-ins and objectives.")
@click.option(
    "--commit",
    "branch",
    metavar="[BRANCH]",
    is_flag=False,
    flag_value="okrs",
    help="With --edit: keep each change on a Git branch, too; never pushed. [without BRANCH: okrs]",
)
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    port: int,
    cache: Path | None,
    no_cache: bool,
    edit: bool,
    branch: str | None,
) -> None:
    """Preview the site of ROOT (default: here) in a browser while you write.

    Pages are drawn when they are asked for, and reload when a file changes. Drafts are shown,
    marked. Problems stand on the page and here. Only this machine can reach the preview; end it
    with Ctrl-C.

    With --edit each page leads to forms: check in, write an objective, change, align, drop, grade.
    Open the address that is printed then; nothing is written before you have seen the difference.
    """
    gc.disable()  # until all is read: nothing of it is garbage
    from okrsite.cli._report import summary, tell
    from okrsite.cut import UnknownAudience
    from okrsite.door import Door, NotADate
    from okrsite.order import Order
    from okrsite.serve import Session, serve
    from okrsite.serve.editing.git import Branch, GitFault
    from okrsite.serve.watch import watcher

    check_folders(root, content)
    kept = cache_of(root, cache, no_cache)
    order = Order(root, content, None, as_of, audience, cache=kept)
    door = Door()
    if branch is not None and not edit:
        raise click.UsageError("--commit goes with --edit.")
    try:
        keeping = Branch.of(content[0] if content else root, branch) if branch else None
    except GitFault as fault:
        raise click.UsageError(f"--commit: {fault}.") from None

    address = ""

    def told(held: Held) -> None:
        tell(held.problems, line_at, err=True)
        click.echo(summary(held.problems), err=True)
        if held.problems and address:  # whoever reads these looks for it below them
            click.echo(_where(address, editing), err=True)

    def ready(at: str) -> None:
        nonlocal address
        address = at
        click.echo(_where(address, editing), err=True)

    session = Session(order, Door(executor=pool()), told)
    editing = None
    if edit:
        from okrsite.serve.editing.door import Editing

        editing = Editing(session, order, door, keeping)

    try:
        session.begin()
        gc.freeze()  # what is held now stays: no request shall wait until it was looked through
        gc.enable()
        serve(session, port, watcher, ready, editing)
    except (UnknownAudience, NotADate) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(
            f"Port {port} cannot be used: {error.strerror}. Choose another with --port."
        ) from None
    except KeyboardInterrupt:
        click.echo("Preview ended.", err=True)


def _where(address: str, editing: Editing | None) -> str:
    """What a person opens; the way in to editing is for them alone."""
    if editing is None:
        return f"Preview at {address} (Ctrl-C ends it)"
    return f"Preview with editing at {urljoin(address, editing.way_in)} (Ctrl-C ends it)"
