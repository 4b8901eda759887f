"""Gives what was found its ids, cycles, teams and people, and looks up what serves what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Any

from okrsite.exchange._bounds import NotReadable
from okrsite.exchange.found import (
    NO_END,
    Found,
    FoundInitiative,
    FoundKeyResult,
    FoundKpi,
    FoundObjective,
    Leftover,
    Period,
)
from okrsite.exchange.periods import date_of, period_in, quarter_of, year_in
from okrsite.model.noun import dataclass, replace
from okrsite.model.text import first_words, free_name, shortened, slug, slug_or_digest

_TEAM_LIKE = re.compile(
    r"\b(?:team|department|squad|guild|C[A-Z]O|[SE]?VP|Director|Manager|Head|Chief|President)\b|/"
)
_MOST_ID = 60


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who imports asked for."""

    today: date
    cycle: str = ""
    team: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class There:
    """What the site that is imported into already has; None: it has no such file."""

    cycles: Mapping[str, tuple[date, date | None]] | None = None
    teams: Mapping[str, str] | None = None
    """Id -> name."""
    people: Mapping[str, str] | None = None
    objectives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Placed:
    """An objective that is ready to be written."""

    objective: FoundObjective
    id: str
    cycle: str
    team: str
    owner: str
    contributors: tuple[str, ...]
    aligns_to: tuple[str, ...]
    key_results: tuple[PlacedKeyResult, ...]
    depends_on: tuple[tuple[str, date | None], ...] = ()
    initiatives: tuple[FoundInitiative, ...] = ()
    """With the ids of owners and key results."""


@dataclass(frozen=True, slots=True)
class PlacedKeyResult:
    """A key result that is ready to be written."""

    key_result: FoundKeyResult
    id: str
    owner: str
    contributors: tuple[str, ...]


@dataclass(slots=True)
class Settled:
    """All of an import, ready to be written."""

    title: str
    mission: str
    objectives: list[Placed] = field(default_factory=list)
    cycles: dict[str, Period] = field(default_factory=dict)
    teams: dict[str, str] = field(default_factory=dict)
    """Id -> name; the first one is the organisation."""
    parents: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    kpis: list[FoundKpi] = field(default_factory=list)
    """With the ids of teams and owners."""
    leftovers: tuple[Leftover, ...] = ()
    notes: list[str] = field(default_factory=list)


def settle(found: Found, wishes: Wishes, there: There) -> Settled:
    """Decide on everything that a site needs and a text does not say.

    Raises:
        NotReadable: where it does not fit the site that it is to go into.
    """
    return _Settler(found, wishes, there).settled()


class _Settler:
    def __init__(self, found: Found, wishes: Wishes, there: There) -> None:
        self.found, self.wishes, self.there = found, wishes, there
        title = wishes.title or found.title or "Our OKRs"
        self.result = Settled(shortened(title, 200), found.mission, leftovers=found.leftovers)
        self.result.notes += found.notes
        self.periods = {period.id.casefold(): period for period in found.periods}
        self.keys: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.kpi_ids: dict[str, str] = {}

    def settled(self) -> Settled:
        objectives = self.found.objectives
        ids = self.ids(objectives)
        self.teams(objectives)
        self.names(objectives, ids)
        self.kpis()
        for objective, key in zip(objectives, ids, strict=True):
            self.result.objectives.append(self.placed(objective, key))
        self.aligned()
        if not self.result.cycles and self.there.cycles is None:
            period = self.period("", None)
            self.result.cycles[period.id] = period
        guessed = [period for period in self.result.cycles.values() if period.guessed]
        for period in guessed:
            self.result.notes.append(
                f"No dates are given for {period.id}: it was taken to run from {period.starts} to "
                f"{period.ends}. Put them right in cycles.yml, or name another with --cycle."
            )
        return self.result

    # Ids ------------------------------------------------------------------------------------

    def ids(self, objectives: Iterable[FoundObjective]) -> list[str]:
        names = _Names(self.there.objectives)
        found = []
        for each in objectives:
            name = slug(each.id) if each.id else first_words(plain_words(each.title), 6)
            found.append(names.free((name or slug_or_digest(each.title))[:_MOST_ID].strip("-")))
        return found

    def names(self, objectives: Iterable[FoundObjective], ids: Iterable[str]) -> None:
        """Everything by which an objective or a key result may be referred to."""
        for objective, key in zip(objectives, ids, strict=True):
            for name in (objective.title, objective.code, objective.id, key):
                if name:
                    self.keys.setdefault(name.casefold(), key)
            if objective.key:
                self.keys[f"key:{objective.key}".casefold()] = key
            parts = _part_ids(objective)
            for index, (each, part) in enumerate(zip(objective.key_results, parts, strict=True)):
                names = [f"{key}#{part}", f"key:{objective.key}#{index}"]
                names += [f"{objective.id}#{each.id}", f"{objective.title}#{each.title}"]
                for name in names:
                    self.parts.setdefault(name.casefold(), f"{key}#{part}")

    # Teams and people -----------------------------------------------------------------------

    def teams(self, objectives: tuple[FoundObjective, ...]) -> None:
        result = self.result
        if self.there.teams is not None:
            result.teams = dict(self.there.teams)
            result.people = dict(self.there.people or {})
            return
        named: dict[str, str] = {}
        for each in objectives:
            if each.team and (key := self.team_id(each.team)):
                named.setdefault(key, shortened(plain_words(each.team), 80))
        served = {parent.rpartition("#")[0] for each in objectives for parent in each.parents}
        served |= {parent for each in objectives for parent in each.parents}
        tops = {
            self.team_id(each.team)
            for each in objectives
            if each.team and not each.parents and served & _names_of(each)
        }
        below = any(each.parents for each in objectives)
        lone = any(not each.team and not each.parents for each in objectives)
        if len(tops) == 1 and below and not lone and not self.wishes.team:
            root = next(iter(tops))
            result.teams[root] = named.pop(root)
        else:
            root = free_name("organisation", named)
            result.teams[root] = result.title
        result.teams |= named
        result.parents = dict.fromkeys(named, root)
        self.nested_teams(objectives, root)
        if self.wishes.team:
            self.wished_team()

    def wished_team(self) -> None:
        key = slug(self.wishes.team)
        if key and key not in self.result.teams:
            root = next(iter(self.result.teams))
            self.result.teams[key] = self.wishes.team
            self.result.parents[key] = root

    def nested_teams(self, objectives: tuple[FoundObjective, ...], root: str) -> None:
        """A team stands below the one that its objectives serve most often."""
        team_of = {f"key:{each.key}": self.team_id(each.team) for each in objectives if each.key}
        votes: dict[str, Counter[str]] = {}
        for each in objectives:
            own = self.team_id(each.team)
            for parent in each.parents:
                above = team_of.get(parent) or team_of.get(parent.rpartition("#")[0])
                if own and above and own not in (above, root):
                    votes.setdefault(own, Counter())[above] += 1
        for own, counted in votes.items():
            above = counted.most_common(1)[0][0]
            if not self.reaches(above, own):
                self.result.parents[own] = above

    def reaches(self, start: str, end: str) -> bool:
        at: str | None = start
        while at is not None:
            if at == end:
                return True
            at = self.result.parents.get(at)
        return False

    @staticmethod
    def team_id(name: str) -> str:
        return slug(plain_words(name))[:_MOST_ID].strip("-")

    def team(self, objective: FoundObjective) -> tuple[str, str]:
        """The id of an objective's team, and the words that are none in this site."""
        root = next(iter(self.result.teams), "")
        wished = slug(self.wishes.team)
        if not objective.team:
            if wished and wished not in self.result.teams:
                raise NotReadable(f"There is no team `{self.wishes.team}` in org.yml")
            return wished or root, ""
        key = self.team_id(objective.team)
        if key in self.result.teams:
            return key, ""
        names = {name.casefold(): each for each, name in self.result.teams.items()}
        known = names.get(objective.team.casefold())
        return (known, "") if known else (wished or root, objective.team)

    def person(self, name: str) -> str:
        """The id of an owner; empty where the site knows its people and not this one."""
        plain = plain_words(name)
        if not plain or len(plain) > 80:
            return ""
        key = self.team_id(plain)
        if key in self.result.teams:
            return key
        known = {each.casefold(): person for person, each in self.result.people.items()}
        if plain.casefold() in known:
            return known[plain.casefold()]
        if key in self.result.people:
            return key
        if self.there.teams is not None:
            return ""
        key = (key or slug_or_digest(plain))[:_MOST_ID]
        if _TEAM_LIKE.search(plain):
            self.result.teams[key] = plain
            self.result.parents[key] = next(iter(self.result.teams))
        else:
            self.result.people[key] = plain
        return key

    # Cycles ---------------------------------------------------------------------------------

    def period(self, words: str, objective: FoundObjective | None) -> Period:
        """The cycle of an objective: said, named in the source, told by its dates, or this one."""
        if self.wishes.cycle:
            words = self.wishes.cycle
        there = self.there.cycles
        if there is not None:
            known = {name.casefold(): name for name in there}
            name = known.get(words.casefold()) if words else None
            if not words:
                name = next((each for each, span in there.items() if self.holds_today(*span)), None)
            if name is None:
                raise NotReadable(
                    f"The cycle `{words or 'of today'}` is not in cycles.yml: add it there, or "
                    f"name one with --cycle. There are: {', '.join(there)}."
                )
            starts, ends = there[name]
            return Period(name, starts, ends or NO_END)
        if words:
            period = self.periods.get(words.casefold()) or period_in(words) or year_in(words)
            if period is None:
                now = quarter_of(self.wishes.today)
                name = re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-")[:40] or now.id
                period = replace(now, id=name)
            period = self.result.cycles.get(period.id, period)
            if period.guessed and objective is not None:
                period = _widened(period, objective)
            self.result.cycles[period.id] = period
            return period
        period = (_by_dates(objective) if objective else None) or quarter_of(self.wishes.today)
        return self.result.cycles.setdefault(period.id, period)

    def holds_today(self, starts: date, ends: date | None) -> bool:
        return starts <= self.wishes.today and (ends is None or self.wishes.today <= ends)

    # Objectives -----------------------------------------------------------------------------

    def placed(self, objective: FoundObjective, key: str) -> Placed:
        period = self.period(objective.cycle, objective)
        team, unknown = self.team(objective)
        extra = list(objective.extra)
        if unknown:
            extra.append(("Team", unknown))
        owners = self.owners((objective.owner, *objective.contributors), extra)
        key_results = []
        for each, part in zip(objective.key_results, _part_ids(objective), strict=True):
            more = list(each.extra)
            who = self.owners((each.owner, *each.contributors), more)
            kept, left = within(each, period, self.wishes.today)
            kpi = self.kpi_ids.get(kept.kpi, "")
            if kept.kpi and not kpi:
                more.append(("Kpi", kept.kpi))
            kept = replace(kept, kpi=kpi)
            if kept.history is not None:
                kept = replace(kept, history=self.history(kept.history))
            key_results.append(
                PlacedKeyResult(
                    replace(kept, extra=(*more, *left)),
                    part,
                    who[0] if who and who[0] != team else "",
                    tuple(who[1:]),
                )
            )
        owner = owners[0] if owners else team
        needs = tuple(self.needs(objective, key, extra))
        return Placed(
            replace(objective, extra=tuple(extra)), key, period.id, team, owner,
            tuple(owners[1:]), (), tuple(key_results), needs,
            tuple(self.work(each, objective) for each in objective.initiatives),
        )  # fmt: skip

    def history(self, said: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
        """Check-ins with the ids of those who said them."""
        return tuple({**each, "by": self.person(str(each.get("by", "")))} for each in said)

    def needs(
        self, objective: FoundObjective, key: str, extra: list[tuple[str, str]]
    ) -> Iterator[tuple[str, date | None]]:
        """What an objective depends on; what is not found goes to its body."""
        for words, day in objective.depends_on:
            found = self.keys.get(words.casefold())
            if found is not None and found != key:
                yield found, day
            else:
                extra.append(("Depends on", words))

    def work(self, each: FoundInitiative, objective: FoundObjective) -> FoundInitiative:
        """An initiative with the ids of its owner and key result."""
        parts = zip(_part_ids(objective), objective.key_results, strict=True)
        ids = {n: p for p, kr in parts for n in (kr.title.casefold(), kr.id.casefold(), p)}
        goal = ids.get(each.key_result.casefold(), "") if each.key_result else ""
        return replace(each, owner=self.person(each.owner), key_result=goal)

    def kpis(self) -> None:
        """Kpis with ids of their own, and those of their teams and owners."""
        names = _Names()
        for each in self.found.kpis:
            name = each.id or first_words(plain_words(each.title), 6) or slug_or_digest(each.title)
            key = names.free(name[:_MOST_ID].strip("-"))
            self.kpi_ids.setdefault(each.id, key)
            team = self.team_id(each.team)
            placed = replace(
                each,
                id=key,
                team=team if team in self.result.teams else "",
                owner=self.person(each.owner),
                history=self.history(each.history),
            )
            self.result.kpis.append(placed)

    def owners(self, names: Iterable[str], extra: list[tuple[str, str]]) -> list[str]:
        found: list[str] = []
        for name in names:
            key = self.person(name) if name else ""
            if key and key not in found:
                found.append(key)
            elif name and not key:
                extra.append(("Owner", name))
        return found

    def aligned(self) -> None:
        """Look up what each serves; what would go round in a circle is left out, and said."""
        above: dict[str, set[str]] = {}
        for at, placed in enumerate(self.result.objectives):
            refs: list[str] = []
            lost: list[str] = []
            for words in placed.objective.parents:
                ref = self.parts.get(words.casefold()) or self.keys.get(words.casefold())
                target = ref.partition("#")[0] if ref else ""
                if not ref or target == placed.id or _climbs(target, placed.id, above):
                    lost.append(words)
                elif ref not in refs:
                    refs.append(ref)
                    above.setdefault(placed.id, set()).add(target)
            if lost:
                self.result.notes.append(
                    f"{placed.objective.source}: what it aligns to was not found, or leads back to "
                    f"it: {', '.join(shortened(each, 60) for each in lost)}"
                )
            extra = (*placed.objective.extra, *(("Aligns to", each) for each in lost))
            self.result.objectives[at] = replace(
                placed, aligns_to=tuple(refs), objective=replace(placed.objective, extra=extra)
            )


def _names_of(each: FoundObjective) -> set[str]:
    return {f"key:{each.key}", each.title, each.id, each.code} - {""}


def _climbs(start: str, end: str, above: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    todo = [start]
    while todo:
        at = todo.pop()
        if at == end:
            return True
        if at not in seen:
            seen.add(at)
            todo += above.get(at, ())
    return False


def _part_ids(objective: FoundObjective) -> list[str]:
    names = _Names()
    found = []
    for index, each in enumerate(objective.key_results):
        name = slug(each.id) if each.id else first_words(plain_words(each.title), 4)
        found.append(names.free((name or f"kr-{index + 1}")[:_MOST_ID].strip("-")))
    return found


class _Names:
    """Names that are given once; ten thousand alike take no longer than others."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.next: dict[str, int] = {}

    def free(self, name: str) -> str:
        """The name, or the first of `name-2`, `name-3`, ... that is not taken."""
        key, count = name, self.next.get(name, 2)
        while key in self.taken:
            key, count = f"{name}-{count}", count + 1
        self.next[name] = count
        self.taken.add(key)
        return key


def _step(step: Any, period: Period, left: list[tuple[str, str]]) -> Any:
    """A milestone without a date that lies outside the cycle."""
    day = date_of(str(step.get("due"))) if isinstance(step, dict) else None
    if day is None or period.starts <= day <= period.ends:
        return step
    left.append(("Due", f"{step.get('title')}: {day.isoformat()}"))
    return {name: value for name, value in step.items() if name != "due"}


def _widened(period: Period, objective: FoundObjective) -> Period:
    """A cycle whose dates are guessed, so that it holds those of an objective."""
    days = [day for each in objective.key_results for day in (each.starts, each.due) if day]
    return replace(period, starts=min([period.starts, *days]), ends=max([period.ends, *days]))


def _by_dates(objective: FoundObjective) -> Period | None:
    """The quarter or year that holds all dates of an objective."""
    days = [day for each in objective.key_results for day in (each.starts, each.due) if day]
    if not days:
        return None
    first, last = quarter_of(min(days)), quarter_of(max(days))
    if first.id == last.id:
        return replace(first, guessed=False)
    if min(days).year == max(days).year:
        year = min(days).year
        return Period(str(year), date(year, 1, 1), date(year, 12, 31))
    years = (min(days).year, max(days).year)
    return Period(f"{years[0]}-{years[1]}", date(years[0], 1, 1), date(years[1], 12, 31))


def within(
    each: FoundKeyResult, period: Period, today: date
) -> tuple[FoundKeyResult, list[tuple[str, str]]]:
    """A key result with the dates that lie in its cycle, and the others as words."""
    left: list[tuple[str, str]] = []
    steps = each.measure.get("milestones")
    if isinstance(steps, list):
        each = replace(each, measure={"milestones": [_step(step, period, left) for step in steps]})
    for name in ("starts", "due"):
        day = getattr(each, name)
        if day is not None and not period.starts <= day <= period.ends:
            left.append((name.capitalize(), day.isoformat()))
            each = replace(each, starts=None) if name == "starts" else replace(each, due=None)
    if each.starts and each.due and each.starts > each.due:
        left.append(("Starts", each.starts.isoformat()))
        each = replace(each, starts=None)
    del today
    return each, left


def plain_words(text: str) -> str:
    """A text without the marks of Markdown; of a novel the beginning."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)\s]*\)", r"\1", text[:2000])
    return re.sub(r"[*_`~]+", "", text).strip()
