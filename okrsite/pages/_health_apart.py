"""Goals and teams that stand apart from the cascade."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.health import Coverage, Health
from okrsite.model.organisation import Team
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._health_lists import (
    FIRST,
    Listing,
    Open,
    listing,
    of_goal,
    of_objective,
    of_thing,
)
from okrsite.pages._words import listed


def apart(health: Health, portfolio: Portfolio) -> Open:
    """One list for each way of standing apart; those that are empty are left out."""
    lists = (*_goals(health.coverage, portfolio), *_teams(health.coverage))
    return Open(_title(health), tuple(each for each in lists if each.many))


def _goals(coverage: Coverage, portfolio: Portfolio) -> Iterable[Listing]:
    def line(each: ScoredObjective) -> str:
        return of_objective(each, portfolio)

    sightless, orphans = coverage.sight.lacking, coverage.serving.lacking
    yield listing(
        "sight_",
        gettext("Without a line of sight"),
        sightless,
        line,
        gettext("No way up leads to an objective of the whole organisation."),
    )
    told = {each.id for each in sightless} >= {each.id for each in orphans}
    yield listing(
        "orphans_",
        gettext("Orphans"),
        orphans,
        line,
        gettext("They serve nothing, though a goal above runs that they could serve."),
        shown=0 if told else FIRST,
    )
    yield listing(
        "adrift_", gettext("Operational, and serving no strategic goal"), coverage.adrift, line
    )
    yield listing(
        "unsupported_",
        gettext("Supported by nobody"),
        coverage.unsupported,
        lambda goal: of_goal(goal, portfolio),
        gettext("Goals that teams below should carry."),
    )


def _teams(coverage: Coverage) -> Iterable[Listing]:
    def line(each: Team) -> str:
        return of_thing(each.name, addresses.team(each.id))

    yield listing("teams_", gettext("Teams without an objective"), coverage.teams.lacking, line)
    yield listing(
        "outside_",
        gettext("Teams outside the cascade"),
        coverage.connected.lacking,
        line,
        gettext("They have objectives, and none of these has a line of sight."),
    )


def _title(health: Health) -> str:
    coverage = health.coverage
    if not health.pursued:
        return gettext("No team has an objective yet")
    goals = (*coverage.sight.lacking, *coverage.serving.lacking, *coverage.adrift)
    teams = (*coverage.teams.lacking, *coverage.connected.lacking)
    apart, alone = len({each.id for each in goals}), len({each.id for each in teams})
    told = []
    if apart:
        told.append(ngettext("{count} objective", "{count} objectives", apart))
    if alone:
        told.append(ngettext("{count} team", "{count} teams", alone))
    if told:
        return ngettext(
            "{found} stands apart from the cascade",
            "{found} stand apart from the cascade",
            apart + alone,
            found=listed(told),
        )
    if many := len(coverage.unsupported):
        return ngettext(
            "{count} goal supported by nobody", "{count} goals supported by nobody", many
        )
    return gettext("Nothing stands apart from the cascade")
