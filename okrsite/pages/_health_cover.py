"""Coverage and rhythm at a glance, and what is silent or stale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model.health import Health, Share
from okrsite.model.portfolio import Portfolio
from okrsite.pages._bars import bar
from okrsite.pages._health_lists import Open, listing, of_key_result
from okrsite.pages._words import listed, percent


class Line(NamedTuple):
    """Of so many things, of how many something wanted holds."""

    name: str
    held: str
    """`57 of 58`"""
    share: str
    bar: Markup
    lacking: int
    words: str
    """`1 without`"""
    href: str
    """To the list of those that lack it."""


class Glance(NamedTuple):
    """The shares, and what they come to."""

    title: str
    lines: tuple[Line, ...]


def glance(health: Health) -> Glance:
    """Everything that can be told as a share."""
    sight = health.coverage.sight
    return Glance(_title(len(sight.lacking), sight.counted), tuple(_lines(health)))


def _title(lacking: int, counted: int) -> str:
    if not counted:
        return gettext("Nothing is there to be connected yet")
    if not lacking:
        return gettext("Every objective has a line of sight")
    if counted == 1:
        return gettext("1 of 1 objective has no line of sight")
    return ngettext(
        "{count} of {all} objectives has no line of sight",
        "{count} of {all} objectives have no line of sight",
        lacking,
        all=counted,
    )


def _lines(health: Health) -> Iterator[Line]:
    coverage, rhythm = health.coverage, health.rhythm
    spoken = Share(rhythm.due, (*rhythm.silent, *rhythm.stale))
    for name, share, words, to in (
        (gettext("Objectives with a line of sight"), coverage.sight, _without, "sight_"),
        (gettext("Objectives that serve what they could"), coverage.serving, _orphaned, "orphans_"),
        (gettext("Teams with an objective"), coverage.teams, _without, "teams_"),
        (gettext("Teams within the cascade"), coverage.connected, _outside, "outside_"),
        (gettext("Key results spoken of in time"), spoken, _are_quiet, "rhythm_"),
        (gettext("Objectives said to be as they are"), rhythm.objectives, _better, "melons_"),
        (gettext("Key results said to be as they are"), rhythm.key_results, _better, "melon-krs_"),
        (gettext("KPIs in their band"), health.kpis, _outside, "kpis_"),
    ):
        if share.counted:
            yield _line(name, share, words(len(share.lacking)), to)


def _without(many: int) -> str:
    return ngettext("{count} without", "{count} without", many)


def _orphaned(many: int) -> str:
    return ngettext("{count} orphaned", "{count} orphaned", many)


def _outside(many: int) -> str:
    return ngettext("{count} outside", "{count} outside", many)


def _are_quiet(many: int) -> str:
    return ngettext("{count} quiet", "{count} quiet", many)


def _better(many: int) -> str:
    return ngettext("{count} said better", "{count} said better", many)


def _line(name: str, share: Share[Any], words: str, to: str) -> Line:
    return Line(
        name=name,
        held=gettext("{some} of {all}", some=share.good, all=share.counted),
        share=percent(share.share),
        bar=bar(share.share, 1.0),
        lacking=len(share.lacking),
        words=words,
        href=f"#{to}",
    )


def rhythm(health: Health, portfolio: Portfolio) -> Open:
    """What is silent, and what is stale."""
    silent, stale = health.rhythm.silent, health.rhythm.stale
    title = gettext("Key results: {quiet}", quiet=listed(_quiet(len(silent), len(stale))))
    if not silent and not stale:
        title = (
            gettext("Every key result was spoken of in time")
            if health.rhythm.due
            else gettext("No word is due yet")
        )
    lists = (
        listing(
            "silent_",
            gettext("Silent: no word since it began"),
            silent,
            lambda g: of_key_result(*g, _days((portfolio.as_of - g[1].starts).days)),
        ),
        listing(
            "stale_",
            gettext("Stale: the last word is too old"),
            stale,
            lambda g: of_key_result(*g, _age(g[1].last_word, portfolio.as_of)),
        ),
    )
    return Open(title, tuple(each for each in lists if each.many))


def _quiet(silent: int, stale: int) -> Iterator[str]:
    if silent:
        yield ngettext("{count} silent", "{count} silent", silent)
    if stale:
        yield ngettext("{count} stale", "{count} stale", stale)


def _age(last: date | None, as_of: date) -> str:
    """What is measured by the objectives aligned to it has no words, and is as old as they are."""
    return _days((as_of - last).days) if last else gettext("as its goals are")


def _days(many: int) -> str:
    days = ngettext("{count} day", "{count} days", many)
    return f'<span class="stale">{days}</span>'
