"""Coverage and rhythm at a glance, and what is silent or stale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from okrsite.model.health import Health, Share
from okrsite.model.portfolio import Portfolio
from okrsite.model.text import listed
from okrsite.pages._bars import bar
from okrsite.pages._health_lists import Open, listing, of_key_result
from okrsite.pages._words import count, percent


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
    if sight.lacking:
        title = f"{len(sight.lacking)} of {count(sight.counted, 'objective')} "
        title += f"{_verb(len(sight.lacking), 'has', 'have')} no line of sight"
    elif sight.counted:
        title = "Every objective has a line of sight"
    else:
        title = "Nothing is there to be connected yet"
    return Glance(title, tuple(_lines(health)))


def _lines(health: Health) -> Iterator[Line]:
    coverage, rhythm = health.coverage, health.rhythm
    quiet = (*rhythm.silent, *rhythm.stale)
    for name, share, words, to in (
        ("Objectives with a line of sight", coverage.sight, "without", "sight_"),
        ("Objectives that serve what they could", coverage.serving, "orphaned", "orphans_"),
        ("Teams with an objective", coverage.teams, "without", "teams_"),
        ("Teams within the cascade", coverage.connected, "outside", "outside_"),
        ("Key results spoken of in time", Share(rhythm.due, quiet), "quiet", "rhythm_"),
        ("Objectives said to be as they are", rhythm.objectives, "said better", "melons_"),
        ("Key results said to be as they are", rhythm.key_results, "said better", "melon-krs_"),
        ("KPIs in their band", health.kpis, "outside", "kpis_"),
    ):
        if share.counted:
            yield _line(name, share, words, to)


def _line(name: str, share: Share[Any], words: str, to: str) -> Line:
    return Line(
        name=name,
        held=f"{share.good} of {share.counted}",
        share=percent(share.share) if share.lacking else "100%",
        bar=bar(share.share, 1.0),
        lacking=len(share.lacking),
        words=f"{len(share.lacking)} {words}",
        href=f"#{to}",
    )


def rhythm(health: Health, portfolio: Portfolio) -> Open:
    """What is silent, and what is stale."""
    silent, stale = health.rhythm.silent, health.rhythm.stale
    quiet = [
        f"{len(goals)} {word}" for goals, word in ((silent, "silent"), (stale, "stale")) if goals
    ]
    title = f"Key results: {listed(quiet)}"
    if not quiet:
        due = health.rhythm.due
        title = "Every key result was spoken of in time" if due else "No word is due yet"
    lists = (
        listing(
            "silent_",
            "Silent: no word since it began",
            [of_key_result(*g, _days((portfolio.as_of - g[1].starts).days)) for g in silent],
        ),
        listing(
            "stale_",
            "Stale: the last word is too old",
            [of_key_result(*g, _age(g[1].last_word, portfolio.as_of)) for g in stale],
        ),
    )
    return Open(title, tuple(each for each in lists if each.many))


def _age(last: date | None, as_of: date) -> str:
    """What is measured by the objectives aligned to it has no words, and is as old as they are."""
    return _days((as_of - last).days) if last else "as its goals are"


def _days(many: int) -> str:
    return f'<span class="stale">{count(many, "day")}</span>'


def _verb(many: int, one: str, several: str) -> str:
    return one if many == 1 else several
