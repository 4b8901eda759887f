"""A map in sentences: what is on it, and where everything else is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from okrsite.i18n import gettext, ngettext
from okrsite.model.portfolio import Portfolio
from okrsite.model.status import STEPS
from okrsite.pages._map_fold import Box
from okrsite.pages._map_lines import Account, Lines
from okrsite.pages._map_scope import needs
from okrsite.pages._memo import shared
from okrsite.pages._words import commas, listed


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
    loose = sum(len(box.members) for box in found if not box.aligned)
    behind = sum(bool(STEPS.get(portfolio.objectives[key].status)) for key in keys)
    parts = [_what(found, len(keys))]
    if behind:
        parts.append(ngettext("{count} at risk or worse", "{count} at risk or worse", behind))
    if loose == len(keys):
        parts.append(gettext("none aligned to the mission"))
    elif loose:
        parts.append(
            ngettext(
                "{count} not aligned to the mission", "{count} not aligned to the mission", loose
            )
        )
    accounts = (
        _alignments(lines.account, all_of.alignments if all_of else None),
        _dependencies(lines.needs_account, all_of.needs if all_of else None),
    )
    return Said(f"{commas(parts)}.", " ".join(filter(None, accounts)))


def _what(found: Sequence[Box], total: int) -> str:
    """How many objectives, of which some are but beside what the map is about."""
    near = sum(len(box.members) for box in found if box.near)
    levels = len({box.level for box in found if box.aligned})
    if near:
        words = ngettext(
            "{count} objective and {near} next to it",
            "{count} objectives and {near} next to them",
            total - near,
            near=near,
        )
    else:
        words = ngettext("{count} objective", "{count} objectives", total)
    if not levels:
        return words
    return ngettext(
        "{objectives} on {count} level", "{objectives} on {count} levels", levels, objectives=words
    )


def _alignments(found: Account, every: int | None) -> str:
    total = sum(found) if every is None else every
    if not total:
        return ""
    if found.drawn == total:
        return ngettext("The one alignment is drawn.", "All {count} alignments are drawn.", total)
    where = _where(found, total)
    if every:
        return ngettext(
            "{count} alignment on the site: {where}.",
            "{count} alignments on the site: {where}.",
            total,
            where=where,
        )
    return ngettext(
        "{count} alignment: {where}.", "{count} alignments: {where}.", total, where=where
    )


def _dependencies(found: Account, every: int | None) -> str:
    total = sum(found) if every is None else every
    if not total:
        return ""
    if found.drawn == total:
        return ngettext(
            "The one dependency is drawn.", "All {count} dependencies are drawn.", total
        )
    where = _where(found, total)
    if every:
        return ngettext(
            "{count} dependency on the site: {where}.",
            "{count} dependencies on the site: {where}.",
            total,
            where=where,
        )
    return ngettext(
        "{count} dependency: {where}.", "{count} dependencies: {where}.", total, where=where
    )


def _where(found: Account, total: int) -> str:
    """Where they are told of, in the order of how much of them is seen."""
    elsewhere = total - sum(found)
    ways = (
        (found.drawn, ngettext("{count} drawn", "{count} drawn", found.drawn)),
        (
            found.inside,
            ngettext("{count} within a folded box", "{count} within a folded box", found.inside),
        ),
        (
            found.beyond,
            ngettext(
                "{count} counted at the edge of the map",
                "{count} counted at the edge of the map",
                found.beyond,
            ),
        ),
        (
            elsewhere,
            ngettext(
                "{count} of objectives that are not on it",
                "{count} of objectives that are not on it",
                elsewhere,
            ),
        ),
    )
    return listed(words for many, words in ways if many)
