"""Who has what: portfolio-wide look-ups that many pages share, each made once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from okrsite.model.document import Ref
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.pages._memo import shared

Several = Mapping[str, tuple[ScoredObjective, ...]]
_NUMBERS = re.compile(r"(\d+)")


Place = tuple[int, bool, list[tuple[int, str]], str]
"""Where an objective stands among others: what comes before does not change it."""


@shared
def ordered(portfolio: Portfolio) -> tuple[ScoredObjective, ...]:
    """Every objective: by cycle, then by code as people count (`C2` before `C10`), then by id."""
    place = order(portfolio)
    return tuple(sorted(portfolio.objectives.values(), key=lambda each: place[each.id]))


@shared
def order(portfolio: Portfolio) -> Mapping[str, Place]:
    """What objectives are put in order by."""
    cycles = {key: index for index, key in enumerate(portfolio.cycles)}

    def place(each: ScoredObjective) -> Place:
        code = each.objective.code
        return cycles.get(each.cycle.id, 0), not code, _natural(code), each.id

    return {key: place(each) for key, each in portfolio.objectives.items()}


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(p[:15]) if p.isdecimal() else -1, p) for p in _NUMBERS.split(text) if p]


@shared
def running(portfolio: Portfolio) -> tuple[ScoredObjective, ...]:
    """Objectives of the cycles that contain the day."""
    return tuple(e for e in ordered(portfolio) if e.cycle.contains(portfolio.as_of))


def parent(each: ScoredObjective) -> str | None:
    """Under which objective it hangs in the cascade: the first step of its line of sight.

    One of the whole organisation, and one without a line of sight, hangs under the first that it
    aligns to.
    """
    if each.line_of_sight:
        return each.line_of_sight[0].objective
    return each.up[0].objective if each.up else None


@shared
def children(portfolio: Portfolio) -> Several:
    """Objectives that hang under each objective in the cascade."""
    return _grouped((parent(e), e) for e in ordered(portfolio))


def _grouped(pairs: Iterable[tuple[str | None, ScoredObjective]]) -> Several:
    found: dict[str, list[ScoredObjective]] = defaultdict(list)
    for key, each in pairs:
        if key is not None:
            found[key].append(each)
    return {key: tuple(many) for key, many in found.items()}


def text(ref: Ref | None) -> str | None:
    """The id that a reference holds."""
    return None if ref is None else ref.text


@shared
def held_by_team(portfolio: Portfolio) -> Several:
    """Objectives of each team, those of its people included."""

    def team_of(each: ScoredObjective) -> str | None:
        if each.objective.person is not None:
            person = portfolio.people.get(each.objective.person.text)
            return person.team if person else None
        return text(each.objective.team)

    return _grouped((team_of(e), e) for e in ordered(portfolio))


@shared
def owned(portfolio: Portfolio) -> Several:
    """Objectives that each person or team owns, or that are a person's own."""

    def holders(each: ScoredObjective) -> set[str]:
        refs = (each.objective.owner, each.objective.person)
        return {ref.text for ref in refs if ref is not None}

    return _grouped((who, e) for e in ordered(portfolio) for who in sorted(holders(e)))


@shared
def contributed(portfolio: Portfolio) -> Several:
    """Objectives to which each person or team contributes."""

    def helpers(each: ScoredObjective) -> set[str]:
        refs = list(each.objective.contributors)
        for key_result in each.objective.key_results:
            refs.extend(key_result.contributors)
        return {ref.text for ref in refs}

    return _grouped((who, e) for e in ordered(portfolio) for who in sorted(helpers(e)))


@shared
def needed_by(portfolio: Portfolio) -> Several:
    """Objectives that depend on each objective."""
    return _grouped(
        (each.objective.document, e) for e in ordered(portfolio) for each in e.objective.depends_on
    )


@shared
def continued_by(portfolio: Portfolio) -> Several:
    """Objectives that continue each objective."""
    return _grouped((text(e.objective.continues), e) for e in ordered(portfolio))


KeyResults = Mapping[str, tuple[tuple[ScoredObjective, ScoredKeyResult], ...]]


@shared
def owned_key_results(portfolio: Portfolio) -> KeyResults:
    """Key results that each person or team owns by name."""
    found: dict[str, list[tuple[ScoredObjective, ScoredKeyResult]]] = defaultdict(list)
    for each in ordered(portfolio):
        for kr in each.key_results:
            if kr.key_result.owner is not None:
                found[kr.key_result.owner.text].append((each, kr))
    return {key: tuple(many) for key, many in found.items()}


@shared
def subteams(portfolio: Portfolio) -> Mapping[str | None, tuple[str, ...]]:
    """The teams directly below each team; None: those without a parent."""
    found: dict[str | None, list[str]] = defaultdict(list)
    for team in portfolio.teams.values():
        above = team.parent if team.parent in portfolio.teams else None
        found[above].append(team.id)
    return {key: tuple(many) for key, many in found.items()}


def branch(key: str, portfolio: Portfolio) -> list[str]:
    """A team and all teams below it."""
    below = subteams(portfolio)
    found, waiting = [], [key]
    while waiting:
        team = waiting.pop(0)
        found.append(team)
        waiting.extend(below.get(team, ()))
    return found


def of_branch(key: str, portfolio: Portfolio) -> list[ScoredObjective]:
    """Objectives of a team and all teams below it."""
    held = held_by_team(portfolio)
    return [each for team in branch(key, portfolio) for each in held.get(team, ())]


@shared
def team_paths(portfolio: Portfolio) -> Mapping[str, str]:
    """Each team's id with those of the teams above it, as filters compare them."""
    found: dict[str, list[str]] = {}
    for key in portfolio.teams:
        for below in branch(key, portfolio):
            found.setdefault(below, []).append(key)
    return {key: " ".join(many) for key, many in found.items()}
