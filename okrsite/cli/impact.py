"""`okrsite impact`: what stands on an objective."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrsite.cli._lines import as_json, heading, percent, status, table, title
from okrsite.cli._objective import (
    format_option,
    named_objective,
    objective_arguments,
    scored_portfolio,
)

if TYPE_CHECKING:
    from okrsite.model.impact import Above, Impact
    from okrsite.model.portfolio import Portfolio, ScoredObjective

Row = tuple[str, ...]


@click.command("impact")
@objective_arguments("ID")
@format_option
def COMMAND(  # noqa: N802 (what the shelf looks for)
    what: str,
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    form: str,
) -> None:
    """Say what stands on an objective: what it moves, what it supports, who depends on it.

    Shows every objective above it, how much the progress of each would be more if this one were
    done, and its leverage: how far each moves when this one moves by 1. ID may be short, as in a
    document.
    """
    from okrsite.model.impact import impact

    portfolio = scored_portfolio(root, content, as_of, audience)
    scored = named_objective(what, portfolio)
    found = impact(scored, portfolio)
    if form == "json":
        as_json(_answer(scored, found, portfolio))
        return
    heading(scored, portfolio.as_of)
    table("If it were done", (_moved(each) for each in found.above if each.leverage is not None))
    table("It supports", (_above(each) for each in found.above if each.leverage is None))
    table(
        "These depend on it",
        (
            (each.id, title(each), status(each), f"confirmed {need.confirmed}")
            if need.confirmed
            else (each.id, title(each), status(each), "not confirmed")
            for each, need in found.needed_by
        ),
    )
    if not found.above and not found.needed_by:
        click.echo("Nothing stands on it: it is aligned to nothing, and nothing depends on it.")


def _moved(each: Above) -> Row:
    now = f"{percent(each.objective.progress)} now"
    leverage = f"leverage {each.leverage:.3g}"
    return f"{each.gain:+.2f} on", *_above(each), now, leverage


def _above(each: Above) -> Row:
    return each.objective.id, title(each.objective), status(each.objective)


def _answer(scored: ScoredObjective, found: Impact, portfolio: Portfolio) -> dict[str, Any]:
    return {
        "objective": scored.id,
        "as_of": str(portfolio.as_of),
        "status": str(scored.status),
        "progress": scored.progress,
        "above": [
            {
                "objective": each.objective.id,
                "level": each.level,
                "leverage": each.leverage,
                "gain": each.gain,
                "status": str(each.objective.status),
                "progress": each.objective.progress,
            }
            for each in found.above
        ],
        "needed_by": [
            {
                "objective": each.id,
                "confirmed": str(need.confirmed) if need.confirmed else None,
                "status": str(each.status),
            }
            for each, need in found.needed_by
        ],
    }
