"""How two cycles lie in time."""

from __future__ import annotations

from collections.abc import Mapping

from okrsite.model.cycle import Cycle

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
