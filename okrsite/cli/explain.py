"""`okrsite explain`: where a number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._objective import named_objective, objective_arguments, scored_portfolio

if TYPE_CHECKING:
    from okrsite.model.explanation import Explanation


@click.command("explain")
@objective_arguments("ID[#KR]")
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
    from okrsite.model.explain import explain_key_result, explain_objective

    portfolio = scored_portfolio(root, content, as_of, audience)
    name, _, part = what.partition("#")
    scored = named_objective(name, portfolio)
    if not part:
        click.echo(f"{scored.objective.title.plain}\n{scored.id}, as of {portfolio.as_of}\n")
        _print(explain_objective(scored, portfolio))
        return
    key_result = scored.key_result(part.lower())
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
