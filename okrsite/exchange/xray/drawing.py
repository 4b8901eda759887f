"""The cascade as a drawing: left to right, one dot an objective, a line to what it serves."""

from __future__ import annotations

from collections.abc import Sequence

from okrsite.exchange.xray.view import Branch
from okrsite.model.noun import dataclass

_WIDE = 1200
_LABELS = 44
"""Objectives up to which each has its title beside it."""
_LETTERS = 46


@dataclass(frozen=True, slots=True)
class Dot:
    """An objective."""

    x: float
    y: float
    r: float
    look: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it, in units of its view box."""

    wide: int
    high: int
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    """Paths from a dot to the one it serves."""


def drawing(tree: Sequence[Branch], loose: Sequence[Branch]) -> Drawing:
    """Place every objective: leaves below each other, the others in the middle of theirs."""
    labelled = len(tree) + len(loose) <= _LABELS
    step = 26.0 if labelled else max(5.0, min(11.0, 1500 / max(1, len(tree))))
    depth = max((each.level for each in tree), default=0) + 1
    column = (_WIDE - (330 if labelled else 60)) / max(1, depth - 1) if depth > 1 else 0
    y_of: dict[int, float] = {}
    children: dict[int, list[int]] = {}
    path: list[int] = []
    for at, each in enumerate(tree):
        del path[each.level :]
        if path:
            children.setdefault(path[-1], []).append(at)
        path.append(at)
    next_y = 16.0
    for at in range(len(tree)):
        if at not in children:
            y_of[at] = next_y
            next_y += step
    for at in range(len(tree) - 1, -1, -1):
        if at in children:
            below = [y_of[child] for child in children[at]]
            y_of[at] = (min(below) + max(below)) / 2
    dots, lines = [], []
    for at, each in enumerate(tree):
        dots.append(_dot(each, 12 + each.level * column, y_of[at], labelled))
        for child in children.get(at, []):
            lines.append(_line(12 + each.level * column, y_of[at], column, y_of[child]))
    next_y += 14 if loose and tree else 0
    wide = 30 if not labelled else 390
    across = max(1, _WIDE // wide)
    for at, each in enumerate(loose):
        dots.append(_dot(each, 12 + (at % across) * wide, next_y + (at // across) * 24, labelled))
    next_y += -(-len(loose) // across) * 24
    return Drawing(_WIDE, round(next_y + 8), tuple(dots), tuple(lines))


def _dot(each: Branch, x: float, y: float, labelled: bool) -> Dot:
    look = "orphan" if each.orphan else "bare" if not each.marks else "ok"
    label = each.title if len(each.title) <= _LETTERS else f"{each.title[: _LETTERS - 1].rstrip()}…"
    radius = min(7.0, 3.0 + 0.5 * len(each.marks)) if labelled else 3.2
    return Dot(round(x, 1), round(y, 1), radius, look, label if labelled else "", each.title)


def _line(x: float, y: float, column: float, to: float) -> str:
    end, half = x + column, x + column / 2
    return f"M{x:.1f} {y:.1f}C{half:.1f} {y:.1f} {half:.1f} {to:.1f} {end:.1f} {to:.1f}"
