"""The cascade as a tree: which row stands where, and on which page.

A small organisation's tree is one page. A large one is cut: its first page shows as many whole
levels as fit, and what lies below stands on pages of its own, each large enough to be worth a
request and small enough to open at once. Rows are numbered in the order in which these pages hold
them, so that a page's rows are neighbours; the search knows objectives by the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._index import ordered, parent
from okrsite.pages._memo import once, shared

WHOLE = 300
"""Objectives that are shown on one page."""
ROWS = 100
"""Rows of a page where there are more."""
_WORTH = 60
"""Rows that are worth a page of their own."""
_LEAST = 6
"""Rows that are worth one where their place is needed."""
INDENTS = 12
"""Columns that are drawn; deeper rows stand at the last."""
UNALIGNED = "unaligned_"
"""Stands for the group of those that are not aligned; no id has such a letter."""


class Node(NamedTuple):
    """A row of the tree."""

    key: str
    """The objective's id, or UNALIGNED."""
    above: str
    """What it hangs under; empty at the top."""
    level: int
    guides: str
    """The lines that join it to what is above, a letter for each column."""
    many: int
    """Objectives below it."""
    cut: bool
    """Whether these stand on a page of their own."""
    loose: bool
    """Whether it is one of those that are not aligned."""


class Run(NamedTuple):
    """Rows that hang together, as far as none below them is cut off."""

    owner: str
    """What they all stand below; empty for the whole cascade."""
    nodes: tuple[Node, ...]

    @property
    def parts(self) -> int:
        """How many pages it takes where a tree takes several."""
        return max(1, -(-len(self.nodes) // ROWS))

    def rows(self, part: int) -> tuple[Node, ...]:
        """The rows of one of these."""
        return self.nodes[(part - 1) * ROWS : part * ROWS]


class Tree(NamedTuple):
    """The whole cascade."""

    runs: Mapping[str, Run]
    """By what their rows stand below, in the order of their numbers."""
    nodes: Mapping[str, Node]
    numbers: Mapping[str, int]
    firsts: Mapping[str, int]
    """The number of the first row of each run."""
    large: bool
    """Whether it takes several pages."""

    def pages(self) -> Iterator[tuple[str, int]]:
        """Every page: what its rows stand below, and which part of them it holds."""
        for owner, run in self.runs.items():
            parts = run.parts if self.large else 1
            yield from ((owner, part) for part in range(1, parts + 1))

    def home(self, key: str) -> tuple[str, int]:
        """The page that a row stands on: what its run stands below, and which part of it."""
        at = self.nodes[key].above
        while at and not self.nodes[at].cut:
            at = self.nodes[at].above
        return at, (self.numbers[key] - self.firsts[at]) // ROWS + 1 if self.large else 1


def address(owner: str, part: int = 1) -> str:
    """The page of a part of a run."""
    base = f"{addresses.CASCADE}{owner}/" if owner else addresses.CASCADE
    return base if part == 1 else f"{base}part_{part}/"


@shared
def runs(portfolio: Portfolio) -> Mapping[str, Run]:
    """The runs of a portfolio's tree: a page looks at its own."""
    return tree(portfolio).runs


@shared
def nodes(portfolio: Portfolio) -> Mapping[str, Node]:
    """The rows of a portfolio's tree."""
    return tree(portfolio).nodes


@shared
def is_large(portfolio: Portfolio) -> bool:
    """Whether a portfolio's tree takes several pages."""
    return tree(portfolio).large


def line(key: str, portfolio: Portfolio) -> tuple[Node, ...]:
    """What stands above a row and the row itself, topmost first; nothing for no row."""
    known, found = nodes(portfolio), []
    while key:
        found.append(known[key])
        key = known[key].above
    return tuple(reversed(found))


def tree(portfolio: Portfolio) -> Tree:
    """The tree of a portfolio, as a whole."""
    return once(portfolio, "tree", _tree)


def _tree(portfolio: Portfolio) -> Tree:
    every = ordered(portfolio)
    kids = _kids(every)
    walked = _walked(kids)
    large = len(every) > WHOLE
    many, cut = _cuts(walked, kids, large)
    found: dict[str, list[Node]] = {"": []}
    known: dict[str, Node] = {}
    homes: dict[str, str] = {}
    for each, above, level, guides, loose in walked:
        key = each.id if each else UNALIGNED
        node = Node(key, above, level, guides, many[key], key in cut, loose)
        known[key] = node
        home = homes[key] = "" if not above else above if above in cut else homes[above]
        found.setdefault(home, []).append(node)
    done: dict[str, Run] = {}
    numbers: dict[str, int] = {}
    firsts: dict[str, int] = {}
    for owner, listed in found.items():
        done[owner] = Run(owner, tuple(listed))
        firsts[owner] = len(numbers)
        for node in listed:
            numbers[node.key] = len(numbers)
    return Tree(done, known, numbers, firsts, large)


Kids = Mapping[str, list[ScoredObjective]]
Step = tuple[ScoredObjective | None, str, int, str, bool]
"""(objective or the group, above, level, guides, loose)"""


def _kids(every: tuple[ScoredObjective, ...]) -> Kids:
    """Who hangs under whom, each once; the tops under "", those not aligned under UNALIGNED.

    An objective of the whole organisation may align to one that leads to none: it is aligned all
    the same, and a top.
    """
    aligned = {each.id for each in every if each.whole or each.line_of_sight}
    found: dict[str, list[ScoredObjective]] = {"": [], UNALIGNED: []}
    loose = {each.id for each in every} - aligned
    for each in every:
        own = loose if each.id in loose else aligned
        above = parent(each)
        if above is None or above not in own:
            above = UNALIGNED if each.id in loose else ""
        found.setdefault(above, []).append(each)
    return found


def _walked(kids: Kids) -> list[Step]:
    """Depth first, without recursion: chains may be long."""
    order: list[Step] = []
    tops: list[Step] = [(each, "", 1, "", False) for each in kids[""]]
    if kids[UNALIGNED]:
        tops.append((None, "", 1, "", True))
    waiting = tops[::-1]
    while waiting:
        step = waiting.pop()
        order.append(step)
        each, _, level, guides, loose = step
        key = each.id if each else UNALIGNED
        inner = kids.get(key, ())
        carried = guides.replace("t", "v").replace("l", "0")
        for index in range(len(inner) - 1, -1, -1):
            mark = "l" if index == len(inner) - 1 else "t"
            below = "" if each is None else (carried + mark)[:INDENTS]
            waiting.append((inner[index], key, level + 1, below, loose))
    return order


def _cuts(walked: list[Step], kids: Kids, large: bool) -> tuple[dict[str, int], set[str]]:
    """How many stand below each, and below which the tree is cut."""
    edge = _edge(walked) if large else 0
    many: dict[str, int] = {}
    left: dict[str, int] = {}
    cut: set[str] = set()
    for each, _, level, _, _ in reversed(walked):
        key = each.id if each else UNALIGNED
        inner = kids.get(key, ())
        many[key] = sum([1 + many[one.id] for one in inner])
        rows = sum([1 + left[one.id] for one in inner])
        if large and level >= edge:
            if rows > ROWS:
                rows -= _cut_off(inner, left, rows - ROWS, cut)
            if rows and (level == edge or rows >= _WORTH):
                cut.add(key)
                rows = 0
        left[key] = rows
    return many, cut


def _cut_off(
    inner: Iterable[ScoredObjective], left: dict[str, int], surplus: int, cut: set[str]
) -> int:
    """Cut off what is largest below some, until a page is full; gives how many rows that were."""
    gone = 0
    for one in sorted(inner, key=lambda each: -left[each.id]):
        if gone >= surplus or left[one.id] < _LEAST:
            break
        cut.add(one.id)
        gone += left[one.id]
    return gone


def _edge(walked: list[Step]) -> int:
    """The last level that the first page shows: it shows whole levels, as many as fit."""
    widths: dict[int, int] = {}
    for _, _, level, _, _ in walked:
        widths[level] = widths.get(level, 0) + 1
    rows, edge = 0, 1
    for level in sorted(widths):
        rows += widths[level]
        if level > 1 and rows > ROWS:
            break
        edge = level
    return edge
