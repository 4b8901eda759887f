"""Sorts the columns of a layered drawing so that few lines cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Joined = Sequence[tuple[int, int]]
"""Pairs of boxes in neighbouring columns, the left one first."""
_SWEEPS = 8


def ordered(columns: Sequence[Sequence[int]], joined: Joined) -> list[list[int]]:
    """The columns, each sorted by the middle of what its boxes are joined to.

    Sweeps go right and left in turn. They may make things worse, so the best order met is kept.
    """
    left: Mapping[int, list[int]] = _grouped((b, a) for a, b in joined)
    right: Mapping[int, list[int]] = _grouped(joined)
    now = [list(column) for column in columns]
    best, fewest = now, crossings(now, joined)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        forth = sweep % 2 == 0
        now = _swept(now, left if forth else right, forth=forth)
        many = crossings(now, joined)
        if many < fewest:
            best, fewest = now, many
    return best


def _grouped(pairs: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return found


def _swept(
    columns: list[list[int]], towards: Mapping[int, list[int]], *, forth: bool
) -> list[list[int]]:
    """One sweep; a box that is joined to nothing on that side keeps its place."""
    found = list(columns)
    at = range(len(found)) if forth else range(len(found) - 1, -1, -1)
    position: dict[int, int] = {}
    for index in at:
        column = found[index]
        wanted = {
            node: (
                sum(position[each] for each in towards[node]) / len(towards[node])
                if towards.get(node)
                else float(place)
            )
            for place, node in enumerate(column)
        }
        found[index] = sorted(column, key=wanted.__getitem__)  # stable: ties stay as they were
        position.update((node, place) for place, node in enumerate(found[index]))
    return found


def crossings(columns: Sequence[Sequence[int]], joined: Joined) -> int:
    """How many pairs of lines cross between neighbouring columns."""
    where = {
        node: (at, place) for at, column in enumerate(columns) for place, node in enumerate(column)
    }
    between: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other in joined:
        between[where[one][0]].append((where[one][1], where[other][1]))
    total = 0
    for pairs in between.values():
        seen: list[int] = []
        for _, end in sorted(pairs):
            total += len(seen) - bisect_right(seen, end)
            insort(seen, end)
    return total
