"""Cycles: the stretches of time that objectives are set for."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.status import Rhythm


class CycleKind(StrEnum):
    """What a cycle is for."""

    STRATEGIC = "strategic"
    OPERATIONAL = "operational"


@dataclass(frozen=True, slots=True)
class Cycle:
    """Any two dates; without `ends` it is open."""

    id: str
    """As written, capitals too."""
    title: str
    starts: date
    ends: date | None
    within: str | None
    """The id of the enclosing cycle."""
    kind: CycleKind
    checkin: Rhythm
    health_check: date | None
    grading: date | None
    audience: str
    place: Place
    depth: int = 0
    """How many cycles enclose it."""

    @property
    def key(self) -> str:
        """The id as addresses and default ids write it."""
        return self.id.lower()

    def contains(self, day: date) -> bool:
        """Whether a day lies within, both ends included."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def over(self, day: date) -> bool:
        """Whether the cycle has ended before that day; an open one never does."""
        return self.ends is not None and day > self.ends
