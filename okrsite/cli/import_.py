"""`okrsite import`: other people's OKRs as the files of a site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._bring import brought, files_argument, settled, understood, wish_options

if TYPE_CHECKING:
    from okrsite.exchange.settle import There
    from okrsite.model.organisation import Team


@click.command("import")
@files_argument
@click.option("--into", metavar="DIR", default=".",
              type=click.Path(file_okay=False, path_type=Path),
              help="The site's folder; its files lie in DIR/content.  [default: here]")  # fmt: skip
@wish_options
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--yes", "-y", is_flag=True, help="Write without asking.")
def COMMAND(  # noqa: N802 (what the shelf looks for)
    files: tuple[Path, ...],
    into: Path,
    cycle: str,
    team: str,
    title: str,
    columns: tuple[str, ...],
    dry_run: bool,
    yes: bool,
) -> None:
    """Import OKRs from Markdown, CSV, spreadsheets (.xlsx), YAML or JSON.

    It says what it understood, what it did not, and where that stood; what it cannot place goes to
    the body of the document. No file that is there is changed: site.yml, org.yml and cycles.yml are
    written where they are missing. A folder as FILE stands for the files in it.
    """
    bring_into(files, into, columns, cycle=cycle, team=team, title=title, dry_run=dry_run, yes=yes)


def bring_into(
    files: tuple[Path, ...],
    into: Path,
    columns: tuple[str, ...],
    *,
    cycle: str,
    team: str,
    title: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Import files into a site, after saying what was understood.

    Raises:
        click.ClickException: where there is nothing to import, or it does not fit.
    """
    from okrsite.exchange.write import files_of

    found = brought(files, columns)
    there, have = what_is_there(into)
    result = settled(found, there, cycle=cycle, team=team, title=title)
    understood(found, result)
    if not result.objectives:
        raise click.ClickException(
            "No objective was found. A heading `## Objective: ...` with a list below it is one; in "
            "a table, say which column is which: --column objective=B --column key_result=C."
        )
    written = files_of(result, datetime.now(UTC).date(), have)
    clash = sorted(set(written) & have)
    if clash:
        raise click.ClickException(f"{into / 'content' / clash[0]} is there already.")
    if dry_run:
        for path in sorted(written):
            click.echo(f"would write {into / 'content' / path}")
        return
    if not yes:
        click.confirm(f"Write {len(written)} files into {into / 'content'}?", abort=True)
    for path, text in written.items():
        target = into / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{len(written)} files are in {into / 'content'}. Next: okrsite check {into}")


def what_is_there(into: Path) -> tuple[There, frozenset[str]]:
    """What the site has that is imported into, and its files."""
    from okrsite.build import prepare
    from okrsite.door import Door
    from okrsite.exchange.settle import There
    from okrsite.order import Order

    content = into / "content"
    if not content.is_dir():
        return There(), frozenset()
    have = frozenset(
        each.relative_to(content).as_posix() for each in content.rglob("*") if each.is_file()
    )
    portfolio = prepare(Order(into, drafts=True), Door()).portfolio
    if portfolio is None:
        if {"site.yml", "cycles.yml"} <= have:
            raise click.ClickException(f"The site in {into} has errors: see okrsite check {into}")
        return There(), have
    org = "org.yml" in have
    return There(
        {key: (each.starts, each.ends) for key, each in portfolio.cycles.items()},
        {key: each.name for key, each in _root_first(portfolio.teams)} if org else None,
        {key: each.name for key, each in portfolio.people.items()} if org else None,
        frozenset(portfolio.objectives),
    ), have


def _root_first(teams: Mapping[str, Team]) -> list[tuple[str, Team]]:
    return sorted(teams.items(), key=lambda each: each[1].parent is not None)
