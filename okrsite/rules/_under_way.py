"""Objectives that are under way, and words for what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case
from okrsite.model.status import Status
from okrsite.model.text import listed, shortened

_NAMED = 3
"""A message names so many; more would be a list that nobody reads."""


def under_way(case: Case) -> Iterator[ScoredObjective]:
    """Objectives that somebody should be working on: no draft, not dropped, cycle not over."""
    as_of = case.portfolio.as_of
    for each in case.portfolio.objectives.values():
        if not (each.objective.draft or each.status is Status.DROPPED or each.cycle.over(as_of)):
            yield each


def key_results_under_way(case: Case) -> Iterator[tuple[ScoredObjective, ScoredKeyResult]]:
    """Their key results that are not dropped."""
    for objective in under_way(case):
        for each in objective.key_results:
            if each.status is not Status.DROPPED:
                yield objective, each


def named(ids: Iterable[str]) -> str:
    """Ids as a sentence lists them; of a long list only the beginning."""
    return few([f"`{shortened(each, 40)}`" for each in ids])


def few(words: Sequence[str]) -> str:
    """A list as a sentence has it; of a long one only the beginning."""
    if len(words) <= _NAMED:
        return listed(words)
    return f"{', '.join(words[:_NAMED])} and {len(words) - _NAMED} more"


def days(count: int) -> str:
    """A number of days in words."""
    return "1 day" if count == 1 else f"{count} days"


def percent(share: float) -> str:
    """A share in words."""
    return f"{round(share * 100)} %"


def said(status: Status) -> str:
    """A status in words."""
    return str(status).replace("_", " ")
