"""Coverage and rhythm at a glance, and the lists that stand open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.health import Health, Share
from okrsite.model.organisation import Team
from okrsite.model.portfolio import Portfolio
from okrsite.model.text import listed
from okrsite.pages._bars import bar
from okrsite.pages._health_lists import (
    Listing,
    listing,
    of_goal,
    of_key_result,
    of_objective,
    of_thing,
)
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


class Open(NamedTuple):
    """Lists that stand open under a heading that says what they come to."""

    title: str
    lists: tuple[Listing, ...]


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
            [
                of_key_result(*g, _days((portfolio.as_of - g[1].last_word).days))
                if g[1].last_word
                else of_key_result(*g)
                for g in stale
            ],
        ),
    )
    return Open(title, tuple(each for each in lists if each.many))


def _days(many: int) -> str:
    return f'<span class="stale">{count(many, "day")}</span>'


def apart(health: Health, portfolio: Portfolio) -> Open:
    """Goals and teams that stand apart from the cascade."""
    coverage = health.coverage
    lists = [
        listing(key, title, [of_objective(each, portfolio) for each in found], note)
        for key, title, found, note in (
            ("sight_", "Without a line of sight", coverage.sight.lacking,
             "No way up leads to an objective of the whole organisation."),
            ("orphans_", "Orphans", coverage.serving.lacking,
             "They serve nothing, though a goal above runs that they could serve."),
            ("adrift_", "Operational, and serving no strategic goal", coverage.adrift, ""),
        )
    ]  # fmt: skip
    lists.append(
        listing(
            "unsupported_",
            "Supported by nobody",
            [of_goal(goal, portfolio) for goal in coverage.unsupported],
            "Goals that teams below should carry.",
        )
    )
    for key, title, found, note in (
        ("teams_", "Teams without an objective", coverage.teams.lacking, ""),
        ("outside_", "Teams outside the cascade", coverage.connected.lacking,
         "They have objectives, and none of these has a line of sight."),
    ):  # fmt: skip
        lists.append(listing(key, title, [_team(each) for each in found], note))
    goals = {each.id for each in (*coverage.sight.lacking, *coverage.serving.lacking)}
    goals |= {each.id for each in coverage.adrift}
    teams = {each.id for each in (*coverage.teams.lacking, *coverage.connected.lacking)}
    told = [count(len(s), word) for s, word in ((goals, "objective"), (teams, "team")) if s]
    alone = len(goals) + len(teams) == 1
    title = f"{listed(told)} {'stands' if alone else 'stand'} apart from the cascade"
    if not told:
        title = "Nothing stands apart from the cascade"
    if not health.pursued and not teams:
        title = "There is no goal yet that could stand apart"
    if not told and coverage.unsupported:
        title = f"{count(len(coverage.unsupported), 'goal')} supported by nobody"
    return Open(title, tuple(each for each in lists if each.many))


def _team(each: Team) -> str:
    return of_thing(each.name, addresses.team(each.id))


def _verb(many: int, one: str, several: str) -> str:
    return one if many == 1 else several
