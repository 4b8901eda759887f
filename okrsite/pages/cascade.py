"""The cascade: every objective of every cycle, from the mission down, on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._frame import Frame, frame
from okrsite.pages._reading import of_objectives
from okrsite.pages._rows import Row, Tally, row, tally
from okrsite.pages._words import count


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective in the tree."""

    row: Row
    level: int
    """1 stands directly under the mission."""
    last: bool
    parent: str
    """The id of the one above; empty at the top."""
    below: int
    also: tuple[str, ...]
    """Titles of the other objectives that it serves."""
    path: tuple[str, ...]
    """The ids above it, from the top."""
    teams: str
    """Ids of its team and of those around it, for filters."""
    focus: str


@dataclass(frozen=True, slots=True)
class Part:
    """A group of the tree: what stands under the mission, or what stands under nothing."""

    title: str
    note: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class CascadeView:
    """The whole tree."""

    frame: Frame
    mission: str
    reading: str
    total: str
    tally: Tally
    parts: tuple[Part, ...]
    teams: tuple[Choice, ...]
    owners: tuple[Choice, ...]
    cycles: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    focus: tuple[Choice, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.CASCADE, ""


def view(portfolio: Portfolio, key: str) -> CascadeView:
    """The tree of a portfolio."""
    del key
    everything = list(portfolio.objectives.values())
    top, loose = _tree(portfolio)
    found = [Part("", "", top)]
    if loose:
        note = "No chain of alignments leads from these up to the mission."
        found.append(Part("Not aligned", note, loose))
    return CascadeView(
        frame=frame(portfolio),
        mission=portfolio.site.mission.plain or portfolio.site.title,
        reading=of_objectives(
            [each for each in everything if each.cycle.contains(portfolio.as_of)]
        ),
        total=count(len(everything), "objective"),
        tally=tally(everything),
        parts=tuple(found),
        teams=tuple(Choice(team.id, team.name) for team in portfolio.teams.values()),
        owners=_owners(everything, portfolio),
        cycles=tuple(Choice(cycle.id, cycle.title) for cycle in portfolio.cycles.values()),
        statuses=tuple(
            Choice(standing.key, standing.word) for standing, _ in tally(everything).counts
        ),
        focus=tuple(Choice(area.id, area.title) for area in portfolio.site.focus),
    )


def _owners(everything: list[ScoredObjective], portfolio: Portfolio) -> tuple[Choice, ...]:
    keys = sorted({each.objective.owner.text for each in everything if each.objective.owner})
    return tuple(
        Choice(key, portfolio.people[key].name if key in portfolio.people else key) for key in keys
    )


def _tree(portfolio: Portfolio) -> tuple[tuple[Branch, ...], tuple[Branch, ...]]:
    """Each objective once: under the first step of its line of sight, else under its first parent."""
    children: dict[str, list[ScoredObjective]] = defaultdict(list)
    top: list[ScoredObjective] = []
    loose: list[ScoredObjective] = []
    for each in portfolio.objectives.values():
        if each.line_of_sight:
            children[each.line_of_sight[0].objective].append(each)
        elif each.whole:
            top.append(each)
        elif each.up:
            children[min(edge.objective for edge in each.up)].append(each)
        else:
            loose.append(each)
    order = {key: place for place, key in enumerate(portfolio.cycles)}

    def placed(found: list[ScoredObjective]) -> list[ScoredObjective]:
        return sorted(found, key=lambda e: (order[e.cycle.id], e.objective.code or "~", e.id))

    def walk(roots: list[ScoredObjective]) -> Iterator[Branch]:
        stack: list[tuple[ScoredObjective, tuple[str, ...], bool]] = [
            (each, (), place == 0) for place, each in enumerate(reversed(placed(roots)))
        ]
        while stack:
            each, path, last = stack.pop()
            below = placed(children.get(each.id, []))
            yield _branch(each, path, len(below), last, portfolio)
            inner = (*path, each.id)
            stack.extend((child, inner, place == 0) for place, child in enumerate(reversed(below)))

    return tuple(walk(top)), tuple(walk(loose))


def _branch(
    each: ScoredObjective, path: tuple[str, ...], below: int, last: bool, portfolio: Portfolio
) -> Branch:
    shown = path[-1] if path else ""
    others = sorted({edge.objective for edge in each.up} - {shown})
    return Branch(
        row=row(each, portfolio),
        level=len(path) + 1,
        last=last,
        parent=shown,
        below=below,
        also=tuple(portfolio.objectives[key].objective.title.plain for key in others),
        path=path,
        teams=" ".join(_teams(each, portfolio)),
        focus=each.objective.focus.text if each.objective.focus else "",
    )


def _teams(each: ScoredObjective, portfolio: Portfolio) -> Iterator[str]:
    objective = each.objective
    here = objective.team.text if objective.team else None
    if objective.person is not None:
        known = portfolio.people.get(objective.person.text)
        here = known.team if known else None
    while here is not None and here in portfolio.teams:
        yield here
        here = portfolio.teams[here].parent


PAGE = PageType("cascade", pages, view)
