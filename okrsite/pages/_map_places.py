"""Where the boxes of a map stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from okrsite.pages._layout import Line, Passage, lay_out
from okrsite.pages._layout_place import GAP
from okrsite.pages._map_fold import Box
from okrsite.pages._map_lines import Alignments, Lines

MISSION = "mission_"
"""The key of the mission's box; no id has such a sign in it."""
WIDE, HIGH = 192, 88
MISSION_WIDE = 132
_APART = 56
"""Between columns. Mission and five levels fit into a window of 1440 pixels."""
_HEAD = 28
"""Above all boxes, for the names of columns."""
_BAND = 44
"""Above those that do not lead to the mission."""
_ACROSS = 5
"""How many stand beside each other of those that no line leads to."""


class Spot(NamedTuple):
    """A box's place."""

    x: int
    y: float
    wide: int
    high: float

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.high / 2

    @property
    def end(self) -> int:
        """The right edge."""
        return self.x + self.wide


class Places(NamedTuple):
    """A drawing's geometry, in pixels."""

    spots: Mapping[str, Spot]
    lines: Mapping[Line, tuple[Passage, ...]]
    """Every alignment, and lines from the mission: where they pass columns between their ends."""
    columns: tuple[tuple[int, int], ...]
    """(x, level) of each column; level 0 is the mission."""
    loose: float | None
    """The height at which those begin that do not lead to the mission; None: there are none."""
    wide: int
    high: float


def places(found: Sequence[Box], lines: Lines, mission: float) -> Places:
    """Place boxes; `mission` is the height of the mission's box.

    Above stands what leads to the mission, then what only leads to one another, both in the same
    columns; at last, row by row, what no line leads to.
    """
    tied = {key for line in lines.alignments for key in (line.upper, line.lower)}
    aligned = [box for box in found if box.aligned]
    joined = [box for box in found if not box.aligned and box.key in tied]
    free = [box for box in found if not box.aligned and box.key not in tied]
    levels = sorted({box.level for box in (*aligned, *joined)})
    column_of = {level: at for at, level in enumerate(levels, 1)}
    under = {line.lower for line in lines.alignments}
    wanted = [line_of(each) for each in lines.alignments]
    wanted += [Line(MISSION, box.key) for box in aligned if box.key not in under]
    spots: dict[str, Spot] = {}
    passing: dict[Line, tuple[Passage, ...]] = dict.fromkeys(wanted, ())
    top, loose = float(_HEAD), None
    for band in (aligned, joined):
        heights = {box.key: float(HIGH) for box in band}
        columns: list[list[str]] = [[] for _ in range(len(levels) + 1)]
        for box in band:
            columns[column_of[box.level]].append(box.key)
        if band is aligned:
            columns[0].append(MISSION)
            heights[MISSION] = mission
        elif joined or free:
            loose = top
            top += _BAND
        result = lay_out(columns, heights, [e for e in wanted if {e.left, e.right} <= set(heights)])
        for at, keys in enumerate(columns):
            for key in keys:
                spots[key] = Spot(x_of(at), top + result.tops[key], wide_of(at), heights[key])
        for line, way in result.ways.items():
            passing[line] = tuple(Passage(each.column, top + each.y) for each in way)
        top += result.height + (GAP if heights else 0)
    across = max(len(levels), min(_ACROSS, len(free)))
    for at, box in enumerate(free):
        row, column = divmod(at, across)
        spots[box.key] = Spot(x_of(column + 1), top + row * (HIGH + GAP), WIDE, HIGH)
    top += -(-len(free) // across) * (HIGH + GAP) if free else 0
    heads = ((x_of(0), 0), *((x_of(at), level) for level, at in column_of.items()))
    return Places(spots, passing, heads, loose, x_of(across) + wide_of(across), top)


def x_of(column: int) -> int:
    """The left edge of a column; column 0 is the mission's."""
    return column and MISSION_WIDE + _APART + (column - 1) * (WIDE + _APART)


def wide_of(column: int) -> int:
    """The width of a column's boxes."""
    return WIDE if column else MISSION_WIDE


def line_of(each: Alignments) -> Line:
    """An alignment as the layout knows it."""
    return Line(each.upper, each.lower, "drives" if each.drives else "")
