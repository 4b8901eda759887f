"""Cuts structured references from what an audience sees to what it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from okrsite.model.directory import Directory, Lookup, Target
from okrsite.model.document import (
    CheckInDocument,
    Documents,
    Entry,
    Initiative,
    KeyResult,
    Kpi,
    Line,
    Objective,
    Ref,
    Review,
)
from okrsite.model.measure import CheckIn
from okrsite.model.noun import replace
from okrsite.model.organisation import Person, Team
from okrsite.model.prose import Prose

Find = Callable[[str], Lookup]


class Scissors:
    """Knows what there is and what is seen; a reference to the difference goes."""

    def __init__(self, everything: Directory, seen: Directory) -> None:
        self._all = everything
        self._seen = seen
        shown = {each.place.file for each in seen.documents.aside}
        self._hidden_names = {
            name
            for each in everything.documents.aside
            if each.place.file not in shown
            for name in each.names
        }

    def cut(self, documents: Documents) -> Documents:
        """Cut every document."""
        north = documents.site.north_star
        site = documents.site
        if north is not None and self._kpi_gone(north):
            site = replace(site, north_star=None)
        return replace(
            documents,
            site=site,
            teams=tuple(map(self._team, documents.teams)),
            people=tuple(map(self._person, documents.people)),
            objectives=tuple(map(self._objective, documents.objectives)),
            checkins=tuple(map(self._checkin, documents.checkins)),
            reviews=tuple(map(self._review, documents.reviews)),
            kpis=tuple(map(self._kpi, documents.kpis)),
        )

    @staticmethod
    def _hides(found: Lookup, seen: Iterable[str]) -> bool:
        return found.key is not None and found.key not in seen

    def _gone(self, ref: Ref, cycle: str | None) -> bool:
        found = self._all.objective(ref.text, self._all.enclosing(cycle))
        return self._lookup_gone(found) or (
            not found.found and ref.document.lower() in self._hidden_names
        )

    def _lookup_gone(self, found: Lookup) -> bool:
        """Hidden, or between several of which one is: it may mean that one."""
        keys = [found.key] if found.key is not None else list(found.several)
        return any(key.partition("#")[0] not in self._seen.objectives for key in keys)

    def _who_gone(self, text: str) -> bool:
        found = self._all.who(text)
        return found.key is not None and not self._seen.who(text).found

    def _who(self, ref: Ref | None) -> Ref | None:
        return None if ref is None or self._who_gone(ref.text) else ref

    def _whos(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        return tuple(ref for ref in refs if not self._who_gone(ref.text))

    def _kpi_gone(self, text: str) -> bool:
        return self._lost(text, self._all.kpi(text), self._seen.kpis)

    def _lost(self, text: str, found: Lookup, seen: Iterable[str]) -> bool:
        """Hidden, or named as a hidden document is that could not be read."""
        nothing = not found.found and text.lower() in self._hidden_names
        return nothing or self._hides(found, seen)

    def _named(self, ref: Ref | None, find: Find, seen: Iterable[str]) -> Ref | None:
        if ref is None:
            return None
        return None if self._lost(ref.text, find(ref.text), seen) else ref

    def _team(self, team: Team) -> Team:
        lead = team.lead
        return replace(team, lead=None) if lead and self._who_gone(lead) else team

    def _person(self, person: Person) -> Person:
        hidden = person.team is not None and self._hides(
            self._all.team(person.team), self._seen.teams
        )
        return replace(person, team=None) if hidden else person

    def _objective(self, objective: Objective) -> Objective:
        cycle = objective.cycle.text
        before = objective.continues
        return replace(
            objective,
            owner=self._who(objective.owner),
            contributors=self._whos(objective.contributors),
            aligns_to=tuple(a for a in objective.aligns_to if not self._gone(a.to, cycle)),
            depends_on=tuple(d for d in objective.depends_on if not self._gone(d.objective, cycle)),
            continues=None if before is None or self._gone(before, cycle) else before,
            key_results=tuple(self._key_result(each) for each in objective.key_results),
            initiatives=tuple(map(self._initiative, objective.initiatives)),
        )

    def _key_result(self, key_result: KeyResult) -> KeyResult:
        return replace(
            key_result,
            owner=self._who(key_result.owner),
            contributors=self._whos(key_result.contributors),
            kpi=self._named(key_result.kpi, self._all.kpi, self._seen.kpis),
            deferred_to=self._named(
                key_result.deferred_to,
                self._all.cycle,
                [cycle.id for cycle in self._seen.cycles.values()],
            ),
            checkins=tuple(map(self._word, key_result.checkins)),
        )

    def _initiative(self, initiative: Initiative) -> Initiative:
        return replace(initiative, owner=self._who(initiative.owner))

    def _word(self, word: CheckIn) -> CheckIn:
        return replace(word, by=None) if word.by and self._who_gone(word.by) else word

    def _checkin(self, document: CheckInDocument) -> CheckInDocument:
        return replace(
            document,
            by=self._who(document.by),
            key_results=self._entries(document.key_results, document),
            objectives=self._entries(document.objectives, document),
            kpis=tuple(
                self._entry(entry) for entry in document.kpis if not self._kpi_gone(entry.ref.text)
            ),
            text=tuple(self._section(section, document) for section in document.text),
        )

    def _entries(self, entries: Iterable[Entry], document: CheckInDocument) -> tuple[Entry, ...]:
        return tuple(
            self._entry(entry) for entry in entries if not self._line_gone(entry.ref.text, document)
        )

    def _entry(self, entry: Entry) -> Entry:
        return replace(entry, said=self._word(entry.said))

    def _line_gone(self, head: str, document: CheckInDocument) -> bool:
        target = self._all.line(head, document)
        if isinstance(target, Lookup) and not target.several:
            return head.lower().partition("#")[0] in self._hidden_names
        return self._target_gone(target)

    def _target_gone(self, target: Target | Lookup) -> bool:
        if isinstance(target, Lookup):
            return self._lookup_gone(target)
        seen = self._seen.kpis if target.kind == "kpi" else self._seen.objectives
        return target.key not in seen

    def _section(
        self, section: Prose | tuple[Line, ...], document: CheckInDocument
    ) -> Prose | tuple[Line, ...]:
        if isinstance(section, Prose):
            return section
        return tuple(
            line for line in section if not (line.head and self._line_gone(line.head, document))
        )

    def _review(self, review: Review) -> Review:
        cycle = review.cycle.text if review.cycle else None
        return replace(
            review,
            decisions=tuple(d for d in review.decisions if not self._gone(d.objective, cycle)),
            scores=tuple((ref, s) for ref, s in review.scores if not self._gone(ref, cycle)),
        )

    def _kpi(self, kpi: Kpi) -> Kpi:
        return replace(
            kpi,
            owner=self._who(kpi.owner),
            checkins=tuple(map(self._word, kpi.checkins)),
        )
