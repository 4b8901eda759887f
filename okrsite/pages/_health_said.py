"""Watermelons: what is said to be better than it is."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.health import Health
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import Status
from okrsite.model.text import shortened
from okrsite.pages._bars import measured
from okrsite.pages._health_lists import LINES, more
from okrsite.pages._rows import holder
from okrsite.pages._words import STANDINGS, Standing, listed

_NOTE = 140


class Melon(NamedTuple):
    """A goal, what is said of it and what it is."""

    code: str
    title: str
    href: str
    of: str
    """The objective of a key result; else whose objective it is."""
    note: str
    """The last one, in short."""
    measured: Markup
    said: Standing
    standing: Standing


class Melons(NamedTuple):
    """All of them."""

    title: str
    told: int
    """Of how many a status was said."""
    objectives: tuple[Melon, ...]
    key_results: tuple[Melon, ...]
    more: Markup
    """How many others there are, and where they are told; mostly empty."""


def melons(health: Health, portfolio: Portfolio) -> Melons:
    """Objectives first; their last notes tell why."""
    objectives, key_results = health.rhythm.objectives, health.rhythm.key_results
    told = objectives.counted + key_results.counted
    return Melons(
        _title(len(objectives.lacking), len(key_results.lacking), told),
        told,
        tuple(_of_objective(each, portfolio) for each in objectives.lacking[:LINES]),
        tuple(_of_key_result(*each) for each in key_results.lacking[:LINES]),
        more(sum(max(0, len(e.lacking) - LINES) for e in (objectives, key_results))),
    )


def _title(objectives: int, key_results: int, told: int) -> str:
    if not told:
        return gettext("Nobody has said a status yet")
    found = []
    if objectives:
        found.append(ngettext("{count} objective", "{count} objectives", objectives))
    if key_results:
        found.append(ngettext("{count} key result", "{count} key results", key_results))
    if not found:
        return gettext("Nothing is said to be better than it is")
    return ngettext(
        "{goals} is said to be better than it is",
        "{goals} are said to be better than they are",
        objectives + key_results,
        goals=listed(found),
    )


def _of_objective(each: ScoredObjective, portfolio: Portfolio) -> Melon:
    objective = each.objective
    return Melon(
        code=objective.code,
        title=objective.title.plain or each.id,
        href=addresses.objective(each.id),
        of=holder(each, portfolio).name,
        note=_note(each.words),
        measured=measured(each.progress, each.expected),
        said=_standing(each.said),
        standing=STANDINGS[each.status],
    )


def _of_key_result(each: ScoredObjective, kr: ScoredKeyResult) -> Melon:
    return Melon(
        code="",
        title=kr.key_result.title.plain or kr.id,
        href=addresses.objective(each.id, kr.id),
        of=each.objective.title.plain or each.id,
        note=_note(kr.words),
        measured=measured(kr.progress, kr.expected),
        said=_standing(kr.said),
        standing=STANDINGS[kr.status],
    )


def _standing(said: Status | None) -> Standing:
    return STANDINGS[said or Status.ON_TRACK]


def _note(words: tuple[CheckIn, ...]) -> str:
    return next((shortened(word.note.plain, _NOTE) for word in reversed(words) if word.note), "")
