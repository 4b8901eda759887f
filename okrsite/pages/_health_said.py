"""Watermelons: what is said to be better than it is."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.health import Health
from okrsite.model.measure import CheckIn
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import Status
from okrsite.model.text import listed, shortened
from okrsite.pages._bars import measured
from okrsite.pages._rows import holder
from okrsite.pages._words import STANDINGS, Standing, count

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


def melons(health: Health, portfolio: Portfolio) -> Melons:
    """Objectives first; their last notes tell why."""
    objectives, key_results = health.rhythm.objectives, health.rhythm.key_results
    found = [
        count(len(share.lacking), word)
        for share, word in ((objectives, "objective"), (key_results, "key result"))
        if share.lacking
    ]
    one = len(objectives.lacking) + len(key_results.lacking) == 1
    title = f"{listed(found)} {'is' if one else 'are'} said to be better than {_they(one)}"
    told = objectives.counted + key_results.counted
    if not found:
        title = (
            "Nothing is said to be better than it is" if told else "Nobody has said a status yet"
        )
    return Melons(
        title,
        told,
        tuple(_of_objective(each, portfolio) for each in objectives.lacking),
        tuple(_of_key_result(*each) for each in key_results.lacking),
    )


def _they(one: bool) -> str:
    return "it is" if one else "they are"


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
