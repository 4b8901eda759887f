"""Answers about objectives as lines of a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective

_TITLE = 76


def title(about: ScoredObjective | ScoredKeyResult) -> str:
    """The title of an objective or a key result, as `one_line` has it."""
    from okrsite.model.portfolio import ScoredKeyResult

    each = about.key_result if isinstance(about, ScoredKeyResult) else about.objective
    return one_line(each.title.plain)


def one_line(text: str) -> str:
    """A text of the content in one line, with nothing in it that steers a terminal."""
    from okrsite.model.text import shortened

    return "".join(each if each.isprintable() else "\ufffd" for each in shortened(text, _TITLE))


def status(about: ScoredObjective | ScoredKeyResult) -> str:
    """A status as people write it, and whether it is stale."""
    words = str(about.status).replace("_", " ")
    return f"{words}, stale" if about.stale else words


def percent(share: float | None) -> str:
    """A share in per cent; a dash where there is none."""
    return "–" if share is None else f"{_whole(share)}%"


def points(share: float | None) -> str:
    """A share in points; nothing where there is none, or where it would be 0."""
    whole = _whole(share or 0.0)
    return "" if not whole else f"{whole} point{'' if abs(whole) == 1 else 's'}"


def _whole(share: float) -> int:
    return round(share * 100)


def heading(scored: ScoredObjective, as_of: object) -> None:
    """Which objective this is about, and where it stands."""
    against = "" if scored.expected is None else f" against {percent(scored.expected)} expected"
    click.echo(title(scored))
    click.echo(
        f"{scored.id}, as of {as_of}: {status(scored)}, {percent(scored.progress)}{against}\n"
    )


def table(name: str, rows: Iterable[Sequence[str]]) -> None:
    """Rows under a name, their columns in line; nothing where there are none."""
    found = [tuple(row) for row in rows]
    if not found:
        return
    wide = [max(map(len, column)) for column in zip(*found, strict=True)]
    click.echo(name)
    for row in found:
        cells = [cell.ljust(width) for cell, width in zip(row, wide, strict=True)]
        click.echo(f"  {'  '.join(cells)}".rstrip())
    click.echo()


def as_json(answer: Mapping[str, Any]) -> None:
    """The answer for machines."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
