"""What a map is about: the objectives that it shows, and those next to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._index import needed_by, of_branch, ordered
from okrsite.pages._memo import shared


class Scope(NamedTuple):
    """The objectives of a map."""

    team: str | None
    """The team whose map it is; None: the whole organisation's."""
    inner: tuple[str, ...]
    """What it is about."""
    near: tuple[str, ...]
    """What these lead to, all the way up; and one step further down and aside."""


def whole(portfolio: Portfolio) -> Scope:
    """All that runs or lies ahead; where all is over, everything."""
    return _scope(None, now(portfolio), portfolio)


def of_team(key: str, portfolio: Portfolio) -> Scope:
    """The same of a team and the teams below it."""
    current = now(portfolio)
    inner = [each.id for each in of_branch(key, portfolio) if each.id in current]
    return _scope(key, inner, portfolio)


def of_cycle(key: str, portfolio: Portfolio) -> Scope:
    """The objectives of one cycle."""
    return _scope(None, by_cycle(portfolio).get(key, ()), portfolio)


@shared
def now(portfolio: Portfolio) -> Mapping[str, None]:
    """The objectives whose cycle is not over, in order; where there are none, all."""
    every = ordered(portfolio)
    current = [each.id for each in every if not each.cycle.over(portfolio.as_of)]
    return dict.fromkeys(current or [each.id for each in every])


@shared
def by_cycle(portfolio: Portfolio) -> Mapping[str, list[str]]:
    """The objectives of each cycle that has any."""
    found: dict[str, list[str]] = {}
    for each in ordered(portfolio):
        found.setdefault(each.cycle.id, []).append(each.id)
    return found


def _scope(team: str | None, keys: Iterable[str], portfolio: Portfolio) -> Scope:
    inner = dict.fromkeys(keys)
    near = dict.fromkeys(_beside(inner, portfolio))
    near |= dict.fromkeys(_above([*inner, *near], portfolio))
    return Scope(team, tuple(inner), tuple(key for key in near if key not in inner))


def _above(keys: Iterable[str], portfolio: Portfolio) -> Iterable[str]:
    """All that some objectives lead to."""
    waiting = list(keys)
    seen = set(waiting)
    while waiting:
        for edge in portfolio.objectives[waiting.pop()].up:
            if edge.objective not in seen:
                seen.add(edge.objective)
                waiting.append(edge.objective)
                yield edge.objective


def _beside(inner: Collection[str], portfolio: Portfolio) -> Iterable[str]:
    """What is aligned to them directly, what they wait for, and what waits for them."""
    current, waiting = now(portfolio), needed_by(portfolio)
    for key in inner:
        each = portfolio.objectives[key]
        yield from (edge.source for edge in each.down if edge.source in current)
        yield from needs(each, portfolio)
        yield from (other.id for other in waiting.get(key, ()) if other.id in current)


def needs(each: ScoredObjective, portfolio: Portfolio) -> list[str]:
    """The objectives that one depends on, each once."""
    named = dict.fromkeys(need.objective.document for need in each.objective.depends_on)
    return [key for key in named if key in portfolio.objectives]
