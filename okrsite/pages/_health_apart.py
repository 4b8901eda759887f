"""Goals and teams that stand apart from the cascade."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.model import addresses
from okrsite.model.health import Coverage, Health
from okrsite.model.organisation import Team
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.text import listed
from okrsite.pages._health_lists import (
    FIRST,
    Listing,
    Open,
    listing,
    of_goal,
    of_objective,
    of_thing,
)
from okrsite.pages._words import count


def apart(health: Health, portfolio: Portfolio) -> Open:
    """One list for each way of standing apart; those that are empty are left out."""
    lists = (*_goals(health.coverage, portfolio), *_teams(health.coverage))
    return Open(_title(health), tuple(each for each in lists if each.many))


def _goals(coverage: Coverage, portfolio: Portfolio) -> Iterable[Listing]:
    def lines(found: Iterable[ScoredObjective]) -> list[str]:
        return [of_objective(each, portfolio) for each in found]

    sightless, orphans = coverage.sight.lacking, coverage.serving.lacking
    yield listing(
        "sight_",
        "Without a line of sight",
        lines(sightless),
        "No way up leads to an objective of the whole organisation.",
    )
    told = {each.id for each in sightless} >= {each.id for each in orphans}
    yield listing(
        "orphans_",
        "Orphans",
        lines(orphans),
        "They serve nothing, though a goal above runs that they could serve.",
        shown=0 if told else FIRST,
    )
    yield listing("adrift_", "Operational, and serving no strategic goal", lines(coverage.adrift))
    yield listing(
        "unsupported_",
        "Supported by nobody",
        [of_goal(goal, portfolio) for goal in coverage.unsupported],
        "Goals that teams below should carry.",
    )


def _teams(coverage: Coverage) -> Iterable[Listing]:
    def lines(found: Iterable[Team]) -> list[str]:
        return [of_thing(each.name, addresses.team(each.id)) for each in found]

    yield listing("teams_", "Teams without an objective", lines(coverage.teams.lacking))
    yield listing(
        "outside_",
        "Teams outside the cascade",
        lines(coverage.connected.lacking),
        "They have objectives, and none of these has a line of sight.",
    )


def _title(health: Health) -> str:
    coverage = health.coverage
    if not health.pursued:
        return "No team has an objective yet"
    goals = (*coverage.sight.lacking, *coverage.serving.lacking, *coverage.adrift)
    teams = (*coverage.teams.lacking, *coverage.connected.lacking)
    found = (len({each.id for each in goals}), len({each.id for each in teams}))
    told = [
        count(many, word) for many, word in zip(found, ("objective", "team"), strict=True) if many
    ]
    if told:
        return f"{listed(told)} {'stands' if sum(found) == 1 else 'stand'} apart from the cascade"
    if coverage.unsupported:
        return f"{count(len(coverage.unsupported), 'goal')} supported by nobody"
    return "Nothing stands apart from the cascade"
