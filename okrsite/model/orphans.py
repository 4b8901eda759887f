"""Goals that serve nothing above them, though they could."""

from __future__ import annotations

from okrsite.model.cascade import Cascade
from okrsite.model.portfolio import ScoredObjective


def is_orphan(each: ScoredObjective, cascade: Cascade) -> bool:
    """Whether an objective of a team or person serves nothing, and could serve a goal above it.

    An operational one that could serve a strategic one is told apart: `Cascade.lacks_strategy`.
    """
    return (
        not each.whole
        and not cascade.serves(each)
        and not cascade.names_unseen(each.objective)
        and cascade.offers(cascade.above(each.objective), each.cycle) is not None
        and not cascade.lacks_strategy(each)
    )
