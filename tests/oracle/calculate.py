"""What api/v1/cycles/<id>.json must say of an organisation at a date.

Written for being compared with the page that defines the numbers, sentence by sentence, not for
speed: every question is asked anew of the structure and only its answer is remembered.
"""

from __future__ import annotations

from datetime import date

from . import key_results, objectives
from .figures import KeyResultFigures, ObjectiveFigures
from .measures import weight
from .structure import (
    Aligned,
    Alignment,
    Cycle,
    KeyResult,
    Objective,
    Organisation,
)

Contributor = tuple[str, float, ObjectiveFigures]


class Calculation:
    """All figures of one organisation at one date, each worked out once."""

    def __init__(self, organisation: Organisation, as_of: date) -> None:
        self.organisation = organisation
        self.as_of = as_of
        self._objectives: dict[str, ObjectiveFigures] = {}
        self._key_results: dict[tuple[str, str], KeyResultFigures] = {}
        self._by_id = {objective.id: objective for objective in organisation.objectives}

    # What stands around an objective

    def written(self, objective: str) -> Objective:
        """The objective as it was written."""
        return self._by_id[objective]

    def cycle(self, objective: Objective) -> Cycle:
        """The cycle that an objective is of."""
        return self.organisation.cycle(objective.cycle)

    def edges_to(self, objective: str, key_result: str | None) -> list[tuple[str, Alignment]]:
        """Who is aligned to an objective (no key result) or to one key result of it, by id."""
        return sorted(
            (
                (below.id, edge)
                for below in self.organisation.objectives
                for edge in below.aligns_to
                if (edge.objective, edge.key_result) == (objective, key_result)
            ),
            key=lambda pair: pair[0],
        )

    def rollup(self, objective: Objective) -> str:
        """What an objective is rolled up from.

        "`rollup`, on the objective or in policy: `key_results` (default) ... An objective without
        key results uses `aligned`."
        """
        if not objective.key_results:
            return "aligned"
        return objective.rollup or self.organisation.site.policy.rollup or "key_results"

    def drives(self, edge: Alignment) -> bool:
        """Whether an edge drives what it ends at.

        "aligns-to, which *drives* where it ends at an `aligned` key result (or `rollup` says so)
        and *supports* elsewhere"
        """
        above = self.written(edge.objective)
        if edge.key_result is None:
            return self.rollup(above) in {"aligned", "both"}
        ends_at = next(one for one in above.key_results if one.id == edge.key_result)
        return isinstance(ends_at.measure, Aligned)

    def contributors(self, objective: str, key_result: str) -> list[Contributor]:
        """Who contributes to an aligned key result, by id.

        "*contributors* (objectives aligned to it, not dropped, with a progress)"
        """
        found = [
            (below, weight(edge.weight), self.objective(below))
            for below, edge in self.edges_to(objective, key_result)
        ]
        return [one for one in found if one[2].status != "dropped" and one[2].progress is not None]

    def key_result(self, objective: Objective, key_result: KeyResult) -> KeyResultFigures:
        """The figures of a key result, worked out once."""
        place = (objective.id, key_result.id)
        if place not in self._key_results:
            self._key_results[place] = key_results.work_out(self, objective, key_result)
        return self._key_results[place]

    def objective(self, wanted: str) -> ObjectiveFigures:
        """The figures of an objective, worked out once."""
        if wanted not in self._objectives:
            self._objectives[wanted] = objectives.roll_up(self, self.written(wanted))
        return self._objectives[wanted]
