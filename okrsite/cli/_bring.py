"""What `import`, `adopt` and `xray` share: read strangers' files, settle them, say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from okrsite.exchange.found import Found, FoundKeyResult
    from okrsite.exchange.settle import Settled, There

Command = TypeVar("Command", bound=Callable[..., Any])
_SHOWN = 12


def files_argument(command: Command) -> Command:
    """FILE..., what is brought along."""
    return click.argument(
        "files", metavar="FILE...", nargs=-1, required=True,
        type=click.Path(exists=True, path_type=Path),
    )(command)  # fmt: skip


def wish_options(command: Command) -> Command:
    """What is said about the files, because they do not."""
    for option in reversed(
        (
            click.option("--cycle", metavar="ID", default="",
                         help="The cycle of all objectives, as 2026-Q4. [default: as they say]"),
            click.option("--team", metavar="ID", default="",
                         help="The team of objectives that name none."),
            click.option("--title", metavar="TEXT", default="", help="What the site is called."),
            click.option("--column", "columns", metavar="WHAT=COLUMN", multiple=True,
                         help="Which column of a table holds what, such as owner=C or "
                              "objective=Goal; may be repeated."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def brought(files: Iterable[Path], columns: tuple[str, ...], *, short: bool = False) -> Found:
    """All that the files hold; `short`: places name files without their folders.

    Raises:
        click.ClickException: where one cannot be read.
    """
    from okrsite.exchange import NotReadable
    from okrsite.exchange.bring import bring
    from okrsite.exchange.hints import Hints, column_hints

    try:
        return bring(files, Hints(column_hints(columns), short=short))
    except NotReadable as fault:
        raise click.ClickException(str(fault)) from None


def settled(found: Found, there: There, *, cycle: str, team: str, title: str) -> Settled:
    """What was found, with ids, cycles, teams and people.

    Raises:
        click.ClickException: where it does not fit what is there.
    """
    from okrsite.exchange import NotReadable
    from okrsite.exchange.settle import Wishes, settle

    try:
        return settle(found, Wishes(datetime.now(UTC).date(), cycle, team, title), there)
    except NotReadable as fault:
        raise click.ClickException(str(fault)) from None


def understood(found: Found, result: Settled) -> None:
    """Say what was understood, what was not, and where it stood."""
    key_results = [kr for each in result.objectives for kr in each.objective.key_results]
    aligned = sum(bool(each.aligns_to) for each in result.objectives)
    click.echo(
        f"Understood: {things(len(result.objectives), 'objective')} with "
        f"{things(len(key_results), 'key result')}, {aligned} aligned to another; "
        f"{things(len(result.teams), 'team')}, {things(len(result.people), 'owner')}, "
        f"{things(len(result.cycles), 'cycle')}."
    )
    for name, count in _parts(key_results).items():
        if count:
            click.echo(f"  {count} of {len(key_results)} key results have {name}")
    for note in result.notes[:_SHOWN]:
        click.echo(f"  {note}")
    if len(result.notes) > _SHOWN:
        click.echo(f"  and {len(result.notes) - _SHOWN} notes more")
    if found.leftovers:
        click.echo(
            f"Not placed, and kept as a page: {things(len(found.leftovers), 'piece')} of text"
        )
        for each in found.leftovers[:_SHOWN]:
            click.echo(f"  {each.source}: {_short(each.text)}")
        if len(found.leftovers) > _SHOWN:
            click.echo(f"  and {len(found.leftovers) - _SHOWN} more")


def things(number: int, name: str) -> str:
    """A number of things: `1 team`, `2 teams`."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def _parts(key_results: list[FoundKeyResult]) -> Mapping[str, int]:
    return {
        "a measure": sum(bool(each.measure) for each in key_results),
        "an owner": sum(bool(each.owner) for each in key_results),
        "a score": sum(each.score is not None for each in key_results),
        "a date": sum(each.due is not None for each in key_results),
    }


def _short(text: str) -> str:
    from okrsite.cli._lines import one_line

    return one_line(text)
