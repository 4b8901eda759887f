"""The cascade: every objective of every cycle, as a tree below the mission.

A large one takes several pages (see `_tree`): the first shows the top levels, each other one what
hangs under one objective. They can be read as they are; the theme's script loads them into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.pages._escape import Html
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import ordered, team_paths
from okrsite.pages._rows import Row, Tally, row, tally, who_id
from okrsite.pages._tree import (
    INDENTS,
    UNALIGNED,
    Node,
    address,
    is_large,
    line,
    nodes,
    runs,
    tree,
)
from okrsite.pages._words import day


class Branch(NamedTuple):
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
    below: str
    """The page that shows these, where it is another one."""
    context: bool
    """Whether it stands here only because it is above what the page shows."""
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


class Part(NamedTuple):
    """Which page of a large cascade this is."""

    id: str
    """The objective that all its rows stand below; empty for the whole cascade."""
    title: str
    code: str
    href: str
    number: int
    of: int
    before: str
    """The page before this one, and the one after it; empty where there is none."""
    after: str
    tree: str
    """The file that says how all pages hang together."""


@dataclass(frozen=True, slots=True)
class CascadeView:
    """The whole tree, or a page of a large one."""

    frame: Frame
    mission: Prose
    reading: str
    """Empty on the page of a branch, as are the tally and what filters offer."""
    tally: Tally | None
    part: Part | None
    """None where the cascade is one page."""
    branches: tuple[Branch, ...]
    unaligned: tuple[Branch, ...]
    """Those that lead to no objective of the whole organisation, as a tree of their own."""
    loose: int
    """How many these are; 0 where this page is not about them."""
    apart: str
    """The page that shows them, where it is another one."""
    teams: tuple[tuple[str, str], ...]
    """(id, name), as are those that follow: what filters offer. Of a large one, teams and owners
    stand in a file of the search: there may be thousands."""
    owners: tuple[tuple[str, str], ...]
    cycles: tuple[tuple[str, str], ...]
    focus: tuple[tuple[str, str], ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page; of a large cascade one for each branch that is cut off, or several."""
    for owner, part in tree(portfolio).pages():
        yield address(owner, part), f"{owner} {part}"


def view(portfolio: Portfolio, key: str) -> CascadeView:
    """The cascade of a portfolio, or a page of it."""
    owner, _, number = key.rpartition(" ")
    part, large = int(number or 1), is_large(portfolio)
    run = runs(portfolio)[owner]
    above = line(owner, portfolio)
    both = (*above, *(run.rows(part) if large else run.nodes))
    context = {node.key for node in above}
    listed = [node for node in both if node.key != UNALIGNED]
    branches = tuple(_branch(node, node.key in context, portfolio) for node in listed)
    split = sum(not node.loose for node in listed)
    apart = nodes(portfolio)[UNALIGNED] if len(listed) < len(both) or split < len(listed) else None
    first = not owner and part == 1
    offered = branches if first and not large else ()
    return CascadeView(
        frame=frame(portfolio),
        mission=portfolio.site.mission,
        reading=_reading(portfolio) if first else "",
        tally=tally(ordered(portfolio)) if first else None,
        part=_part(owner, part, run.parts, portfolio) if large else None,
        branches=branches[:split],
        unaligned=branches[split:],
        loose=apart.many if apart else 0,
        apart=_below(apart, apart.key in context) if apart else "",
        teams=_named({team for each in offered for team in each.team.split()}, portfolio),
        owners=_named({each.owner for each in offered if each.owner}, portfolio),
        cycles=_cycles(portfolio) if first else (),
        focus=tuple((area.id, area.title) for area in portfolio.site.focus) if first else (),
    )


def _cycles(portfolio: Portfolio) -> tuple[tuple[str, str], ...]:
    used = {each.cycle.id for each in ordered(portfolio)}
    return tuple((c.key, c.title) for c in portfolio.cycles.values() if c.id in used)


def _part(owner: str, number: int, of: int, portfolio: Portfolio) -> Part:
    known = portfolio.objectives.get(owner)
    return Part(
        id=owner,
        title=known.objective.title.plain if known else gettext("Not aligned") if owner else "",
        code=known.objective.code if known else "",
        href=addresses.objective(owner) if known else "",
        number=number,
        of=of,
        before=address(owner, number - 1) if number > 1 else "",
        after=address(owner, number + 1) if number < of else "",
        tree=addresses.CASCADE_TREE,
    )


def _named(keys: Iterable[str], portfolio: Portfolio) -> tuple[tuple[str, str], ...]:
    named = {key: who_id(key, portfolio) for key in keys}
    pairs = [(key, each.name if each else key) for key, each in named.items()]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))


def _reading(portfolio: Portfolio) -> str:
    every, found = ordered(portfolio), tree(portfolio).nodes
    if not every:
        return ""
    teams = len({each.objective.team.text for each in every if each.objective.team})
    depth = max((node.level for node in found.values() if not node.loose), default=0)
    loose = found[UNALIGNED].many if UNALIGNED in found else 0
    levels = ngettext("{count} level", "{count} levels", depth)
    whose = ngettext("{count} team on {levels}", "{count} teams on {levels}", teams, levels=levels)
    if loose:
        return ngettext(
            "{count} objective of {teams}; {loose} not aligned to the mission.",
            "{count} objectives of {teams}; {loose} not aligned to the mission.",
            len(every),
            teams=whose,
            loose=loose,
        )
    return ngettext(
        "{count} objective of {teams}, all aligned.",
        "{count} objectives of {teams}, all aligned.",
        len(every),
        teams=whose,
    )


def _below(node: Node, context: bool) -> str:
    return address(node.key) if node.cut and not context else ""


def _branch(node: Node, context: bool, portfolio: Portfolio) -> Branch:
    each = portfolio.objectives[node.key]
    objective = each.objective
    words = [kr.last_word for kr in each.key_results if kr.last_word is not None]
    above = "" if node.above == UNALIGNED else node.above
    serves = _serves(each, above, portfolio)
    return Branch(
        row=row(each, portfolio),
        level=node.level,
        indent=min(node.level, INDENTS + node.loose),
        guides=_guides(node.guides),
        many=node.many,
        below=_below(node, context),
        context=context,
        serves=serves or (gettext("not aligned") if node.loose else ""),
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
    return ngettext("{count} d", "{count} d", days) if days < 100 else day(when)


def _teams(each: ScoredObjective, portfolio: Portfolio) -> str:
    """A personal objective counts under the person's team."""
    key = each.objective.team.text if each.objective.team else None
    if each.objective.person is not None:
        known = portfolio.people.get(each.objective.person.text)
        key = known.team if known else None
    return team_paths(portfolio).get(key or "", "")


def _serves(each: ScoredObjective, above: str, portfolio: Portfolio) -> str:
    if not above:
        return ""
    step = each.line_of_sight[0] if each.line_of_sight else each.up[0]
    kr = portfolio.objectives[above].key_result(step.key_result) if step.key_result else None
    return kr.key_result.title.plain if kr else ""


def _others(each: ScoredObjective, above: str, portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    for key in sorted({edge.objective for edge in each.up} - {above}):
        title = portfolio.objectives[key].objective
        yield title.code or title.title.plain, addresses.objective(key)


PAGE = PageType("cascade", pages, view)
