"""On which level of the map an objective stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from okrsite.model.portfolio import Portfolio
from okrsite.model.pursuit import home
from okrsite.pages._memo import shared


@shared
def levels(portfolio: Portfolio) -> Mapping[str, int]:
    """Each objective one level below the lowest that it is aligned to, so that lines go one way.

    What is aligned to nothing stands on 1 where it is the whole organisation's, else where its
    team stands in the organisation.
    """
    known = portfolio.objectives
    found = {key: _own(key, portfolio) for key in known}
    open_ends = {key: len(each.up) for key, each in known.items()}
    ready = deque(key for key, many in open_ends.items() if not many)
    while ready:
        key = ready.popleft()
        for edge in known[key].down:
            found[edge.source] = max(found[edge.source], found[key] + 1)
            open_ends[edge.source] -= 1
            if not open_ends[edge.source]:
                ready.append(edge.source)
    return found


def _own(key: str, portfolio: Portfolio) -> int:
    each = portfolio.objectives[key]
    if each.up or each.whole:
        return 1
    team = portfolio.teams.get(home(each.objective, portfolio) or "")
    below = 1 if each.objective.person is not None else 0
    return max(2, 1 + (team.depth if team is not None else 1) + below)
