"""A map in sentences: what is on it, and where everything else is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from okrsite.model.portfolio import Portfolio
from okrsite.model.status import STEPS
from okrsite.model.text import listed
from okrsite.pages._map_fold import Box
from okrsite.pages._map_lines import Account, Lines
from okrsite.pages._map_scope import needs
from okrsite.pages._memo import shared
from okrsite.pages._words import count


class Said(NamedTuple):
    """The sentences of a map."""

    reading: str
    account: str
    """Where each alignment and dependency is: drawn, or counted as what."""


class Totals(NamedTuple):
    """How many there are on the whole site."""

    alignments: int
    needs: int


@shared
def totals(portfolio: Portfolio) -> Totals:
    """The totals of a site."""
    every = portfolio.objectives.values()
    return Totals(len(portfolio.graph.edges), sum(len(needs(each, portfolio)) for each in every))


def said(found: Sequence[Box], lines: Lines, portfolio: Portfolio, all_of: Totals | None) -> Said:
    """What a map says; with the totals it also tells of those that are not on it at all."""
    keys = [key for box in found for key in box.members]
    if not keys:
        return Said("", "")
    near = sum(len(box.members) for box in found if box.near)
    levels = len({box.level for box in found if box.aligned})
    loose = sum(len(box.members) for box in found if not box.aligned)
    behind = sum(bool(STEPS.get(portfolio.objectives[key].status)) for key in keys)
    parts = [count(len(keys) - near, "objective")]
    parts[0] += f" and {near} next to {'it' if len(keys) == near + 1 else 'them'}" if near else ""
    parts[0] += f" on {count(levels, 'level')}" if levels else ""
    if behind:
        parts.append(f"{behind} at risk or worse")
    if loose:
        parts.append("none" if loose == len(keys) else f"{loose} not")
        parts[-1] += " aligned to the mission"
    words = (
        _account(lines.account, "alignment", all_of.alignments if all_of else None),
        _account(lines.needs_account, "dependency", all_of.needs if all_of else None),
    )
    return Said(f"{', '.join(parts)}.", " ".join(filter(None, words)))


def _account(found: Account, one: str, every: int | None) -> str:
    several = "dependencies" if one == "dependency" else f"{one}s"
    total = sum(found) if every is None else every
    elsewhere = total - sum(found)
    if not total:
        return ""
    if found.drawn == total:
        is_all = f"The one {one} is" if total == 1 else f"All {total} {several} are"
        return f"{is_all} drawn."
    ways = [
        words
        for many, words in (
            (found.drawn, f"{found.drawn} drawn"),
            (found.inside, f"{found.inside} within a folded box"),
            (found.beyond, f"{found.beyond} counted at the edge of the map"),
            (elsewhere, f"{elsewhere} of objectives that are not on it"),
        )
        if many
    ]
    return f"{count(total, one, several)}{' on the site' if every else ''}: {listed(ways)}."
