"""What a map says, as a list: the same boxes and lines in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from okrsite.i18n import gettext, ngettext, pgettext
from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._map_boxes import fold_name
from okrsite.pages._map_drawing import level_name
from okrsite.pages._map_fold import Box
from okrsite.pages._map_lines import Lines, Needs
from okrsite.pages._rows import Named, Row, Tally, row, tally


class End(NamedTuple):
    """What a line leads to."""

    to: Named
    of: str
    """The objective whose key result it is; empty where it is the objective itself."""
    note: str
    """`drives`, `not confirmed`, or how many; empty: nothing to say."""


class Item(NamedTuple):
    """A box."""

    row: Row | None
    """An objective; None: a fold."""
    fold: Named | None
    """Where a fold leads to; None: an objective."""
    many: str
    """`24 objectives`; empty for an objective."""
    tally: Tally | None
    """Of a fold."""
    serves: tuple[End, ...]
    waits: tuple[End, ...]
    below: str
    """How many are aligned to it; empty: none."""


class Level(NamedTuple):
    """The boxes of a level."""

    title: str
    items: tuple[Item, ...]


def listed(
    found: Sequence[Box], lines: Lines, way: Callable[[Box], str], portfolio: Portfolio
) -> tuple[Level, ...]:
    """Every box, level by level; those that do not lead to the mission come last."""
    by_key = {box.key: box for box in found}
    upper: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    lower: defaultdict[str, int] = defaultdict(int)
    for line in lines.alignments:
        upper[line.lower].append((line.upper, line.many))
        lower[line.upper] += line.many
    needed: defaultdict[str, list[Needs]] = defaultdict(list)
    for need in lines.needs:
        needed[need.waits].append(need)

    def named(key: str) -> Named:
        box = by_key[key]
        if box.single:
            return _named(portfolio.objectives[box.members[0]])
        words = ngettext(
            "{name}, {count} objective",
            "{name}, {count} objectives",
            len(box.members),
            name=fold_name(box, portfolio),
        )
        return Named(words, way(box))

    def item(box: Box) -> Item:
        many = lower[box.key] + lines.beyond.get(box.key, 0)
        if box.single:
            each = portfolio.objectives[box.members[0]]
            serves = tuple(_serves(each, by_key, portfolio)) + tuple(
                End(named(key), "", "") for key, _ in upper[box.key] if not by_key[key].single
            )
        else:
            each = None
            serves = tuple(
                End(named(key), "", f"×{many}" if many > 1 else "") for key, many in upper[box.key]
            )
        return Item(
            row=row(each, portfolio) if each is not None else None,
            fold=None if box.single else Named(fold_name(box, portfolio), way(box)),
            many=""
            if box.single
            else ngettext("{count} objective", "{count} objectives", len(box.members)),
            tally=None if box.single else tally(portfolio.objectives[key] for key in box.members),
            serves=serves,
            waits=tuple(End(named(n.gives), "", _sure(n)) for n in needed[box.key]),
            below=_below(many, box) if many else "",
        )

    return tuple(
        Level(title, tuple(map(item, boxes)))
        for title, boxes in groupby(sorted(found, key=_place), key=_title)
    )


def _below(many: int, box: Box) -> str:
    if box.single:
        return ngettext("{count} aligned to it", "{count} aligned to it", many)
    return ngettext("{count} aligned to them", "{count} aligned to them", many)


def _place(box: Box) -> tuple[bool, int]:
    return not box.aligned, box.level if box.aligned else 0


def _title(box: Box) -> str:
    return level_name(box.level) if box.aligned else gettext("Not aligned to the mission")


def _named(each: ScoredObjective) -> Named:
    code = f"{each.objective.code} " if each.objective.code else ""
    return Named(f"{code}{each.objective.title.plain}", addresses.objective(each.id))


def _serves(
    each: ScoredObjective, by_key: Mapping[str, Box], portfolio: Portfolio
) -> Iterator[End]:
    """Its alignments to objectives that have a box of their own, each at its key result."""
    for edge in each.up:
        if edge.objective not in by_key:
            continue
        above = portfolio.objectives[edge.objective]
        note = pgettext("an objective, what it leads to", "drives") if edge.drives else ""
        kr = above.key_result(edge.key_result) if edge.key_result else None
        if kr is None:
            yield End(_named(above), "", note)
        else:
            to = Named(kr.key_result.title.plain, addresses.objective(above.id, kr.id))
            yield End(to, above.objective.code or above.objective.title.plain, note)


def _sure(need: Needs) -> str:
    if need.many == 1:
        return "" if need.sure else gettext("not confirmed")
    if need.sure:
        return f"×{need.many}"
    return gettext("×{many} not confirmed", many=need.many)
