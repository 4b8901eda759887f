"""The cascade: every objective of every cycle, as a tree below the mission."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import children, ordered, parent
from okrsite.pages._rows import Row, Tally, row, tally
from okrsite.pages._words import count, day, number

_INDENTS = 12


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective in the tree."""

    row: Row
    level: int
    """1: at the root."""
    indent: int
    """The level as far as it is drawn."""
    guides: str
    """A letter a column: `v` a line going on, `t` a branch, `l` the last branch, `0` nothing."""
    many: int
    """Objectives below it."""
    serves: str
    """The key result of its parent that it serves."""
    others: tuple[tuple[str, str], ...]
    """(title, address) of what else it aligns to."""
    confidence: str
    last: str
    owner: str
    team: str


@dataclass(frozen=True, slots=True)
class CascadeView:
    """The whole tree."""

    frame: Frame
    mission: Prose
    reading: str
    tally: Tally
    branches: tuple[Branch, ...]
    unaligned: tuple[Branch, ...]
    """Those that lead to no objective of the whole organisation, as a tree of their own."""
    teams: tuple[str, ...]
    owners: tuple[str, ...]
    cycles: tuple[tuple[str, str], ...]
    """(id in lower case, title) of cycles that have objectives."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.CASCADE, ""


def view(portfolio: Portfolio, key: str) -> CascadeView:
    """The cascade of a portfolio."""
    del key
    every = ordered(portfolio)
    aligned = {each.id for each in every if each.whole or each.line_of_sight}
    roots = [each for each in every if each.id in aligned and parent(each) not in aligned]
    loose = [each for each in every if each.id not in aligned]
    ids = {each.id for each in loose}
    tops = [each for each in loose if parent(each) not in ids]
    branches = tuple(_tree(roots, portfolio))
    unaligned = tuple(_tree(tops, portfolio))
    both = (*branches, *unaligned)
    used = {each.cycle.id for each in every}
    depth = max((each.level for each in branches), default=0)
    return CascadeView(
        frame=frame(portfolio),
        mission=portfolio.site.mission,
        reading=_reading(every, len(loose), depth),
        tally=tally(every),
        branches=branches,
        unaligned=unaligned,
        teams=tuple(sorted({each.team for each in both if each.team}, key=str.casefold)),
        owners=tuple(sorted({each.owner for each in both if each.owner}, key=str.casefold)),
        cycles=tuple((c.key, c.title) for c in portfolio.cycles.values() if c.id in used),
    )


def _reading(every: tuple[ScoredObjective, ...], loose: int, depth: int) -> str:
    if not every:
        return ""
    teams = len({each.objective.team.text for each in every if each.objective.team})
    first = f"{count(len(every), 'objective')} of {count(teams, 'team')} on {count(depth, 'level')}"
    return f"{first}; {loose} not aligned to the mission." if loose else f"{first}, all aligned."


def _tree(roots: list[ScoredObjective], portfolio: Portfolio) -> Iterator[Branch]:
    """Depth first, without recursion: chains may be long."""
    below = children(portfolio)
    sizes: dict[str, int] = {}
    order: list[tuple[ScoredObjective, int, str]] = []
    waiting = [(each, 1, "") for each in reversed(roots)]
    while waiting:
        each, level, guides = waiting.pop()
        order.append((each, level, guides))
        inner = below.get(each.id, ())
        carried = guides.replace("t", "v").replace("l", "0")
        for index in range(len(inner) - 1, -1, -1):
            mark = "l" if index == len(inner) - 1 else "t"
            waiting.append((inner[index], level + 1, carried + mark))
    for each, _, _ in reversed(order):
        sizes[each.id] = sum(1 + sizes[one.id] for one in below.get(each.id, ()))
    for each, level, guides in order:
        yield _branch(each, level, guides[:_INDENTS], sizes[each.id], portfolio)


def _branch(
    each: ScoredObjective, level: int, guides: str, many: int, portfolio: Portfolio
) -> Branch:
    line = row(each, portfolio)
    above = parent(each)
    given = [kr.confidence for kr in each.key_results if kr.confidence is not None]
    words = [kr.last_word for kr in each.key_results if kr.last_word is not None]
    return Branch(
        row=line,
        level=level,
        indent=min(level, _INDENTS),
        guides=guides,
        many=many,
        serves=_serves(each, above, portfolio),
        others=tuple(_others(each, above, portfolio)),
        confidence=number(min(given)) if given else "",
        last=_age(max(words), portfolio) if words else "",
        owner=line.owner.name if line.owner else "",
        team=_team(each, portfolio),
    )


def _age(when: object, portfolio: Portfolio) -> str:
    from datetime import date

    if not isinstance(when, date):
        return ""
    days = (portfolio.as_of - when).days
    return f"{days} d" if days < 100 else day(when)


def _team(each: ScoredObjective, portfolio: Portfolio) -> str:
    """The team by which it is filtered: a personal objective counts under the person's."""
    key = each.objective.team.text if each.objective.team else None
    if each.objective.person is not None:
        known = portfolio.people.get(each.objective.person.text)
        key = known.team if known else None
    team = portfolio.teams.get(key or "")
    return team.name if team else ""


def _serves(each: ScoredObjective, above: str | None, portfolio: Portfolio) -> str:
    if above is None:
        return ""
    step = each.line_of_sight[0] if each.line_of_sight else each.up[0]
    kr = portfolio.objectives[above].key_result(step.key_result) if step.key_result else None
    return kr.key_result.title.plain if kr else ""


def _others(
    each: ScoredObjective, above: str | None, portfolio: Portfolio
) -> Iterator[tuple[str, str]]:
    for key in sorted({edge.objective for edge in each.up} - {above}):
        title = portfolio.objectives[key].objective
        yield title.code or title.title.plain, addresses.objective(key)


PAGE = PageType("cascade", pages, view)
