"""Objectives by team, person and cycle, gathered once for a portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._memo import once
from okrsite.pages._rows import Row, rows


@dataclass(frozen=True, slots=True)
class Index:
    """Who has which objectives."""

    of_team: dict[str, list[ScoredObjective]]
    of_person: dict[str, list[ScoredObjective]]
    of_cycle: dict[str, list[ScoredObjective]]
    owned: dict[str, list[ScoredObjective]]
    contributed: dict[str, list[ScoredObjective]]
    children: dict[str, list[str]]
    """Teams directly within a team."""


def index(portfolio: Portfolio) -> Index:
    """The index of a portfolio."""
    return once(portfolio, "index", _index)


def _index(portfolio: Portfolio) -> Index:
    found = Index(
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
        defaultdict(list),
    )
    for each in portfolio.objectives.values():
        objective = each.objective
        if objective.team is not None:
            found.of_team[objective.team.text].append(each)
        if objective.person is not None:
            found.of_person[objective.person.text].append(each)
        found.of_cycle[each.cycle.id].append(each)
        if objective.owner is not None:
            found.owned[objective.owner.text].append(each)
        parts = [ref.text for ref in objective.contributors]
        for kr in each.key_results:
            parts += [ref.text for ref in kr.key_result.contributors]
            if kr.key_result.owner is not None:
                parts.append(kr.key_result.owner.text)
        for key in dict.fromkeys(parts):
            found.contributed[key].append(each)
    for team in portfolio.teams.values():
        if team.parent is not None:
            found.children[team.parent].append(team.id)
    return found


def within(team: str, portfolio: Portfolio) -> list[str]:
    """A team and all teams within it, outer ones first."""
    children = index(portfolio).children
    found, queue = [], [team]
    while queue:
        here = queue.pop(0)
        found.append(here)
        queue.extend(children.get(here, ()))
    return found


@dataclass(frozen=True, slots=True)
class CycleGroup:
    """Objectives of one cycle."""

    title: str
    running: bool
    rows: tuple[Row, ...]


def by_cycle(found: Iterable[ScoredObjective], portfolio: Portfolio) -> tuple[CycleGroup, ...]:
    """Objectives by cycle: those that run first, then by start, the latest first."""
    groups: dict[str, list[ScoredObjective]] = defaultdict(list)
    for each in found:
        groups[each.cycle.id].append(each)
    today = portfolio.as_of

    def order(key: str) -> tuple[bool, int, int]:
        cycle = portfolio.cycles[key]
        return not cycle.contains(today), -cycle.starts.toordinal(), cycle.depth

    return tuple(
        CycleGroup(
            portfolio.cycles[key].title,
            portfolio.cycles[key].contains(today),
            rows(groups[key], portfolio),
        )
        for key in sorted(groups, key=order)
    )
