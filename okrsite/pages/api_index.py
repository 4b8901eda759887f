"""api/v1/index.json: the site for machines, and where each cycle's data lie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from okrsite import __version__
from okrsite.model import addresses
from okrsite.model.page import Format, PageType
from okrsite.model.portfolio import Portfolio, ScoredKpi
from okrsite.pages._contract import iso


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One file."""
    del portfolio
    yield "/api/v1/index.json", ""


def view(portfolio: Portfolio, key: str) -> dict[str, Any]:
    """The index of the contract."""
    del key
    return {
        "version": 1,
        "generator": f"okrsite {__version__}",
        "as_of": iso(portfolio.as_of),
        "audience": portfolio.audience,
        "mission": portfolio.site.mission.plain or None,
        "teams": [
            {
                "id": team.id,
                "name": team.name,
                "parent": team.parent,
                "lead": team.lead,
                "mission": team.mission.plain or None,
                "until": iso(team.until),
                "url": addresses.team(team.id),
            }
            for team in portfolio.teams.values()
        ],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "role": person.role or None,
                "team": person.team,
                "until": iso(person.until),
                "url": addresses.person(person.id),
            }
            for person in portfolio.people.values()
        ],
        "kpis": [_kpi(each) for each in portfolio.kpis.values()],
        "cycles": [
            {
                "id": cycle.id,
                "title": cycle.title,
                "within": cycle.within,
                "starts": iso(cycle.starts),
                "ends": iso(cycle.ends),
                "kind": str(cycle.kind),
                "url": addresses.cycle(cycle.id),
                "data": addresses.cycle_data(cycle.id),
            }
            for cycle in portfolio.cycles.values()
        ],
    }


def _kpi(each: ScoredKpi) -> dict[str, Any]:
    kpi = each.kpi
    return {
        "id": kpi.id,
        "title": kpi.title.plain,
        "url": addresses.kpi(kpi.id),
        "team": kpi.team.text if kpi.team else None,
        "owner": kpi.owner.text if kpi.owner else None,
        "unit": kpi.unit or None,
        "min": kpi.healthy.min if kpi.healthy else None,
        "max": kpi.healthy.max if kpi.healthy else None,
        "value": each.value,
        "healthy": each.healthy,
        "last_word": iso(each.last_word),
        "checkins": [
            {"date": iso(word.date), "value": word.value, "note": word.note.plain or None}
            for word in each.words
        ],
    }


PAGE = PageType("api_index", pages, view, Format.JSON)
