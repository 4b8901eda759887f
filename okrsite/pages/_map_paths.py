"""Which way the lines of a map take, as SVG paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from okrsite.pages._layout import Line
from okrsite.pages._map_lines import Needs
from okrsite.pages._map_places import Places, Spot, wide_of, x_of

_BULGE = 28
"""How far a line leaves a column that it comes back to."""
_ENDS, _END = 64, 15
"""The part of a box's left edge at which lines end, and the most between two of them."""


class Way(NamedTuple):
    """A line as it is drawn, from the box that is served."""

    path: str
    end: float
    """The height at which it meets the box that serves."""


def ways(found: Places) -> Mapping[Line, Way]:
    """The ways of all alignments; those to one box meet it below each other and do not cross."""
    to: defaultdict[str, list[tuple[float, Line]]] = defaultdict(list)
    for line, passing in found.lines.items():
        last = passing[-1].y if passing else found.spots[line.left].middle
        to[line.right].append((last, line))
    ways: dict[Line, Way] = {}
    for key, lines in to.items():
        step = min(_END, _ENDS / len(lines))
        first = found.spots[key].middle - step * (len(lines) - 1) / 2
        for at, (_, line) in enumerate(sorted(lines)):
            ways[line] = _way(line, first + at * step, found)
    return ways


def _way(line: Line, end: float, found: Places) -> Way:
    """From the right edge of a box, level through the columns it passes, to the left of another."""
    one, other = found.spots[line.left], found.spots[line.right]
    parts = [f"M{one.end} {one.middle:g}"]
    x, y = one.end, one.middle
    for column, at in found.lines[line]:
        parts.append(f"{_bent(x, y, x_of(column), at)}H{x_of(column) + wide_of(column)}")
        x, y = x_of(column) + wide_of(column), at
    parts.append(_bent(x, y, other.x, end))
    return Way("".join(parts), end)


def _bent(x: float, y: float, to_x: float, to_y: float) -> str:
    if abs(y - to_y) < 0.5:
        return f"H{to_x:g}"
    middle = (x + to_x) / 2
    return f"C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}"


def aside(need: Needs, spots: Mapping[str, Spot]) -> str:
    """From what waits to what it waits for; it leaves low and comes in high."""
    one, other = spots[need.waits], spots[need.gives]
    y, to_y = one.y + one.high - 12, other.y + 12
    if one.x == other.x:
        far = one.end + _BULGE
        return f"M{one.end} {y:g}C{far} {y:g} {far} {to_y:g} {other.end + 2} {to_y:g}"
    if one.x > other.x:
        return f"M{one.x} {y:g}{_bent(one.x, y, other.end + 2, to_y)}"
    return f"M{one.end} {y:g}{_bent(one.end, y, other.x - 2, to_y)}"
