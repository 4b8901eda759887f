"""How far each objective above moves when one moves by 1 (semantics: "The graph")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from okrsite.model.driving import parts
from okrsite.model.portfolio import ScoredObjective


def leverage(leaves_first: Mapping[str, ScoredObjective]) -> dict[str, dict[str, float]]:
    """By objective and id above; one that moves nothing is not there.

    Taken from the top down, so that each edge is looked at once: what an objective moves is what it
    moves directly, and a share of all that these move.
    """
    up: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for above in leaves_first.values():
        for part in parts(above):
            if part.below is not None and part.share > 0:
                up[part.below].append((above.id, part.share))
    found: dict[str, dict[str, float]] = {}
    for key in reversed([*leaves_first]):
        moved: dict[str, float] = defaultdict(float)
        for above_id, share in up.get(key, ()):
            moved[above_id] += share
            for further, factor in found.get(above_id, {}).items():
                moved[further] += share * factor
        if moved:
            found[key] = dict(sorted(moved.items()))
    return found
