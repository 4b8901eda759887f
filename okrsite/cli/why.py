"""`okrsite why`: what pulls an objective down, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrsite.cli._lines import (
    as_json,
    heading,
    one_line,
    percent,
    points,
    status,
    table,
    title,
)
from okrsite.cli._objective import (
    format_option,
    named_objective,
    objective_arguments,
    scored_portfolio,
)

if TYPE_CHECKING:
    from okrsite.model.contributors import Contributor
    from okrsite.model.portfolio import Portfolio, ScoredObjective
    from okrsite.model.why import Reason

Row = tuple[str, ...]


@click.command("why")
@objective_arguments("ID")
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    metavar="NUMBER",
    default=2,
    show_default=True,
    help="How many levels of objectives below it are told.",
)
@format_option
def COMMAND(  # noqa: N802 (what the shelf looks for)
    what: str,
    root: Path,
    content: tuple[Path, ...],
    as_of: date | None,
    audience: str | None,
    depth: int,
    form: str,
) -> None:
    """Say why an objective stands as it does: what pulls it down, and what it rests on.

    Shows its line of sight up to the mission; the key results, its own or of objectives below,
    that pull it down, with how many points of its shortfall are theirs; and all that contributes to
    it, level by level. What only supports it moves no figure, so it has no points. ID may be short,
    as in a document.
    """
    from okrsite.model.contributors import contributors
    from okrsite.model.why import reasons

    portfolio = scored_portfolio(root, content, as_of, audience)
    scored = named_objective(what, portfolio)
    found = reasons(scored, portfolio)
    tree = [*contributors(scored, portfolio, depth)]
    if form == "json":
        as_json(_answer(scored, found, tree, portfolio))
        return
    heading(scored, portfolio.as_of)
    table("Line of sight", _sight(scored, portfolio))
    table(f"{status(scored).capitalize()} because of", _reasons(found, portfolio))
    table("What it rests on", map(_contributor, tree))
    told = {scored.id, *(each.objective.id for each in tree)}
    if any(edge.source not in told for key in told for edge in portfolio.objectives[key].down):
        click.echo(f"There is more below these; to see it: --depth {depth + 1}")


def _sight(scored: ScoredObjective, portfolio: Portfolio) -> Iterator[Row]:
    if not scored.whole and not scored.line_of_sight:
        return
    yield "the mission", one_line(portfolio.site.mission.plain or portfolio.site.title), ""
    for step in reversed(scored.line_of_sight):
        above = portfolio.objectives[step.objective]
        part = above.key_result(step.key_result) if step.key_result else None
        at = f"at {title(part)}" if part is not None else ""
        yield above.id, title(above), at
    yield scored.id, title(scored), ""


def _reasons(found: Sequence[Reason], portfolio: Portfolio) -> Iterator[Row]:
    """Those that show in the figures; where none does, all."""
    telling = [each for each in found if not each.slight] or found
    yield from (_reason(each, portfolio) for each in telling)
    if len(found) > len(telling):
        yield "", "", f"and {len(found) - len(telling)} more, under 1 point each", ""


def _reason(each: Reason, portfolio: Portfolio) -> Row:
    objective = portfolio.objectives[each.objective]
    part = objective.key_result(each.key_result) if each.key_result else None
    about = part or objective
    where = f"{each.objective}#{each.key_result}" if part is not None else each.objective
    amount = "no figure" if each.amount is None else points(each.amount) or "under 1 point"
    return amount, status(about), title(about), where


def _contributor(each: Contributor) -> Row:
    about = each.about
    gap = "" if about.expected is None else f"of {percent(about.expected)}"
    indent = "  " * (each.level - 1)
    name = f"#{each.key_result.id}" if each.key_result is not None else each.objective.id
    how = "" if each.key_result is not None else "drives" if each.drives else "supports"
    told = f"{how}, as above" if each.again else how
    line = f"{indent}{name}  {title(about)}"
    return points(each.amount), status(about), percent(about.progress), gap, line, told


def _answer(
    scored: ScoredObjective,
    found: Sequence[Reason],
    tree: Sequence[Contributor],
    portfolio: Portfolio,
) -> dict[str, Any]:
    from okrsite.model.why import shortfall

    return {
        "objective": scored.id,
        "as_of": str(portfolio.as_of),
        "status": str(scored.status),
        "stale": scored.stale,
        "progress": scored.progress,
        "expected": scored.expected,
        "shortfall": shortfall(scored),
        "line_of_sight": [
            {"objective": step.objective, "key_result": step.key_result}
            for step in scored.line_of_sight
        ],
        "reasons": [
            {
                "objective": each.objective,
                "key_result": each.key_result,
                "status": str(each.status),
                "stale": each.stale,
                "amount": each.amount,
            }
            for each in found
        ],
        "contributors": [
            {
                "level": each.level,
                "objective": each.objective.id,
                "key_result": each.key_result.id if each.key_result is not None else None,
                "drives": each.drives,
                "status": str(each.about.status),
                "stale": each.about.stale,
                "progress": each.about.progress,
                "expected": each.about.expected,
                "amount": each.amount,
                "again": each.again,
            }
            for each in tree
        ],
    }
