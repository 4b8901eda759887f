"""`okrsite build` without the pages that no peer makes: `python -m benchmarks.peers.alike build`.

What a page shows is not less: explanations, forecasts, diagrams and the like stay on it.
"""

from __future__ import annotations

import okrsite.plan.addresses as planned
from okrsite.model.page import PageType

ALIKE = frozenset(
    {
        *("home", "cascade", "objective", "updates", "not_found", "sitemap"),
        *("team", "teams", "person", "people", "cycle", "cycles"),
    }
)
"""The page types that the peers have templates for too."""

_all = planned.page_types


def _page_types() -> dict[str, PageType]:
    return {name: kind for name, kind in _all().items() if name in ALIKE}


if __name__ == "__main__":
    planned.page_types = _page_types
    from okrsite.cli import main

    main()
