"""How many key results land where."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model.health import Health
from okrsite.model.landing import Kept
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.pages._bars import bar
from okrsite.pages._health_lists import Chapter, Part, folded, part, with_key_results
from okrsite.pages._words import minus, percent

_LEAST = {"nearly": 0.7, "partly": 0.4}
_UNFORESEEN = "unforeseen"
_LOW = frozenset({"partly", "short"})
"""Bands in which it is told of each key result where it lands."""


class Band(NamedTuple):
    """The key results that land within some bounds."""

    name: str
    many: int
    share: str
    bar: Markup
    href: str


class View(NamedTuple):
    """Where all of them land."""

    title: str
    bands: tuple[Band, ...]
    """From high to low; empty: nothing can be foreseen."""
    unforeseen: int
    href: str
    """To those of which nothing can be told."""


def view(health: Health) -> View:
    """The bands, each with its share."""
    found = health.outlook
    total = found.foreseen
    reached = len(found.bands[0][1])
    return View(
        _title(total, reached),
        tuple(
            Band(
                _name(name),
                len(goals),
                percent(len(goals) / total),
                bar(len(goals) / total),
                f"#lands_{name}",
            )
            for name, goals in found.bands
            if total
        ),
        len(found.unforeseen),
        f"#lands_{_UNFORESEEN}",
    )


def _title(total: int, reached: int) -> str:
    if not total:
        return gettext("Nothing can be foreseen yet")
    return ngettext(
        "{some} of {count} key result land on target if they go on so",
        "{some} of {count} key results land on target if they go on so",
        total,
        some=reached,
    )


def _name(band: str) -> str:
    if band == "reached":
        return gettext("On their target, or beyond")
    if band in _LEAST:
        return gettext("At {share} or more", share=percent(_LEAST[band]))
    return gettext("Below {share}", share=percent(min(_LEAST.values())))


def behind(health: Health, portfolio: Portfolio) -> Chapter:
    """The key results of each band."""

    def lines(key: str, goals: tuple[Kept, ...]) -> Part:
        """Objective by objective, in the order of the best that each has."""
        found: dict[str, tuple[ScoredObjective, list[ScoredKeyResult]]] = {}
        for each, kr in goals:
            found.setdefault(each.id, (each, []))[1].append(kr)

        def line(pair: tuple[ScoredObjective, list[ScoredKeyResult]]) -> str:
            asides = _ends(pair[1]) if key in _LOW else ()
            return with_key_results(*pair, portfolio, context=True, asides=asides)

        return part("", "", [*found.values()], line)

    bands = [(name, _name(name), goals) for name, goals in health.outlook.bands]
    bands.append((_UNFORESEEN, gettext("Nothing can be told yet"), health.outlook.unforeseen))
    return Chapter(
        gettext("Where key results land"),
        tuple(
            folded(
                f"lands_{key}",
                name,
                ngettext("{count} key result", "{count} key results", len(goals)),
                [lines(key, goals)],
            )
            for key, name, goals in bands
            if goals
        ),
    )


def _ends(key_results: list[ScoredKeyResult]) -> list[str]:
    """Where each lands; its range stands on its objective's page."""
    return [minus(percent(kr.forecast.at_due)) if kr.forecast else "" for kr in key_results]
