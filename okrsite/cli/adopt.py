"""`okrsite adopt`: other people's OKRs become a site of one's own, ready for Git."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from okrsite.cli._bring import wish_options
from okrsite.cli.import_ import bring_into


@click.command("adopt")
@click.argument("files", metavar="FILE... DIR", nargs=-1, required=True,
                type=click.Path(path_type=Path))  # fmt: skip
@wish_options
@click.option("--yes", "-y", is_flag=True, help="Write without asking.")
def COMMAND(  # noqa: N802 (what the shelf looks for)
    files: tuple[Path, ...],
    cycle: str,
    team: str,
    title: str,
    columns: tuple[str, ...],
    yes: bool,
) -> None:
    """Make a site in DIR from the OKRs in FILEs: what `okrsite xray` showed, to keep.

    DIR must be new or empty. It gets the files that `okrsite import` writes, and the readme and the
    pipelines that `okrsite init` writes.
    """
    from okrsite.cli.init import placeholders, starter_files

    if len(files) < 2:
        raise click.UsageError("Name the files, then the folder: okrsite adopt FILE... DIR")
    *sources, folder = files
    for each in sources:
        if not each.exists():
            raise click.UsageError(f"There is no file {each}.")
    if folder.exists() and (not folder.is_dir() or any(e.name != ".git" for e in folder.iterdir())):
        raise click.UsageError(f"{folder} is not empty; `okrsite adopt` writes into a new folder.")
    bring_into(tuple(sources), folder, columns, cycle=cycle, team=team, title=title,
               dry_run=False, yes=yes)  # fmt: skip
    words = placeholders(datetime.now(UTC).date(), title or folder.resolve().name)
    for path, text in starter_files(words):
        if path.parts[0] != "content":
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{folder}/README.md says how to go on.")
