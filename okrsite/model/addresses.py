"""Permanent addresses, from the site's root."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

HOME = "/"
CASCADE = "/cascade/"
MAP = "/map/"
CASCADE_TREE = "/cascade/tree.json"
UPDATES = "/updates/"
CHECK_IN = "/check-in/"
HEALTH = "/health/"
KPIS = "/kpis/"
REVIEWS = "/reviews/"
TEAMS = "/teams/"
PEOPLE = "/people/"
CYCLES = "/cycles/"
LIBRARY = "/library/"
COMPARE = "/compare/"
AGENDA = "/agenda/"
PRESENT = "/present/"
BRIEF = "/brief/"
TIMELINE = "/timeline/"
FEED = "/feed.xml"
CALENDAR = "/calendar.ics"
SEARCH = "/search/"


def objective(key: str, key_result: str | None = None) -> str:
    """The page of an objective, or one of its key results on it."""
    return f"/objectives/{key}/" + (f"#kr-{key_result}" if key_result else "")


def team(key: str) -> str:
    """The page of a team."""
    return f"/teams/{key}/"


def person(key: str) -> str:
    """The page of a person."""
    return f"/people/{key}/"


def cycle(key: str) -> str:
    """The page of a cycle."""
    return f"/cycles/{quote(key.lower())}/"


def cycle_data(key: str) -> str:
    """The machine-readable file of a cycle, its id as written."""
    return f"/api/v1/cycles/{quote(key)}.json"


def team_map(key: str) -> str:
    """The map of a team."""
    return f"/map/teams/{key}/"


def cycle_map(key: str) -> str:
    """The map of a cycle."""
    return f"/map/cycles/{quote(key.lower())}/"


def kpi(key: str) -> str:
    """The page of a kpi."""
    return f"/kpis/{key}/"


def review(key: str) -> str:
    """The page of a review."""
    return f"/reviews/{key}/"


def page(key: str) -> str:
    """A page of the organisation's own."""
    return f"/pages/{key}/"


def week(day: date) -> str:
    """The ISO week of a day: `2026-W42`."""
    year, number, _ = day.isocalendar()
    return f"{year}-w{number:02}"


def update(key: str, day: date) -> str:
    """The entry of a check-in document among its week's updates."""
    return f"/updates/{week(day)}/#{key}"


def check_in(kind: str, key: str, objective: str = "") -> str:
    """The page where a team or person (`kind`) checks in, at one of their objectives."""
    return f"{CHECK_IN}?{kind}={key}" + (f"&objective={objective}" if objective else "")


def check_in_data(kind: str, key: str) -> str:
    """What that page asks of a team or person, as data."""
    return f"{CHECK_IN}{kind}/{key}.json"
