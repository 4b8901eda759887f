"""Silence in words, told once: for a key result, an objective, or a whole cycle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from okrsite.model.cycle import Cycle
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case
from okrsite.model.status import Rhythm, Status
from okrsite.model.text import shortened
from okrsite.rules._goals import under_way
from okrsite.rules._wording import few, named

EVERY: dict[Rhythm, str] = {
    Rhythm.WEEKLY: "every week",
    Rhythm.FORTNIGHTLY: "every fortnight",
    Rhythm.MONTHLY: "every month",
    Rhythm.QUARTERLY: "every quarter",
    Rhythm.END: "at the end",
}
"""What a rhythm promises."""

WHOLE = 3
"""From so many objectives on, the silence of all of them is one finding."""

Quiet = tuple[ScoredKeyResult, int]
"""A key result, and for how many days nothing has been said of it."""

Gathered = tuple[Cycle, list[ScoredObjective], bool]
"""Objectives of a cycle, and whether nobody at all speaks in it."""


def by_cycle(
    case: Case,
    rule: str,
    quiet: Callable[[ScoredKeyResult], bool],
    speaks: Callable[[ScoredObjective], bool],
) -> Iterator[Gathered]:
    """Objectives under way that have a quiet key result, by cycle.

    An objective that is silenced answers for itself, or its reason would excuse the others.
    """
    cycles: defaultdict[str, list[ScoredObjective]] = defaultdict(list)
    for objective in under_way(case):
        cycles[objective.cycle.id].append(objective)
    for objectives in cycles.values():
        found = [each for each in objectives if any(map(quiet, each.key_results))]
        silenced = [each for each in found if rule in each.objective.ignore]
        others = [each for each in found if rule not in each.objective.ignore]
        nobody = len(others) >= WHOLE and not any(map(speaks, objectives))
        yield objectives[0].cycle, others, nobody
        yield objectives[0].cycle, silenced, False


def which(quiet: Sequence[Quiet], objective: ScoredObjective, yet: str = "") -> str:
    """The key results of an objective that are quiet, for how long, and what was promised."""
    (first, days), *rest = quiet
    if any((other, each.rhythm) != (days, first.rhythm) for each, other in rest):
        return f"No word{yet} on {few([_one(*each) for each in quiet])}"
    alive = [each for each in objective.key_results if each.status is not Status.DROPPED]
    names = named(each.id for each, _ in quiet)
    if len(quiet) == len(alive) > 1:
        names = f"any of its {len(quiet)} key results"
    return f"No word{yet} on {names} for {days} days, where one is promised {EVERY[first.rhythm]}"


def _one(each: ScoredKeyResult, days: int) -> str:
    return f"`{shortened(each.id, 40)}` ({days} days; promised {EVERY[each.rhythm]})"
