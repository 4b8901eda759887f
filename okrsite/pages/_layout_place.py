"""Moves the boxes of sorted columns up and down until lines are short; no two ever overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

GAP = 14.0
"""Between two boxes."""
_NARROW = 7.0
"""Beside a line that passes."""
_ROUNDS = 4
_STRAIGHT = 8.0
"""How much more a passing line keeps its way than a box keeps its place."""


def placed(
    columns: Sequence[Sequence[int]],
    sizes: Sequence[float],
    joined: Sequence[tuple[int, int]],
    boxes: int,
) -> list[float]:
    """The middle of each; those numbered from `boxes` on are lines that pass.

    In turn every column goes as near as it can to the middle of what its boxes are joined to on
    the left, then to the first of it on the right: a drawing that is higher than a screen is read
    from its top, so what is served should stand there, and not half-way down.
    """
    left: defaultdict[int, list[int]] = defaultdict(list)
    right: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in joined:
        right[one].append(other)
        left[other].append(one)
    middles = [0.0] * len(sizes)
    high = max((_offsets(column, sizes, boxes)[-1] for column in columns if column), default=0.0)
    for column in columns:
        _settle(column, [0.0] * len(column), sizes, boxes, high, middles)
    forth, back = list(columns), list(reversed(columns))
    for turn in range(_ROUNDS):
        for column in forth if turn % 2 == 0 else back:
            wanted = []
            for node in column:
                near = [middles[other] for other in (left if turn % 2 == 0 else right)[node]]
                if not near:
                    wanted.append(middles[node])
                elif turn % 2 == 0:
                    wanted.append(sum(near) / len(near))
                else:
                    wanted.append(min(near))
            _settle(column, wanted, sizes, boxes, high, middles)
    top = min((middles[node] - sizes[node] / 2 for node in range(len(sizes))), default=0.0)
    return [round(each - top, 1) for each in middles]


def _offsets(column: Sequence[int], sizes: Sequence[float], boxes: int) -> list[float]:
    """How far below the first the middle of each is at least."""
    offsets = [0.0]
    for one, other in pairwise(column):
        gap = GAP if one < boxes and other < boxes else _NARROW
        offsets.append(offsets[-1] + (sizes[one] + sizes[other]) / 2 + gap)
    return offsets


def _settle(
    column: Sequence[int],
    wanted: Sequence[float],
    sizes: Sequence[float],
    boxes: int,
    high: float,
    middles: list[float],
) -> None:
    """Give a column the places nearest to the wanted ones that keep its order and its gaps.

    All lie between 0 and `high`, what the tallest column takes: no drawing is higher than that.

    With the distances taken off, that is isotonic regression: neighbours that would change places
    are pooled at their mean, in one pass (Ayer et al., 1955).
    """
    if not column:
        return
    offsets = _offsets(column, sizes, boxes)
    room = max(0.0, high - offsets[-1])
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for node, want, offset in zip(column, wanted, offsets, strict=True):
        mean, weight, many = want - offset, 1.0 if node < boxes else _STRAIGHT, 1
        while pools and pools[-1][0] > mean:
            other_mean, other_weight, other_many = pools.pop()
            mean = (mean * weight + other_mean * other_weight) / (weight + other_weight)
            weight, many = weight + other_weight, many + other_many
        pools.append((mean, weight, many))
    at = 0
    for mean, _, many in pools:
        for index in range(at, at + many):
            middles[column[index]] = min(room, max(0.0, mean)) + offsets[index]
        at += many
