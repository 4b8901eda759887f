"""What stands on an objective: what it serves, what it would move, who depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

from okrsite.model.document import Dependency
from okrsite.model.measure import NEAR, Contribution
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Edge, Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import Status


@dataclass(frozen=True, slots=True)
class Above:
    """An objective that another one serves, directly or through others."""

    objective: ScoredObjective
    level: int
    """1: it is aligned to directly."""
    leverage: float | None
    """How far it moves when the other one moves by 1; None: it is only supported."""
    gain: float
    """How much its progress would be more, were the other one done."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What stands on an objective."""

    above: tuple[Above, ...]
    """Those that would gain most first, then by level."""
    needed_by: tuple[tuple[ScoredObjective, Dependency], ...]
    """Who depends on it."""


def impact(scored: ScoredObjective, portfolio: Portfolio) -> Impact:
    """What stands on an objective, and what would happen if it were done."""
    levels = _levels(scored, portfolio)
    after = _if_done(scored, levels, portfolio)
    leverage = portfolio.leverage.get(scored.id, {})
    above = [
        _above(portfolio.objectives[key], level, leverage.get(key), after)
        for key, level in levels.items()
    ]
    return Impact(
        above=tuple(sorted(above, key=lambda a: (-a.gain, a.level, a.objective.id))),
        needed_by=tuple(
            (each, need)
            for each in portfolio.objectives.values()
            for need in each.objective.depends_on
            if need.objective.document == scored.id
        ),
    )


def _above(
    each: ScoredObjective, level: int, leverage: float | None, after: Mapping[str, float]
) -> Above:
    now = each.progress or 0.0
    return Above(each, level, leverage, after.get(each.id, now) - now)


def _levels(scored: ScoredObjective, portfolio: Portfolio) -> dict[str, int]:
    """Every objective above, with how many alignments lie between at least."""
    found: dict[str, int] = {}
    here, level = [scored], 1
    while here:
        nearest = dict.fromkeys(edge.objective for each in here for edge in each.up)
        new = [key for key in nearest if key not in found]
        found |= dict.fromkeys(new, level)
        here, level = [portfolio.objectives[key] for key in new], level + 1
    return found


def _if_done(
    scored: ScoredObjective, above: Iterable[str], portfolio: Portfolio
) -> Mapping[str, float]:
    """The progress of all that would move, were an objective done: worked out, not estimated.

    So it holds for `min` too, where the next lowest counts once the lowest is done.
    """
    if scored.status is Status.DROPPED:
        return {}
    after = {scored.id: 1.0}
    known = set(above)
    below = {
        key: [edge.source for edge in portfolio.objectives[key].down if edge.source in known]
        for key in known
    }
    for key in TopologicalSorter(below).static_order():
        each = portfolio.objectives[key]
        progress = _progress(each, after) if each.status is not Status.DROPPED else None
        if progress is not None and abs(progress - (each.progress or 0.0)) > NEAR:
            after[key] = progress
    return after


def _progress(each: ScoredObjective, after: Mapping[str, float]) -> float | None:
    """An objective's progress with some of those below it changed."""
    used = []
    for item in each.items:
        key_result = None if item.objective else each.key_result(item.id)
        if key_result is None:
            progress = after.get(item.id, item.progress)
        else:
            progress = _of_key_result(key_result, each, after)
        if replace(item, progress=progress).used and progress is not None:
            used.append((progress, item.weight))
    whole = sum(weight for _, weight in used)
    return sum(progress * weight for progress, weight in used) / whole if whole > NEAR else None


def _of_key_result(
    each: ScoredKeyResult, objective: ScoredObjective, after: Mapping[str, float]
) -> float | None:
    if each.facts.aligned is None:
        return each.progress
    known = {given.objective: given for given in each.moment.contributions}
    for edge in objective.down:
        if edge.key_result == each.id and edge.source in after:
            old = known.get(edge.source) or _new(edge)
            known[edge.source] = replace(old, progress=after[edge.source])
    given = tuple(known[key] for key in sorted(known))
    raw = each.key_result.measure.raw(replace(each.moment, contributions=given))
    return None if raw is None else min(1.0, max(0.0, raw))


def _new(edge: Edge) -> Contribution:
    """One that had no progress until now, and so did not count."""
    return Contribution(edge.source, edge.weight, 0.0, None, Status.UNMEASURED, stale=False)
