"""What search and cascade filter by: the choices of each facet, and the value of each objective."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._memo import shared
from okrsite.pages._tree import tree
from okrsite.pages._words import ORDER, STANDINGS

FACETS = ("cycle", "team", "owner", "status", "focus")
STATUSES = {status: place for place, status in enumerate(ORDER, 1)}
"""The place of each status among the choices."""

Choices = Mapping[str, list[list[Any]]]
"""By facet `[id, name]`; a team with the place of the team above it, a status with its glyph."""


@shared
def choices(portfolio: Portfolio) -> Choices:
    """What each facet offers; places count from 1, and 0 is none."""
    every = portfolio.objectives.values()
    cycles = {each.cycle.id for each in every}
    teams = {key: place for place, key in enumerate(portfolio.teams, 1)}
    owners = sorted({each.objective.owner.text for each in every if each.objective.owner})
    return {
        "cycle": [[c.key, c.title] for c in portfolio.cycles.values() if c.id in cycles],
        "team": [[t.id, t.name, teams.get(t.parent or "", 0)] for t in portfolio.teams.values()],
        "owner": [[key, _name(key, portfolio)] for key in owners],
        "status": [[str(each), STANDINGS[each].word, STANDINGS[each].glyph] for each in ORDER],
        "focus": [[area.id, area.title] for area in portfolio.site.focus],
    }


@shared
def columns(portfolio: Portfolio) -> Mapping[str, list[int]]:
    """By facet, for each row of the cascade the place of its value among the facet's choices."""
    offered = choices(portfolio)
    known = [
        {choice[0]: place for place, choice in enumerate(offered[facet], 1)} for facet in FACETS
    ]
    found: list[list[int]] = [[] for _ in FACETS]
    nothing = ("",) * len(FACETS)
    for key in tree(portfolio).numbers:
        each = portfolio.objectives.get(key)
        held = _values(each, portfolio) if each else nothing
        for column, place, value in zip(found, known, held, strict=True):
            column.append(place.get(value, 0))
    return dict(zip(FACETS, found, strict=True))


def _values(each: ScoredObjective, portfolio: Portfolio) -> tuple[str, ...]:
    """An objective's value of each facet, in order; empty where it has none."""
    objective = each.objective
    return (
        each.cycle.key,
        _home(each, portfolio),
        objective.owner.text if objective.owner else "",
        str(each.status),
        objective.focus.text if objective.focus else "",
    )


def _home(each: ScoredObjective, portfolio: Portfolio) -> str:
    """A personal objective counts under the person's team."""
    if each.objective.person is not None:
        known = portfolio.people.get(each.objective.person.text)
        return (known.team if known else None) or ""
    return each.objective.team.text if each.objective.team else ""


def _name(key: str, portfolio: Portfolio) -> str:
    known = portfolio.people.get(key) or portfolio.teams.get(key)
    return known.name if known else key
