"""What is asked of one team or person, as JSON: the check-in page loads one of these files.

See docs/reference/check-in-data.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from okrsite.model import addresses
from okrsite.model.due import Word
from okrsite.model.measure import MilestoneFact
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredKpi
from okrsite.pages._check_in import asked, drawers, members
from okrsite.pages._check_in_words import aims, stands

_NAMES = 20
"""Files of theirs that are told: more lie there, but none of days that are still to come."""


class Step(TypedDict):
    """A milestone that is not done yet."""

    id: str
    title: str


class Asking(TypedDict):
    """A word that is wanted."""

    reference: str
    title: str
    kind: str
    """Of the key result, or `kpi`."""
    unit: str
    stands: str
    """`9 days`, in the site's language; empty where nothing is known, or it is withheld."""
    aims: str
    last_word: str | None
    due_on: str
    milestones: list[Step]


class Group(TypedDict):
    """An objective, or the kpis."""

    id: str
    title: str
    words: list[Asking]


class Member(TypedDict):
    """Who may say that a team's check-in is theirs."""

    id: str
    name: str


class CheckInData(TypedDict):
    """All that the check-in page must know of a team or person."""

    version: int
    as_of: str
    kind: str
    """`team` or `person`"""
    id: str
    name: str
    folder: str
    names: list[str]
    """Of files of theirs that lie there."""
    host: str
    new: str
    """An address, `{path}` or `{folder}` and `{name}`, and perhaps `{text}` still open in it."""
    members: list[Member]
    groups: list[Group]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file each team or person that is asked for words."""
    for key in asked(portfolio):
        yield addresses.check_in_data(*key.split("/")), key


def view(portfolio: Portfolio, key: str) -> CheckInData:
    """What is asked of them."""
    kind, _, own = key.partition("/")
    named = portfolio.teams[own] if kind == "team" else portfolio.people[own]
    drawer = drawers(portfolio)[key]
    people = members(portfolio).get(own, ()) if kind == "team" else ()
    return {
        "version": 1,
        "as_of": portfolio.as_of.isoformat(),
        "kind": kind,
        "id": own,
        "name": named.name,
        "folder": drawer.folder,
        "names": list(drawer.names[-_NAMES:]),
        "host": drawer.host,
        "new": drawer.new,
        "members": [{"id": each.id, "name": each.name} for each in people],
        "groups": _groups(asked(portfolio)[key]),
    }


def _groups(words: tuple[Word, ...]) -> list[Group]:
    """Each objective with what is asked of it, the longest due first; kpis last."""
    found: dict[str, Group] = {}
    for word in words:
        key = "" if word.is_kpi else word.reference.partition("#")[0]
        group = found.setdefault(key, {"id": key, "title": word.objective, "words": []})
        group["words"].append(_asking(word))
    last = found.pop("", None)
    return [*found.values(), *([last] if last else [])]


def _asking(word: Word) -> Asking:
    kind, unit, steps, shown = _of(word.scored)
    return {
        "reference": word.reference,
        "title": word.title,
        "kind": kind,
        "unit": unit or "",
        "stands": stands(word) if shown else "",
        "aims": aims(word) if shown else "",
        "last_word": word.last_word.isoformat() if word.last_word else None,
        "due_on": word.due_on.isoformat(),
        "milestones": [
            {"id": step.id, "title": step.title.plain} for step in steps if step.done is None
        ],
    }


def _of(
    scored: ScoredKeyResult | ScoredKpi,
) -> tuple[str, str | None, tuple[MilestoneFact, ...], bool]:
    """Kind, unit, milestones, and whether its figures may be shown."""
    if isinstance(scored, ScoredKpi):
        return "kpi", scored.kpi.unit, (), True
    goal = scored.key_result
    return goal.measure.kind, scored.facts.unit, scored.facts.milestones, not goal.withheld


PAGE = PageType("check_in_data", pages, view, Format.JSON)
