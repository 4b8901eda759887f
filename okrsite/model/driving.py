"""What drives an objective's figures, and how far it moves when one of these moves by 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrsite.model.measure import NEAR, Contribution
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective


@dataclass(frozen=True, slots=True)
class Part:
    """A key result of an objective, or an objective below that drives it."""

    key_result: str | None
    """The key result, or the one through which the objective below drives."""
    below: str | None
    """The objective below; None: the key result itself."""
    share: float
    """0 to 1."""


def parts(above: ScoredObjective, *, expecting: bool = False) -> Iterator[Part]:
    """What an objective's progress is made of; `expecting`: what progress against pace is.

    Each of an `aligned` key result's contributors comes after it.
    """
    used = [item for item in above.items if item.used and not (expecting and item.expected is None)]
    whole = sum(item.weight for item in used)
    if whole <= NEAR:
        return
    for item in used:
        share = item.weight / whole
        if item.objective:
            yield Part(None, item.id, share)
            continue
        yield Part(item.id, None, share)
        key_result = above.key_result(item.id)
        for below, inside in _inside(key_result, expecting) if key_result is not None else ():
            yield Part(item.id, below, share * inside)


def _inside(key_result: ScoredKeyResult, expecting: bool) -> Iterator[tuple[str, float]]:
    """How far a key result moves with each of its contributors."""
    how, found = key_result.facts.aligned, key_result.moment.contributions
    if how is None:
        return  # those aligned to it only support it
    if how == "min":
        least = lowest(found)
        if least is not None and not (expecting and least.expected is None):
            yield least.objective, 1.0
        return
    counted = [each for each in found if not (expecting and each.expected is None)]
    whole = sum(each.weight for each in counted)
    if whole > 0:
        yield from ((each.objective, each.weight / whole) for each in counted)


def lowest(found: Sequence[Contribution]) -> Contribution | None:
    """The one with the least progress; of several the first by id."""
    least = min((each.progress for each in found), default=0.0)
    near = [each for each in found if each.progress <= least + NEAR]
    return min(near, key=lambda each: each.objective, default=None)
