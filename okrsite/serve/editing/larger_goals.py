"""Goals that an objective could serve: sensible ones first, none that would close a loop."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.serve.editing.form import Option
from okrsite.serve.editing.people import name_of

_MOST = 1500
"""Options in a list that a browser still opens at once; with key results."""


def larger_goals(
    portfolio: Portfolio,
    goal: str = "",
    who: str = "",
    cycle: str = "",
    chosen: tuple[str, ...] = (),
) -> tuple[Option, ...]:
    """Objectives and their key results; what is under `goal` already is left out."""
    below = _below(portfolio, goal)
    known = [
        each
        for each in portfolio.objectives.values()
        if each.id not in below and _is_open(each, portfolio)
    ]
    around = _around(portfolio, cycle)
    above = _above(portfolio, who)

    def rank(each: ScoredObjective) -> tuple[int, int, int, str]:
        team = each.objective.team.text if each.objective.team else ""
        near = above.index(team) if team in above else len(above)
        when = around.index(each.cycle.id) if each.cycle.id in around else len(around)
        own = team == who or each.objective.person is not None
        return (near == len(above) or when == len(around), own, near + when, each.id)

    found: list[Option] = []
    for each in sorted(known, key=rank):
        likely = not rank(each)[0]
        found += _options(each, portfolio, "Likely" if likely else _cycle(each))
        if len(found) > _MOST:
            break
    there = {option.value for option in found}
    return (*_lost(portfolio, chosen, there), *_in_groups(found))


def _options(each: ScoredObjective, portfolio: Portfolio, group: str) -> Iterator[Option]:
    its = each.objective
    holder = its.person or its.team
    whose = name_of(holder.text, portfolio) if holder else ""
    detail = f"{whose}, {_cycle(each)}"
    yield Option(each.id, its.title.plain, detail, group)
    for key_result in its.key_results:
        title = f"{its.title.plain}: {key_result.title.plain}"
        yield Option(f"{each.id}#{key_result.id}", title, detail, group)


def _in_groups(found: list[Option]) -> list[Option]:
    order = list(dict.fromkeys(each.group for each in found))
    return sorted(found, key=lambda each: order.index(each.group))


def _lost(portfolio: Portfolio, chosen: tuple[str, ...], there: set[str]) -> Iterator[Option]:
    """What is chosen already, though it is in no list: it is kept."""
    for ref in chosen:
        if ref and ref not in there:
            goal = portfolio.objectives.get(ref.partition("#")[0])
            yield Option(ref, goal.objective.title.plain if goal else ref, ref, "As it is written")


def _cycle(each: ScoredObjective) -> str:
    return each.cycle.title or each.cycle.id


def _is_open(each: ScoredObjective, portfolio: Portfolio) -> bool:
    return not each.cycle.over(portfolio.as_of) and each.status is not Status.DROPPED


def _below(portfolio: Portfolio, goal: str) -> set[str]:
    """The objective itself, and all that leads up to it."""
    node = f"objective:{goal}"
    graph = portfolio.graph.graph
    if not goal or node not in graph:
        return set()
    under: set[str] = nx.ancestors(graph, node)
    return {goal, *(each.partition(":")[2] for each in under if each.startswith("objective:"))}


def _around(portfolio: Portfolio, cycle: str) -> list[str]:
    """A cycle and those around it, innermost first; without one, those of today."""
    if cycle not in portfolio.cycles:
        today = [c for c in portfolio.cycles.values() if c.contains(portfolio.as_of)]
        return [each.id for each in sorted(today, key=lambda c: -c.depth)]
    found, here = [], portfolio.cycles.get(cycle)
    while here is not None and here.id not in found:
        found.append(here.id)
        here = portfolio.cycles.get(here.within) if here.within else None
    return found


def _above(portfolio: Portfolio, who: str) -> list[str]:
    """The teams above a team or person, nearest first."""
    person = portfolio.people.get(who)
    here = (person.team or "") if person else (portfolio.teams[who].parent or "") if who in (
        portfolio.teams) else ""  # fmt: skip
    found: list[str] = []
    while here and here in portfolio.teams and here not in found:
        found.append(here)
        here = portfolio.teams[here].parent or ""
    return found or [each.id for each in portfolio.teams.values() if each.parent is None]
