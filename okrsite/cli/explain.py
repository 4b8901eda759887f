"""`okrsite explain`: where a number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._options import check_folders, content_options, pool, quick
from okrsite.cli._options import workers as cores

if TYPE_CHECKING:
    from okrsite.model.explanation import Explanation


@click.command("explain")
@click.argument("what", metavar="ID[#KR]")
@click.argument("root", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@content_options
def COMMAND(  # noqa: N802 (what the shelf looks for)
    what: str,
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
) -> None:
    """Explain the numbers of an objective, or of one of its key results.

    Says each number's formula and what goes into it, down to the file and line. ID may be short,
    as in a document: `onboarding` for `2026-q4-onboarding`.
    """
    from okrsite.build import Door, NotADate, Order, prepare
    from okrsite.cut import UnknownAudience
    from okrsite.model.explain import explain_key_result, explain_objective

    check_folders(root, content)
    quick()
    order = Order(root, content, None, as_of, audience)
    try:
        prepared = prepare(order, Door(executor=pool(), workers=cores()))
    except (UnknownAudience, NotADate) as error:
        raise click.UsageError(str(error)) from None
    portfolio = prepared.portfolio
    if portfolio is None:
        raise click.ClickException("The content cannot be read; `okrsite check` says why.")
    name, _, part = what.lower().partition("#")
    keys = [
        key for key, each in portfolio.objectives.items() if name in {key, *each.objective.aliases}
    ]
    keys = keys or [k for k, each in portfolio.objectives.items() if each.objective.stem == name]
    if len(keys) != 1:
        words = f"could be {', '.join(keys)}" if keys else "is no objective"
        raise click.UsageError(f"`{what}` {words}.")
    scored = portfolio.objectives[keys[0]]
    if not part:
        click.echo(f"{scored.objective.title.plain}\n{scored.id}, as of {portfolio.as_of}\n")
        _print(explain_objective(scored, portfolio))
        return
    key_result = scored.key_result(part)
    if key_result is None:
        known = ", ".join(each.id for each in scored.key_results)
        raise click.UsageError(f"`{scored.id}` has no key result `{part}`; it has: {known}.")
    click.echo(f"{key_result.key_result.title.plain}")
    click.echo(f"{scored.id}#{key_result.id}, as of {portfolio.as_of}\n")
    _print(explain_key_result(key_result, portfolio))


def _print(explanations: Sequence[Explanation]) -> None:
    for each in explanations:
        click.echo(f"{each.figure}: {each.result}")
        click.echo(f"  {each.formula}")
        for part in each.inputs:
            where = f"  ({part.place.file}:{part.place.line})" if part.place else ""
            click.echo(f"    {part.name}: {part.value}{where}")
        click.echo()
