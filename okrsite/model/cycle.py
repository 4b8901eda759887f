"""Cycles: the stretches of time that objectives are set for, and how two of them lie in time."""

from __future__ import annotations

from collections.abc import Mapping
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


LONGER = 1.5
"""A cycle that lasts this many times as long as another is longer, not just another count of days.

A year lasts four quarters and a quarter three months; quarters differ by two days, and a third of
a year lasts only a third longer than a quarter.
"""


def together(one: Cycle, other: Cycle) -> bool:
    """Whether there is a day that both contain."""
    return (one.ends is None or other.starts <= one.ends) and (
        other.ends is None or one.starts <= other.ends
    )


def outlasts(one: Cycle, other: Cycle, cycles: Mapping[str, Cycle], times: float = LONGER) -> bool:
    """Whether a cycle encloses another or, running with it, lasts so many times as long.

    An open cycle has no length: it outlasts only what is written to lie within it.
    """
    if encloses(one, other, cycles):
        return True
    if one.ends is None or other.ends is None or not together(one, other):
        return False
    days, less = (one.ends - one.starts).days + 1, (other.ends - other.starts).days + 1
    return days >= times * less


def encloses(one: Cycle, other: Cycle, cycles: Mapping[str, Cycle]) -> bool:
    """Whether the other lies within it, at any depth."""
    within = other.within
    while within is not None and within in cycles:
        if within == one.id:
            return True
        within = cycles[within].within
    return False
