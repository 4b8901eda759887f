"""A layered drawing: boxes stand in columns, every line leads from a column to an earlier one.

Knows nothing of goals. Work grows with boxes and lines, and the same input gives the same drawing.
The method is that of Sugiyama, Tagawa and Toda (1981): long lines get a place in each column they
pass, each column is sorted by what its boxes are joined to, then boxes move to where lines are
short.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from okrsite.pages._layout_order import ordered
from okrsite.pages._layout_place import placed

PASSING = 6.0
"""Height that a line keeps free in a column that it passes."""


class Line(NamedTuple):
    """A line between two boxes; `left` stands in an earlier column than `right`."""

    left: str
    right: str
    look: str = ""
    """Lines to the same box that look alike share their way through the columns they pass."""


class Passage(NamedTuple):
    """Where a long line crosses a column."""

    column: int
    y: float


class Layout(NamedTuple):
    """Where everything stands."""

    tops: Mapping[str, float]
    """The upper edge of each box; the highest is at 0."""
    ways: Mapping[Line, tuple[Passage, ...]]
    """The columns that a line passes, from left to right."""
    height: float


def lay_out(
    columns: Sequence[Sequence[str]], heights: Mapping[str, float], lines: Iterable[Line]
) -> Layout:
    """Place boxes; `columns` names them in the order that decides where nothing else does."""
    column_of = {key: at for at, keys in enumerate(columns) for key in keys}
    number = {key: at for at, key in enumerate(column_of)}
    places: list[list[int]] = [[number[key] for key in keys] for keys in columns]
    sizes = [heights[key] for key in column_of]
    joined: dict[tuple[int, int], None] = {}
    passages: dict[tuple[str, str, int], int] = {}
    ways: dict[Line, list[int]] = {}
    for line in lines:
        way, here = ways.setdefault(line, []), number[line.left]
        for column in range(column_of[line.left] + 1, column_of[line.right]):
            shared = (line.left, line.look, column)
            node = passages.get(shared)
            if node is None:
                node = passages[shared] = len(sizes)
                sizes.append(PASSING)
                places[column].append(node)
            way.append(node)
            joined[here, node] = None
            here = node
        joined[here, number[line.right]] = None
    best = ordered(places, list(joined))
    boxes = len(column_of)
    middles = placed(best, sizes, list(joined), boxes)
    where = {node: at for at, nodes in enumerate(best) for node in nodes}
    return Layout(
        {key: middles[at] - sizes[at] / 2 for key, at in number.items()},
        {
            line: tuple(Passage(where[node], middles[node]) for node in way)
            for line, way in ways.items()
        },
        max((middles[at] + sizes[at] / 2 for at in range(len(sizes))), default=0.0),
    )
