"""Why an objective is not on track: the leaves that pull it down, through the graph.

Where objectives below drive it, each leaf has an amount: its own shortfall (expected - progress)
times how far the objective moves with it, summed over all ways up. They are counted, as status is,
among what has an expectation; where everything has one, they add up to the objective's shortfall,
and those ahead of pace take some of it away. Objectives that only support move no figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter

from okrsite.model.driving import Part, parts
from okrsite.model.measure import NEAR
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import STEPS, Status

Leaf = tuple[str, str | None]
"""A key result of an objective; None: the objective itself, where nothing of it stands out."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A leaf that pulls an objective down."""

    objective: str
    key_result: str | None
    status: Status
    stale: bool
    amount: float | None
    """Its part of the shortfall, 0 to 1; None where it only supports."""

    @property
    def slight(self) -> bool:
        """Whether its part would be rounded to nothing."""
        return self.amount is not None and self.amount < 0.005


def behind(status: Status) -> bool:
    """Whether a status is one that asks for a reason."""
    return STEPS.get(status, 0) > 0


def shortfall(scored: ScoredObjective | ScoredKeyResult) -> float | None:
    """How far it is behind pace; below 0 where it is ahead, None where nothing is expected."""
    if scored.progress is None or scored.expected is None:
        return None
    return scored.expected - scored.progress


def reasons(scored: ScoredObjective, portfolio: Portfolio) -> tuple[Reason, ...]:
    """What pulls an objective down: what stands badly before the rest, the most first.

    Nothing where the objective itself is not behind.
    """
    if not behind(scored.status):
        return ()
    driven = _made_of(scored, portfolio)
    told = _amounts(scored.id, driven, portfolio)
    found: dict[Leaf, float | None] = {
        leaf: amount for leaf, amount in told.items() if amount > NEAR
    }
    for leaf in _unmeasured(driven, told, portfolio):
        found.setdefault(leaf, None)
    return tuple(sorted((_reason(*each, portfolio) for each in found.items()), key=_order))


def amounts(scored: ScoredObjective, portfolio: Portfolio) -> dict[Leaf, float]:
    """The part of each leaf in an objective's shortfall; below 0 where the leaf is ahead."""
    return _amounts(scored.id, _made_of(scored, portfolio), portfolio)


def _reason(leaf: Leaf, amount: float | None, portfolio: Portfolio) -> Reason:
    key, part = leaf
    objective = portfolio.objectives[key]
    about = objective.key_result(part) if part is not None else None
    told = about or objective
    return Reason(key, part, told.status, told.stale, amount)


def _order(each: Reason) -> tuple[bool, float, int, str, str]:
    how_bad = -(each.amount or 0), -STEPS.get(each.status, 0)
    last = each.slight or not behind(each.status)
    return last, *how_bad, each.objective, each.key_result or ""


# Along driving edges --------------------------------------------------------------------------

Driven = dict[str, list[Part]]
"""What each objective is made of, from one objective down; above before below."""


def _made_of(top: ScoredObjective, portfolio: Portfolio) -> Driven:
    made: Driven = {}
    waiting = [top.id]
    while waiting:
        key = waiting.pop()
        if key not in made:
            made[key] = list(parts(portfolio.objectives[key], expecting=True))
            waiting += _below(made[key])
    order = TopologicalSorter({key: _below(found) for key, found in made.items()})
    return {key: made[key] for key in reversed([*order.static_order()])}


def _below(found: list[Part]) -> list[str]:
    return [part.below for part in found if part.below is not None]


def _amounts(top: str, driven: Driven, portfolio: Portfolio) -> dict[Leaf, float]:
    """Each objective hands what it weighs down to what it is made of."""
    weighs: dict[str, float] = defaultdict(float, {top: 1.0})
    found: dict[Leaf, float] = {}
    for key, made in driven.items():
        measured_below = {part.key_result for part in made if part.below is not None}
        for part in made:
            if part.below is not None:
                weighs[part.below] += weighs[key] * part.share
            elif part.key_result not in measured_below and part.key_result is not None:
                each = portfolio.objectives[key].key_result(part.key_result)
                gap = None if each is None else shortfall(each)
                found[key, part.key_result] = weighs[key] * part.share * (gap or 0.0)
    return found


# Along other edges ----------------------------------------------------------------------------


def _unmeasured(driven: Driven, known: dict[Leaf, float], portfolio: Portfolio) -> Iterator[Leaf]:
    """Leaves that stand badly and whose part cannot be told, each objective looked at once."""
    waiting = [key for key in driven if behind(portfolio.objectives[key].status)]
    seen = set(waiting)
    while waiting:
        key = waiting.pop()
        objective = portfolio.objectives[key]
        bad = [each for each in objective.key_results if _pulls(each)]
        yield from (
            (key, each.id) for each in bad if not (each.facts.aligned and each.contributors)
        )
        below = [
            edge.source
            for edge in objective.down
            if behind(portfolio.objectives[edge.source].status)
            and (edge.key_result is None or any(each.id == edge.key_result for each in bad))
        ]
        if not bad and not below and not any(leaf[0] == key for leaf in known):
            yield key, None
        waiting += [each for each in below if each not in seen]
        seen.update(below)


def _is_measured_below(each: ScoredKeyResult) -> bool:
    return each.facts.aligned is not None and bool(each.contributors)


def _pulls(each: ScoredKeyResult) -> bool:
    return behind(each.status) and each.key_result.weight > 0
