"""Looks up references: what a short or full name in a document means (format: "Ids")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from okrsite.model.cycle import Cycle
from okrsite.model.document import (
    CheckInDocument,
    Documents,
    FreePage,
    Kpi,
    Objective,
    Review,
)
from okrsite.model.noun import dataclass
from okrsite.model.text import did_you_mean, listed, slug


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a reference was found to mean."""

    key: str | None = None
    """The id found; None where there is none, or several."""
    part: str | None = None
    """The key result, where one was named."""
    several: tuple[str, ...] = ()
    """The ids between which it could not be decided."""
    hint: str = ""

    @property
    def found(self) -> bool:
        """Whether it means one thing."""
        return self.key is not None


@dataclass(frozen=True, slots=True)
class Target:
    """What a line of a check-in is about."""

    kind: str
    """`key_result`, `objective` or `kpi`."""
    key: str
    part: str | None = None


class Directory:
    """The names of everything that was read; the first of two that share an id counts."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.cycles: dict[str, Cycle] = {cycle.key: cycle for cycle in documents.cycles}
        self.teams = {team.id: team for team in documents.teams}
        self.people = {person.id: person for person in documents.people}
        self.objectives: dict[str, Objective] = {}
        for objective in documents.objectives:
            self.objectives.setdefault(objective.id, objective)
        self.kpis = {kpi.id: kpi for kpi in reversed(documents.kpis)}
        self.pages = {page.id: page for page in reversed(documents.pages)}
        self.reviews = {review.id: review for review in reversed(documents.reviews)}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for objective in self.objectives.values():
            for alias in objective.aliases:
                found.setdefault(alias, objective.id)
        return found

    @cached_property
    def _stems(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for objective in self.objectives.values():
            found[objective.stem].append(objective.id)
        return dict(found)

    def cycle_of(self, objective: Objective) -> str:
        """The key of an objective's cycle, known or not."""
        return objective.cycle.text.lower()

    def enclosing(self, key: str | None) -> Iterator[str]:
        """A cycle and those around it, innermost first."""
        here = self.cycles.get(key.lower()) if key else None
        while here is not None:
            yield here.key
            here = self.cycles.get(here.within.lower()) if here.within else None

    def cycle(self, text: str) -> Lookup:
        """A cycle by its id, without regard to case."""
        found = self.cycles.get(text.lower())
        if found is not None:
            return Lookup(found.id)
        return Lookup(hint=did_you_mean(text, [cycle.id for cycle in self.cycles.values()]))

    def objective(self, text: str, cycles: Iterable[str] = ()) -> Lookup:
        """An objective by id, alias, or stem: in one cycle after another, then anywhere."""
        name, _, part = text.strip().lower().partition("#")
        found = self._objective(name, cycles)
        if found.key is None or not part:
            return found
        objective = self.objectives[found.key]
        if objective.key_result(part) is not None:
            return Lookup(found.key, part)
        known = [each.id for each in objective.key_results]
        hint = did_you_mean(part, known) or (
            f"`{objective.id}` has {listed(f'`{each}`' for each in known[:8])}."
            if known
            else f"`{objective.id}` has no key results."
        )
        return Lookup(hint=hint)

    def _objective(self, name: str, cycles: Iterable[str]) -> Lookup:
        if name in self.objectives:
            return Lookup(name)
        if name in self._aliases:
            return Lookup(self._aliases[name])
        candidates = self._stems.get(slug(name), []) if name else []
        for cycle in cycles:
            here = [key for key in candidates if self.cycle_of(self.objectives[key]) == cycle]
            if here:
                return _one_of(here)
        return _one_of(candidates) if candidates else Lookup(hint=self._near(name))

    def _near(self, name: str) -> str:
        return did_you_mean(name, [*self.objectives, *self._stems])

    def kpi(self, text: str) -> Lookup:
        """A kpi by id, alias or stem."""
        return _named(text, self.kpis.values())

    def page(self, text: str) -> Lookup:
        """A free page by id, alias or stem."""
        return _named(text, self.pages.values())

    def review(self, text: str) -> Lookup:
        """A review by id, alias or stem."""
        return _named(text, self.reviews.values())

    def team(self, text: str) -> Lookup:
        """A team by id."""
        key = text.lower()
        return Lookup(key) if key in self.teams else Lookup(hint=did_you_mean(key, self.teams))

    def person(self, text: str) -> Lookup:
        """A person by id."""
        key = text.lower()
        return Lookup(key) if key in self.people else Lookup(hint=did_you_mean(key, self.people))

    def who(self, text: str) -> Lookup:
        """A person or a team, the person first."""
        found = self.person(text)
        if found.found:
            return found
        team = self.team(text)
        if team.found:
            return team
        return Lookup(hint=did_you_mean(text.lower(), [*self.people, *self.teams]))

    # Check-ins -------------------------------------------------------------------------------

    def cycles_on(self, day: date) -> list[str]:
        """Cycles that contain a day, innermost first, then those that ended last before it."""
        known = self._cycles_by_day
        if day not in known:
            known[day] = self._cycles_on(day)
        return known[day]

    @cached_property
    def _cycles_by_day(self) -> dict[date, list[str]]:
        return {}

    def _cycles_on(self, day: date) -> list[str]:
        def inner_first(cycle: Cycle) -> tuple[int, int, str]:
            length = (cycle.ends - cycle.starts).days if cycle.ends else 10**6
            return -cycle.depth, length, cycle.key

        running = sorted((c for c in self.cycles.values() if c.contains(day)), key=inner_first)
        ended = [c for c in self.cycles.values() if c.over(day)]
        last = max((c.ends for c in ended if c.ends), default=None)
        just_over = sorted((c for c in ended if c.ends == last), key=inner_first)
        return [cycle.key for cycle in (*running, *just_over)]

    def line(self, head: str, document: CheckInDocument) -> Target | Lookup:
        """What a line of a check-in is about; a Lookup where that is nothing, or several things."""
        name = head.lower()
        cycles = self.cycles_on(document.date)
        if "#" in name:
            found = self.objective(name, cycles)
            if found.key is not None:
                return Target("key_result", found.key, found.part)
            return found
        owner = self._owner(document)
        for cycle in cycles:
            keys = self._parts.get((owner, cycle), {}).get(name)
            if keys:
                several = tuple(f"{key}#{name}" for key in keys)
                return (
                    Target("key_result", keys[0], name)
                    if len(keys) == 1
                    else Lookup(several=several)
                )
        found = self.objective(name, cycles)
        if found.key is not None:
            return Target("objective", found.key)
        kpi = self.kpi(name)
        if kpi.key is not None:
            return Target("kpi", kpi.key)
        return found if found.several else kpi if kpi.several else Lookup()

    def candidates(self, document: CheckInDocument) -> list[str]:
        """What a line of a check-in could have meant."""
        owner = self._owner(document)
        names: list[str] = []
        for cycle in self.cycles_on(document.date):
            names.extend(self._parts.get((owner, cycle), ()))
            for objective in self._by_cycle.get(cycle, ()):
                names.extend((objective.id, objective.stem))
        names.extend(self.kpis)
        return names

    def _owner(self, document: CheckInDocument) -> tuple[str, str] | None:
        if document.person is not None:
            return "person", document.person.text.lower()
        return ("team", document.team.text.lower()) if document.team is not None else None

    @cached_property
    def _by_cycle(self) -> dict[str, list[Objective]]:
        found: dict[str, list[Objective]] = defaultdict(list)
        for objective in self.objectives.values():
            found[self.cycle_of(objective)].append(objective)
        return dict(found)

    @cached_property
    def _parts(self) -> dict[tuple[tuple[str, str] | None, str], dict[str, list[str]]]:
        """(owner or None for everyone, cycle) -> key result -> the objectives that have one."""
        found: dict[tuple[tuple[str, str] | None, str], dict[str, list[str]]] = {}
        for objective in self.objectives.values():
            if objective.person is not None:
                owner = ("person", objective.person.text.lower())
            else:
                owner = ("team", objective.team.text.lower() if objective.team else "")
            for each in (owner, None):
                here = found.setdefault((each, self.cycle_of(objective)), {})
                for key_result in objective.key_results:
                    here.setdefault(key_result.id, []).append(objective.id)
        return found


def _one_of(keys: list[str]) -> Lookup:
    return Lookup(keys[0]) if len(keys) == 1 else Lookup(several=tuple(sorted(keys)))


def _named(text: str, documents: Iterable[Kpi | FreePage | Review]) -> Lookup:
    name = text.strip().lower()
    known = list(documents)
    for match in (
        [each.id for each in known if each.id == name],
        [each.id for each in known if name in each.aliases],
        [each.id for each in known if each.stem == slug(name)],
    ):
        if match:
            return _one_of(match)
    return Lookup(hint=did_you_mean(name, [each.id for each in known]))
