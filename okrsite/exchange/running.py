"""Which of the cycles that files tell of are looked at: those that are over are history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.exchange.found import Found, Period
from okrsite.exchange.periods import period_in, year_in
from okrsite.model.noun import replace
from okrsite.model.text import listed

EVERY = "all"
"""What names every cycle."""


def of_cycle(found: Found, cycle: str) -> tuple[Found, str]:
    """The objectives to look at, and the cycle that they are to be taken as those of.

    `cycle` is one that the files tell of: only its objectives; `all`: every one; another: all of
    them as its own; empty: those of the last cycle, and of all that run while it does, such as the
    year around a quarter.
    """
    told = {name.casefold(): period for name, period in _told(found)}
    if cycle.casefold() == EVERY:
        return found, ""
    if cycle.casefold() in told:
        return _only(found, {told[cycle.casefold()].id}, told.values()), ""
    if cycle or len(told) < 2:
        return found, cycle
    last = max(told.values(), key=lambda each: (each.ends, each.starts))
    running = {each.id for each in told.values() if _overlap(each, last)}
    return _only(found, running, told.values()), ""


def _told(found: Found) -> Iterator[tuple[str, Period]]:
    """The cycles of objectives, by the words that say which."""
    known = {period.id: period for period in found.periods}
    for words in sorted({each.cycle for each in found.objectives if each.cycle}):
        period = known.get(words) or period_in(words) or year_in(words)
        if period is not None:
            yield words, replace(period, id=words)


def _overlap(one: Period, other: Period) -> bool:
    return one.starts <= other.ends and other.starts <= one.ends


def _only(found: Found, cycles: set[str], told: Iterable[Period]) -> Found:
    """What belongs to some cycles, or to none that is told of; with a note on the others."""
    others = [each.id for each in sorted(told, key=lambda each: each.starts)]
    left = [each for each in others if each not in cycles]
    if not left:
        return found
    kept = tuple(each for each in found.objectives if each.cycle not in left)
    note = (
        f"The files tell of {len(others)} cycles; this looks at {listed(sorted(cycles))}, not at "
        f"{listed(left[:8])}{' and others' if len(left) > 8 else ''}. --cycle chooses one, or "
        f"`{EVERY}`."
    )
    return replace(found, objectives=kept, notes=(note, *found.notes))
