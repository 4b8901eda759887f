"""What had an address: enough to tell, later, that it has none any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from okrsite.model.document import FreePage, Kpi, Objective, Review
    from okrsite.model.portfolio import AlignmentGraph


class Was(NamedTuple):
    """A document as it was; of an entry of a list nothing but its id is known."""

    path: str = ""
    """Within its content folder."""
    title: str = ""


Ids = Mapping[str, Mapping[str, Was]]
"""What had an address, by kind (`objective`, `team`) and id."""


def ids_of(graph: AlignmentGraph) -> Ids:
    """All that has an address of its own."""
    return {
        "objective": _documents(graph.objectives.values()),
        "kpi": _documents(graph.kpis.values()),
        "review": _documents(graph.reviews.values()),
        "page": _documents(graph.pages.values()),
        "team": dict.fromkeys(graph.teams, Was()),
        "person": dict.fromkeys(graph.people, Was()),
        "cycle": dict.fromkeys(graph.cycles, Was()),
    }


def _documents(found: Iterable[Objective | Kpi | Review | FreePage]) -> dict[str, Was]:
    return {each.id: Was(each.place.path, each.title.plain) for each in found}
