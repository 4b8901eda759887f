"""`okrsite audit`: proof that a site holds nothing of what is narrower."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._objective import format_option
from okrsite.cli._options import check_folders, content_option

if TYPE_CHECKING:
    from okrsite.cli._audit import Answer

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("audit")
@click.argument("site", default="site", type=_FOLDER)
@click.option(
    "--audience", metavar="NAME", help="Who the site was built for. [default: the widest]"
)
@click.option(
    "--root",
    metavar="ROOT",
    default=".",
    type=_FOLDER,
    help="The folder that holds content/. [default: here]",
)
@content_option
@click.option("--drafts", is_flag=True, help="The site shows drafts, too.")
@format_option
def COMMAND(  # noqa: N802 (what the shelf looks for)
    site: Path,
    audience: str | None,
    root: Path,
    content: tuple[Path, ...],
    drafts: bool,
    form: str,
) -> None:
    """Prove that the folder SITE holds nothing that its readers may not see.

    Looks in every file for every string that only hidden documents hold: titles, names, ids,
    notes, words, figures, names of files. Packed files are unpacked. Read the content with all
    folders, narrow ones too: what is not read cannot be looked for.

    Exits with 0 when nothing was found, 1 when something was, 2 when the command was used wrongly.
    What it prints quotes hidden documents: show it to nobody who may not read them.
    """
    from okrsite.build import apart
    from okrsite.cli._audit import answer
    from okrsite.cli._options import pool, quick
    from okrsite.cut import UnknownAudience
    from okrsite.door import Door
    from okrsite.order import Order
    from okrsite.read import NoSite

    quick()
    check_folders(root, content)
    try:
        found = apart(
            Order(root, content, None, None, audience, None, drafts), Door(executor=pool())
        )
    except UnknownAudience as error:
        raise click.UsageError(str(error)) from None
    except NoSite:
        raise click.ClickException(
            "The content cannot be read; `okrsite check` says why."
        ) from None
    told = answer(found, root, site)
    _print(told, form)
    if told.leaks:
        raise SystemExit(1)


def _print(told: Answer, form: str) -> None:
    from okrsite.cli._lines import as_json

    if form == "json":
        as_json(told.as_data())
        return
    for line in told.lines():
        click.echo(line)
