"""What an objective rests on, level by level: key results, and the objectives aligned to them."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.driving import parts
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Edge, Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.why import shortfall


@dataclass(frozen=True, slots=True)
class Contributor:
    """A line of the tree, in the order in which it is read."""

    level: int
    """1: directly below the objective that is asked about."""
    objective: ScoredObjective
    key_result: ScoredKeyResult | None
    """None: the objective itself contributes."""
    drives: bool
    """Whether it moves what it stands below, or only supports it."""
    weighs: float | None
    """How far the objective that is asked about moves with it on this way; None: not at all."""
    again: bool = False
    """Whether what is below it was told before, on another way."""

    @property
    def about(self) -> ScoredKeyResult | ScoredObjective:
        """The key result, else the objective."""
        return self.key_result or self.objective

    @property
    def amount(self) -> float | None:
        """Its part in the shortfall of the objective that is asked about."""
        gap = shortfall(self.about)
        return None if gap is None or self.weighs is None else gap * self.weighs


def contributors(
    scored: ScoredObjective, portfolio: Portfolio, deepest: int | None = None
) -> Iterator[Contributor]:
    """The tree below an objective; each objective is opened once, so that it always ends.

    `deepest`: how many levels of objectives are told; None: all.
    """
    opened = {scored.id}
    ways = [_below(scored, portfolio, 1, 1.0)]
    while ways:
        line = next(ways[-1], None)
        if line is None:
            ways.pop()
        elif line.key_result is not None:
            yield line
        elif deepest is None or len(ways) <= deepest:
            again = line.objective.id in opened
            yield replace(line, again=again)
            if not again:
                opened.add(line.objective.id)
                ways.append(_below(line.objective, portfolio, line.level + 1, line.weighs))


def _below(
    scored: ScoredObjective, portfolio: Portfolio, level: int, weighs: float | None
) -> Iterator[Contributor]:
    """Key results, each with those aligned to it; then those aligned to the objective itself."""
    shares = {(each.key_result, each.below): each.share for each in parts(scored, expecting=True)}

    def weight(key_result: str | None, below: str | None) -> float | None:
        share = shares.get((key_result, below))
        return None if share is None or weighs is None else weighs * share

    def aligned(key_result: str | None, level: int) -> Iterator[Contributor]:
        for edge in scored.down:
            if edge.key_result == key_result:
                yield _line(edge, level, weight(key_result, edge.source))

    def _line(edge: Edge, level: int, weighs: float | None) -> Contributor:
        return Contributor(level, portfolio.objectives[edge.source], None, edge.drives, weighs)

    for each in scored.key_results:
        yield Contributor(level, scored, each, drives=True, weighs=weight(each.id, None))
        yield from aligned(each.id, level + 1)
    yield from aligned(None, level)
