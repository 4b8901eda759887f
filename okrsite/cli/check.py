"""`okrsite check`: read and check, publish nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from okrsite.cli._options import (
    check_folders,
    content_options,
    line_at,
    pool,
    quick,
    root_argument,
)
from okrsite.cli._options import workers as cores
from okrsite.cli._report import formats


@click.command("check")
@root_argument
@content_options
@click.option(
    "--format",
    "form",
    type=click.Choice(list(formats())),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--drafts", is_flag=True, help="Check documents with `draft: true` too.")
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    form: str,
    strict: bool,
    drafts: bool,
) -> None:
    """Check the OKRs of ROOT (default: here) and say what is wrong, where, and what to do.

    Exits with 0 when there is no error (warnings are printed; --strict makes them count), 1 when
    there is one, 2 when the command was used wrongly.
    """
    from okrsite.build import Door, NotADate, Order, prepare
    from okrsite.cli._report import summary, tell
    from okrsite.cut import UnknownAudience

    check_folders(root, content)
    quick()
    order = Order(root, content, None, as_of, audience, None, drafts)
    try:
        prepared = prepare(order, Door(executor=pool(), workers=cores()))
    except (UnknownAudience, NotADate) as error:
        raise click.UsageError(str(error)) from None
    tell(prepared.problems, line_at, form)
    if form == "text":
        count = len(prepared.portfolio.objectives) if prepared.portfolio else 0
        click.echo(f"{count} objectives. {summary(prepared.problems)}")
    if prepared.errors or (strict and prepared.problems):
        raise SystemExit(1)
