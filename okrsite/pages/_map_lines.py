"""The lines of a map, and where every alignment that is not drawn is counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from okrsite.model.portfolio import Edge, Portfolio
from okrsite.model.status import STEPS, Status
from okrsite.pages._map_fold import Box
from okrsite.pages._map_scope import needs


class Alignments(NamedTuple):
    """A line: the alignments of what is in one box to what is in another."""

    upper: str
    """The box aligned to."""
    lower: str
    many: int
    drives: bool
    """Whether any of them moves what it ends at."""
    trouble: str
    """`risk` or `off` where one objective aligns, and it is at risk or worse; else empty."""


class Needs(NamedTuple):
    """A line of dependencies: what is in the one box waits for what is in the other."""

    waits: str
    gives: str
    many: int
    sure: bool
    """Whether all of them are confirmed."""


class Account(NamedTuple):
    """Where the alignments to and from what is on a map are; the sum is all of them."""

    drawn: int
    """Between boxes: each line says how many it stands for."""
    inside: int
    """Within a fold."""
    beyond: int
    """At the border: told beside the box that they lead to."""


class Lines(NamedTuple):
    """All lines of a map."""

    alignments: tuple[Alignments, ...]
    needs: tuple[Needs, ...]
    beyond: Mapping[str, int]
    """Box -> alignments to it of objectives that are not on this map."""
    account: Account
    needs_account: Account


def lines(found: Iterable[Box], portfolio: Portfolio) -> Lines:
    """The lines between boxes, each pair of them once."""
    box_of = {key: box.key for box in found for key in box.members}
    between: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    waiting: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    beyond: Counter[str] = Counter()
    inside = given = unmet = 0
    for key, box in box_of.items():
        each = portfolio.objectives[key]
        for edge in each.up:
            upper = box_of[edge.objective]  # all that leads up is on every map
            if upper == box:
                inside += 1
            else:
                between[upper, box].append(edge)
        beyond[box] += sum(edge.source not in box_of for edge in each.down)
        sure = {n.objective.document: n.confirmed is not None for n in each.objective.depends_on}
        for need in needs(each, portfolio):
            if need not in box_of:
                unmet += 1
            elif box_of[need] == box:
                given += 1
            else:
                waiting[box, box_of[need]].append(sure[need])
    drawn = sum(map(len, between.values()))
    outside = sum(beyond.values())
    pairs = sum(map(len, waiting.values()))
    return Lines(
        tuple(_alignments(pair, edges, portfolio) for pair, edges in sorted(between.items())),
        tuple(Needs(*pair, len(sure), all(sure)) for pair, sure in sorted(waiting.items())),
        {key: many for key, many in sorted(beyond.items()) if many},
        Account(drawn, inside, outside),
        Account(pairs, given, unmet),
    )


def _alignments(pair: tuple[str, str], edges: list[Edge], portfolio: Portfolio) -> Alignments:
    upper, lower = pair
    sources = {edge.source for edge in edges}
    status = portfolio.objectives[edges[0].source].status if len(sources) == 1 else Status.PLANNED
    trouble = ("", "risk", "off")[STEPS.get(status, 0)]
    return Alignments(upper, lower, len(edges), any(e.drives for e in edges), trouble)
