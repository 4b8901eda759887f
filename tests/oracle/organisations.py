"""Random organisations: everything the format allows, everything valid, the same for one seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from okrsite.model.noun import replace

from . import random_check_ins as talk
from .random_check_ins import Times, Writer, suits_kpi
from .random_key_results import AMBITIONS, Setting, Span, fact, key_results
from .references import Resolver
from .structure import (
    Aligned,
    Alignment,
    CheckInDocument,
    Cycle,
    Dependency,
    Kpi,
    Objective,
    Organisation,
    Person,
    Policy,
    Review,
    Site,
    Team,
)
from .writing import write

TEAM_NAMES = ("operations", "finance", "logistics", "sales", "platform", "people-care")
PERSON_NAMES = ("ada", "ben", "chen", "dora")
STEMS = ("growth", "onboarding", "trust", "speed", "waste", "safety", "quality", "loyalty")
ROOT = "company"
DATES = 6
CHECKINS = (None, None, None, None, "weekly", "fortnightly", "monthly", "quarterly")


def organisation(seed: int) -> Organisation:
    """A random organisation, with the dates at which it is worth looking at."""
    rng = Random(seed)
    cycles = _cycles(rng)
    policy = _policy(rng)
    teams, people = _teams(rng, cycles), _people(rng)
    times = Times(_dates(rng, cycles), policy)
    objectives = _objectives(rng, cycles, teams, people, times)
    resolver = Resolver(objectives, cycles)
    objectives = [_shortened(rng, resolver, one) for one in objectives]
    kpis = _kpis(rng, teams, cycles, times)
    objectives = [_with_kpis(rng, one, kpis) for one in objectives]
    objectives = [_talked_of(rng, one, resolver.cycles[one.cycle], times) for one in objectives]
    writer = Writer(rng, Resolver(objectives, cycles), kpis, times)
    return Organisation(
        site=_site(rng, policy, kpis, times),
        teams=tuple(teams),
        people=tuple(people),
        cycles=tuple(cycles),
        objectives=tuple(objectives),
        kpis=tuple(kpis),
        documents=tuple(_documents(rng, writer, cycles, teams, people)),
        reviews=tuple(_reviews(rng, objectives, cycles)),
        seed=seed,
        dates=times.dates,
    )


def _policy(rng: Random) -> Policy:
    others: dict[str, object] = {}
    if rng.random() < 0.4:
        others["key_results"] = {"min": rng.randint(0, 2), "max": rng.randint(3, 6)}
    if rng.random() < 0.3:
        others["objectives_per_team"] = rng.randint(2, 6)
    rollup = rng.choices([None, "key_results", "aligned", "both"], [6, 2, 1, 1])[0]
    if rng.random() < 0.5:
        return Policy(rollup=rollup, others=others)
    on_track, at_risk = (rng.choice([0.9, 0.95, 1.0]), rng.choice([0.0, 0.05, 0.1])), (0.6, 0.2)
    return Policy(on_track, at_risk, rollup, status_written=True, others=others)


def _site(rng: Random, policy: Policy, kpis: list[Kpi], times: Times) -> Site:
    return Site(
        timezone=rng.choice([None, "UTC", "Europe/Berlin", "Pacific/Auckland"]),
        focus=("service", "people") if rng.random() < 0.4 else (),
        policy=policy,
        north_star=kpis[0].id if kpis and rng.random() < 0.5 else None,
        as_of=times.dates[0] if rng.random() < 0.2 else None,
    )


def _teams(rng: Random, cycles: list[Cycle]) -> list[Team]:
    found = [Team(ROOT, lead=rng.choice([None, PERSON_NAMES[0]]))]
    for name in rng.sample(TEAM_NAMES, rng.randint(1, 4)):
        retired = rng.random() < 0.15
        until = rng.choice(cycles).starts + timedelta(20) if retired else None
        lead = rng.choice([None, *PERSON_NAMES])
        parent = rng.choice(found).id
        found.append(Team(name, parent=parent, lead=lead, until=until))
    return found


def _people(rng: Random) -> list[Person]:
    return [Person(name, team=rng.choice([None, ROOT])) for name in PERSON_NAMES]


def _cycles(rng: Random) -> list[Cycle]:
    """A year with parts and parts of parts, and one or two cycles that are odd."""
    starts = rng.choice([date(2026, 1, 1), date(2026, 2, 15), date(2025, 10, 4)])
    parts = rng.choice([2, 3, 4])
    ends = starts + timedelta(rng.choice([364, 363, 299]))
    is_open = rng.random() < 0.15
    name = rng.choice(["2026", "FY26", "year"])
    year = Cycle(name, starts, None if is_open else ends, None, None, rng.choice(CHECKINS[3:]))
    found = [year]
    length = (ends - starts).days // parts
    for part in range(rng.randint(1, parts)):
        first = starts + timedelta(part * (length + 1))
        found.append(
            Cycle(
                f"{name}-Q{part + 1}",
                first,
                min(ends, first + timedelta(length)),
                name,
                rng.choice([None, "strategic"]),
                rng.choice(CHECKINS),
            )
        )
    return found + _short_cycles(rng, found[-1]) + _odd_cycles(rng, starts)


def _short_cycles(rng: Random, outer: Cycle) -> list[Cycle]:
    if rng.random() < 0.5 or outer.ends is None:
        return []
    starts = outer.starts + timedelta(rng.randint(0, 30))
    ends = min(outer.ends, starts + timedelta(rng.choice([13, 20, 27, 30])))
    checkin = rng.choice([None, None, "weekly"])
    return [Cycle(f"{outer.id}-m", starts, ends, outer.id, "operational", checkin)]


def _odd_cycles(rng: Random, starts: date) -> list[Cycle]:
    day = starts + timedelta(rng.randint(20, 200))
    odd = [
        Cycle("standing", day, None, None, "strategic", rng.choice(CHECKINS)),
        Cycle("launch-day", day, day, None, "operational", "weekly"),
        Cycle("release-a", day, day + timedelta(rng.choice([37, 60])), None, None, None),
    ]
    return rng.sample(odd, rng.randint(0, 2))


def _dates(rng: Random, cycles: list[Cycle]) -> tuple[date, ...]:
    """Days at, before, after and between the borders of the cycles."""
    found: set[date] = set()
    for cycle in cycles:
        span = Span.of(cycle)
        middle = span.starts + (span.ends - span.starts) / 2
        found |= {span.starts - timedelta(1), span.starts, span.ends, middle}
        found |= {span.starts + timedelta(days) for days in (10, 11, 17, 34, 35)}
        found |= {span.ends + timedelta(1), span.ends + timedelta(15), span.day(rng)}
    return tuple(sorted(rng.sample(sorted(found), DATES)))


def _objectives(
    rng: Random, cycles: list[Cycle], teams: list[Team], people: list[Person], times: Times
) -> list[Objective]:
    found: list[Objective] = []
    taken: set[tuple[str, str]] = set()
    for place in range(rng.randint(6, 18)):
        cycle, stem = rng.choice(cycles), rng.choice(STEMS)
        if (cycle.id, stem) in taken:
            continue
        taken.add((cycle.id, stem))
        one = _objective(rng, place, cycle, stem, _author(rng, place, teams, people))
        setting = Setting(
            cycle, times.dates, [one.id for one in cycles], [one.id for one in people]
        )
        dropped = fact(rng, setting.span, 0.1)
        made = key_results(rng, setting)
        one = replace(one, dropped=dropped, key_results=tuple(made))
        found.append(_connected(rng, one, found, cycles))
    return found


def _author(
    rng: Random, place: int, teams: list[Team], people: list[Person]
) -> tuple[str | None, str | None]:
    """Team and person, exactly one of the two; the first objectives are the organisation's."""
    if place < 2:
        return ROOT, None
    if rng.random() < 0.2:
        return None, rng.choice(people).id
    return rng.choice(teams).id, None


def _objective(
    rng: Random, place: int, cycle: Cycle, stem: str, author: tuple[str | None, str | None]
) -> Objective:
    team, person = author
    id_written = rng.random() < 0.4
    folder, in_folder = _folder(rng, place, cycle, team)
    return Objective(
        id=f"o{place}-{stem}" if id_written else f"{cycle.id.lower()}-{stem}",
        stem=stem,
        cycle=cycle.id,
        title=rng.choice(["Goods arrive on time", "Everyone is at home here", "Überall schnell"]),
        folder=folder,
        id_written=id_written,
        in_folder=in_folder,
        title_in_body=rng.random() < 0.2,
        team=team,
        person=person,
        owner=rng.choice([None, None, *PERSON_NAMES]),
        code=f"C-{place}" if rng.random() < 0.2 else None,
        ambition=rng.choice(AMBITIONS),
        rollup=rng.choices([None, "key_results", "aligned", "both"], [8, 1, 1, 1])[0],
        score=rng.choice([0.2, 0.4, 0.7, 1.0]) if rng.random() < 0.12 else None,
        aliases=(f"old-{place}-{stem}",) if rng.random() < 0.15 else (),
        tags=("one",) if rng.random() < 0.1 else (),
    )


def _folder(rng: Random, place: int, cycle: Cycle, team: str | None) -> tuple[str, frozenset[str]]:
    """Where the file lies, and what that already says of it."""
    roll = rng.random()
    if roll < 0.35:
        return f"goals/g{place}", frozenset()
    if roll < 0.65 or team is None:
        return cycle.id, frozenset({"cycle"})
    return f"{cycle.id}/{team}", frozenset(rng.choice([{"cycle"}, {"cycle", "team"}]))


def _connected(
    rng: Random, one: Objective, above: list[Objective], cycles: list[Cycle]
) -> Objective:
    """With edges to objectives that came before it, so that no loop can arise."""
    if not above:
        return one
    edges: dict[tuple[str, str | None], Alignment] = {}
    for _ in range(rng.choice([0, 1, 1, 2, 2, 3])):
        edge = _edge(rng, rng.choice(above))
        edges[edge.objective, edge.key_result] = edge
    by_cycle = {cycle.id: cycle for cycle in cycles}
    starts = by_cycle[one.cycle].starts
    earlier = [other for other in above if by_cycle[other.cycle].starts < starts]
    depends: tuple[Dependency, ...] = ()
    if rng.random() < 0.2:
        confirmed = rng.choice([None, starts + timedelta(5)])
        depends = (Dependency(rng.choice(above).id, confirmed),)
    return replace(
        one,
        aligns_to=tuple(edges.values()),
        depends_on=depends,
        continues=rng.choice(earlier).id if earlier and rng.random() < 0.2 else None,
    )


def _edge(rng: Random, target: Objective) -> Alignment:
    weight = rng.choice([None, None, 1.0, 2.0, 0.5, 3.0])
    measured = [one.id for one in target.key_results if isinstance(one.measure, Aligned)]
    among = measured or [one.id for one in target.key_results]
    chance = 0.75 if measured else 0.2
    at = rng.choice(among) if among and rng.random() < chance else None
    return Alignment(target.id, at, weight)


def _shortened(rng: Random, resolver: Resolver, one: Objective) -> Objective:
    """With some references written as stems."""
    by_id = {other.id: other for other in resolver.objectives}
    edges = []
    for edge in one.aligns_to:
        target = by_id[edge.objective]
        is_short = rng.random() < 0.5 and resolver.stem_is_safe(one.cycle, target)
        edges.append(replace(edge, written=target.stem if is_short else None))
    return replace(one, aligns_to=tuple(edges))


def _kpis(rng: Random, teams: list[Team], cycles: list[Cycle], times: Times) -> list[Kpi]:
    found = []
    for name in rng.sample(["on-time-in-full", "staff-turnover"], rng.choice([0, 1, 2])):
        days = {times.day(rng, Span.of(rng.choice(cycles))) for _ in range(rng.randint(0, 5))}
        team = rng.choice(teams).id
        said = talk.of_kpi(rng, times, sorted(days))
        found.append(Kpi(name, team, rng.choice([None, "%"]), 80.0, None, said))
    return found


def _with_kpis(rng: Random, objective: Objective, kpis: list[Kpi]) -> Objective:
    """With some key results that take the values of a kpi."""
    made = []
    for one in objective.key_results:
        can = kpis and one.form == "long" and suits_kpi(one.measure)
        does = can and rng.random() < 0.2
        made.append(replace(one, kpi=rng.choice(kpis).id) if does else one)
    return replace(objective, key_results=tuple(made))


def _talked_of(rng: Random, objective: Objective, cycle: Cycle, times: Times) -> Objective:
    """With inline check-ins; of some objectives nothing is said there."""
    if rng.random() < 0.25:
        return objective
    made = [
        replace(one, checkins=talk.inline(rng, one, cycle, times)) for one in objective.key_results
    ]
    return replace(objective, key_results=tuple(made))


def _documents(
    rng: Random, writer: Writer, cycles: list[Cycle], teams: list[Team], people: list[Person]
) -> list[CheckInDocument]:
    found: dict[str, CheckInDocument] = {}
    for place in range(rng.randint(4, 18)):
        day = writer.times.day(rng, Span.of(rng.choice(cycles)))
        team, person = _speaker(rng, teams, people)
        folder = rng.choice(["check-ins", "weekly"])
        named = rng.random() < 0.75
        who = team or person
        name = day.isoformat() + (f"-{who}" if who else "") if named else f"word-{place:02}"
        path = f"{folder}/{name}.md"
        if path not in found:
            found[path] = writer.document(path, day, (team, person), named=named)
    return [one for one in found.values() if one.entries]


def _speaker(rng: Random, teams: list[Team], people: list[Person]) -> tuple[str | None, str | None]:
    roll = rng.random()
    if roll < 0.1:
        return None, None
    if roll < 0.3:
        return None, rng.choice(people).id
    return rng.choice(teams).id, None


def _reviews(rng: Random, objectives: list[Objective], cycles: list[Cycle]) -> list[Review]:
    """Reviews that grade before their cycle is over, so that only its end decides."""
    found = []
    for place, cycle in enumerate(cycles):
        if cycle.ends is None or rng.random() < 0.6:
            continue
        ungraded = [
            (one.id, key_result.id, rng.choice([0.0, 0.35, 0.5, 0.7, 1.0]))
            for one in objectives
            if one.cycle == cycle.id
            for key_result in one.key_results
            if key_result.score is None and rng.random() < 0.3
        ]
        found.append(Review(f"review-{place}", cycle.ends, cycle.id, tuple(ungraded)))
    return found


__all__ = ["organisation", "write"]
