"""Whom forms ask about: teams and people, those that fit first."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.due import Holder
from okrsite.model.portfolio import Portfolio
from okrsite.serve.editing.form import Option


def name_of(key: str, portfolio: Portfolio) -> str:
    """The name of a team or person; the id where there is none."""
    found = portfolio.teams.get(key) or portfolio.people.get(key)
    return found.name if found else key


def holder_of_id(key: str, portfolio: Portfolio) -> Holder | None:
    """Whether an id is a team's or a person's."""
    if key in portfolio.teams:
        return "team", key
    return ("person", key) if key in portfolio.people else None


def people(portfolio: Portfolio, team: str = "") -> tuple[Option, ...]:
    """Everybody who is still there, those of a team first."""
    known = [
        each
        for each in portfolio.people.values()
        if each.until is None or each.until >= portfolio.as_of
    ]
    first = [each for each in known if team and each.team == team]
    rest = sorted((each for each in known if each not in first), key=lambda each: each.name.lower())
    return tuple(
        Option(each.id, each.name, each.role, name_of(team, portfolio) if each in first else rest_)
        for group, rest_ in ((first, ""), (rest, "Everybody else" if first else ""))
        for each in group
    )


def teams(portfolio: Portfolio) -> tuple[Option, ...]:
    """The teams, each under the one that it belongs to."""
    return tuple(
        Option(key, portfolio.teams[key].name, _under(key, portfolio), "Teams")
        for key in _in_order(portfolio)
        if (until := portfolio.teams[key].until) is None or until >= portfolio.as_of
    )


def _in_order(portfolio: Portfolio) -> Iterator[str]:
    below: dict[str | None, list[str]] = {}
    for each in portfolio.teams.values():
        below.setdefault(each.parent, []).append(each.id)
    todo = list(reversed(below.get(None, [])))
    while todo:
        key = todo.pop()
        yield key
        todo += reversed(below.pop(key, []))


def _under(key: str, portfolio: Portfolio) -> str:
    parent = portfolio.teams[key].parent
    return name_of(parent, portfolio) if parent else ""
