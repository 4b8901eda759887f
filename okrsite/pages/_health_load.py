"""What each team and each owner carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model.health import Health
from okrsite.model.load import Load
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.pages._bars import bar
from okrsite.pages._health_lists import (
    LINES,
    Chapter,
    Folded,
    Part,
    folded,
    more,
    with_key_results,
)
from okrsite.pages._rows import Named, team, who_id
from okrsite.pages._words import commas, spelled

_FIRST = 12


class Carried(NamedTuple):
    """How many goals one of them carries."""

    who: Named
    objectives: int
    key_results: int
    bar: Markup
    """Key results, against the most that anybody carries."""
    href: str
    """To the list of them."""
    note: str
    """Where that is more than the organisation wants."""


class Loads(NamedTuple):
    """All of them, the heaviest first."""

    title: str
    first: tuple[Carried, ...]
    rest: tuple[Carried, ...]
    more: Markup
    """How many others carry less still, and where they are told; mostly empty."""


def teams(health: Health, portfolio: Portfolio) -> Loads:
    """By team."""
    crowded = sum(bool(each.crowded) for each in health.teams)
    most = portfolio.site.policy.objectives_per_team
    title = _crowded(crowded, most) if health.teams else gettext("No goal runs now")
    return _loads(title, health.teams, "team", lambda key: _team(key, portfolio), portfolio)


def _crowded(teams: int, most: int) -> str:
    if not teams:
        return ngettext(
            "No team has more than {count} objective in a cycle",
            "No team has more than {count} objectives in a cycle",
            most,
        )
    return ngettext(
        "{many} team has {more} in a cycle",
        "{many} teams have {more} in a cycle",
        teams,
        many=spelled(teams, begin=True),
        more=ngettext("more than {count} objective", "more than {count} objectives", most),
    )


def owners(health: Health, portfolio: Portfolio) -> Loads:
    """By owner: a count of goals, and no verdict on anybody."""
    known = [each for each in health.owners if each.key]
    title = gettext(
        "{owners} for {objectives}",
        owners=ngettext("{count} owner", "{count} owners", len(known)),
        objectives=ngettext("{count} objective", "{count} objectives", len(health.running)),
    )
    if not health.running:
        title = gettext("No goal runs now")
    return _loads(title, health.owners, "owner", lambda key: _owner(key, portfolio), portfolio)


def _loads(
    title: str,
    found: Sequence[Load],
    sort: str,
    named: Callable[[str], Named],
    portfolio: Portfolio,
) -> Loads:
    most = max((len(each.key_results) for each in found), default=0) or 1
    titles = portfolio.cycles
    lines = tuple(
        Carried(
            who=named(each.key),
            objectives=len(each.objectives),
            key_results=len(each.key_results),
            bar=bar(len(each.key_results) / most),
            href=f"#{sort}_{each.key}",
            note=commas(titles[key].title for key in each.crowded),
        )
        for each in found[:LINES]
    )
    others = more(len(found) - len(lines))
    return Loads(title, lines[:_FIRST], lines[_FIRST:], others)


def behind(health: Health, portfolio: Portfolio) -> tuple[Chapter, Chapter]:
    """Each one's objectives, and its key results below them."""
    return (
        Chapter(
            gettext("What each team carries"),
            tuple(
                _lists(e, "team", _team(e.key, portfolio), portfolio) for e in health.teams[:LINES]
            ),
        ),
        Chapter(
            gettext("What each owner carries"),
            tuple(
                _lists(e, "owner", _owner(e.key, portfolio), portfolio)
                for e in health.owners[:LINES]
            ),
        ),
    )


def _lists(each: Load, sort: str, who: Named, portfolio: Portfolio) -> Folded:
    told = (
        ngettext("{count} objective", "{count} objectives", len(each.objectives)),
        ngettext("{count} key result", "{count} key results", len(each.key_results)),
    )
    part = Part("", "", list(_goals(each, portfolio)))
    return folded(f"{sort}_{each.key}", who.name, commas(told), [part])


def _goals(each: Load, portfolio: Portfolio) -> Iterator[str]:
    """Objectives with their key results; one that is not carried itself stands there as context."""
    below: dict[str, tuple[ScoredObjective, list[ScoredKeyResult]]]
    below = {one.id: (one, []) for one in each.objectives}
    own = len(below)
    for one, kr in each.key_results:
        below.setdefault(one.id, (one, []))[1].append(kr)
    for index, (one, key_results) in enumerate(below.values()):
        yield with_key_results(one, key_results, portfolio, context=index >= own)


def _team(key: str, portfolio: Portfolio) -> Named:
    return team(key, portfolio) if key else Named(gettext("Without a team"), "")


def _owner(key: str, portfolio: Portfolio) -> Named:
    return who_id(key, portfolio) or Named(gettext("Without an owner"), "")
