"""Which short references are safe: those that every reading of the format resolves alike."""

from __future__ import annotations

from datetime import date

from .structure import CheckInDocument, Cycle, KeyResult, Objective


class Resolver:
    """Knows all objectives and cycles, and what a reference from some place may mean."""

    def __init__(self, objectives: list[Objective], cycles: list[Cycle]) -> None:
        self.objectives = objectives
        self.cycles = {cycle.id: cycle for cycle in cycles}

    def around(self, cycle: str) -> list[str]:
        """The cycles that enclose one, from the inside out."""
        outer = self.cycles[cycle].within
        return [] if outer is None else [outer, *self.around(outer)]

    def contains(self, cycle: str, day: date) -> bool:
        """Whether a day lies in a cycle."""
        wanted = self.cycles[cycle]
        return wanted.starts <= day and (wanted.ends is None or day <= wanted.ends)

    def stem_is_safe(self, source: str, target: Objective) -> bool:
        """Whether the bare stem means this objective and no other.

        "the document of that id, else the one of that stem in the same cycle, then in the enclosing
        ones, then anywhere; two candidates are ambiguous-reference"
        """
        if any(one.id == target.stem for one in self.objectives):
            return False
        namesakes = [one for one in self.objectives if one.stem == target.stem]
        around = self.around(source)
        for among in (
            [one for one in namesakes if one.cycle == source],
            [one for one in namesakes if one.cycle in around],
            namesakes,
        ):
            if among:
                return len(among) == 1 and among[0].id == target.id
        return False

    def own(self, document: CheckInDocument) -> list[Objective]:
        """The objectives of the team, or of the person, that a check-in is by."""
        if document.person is not None:
            return [one for one in self.objectives if one.person == document.person]
        return [one for one in self.objectives if one.team and one.team == document.team]

    def short_of_key_result(
        self, document: CheckInDocument, objective: Objective, key_result: KeyResult
    ) -> str | None:
        """The bare id, where exactly one of the innermost cycles has it and that one is meant.

        "in the cycles that contain the date, innermost first"
        """
        namesakes = [
            one.cycle
            for one in self.own(document)
            for other in one.key_results
            if other.id == key_result.id
        ]
        found = [one for one in namesakes if self.contains(one, document.day)]
        if not found:
            found = [one for one in namesakes if one == self.last_ended(document.day)]
        is_own = any(one.id == objective.id for one in self.own(document))
        if not is_own or found.count(objective.cycle) != 1:
            return None
        around = self.around(objective.cycle)
        outer = [cycle for cycle in found if cycle != objective.cycle]
        return key_result.id if all(cycle in around for cycle in outer) else None

    def last_ended(self, day: date) -> str | None:
        """The cycle that ended last before a day; None where two did at once."""
        ended = {one.id: one.ends for one in self.cycles.values() if one.ends and one.ends < day}
        last = [one for one, ends in ended.items() if ends == max(ended.values())]
        return last[0] if len(last) == 1 else None

    def is_found_bare(self, document: CheckInDocument, objective: Objective) -> bool:
        """Whether a list item may name an objective: one's own, in a cycle of the day."""
        is_own = any(one.id == objective.id for one in self.own(document))
        return is_own and self.contains(objective.cycle, document.day)
