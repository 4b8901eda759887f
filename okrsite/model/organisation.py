"""Who the organisation is: teams and people."""

from __future__ import annotations

from datetime import date

from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.prose import Prose


@dataclass(frozen=True, slots=True)
class Team:
    """A team; the one without a parent is the organisation."""

    id: str
    name: str
    parent: str | None
    lead: str | None
    """The person who leads it; owner of its objectives where they name none."""
    mission: Prose
    until: date | None
    """The last day of a retired team."""
    audience: str
    place: Place | None
    """None where the documents name the team and org.yml does not exist."""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """A person, or a role that stands for one."""

    id: str
    name: str
    role: str
    team: str | None
    until: date | None
    audience: str
    place: Place | None
