"""Who contributes to an objective: the objectives aligned to it, level by level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._rows import Row, row

_LEVELS = 3
_MOST = 60


class Below(NamedTuple):
    """An objective that contributes, directly or through others."""

    level: int
    """1: aligned to it directly."""
    row: Row
    serves: str
    """The title of the key result that it serves; empty where it is the objective itself."""
    drives: bool


class Contributors(NamedTuple):
    """Those who contribute, as many as a page can show."""

    shown: tuple[Below, ...]
    more: int
    """How many are left out."""
    direct: int


def below(each: ScoredObjective, portfolio: Portfolio) -> Contributors:
    """The objectives aligned to one, and those aligned to these, each once."""
    found = list(_walk(each, portfolio, 1, {each.id}))
    direct = len(each.aligned)
    return Contributors(tuple(found[:_MOST]), max(0, len(found) - _MOST), direct)


def _walk(
    each: ScoredObjective, portfolio: Portfolio, level: int, seen: set[str]
) -> Iterator[Below]:
    for edge in each.down:
        if edge.source in seen:
            continue
        seen.add(edge.source)
        kr = each.key_result(edge.key_result) if edge.key_result else None
        source = portfolio.objectives[edge.source]
        title = kr.key_result.title.plain if kr else ""
        yield Below(level, row(source, portfolio), title, edge.drives)
        if level < _LEVELS:
            yield from _walk(source, portfolio, level + 1, seen)
