"""Which objective is asked about: an id, short as in a document, and what it stands in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from okrsite.cli._options import check_folders, content_options, pool, quick

if TYPE_CHECKING:
    from okrsite.build import Prepared
    from okrsite.model.portfolio import Portfolio, ScoredObjective
    from okrsite.order import Order

Command = TypeVar("Command", bound=Callable[..., Any])


def objective_arguments(metavar: str) -> Callable[[Command], Command]:
    """An id, ROOT, and the options of what is read."""

    def add(command: Command) -> Command:
        folder = click.Path(exists=True, file_okay=False, path_type=Path)
        root = click.argument("root", default=".", type=folder)
        what = click.argument("what", metavar=metavar)
        return what(root(content_options(command)))

    return add


def format_option(command: Command) -> Command:
    """`--format`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How the answer is printed.",
    )(command)


def scored_portfolio(
    root: Path, content: tuple[Path, ...], as_of: date | None, audience: str | None
) -> Portfolio:
    """The portfolio of a folder.

    Raises:
        click.ClickException: where it cannot be had, with what to do about it.
    """
    quick()
    from okrsite.order import Order

    return read_portfolio(Order(root, content, None, as_of, audience))[1]


def read_portfolio(order: Order) -> tuple[Prepared, Portfolio]:
    """What an order reads, and its portfolio.

    Raises:
        click.ClickException: where it cannot be had, with what to do about it.
    """
    from okrsite.build import prepare
    from okrsite.cut import UnknownAudience
    from okrsite.door import Door, NotADate

    check_folders(order.root, order.content)
    try:
        prepared = prepare(order, Door(executor=pool()))
    except (UnknownAudience, NotADate) as error:
        raise click.UsageError(str(error)) from None
    if prepared.portfolio is None:
        raise click.ClickException("The content cannot be read; `okrsite check` says why.")
    return prepared, prepared.portfolio


def named_objective(name: str, portfolio: Portfolio) -> ScoredObjective:
    """The objective of an id, an alias, or the stem of a file's name.

    Raises:
        click.UsageError: where none has it, or several have.
    """
    known, key = portfolio.objectives, name.lower()
    keys = [k for k, each in known.items() if key in {k, *each.objective.aliases}]
    keys = keys or [k for k, each in known.items() if each.objective.stem == key]
    if len(keys) != 1:
        words = f"could be {', '.join(keys)}" if keys else "is no objective"
        raise click.UsageError(f"`{name}` {words}.")
    return known[keys[0]]
