"""The line of sight: from the mission down to what an objective serves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.portfolio import Edge, Portfolio, ScoredObjective
from okrsite.pages._memo import shared
from okrsite.pages._words import number


class SightStep(NamedTuple):
    """A step of a line of sight."""

    label: str
    """`Mission`, an objective's code, `Key result`."""
    title: str
    href: str


class Above(NamedTuple):
    """What ways up name of an objective: no figure of it, so that none of these changes them."""

    code: str
    title: str
    key_results: Mapping[str, str]
    """Titles by id."""


class Serves(NamedTuple):
    """What an objective aligns to."""

    title: str
    href: str
    key_result: str
    """The title of the key result aligned to; empty where it is the objective itself."""
    how: str
    """`drives it` or `supports it`, with the weight where it is not 1."""


@shared
def _above(portfolio: Portfolio) -> Mapping[str, Above]:
    return {
        key: Above(
            each.objective.code,
            each.objective.title.plain,
            {kr.id: kr.key_result.title.plain for kr in each.key_results},
        )
        for key, each in portfolio.objectives.items()
    }


def sight(each: ScoredObjective, portfolio: Portfolio) -> tuple[SightStep, ...]:
    """Mission, then each objective and key result down to what it serves; empty: none."""
    if not each.whole and not each.line_of_sight:
        return ()
    mission = portfolio.site.mission.plain or portfolio.site.title
    found = [SightStep(gettext("Mission"), mission, addresses.HOME)]
    for step in reversed(each.line_of_sight):
        above = _above(portfolio)[step.objective]
        label = above.code or gettext("Objective")
        found.append(SightStep(label, above.title, addresses.objective(step.objective)))
        title = above.key_results.get(step.key_result or "")
        if title is not None:
            address = addresses.objective(step.objective, step.key_result)
            found.append(SightStep(gettext("Key result"), title, address))
    return tuple(found)


def serves(each: ScoredObjective, portfolio: Portfolio) -> tuple[Serves, ...]:
    """Everything that an objective aligns to."""
    return tuple(_serves(edge, portfolio) for edge in each.up)


def _serves(edge: Edge, portfolio: Portfolio) -> Serves:
    above = _above(portfolio)[edge.objective]
    title = above.key_results.get(edge.key_result or "")
    return Serves(
        title=above.title,
        href=addresses.objective(edge.objective, None if title is None else edge.key_result),
        key_result=title or "",
        how=_how(edge),
    )


def _how(edge: Edge) -> str:
    if edge.weight == 1:
        return gettext("drives it") if edge.drives else gettext("supports it")
    weight = number(edge.weight)
    if edge.drives:
        return gettext("drives it, weight {weight}", weight=weight)
    return gettext("supports it, weight {weight}", weight=weight)


def unaligned(each: ScoredObjective, portfolio: Portfolio) -> str:
    """Why there is no line of sight, in words; empty where there is one."""
    if each.whole or each.line_of_sight:
        return ""
    if each.up:
        return gettext("What it aligns to leads to no objective of the whole organisation.")
    if _has_whole(portfolio):
        return gettext("Not aligned to any other objective.")
    return gettext(
        "Not aligned to any other objective; there is no objective of the whole organisation."
    )


@shared
def _has_whole(portfolio: Portfolio) -> bool:
    return any(each.whole for each in portfolio.objectives.values())
