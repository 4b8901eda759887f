"""The cascade: every objective of every cycle, as a tree below the mission."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.pages._escape import Html
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import branch, children, ordered, parent
from okrsite.pages._memo import once
from okrsite.pages._rows import Row, Tally, row, tally, who_id
from okrsite.pages._words import count, day

_INDENTS = 12


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective in the tree."""

    row: Row
    level: int
    """1: at the root."""
    indent: int
    """The level as far as it is drawn."""
    guides: Markup
    """The lines that join it to what it hangs under."""
    many: int
    """Objectives below it."""
    serves: str
    """The key result of its parent that it serves."""
    others: tuple[tuple[str, str], ...]
    """(title, address) of what else it aligns to."""
    last: str
    """How long ago the last check-in was."""
    when: str
    """The cycle's id as written."""
    cycle: str
    """The same in lower case; this and what follows are what filters compare."""
    owner: str
    team: str
    """Ids of its team and of the teams above that."""
    focus: str


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
    teams: tuple[tuple[str, str], ...]
    """(id, name), as are those that follow: what filters offer."""
    owners: tuple[tuple[str, str], ...]
    cycles: tuple[tuple[str, str], ...]
    focus: tuple[tuple[str, str], ...]


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
        teams=_named({key for each in both for key in each.team.split()}, portfolio),
        owners=_named({each.owner for each in both if each.owner}, portfolio),
        cycles=tuple((c.key, c.title) for c in portfolio.cycles.values() if c.id in used),
        focus=tuple((area.id, area.title) for area in portfolio.site.focus),
    )


def _named(keys: set[str], portfolio: Portfolio) -> tuple[tuple[str, str], ...]:
    named = {key: who_id(key, portfolio) for key in keys}
    pairs = [(key, each.name if each else key) for key, each in named.items()]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))


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
    above = parent(each)
    objective = each.objective
    words = [kr.last_word for kr in each.key_results if kr.last_word is not None]
    return Branch(
        row=row(each, portfolio),
        level=level,
        indent=min(level, _INDENTS),
        guides=_guides(guides),
        many=many,
        serves=_serves(each, above, portfolio),
        others=tuple(_others(each, above, portfolio)),
        last=_age(max(words), portfolio.as_of) if words else "",
        when=each.cycle.id,
        cycle=each.cycle.key,
        owner=objective.owner.text if objective.owner else "",
        team=_teams(each, portfolio),
        focus=objective.focus.text if objective.focus else "",
    )


@cache
def _guides(guides: str) -> Markup:
    """A letter a column: `v` a line going on, `t` a branch, `l` the last branch, `0` nothing."""
    return Html("".join(f'<i class="gd gd-{each}"></i>' for each in guides))


def _age(when: date, as_of: date) -> str:
    days = (as_of - when).days
    return f"{days} d" if days < 100 else day(when)


def _teams(each: ScoredObjective, portfolio: Portfolio) -> str:
    """A personal objective counts under the person's team."""
    key = each.objective.team.text if each.objective.team else None
    if each.objective.person is not None:
        known = portfolio.people.get(each.objective.person.text)
        key = known.team if known else None
    return once(portfolio, "team paths", _paths).get(key or "", "")


def _paths(portfolio: Portfolio) -> dict[str, str]:
    """Each team's id with those of the teams above it."""
    found: dict[str, list[str]] = {}
    for key in portfolio.teams:
        for below in branch(key, portfolio):
            found.setdefault(below, []).append(key)
    return {key: " ".join(many) for key, many in found.items()}


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
