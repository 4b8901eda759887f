"""Which maps there are, and how they lead to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.pursuit import home
from okrsite.pages._index import subteams, team_paths
from okrsite.pages._map_fold import Box, organisation
from okrsite.pages._map_scope import Scope, by_cycle, now, of_cycle, of_team, whole
from okrsite.pages._memo import shared
from okrsite.pages._rows import Named, team


class Which(NamedTuple):
    """A map; of the whole organisation where both are None."""

    team: str | None = None
    cycle: str | None = None

    @classmethod
    def read(cls, key: str) -> Which:
        """From the key of its page."""
        sort, _, about = key.partition(" ")
        return cls(about if sort == "team" else None, about if sort == "cycle" else None)

    def scope(self, portfolio: Portfolio) -> Scope:
        """Its objectives."""
        if self.cycle is not None:
            return of_cycle(self.cycle, portfolio)
        return of_team(self.team, portfolio) if self.team is not None else whole(portfolio)

    def name(self, portfolio: Portfolio) -> str:
        """What it is a map of; empty: the whole organisation."""
        if self.cycle is not None:
            return portfolio.cycles[self.cycle].title
        return portfolio.teams[self.team].name if self.team is not None else ""


def every(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """(address, key) of all maps: the whole, teams that have something to show, cycles that do."""
    yield addresses.MAP, ""
    shown = teams(portfolio)
    yield from ((addresses.team_map(key), f"team {key}") for key in portfolio.teams if key in shown)
    yield from ((addresses.cycle_map(key), f"cycle {key}") for key in _cycles(portfolio))


@shared
def _cycles(portfolio: Portfolio) -> tuple[str, ...]:
    """The cycles that have a map."""
    return tuple(by_cycle(portfolio))


@shared
def teams(portfolio: Portfolio) -> Mapping[str, None]:
    """The teams that have a map: those with objectives, and those above them.

    The map of the team that is the organisation is that of the whole.
    """
    paths, known = team_paths(portfolio), portfolio.objectives
    held = {home(known[key].objective, portfolio) or "" for key in now(portfolio)}
    found = {key for each in held for key in paths.get(each, "").split()}
    return dict.fromkeys(sorted(found - {organisation(portfolio)}))


def of(each: ScoredObjective, portfolio: Portfolio) -> str:
    """The place of an objective on the map where most of its surroundings are drawn.

    In SVG an id cannot begin with a figure, and those of objectives do.
    """
    if each.id not in now(portfolio):
        return f"{addresses.cycle_map(each.cycle.id)}#o-{each.id}"
    key = home(each.objective, portfolio) or ""
    way = addresses.team_map(key) if key in teams(portfolio) else addresses.MAP
    return f"{way}#o-{each.id}"


def of_the_team(key: str, portfolio: Portfolio) -> str:
    """The map of a team; empty where it has none."""
    if key == organisation(portfolio):
        return addresses.MAP
    return addresses.team_map(key) if key in teams(portfolio) else ""


def fold(box: Box, which: Which, portfolio: Portfolio) -> str:
    """Where a fold leads to: the map of its team, else its goals in the cascade."""
    if box.key.startswith("others"):
        return addresses.TEAMS
    if which.cycle is None and box.team != which.team and box.team in teams(portfolio):
        return addresses.team_map(box.team)
    cycle = {"cycle": portfolio.cycles[which.cycle].key} if which.cycle is not None else {}
    asked = urlencode({**({"team": box.team} if box.team else {}), **cycle})
    return f"{addresses.CASCADE}?{asked}" if asked else addresses.CASCADE


def above(which: Which, portfolio: Portfolio) -> tuple[Named, ...]:
    """The maps that a map is a part of, the widest first."""
    if which.team is None:
        return () if which.cycle is None else (Named(gettext("Map"), addresses.MAP),)
    found, here = [], portfolio.teams[which.team].parent
    while here in portfolio.teams and here is not None and here != organisation(portfolio):
        found.append(Named(team(here, portfolio).name, addresses.team_map(here)))
        here = portfolio.teams[here].parent
    return (Named(gettext("Map"), addresses.MAP), *reversed(found))


def below(which: Which, portfolio: Portfolio) -> tuple[Named, ...]:
    """The maps of the teams directly below."""
    if which.cycle is not None:
        return ()
    parent = which.team if which.team is not None else organisation(portfolio) or None
    return tuple(
        Named(portfolio.teams[key].name, addresses.team_map(key))
        for key in subteams(portfolio).get(parent, ())
        if key in teams(portfolio)
    )


def cycles(which: Which, portfolio: Portfolio) -> tuple[Named, ...]:
    """The maps of the other cycles, the last one first."""
    return tuple(
        Named(portfolio.cycles[key].title, addresses.cycle_map(key))
        for key in reversed(_cycles(portfolio))
        if key != which.cycle
    )
