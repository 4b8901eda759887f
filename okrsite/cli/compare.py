"""`okrsite compare`: what two days, or two states of the content, have apart."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite.cli._objective import read_portfolio
from okrsite.cli._options import IsoDate, audience_option, content_option, quick, root_argument

if TYPE_CHECKING:
    from okrsite.build import Prepared
    from okrsite.model.comparison import Comparison
    from okrsite.model.portfolio import Portfolio
    from okrsite.order import Order

_WEEK = 7


@click.command("compare")
@root_argument
@content_option
@click.option(
    "--from",
    "since",
    type=IsoDate(),
    metavar="DATE",
    help="The earlier day. [default: a week before the later one]",
)
@click.option(
    "--to",
    "until",
    type=IsoDate(),
    metavar="DATE",
    help="The later day. [default: as site.yml says, else today]",
)
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help="Compare with the content as it was at a Git revision, such as origin/main.",
)
@audience_option
@click.option("--team", metavar="ID", help="Only objectives of this team and the teams below it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="For a terminal, for programs, or for minutes and chat.",
)
def COMMAND(  # noqa: N802 (what the shelf looks for)
    root: Path,
    content: tuple[Path, ...],
    since: date | None,
    until: date | None,
    revision: str | None,
    audience: str | None,
    team: str | None,
    form: str,
) -> None:  # fmt: skip
    """Say what has changed in ROOT (default: here) from one day to another.

    Both days are worked out from the check-ins, so any two can be compared: what turned, what
    moved, what began, ended or was dropped, and which targets were changed. With --since the
    content itself is compared with an earlier state of it, as of one day. Exits with 0.
    """
    quick()
    from okrsite.cli._compare import write
    from okrsite.order import Order

    if revision is not None and since is not None:
        raise click.UsageError("--from names a day, --since a revision: give one of them.")
    order = Order(root, content, None, until, audience)
    prepared, portfolio = read_portfolio(order)
    if since is not None and since > portfolio.as_of:
        raise click.UsageError(f"--from {since} is after --to {portfolio.as_of}.")
    found = (
        _with_day(portfolio, since)
        if revision is None
        else _with_revision(revision, order, prepared, portfolio)
    )
    if team is not None:
        found = _of_team(found, team.lower(), portfolio)
    click.echo(write(found, portfolio, form, revision))


def _with_day(portfolio: Portfolio, since: date | None) -> Comparison:
    from okrsite.model.comparison import compare

    return compare(portfolio, since or portfolio.as_of - timedelta(_WEEK))


def _with_revision(
    revision: str, order: Order, prepared: Prepared, portfolio: Portfolio
) -> Comparison:
    from okrsite.cli._git import GitFault
    from okrsite.cli._since import portfolio_at
    from okrsite.door import Door
    from okrsite.model.comparison import differences

    try:
        then = portfolio_at(revision, order, prepared, Door())
    except GitFault as fault:
        raise click.ClickException(f"{fault}") from None
    if then is None:
        raise click.ClickException(f"At `{revision}` there was no content that can be read.")
    return differences(then.objectives, portfolio.objectives, portfolio.as_of, portfolio.as_of)


def _of_team(found: Comparison, team: str, portfolio: Portfolio) -> Comparison:
    from okrsite.model.text import did_you_mean
    from okrsite.pages._index import of_branch

    if team not in portfolio.teams:
        hint = did_you_mean(team, portfolio.teams)
        raise click.UsageError(f"`{team}` is no team. {hint}".rstrip())
    return found.only({each.id for each in of_branch(team, portfolio)})
