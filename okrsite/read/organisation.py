"""Reads org.yml and cycles.yml."""

from __future__ import annotations

from typing import Any, TypeVar

from okrsite.model.cycle import Cycle, CycleKind
from okrsite.model.noun import replace
from okrsite.model.organisation import Person, Team
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.model.schema import Schema, shown
from okrsite.model.status import Rhythm
from okrsite.model.text import did_you_mean
from okrsite.read.desk import inline
from okrsite.read.front_matter import Desk, Marked, mapping, normal, tree
from okrsite.read.schemas import CycleShape, PersonShape, TeamShape

Shape = TypeVar("Shape", bound=Schema)
_SECTIONS = ("teams", "people")


def read_organisation(
    text: str, place: Place
) -> tuple[list[Team] | None, list[Person] | None, list[Finding]]:
    """Read org.yml: teams and people, None for a list that is not written.

    Raises:
        Unreadable: where it is no YAML.
    """
    raw = mapping(normal(text), place)
    desk = Desk(Marked(raw, place.at(1)))
    for name in raw:
        if name not in _SECTIONS and name != "extra":
            hint = did_you_mean(name, _SECTIONS)
            message = f"`{name[:60]}` is no field here"
            desk.fault("unknown-field", message, desk.marked.key_at(name), hint)
    teams = [_team(shape, at) for shape, at in _listed(TeamShape, raw.get("teams"), "teams", desk)]
    people = [
        _person(shape, at) for shape, at in _listed(PersonShape, raw.get("people"), "people", desk)
    ]
    return (
        teams if "teams" in raw else None,
        people if "people" in raw else None,
        desk.findings,
    )


def read_cycles(text: str, place: Place) -> tuple[list[tuple[Cycle, bool]], list[Finding]]:
    """Read cycles.yml: cycles, and whether each says its own rhythm.

    Raises:
        Unreadable: where it is no YAML.
    """
    raw = tree(normal(text), place)
    desk = Desk(Marked(raw, place.at(1)))
    # A list, as documented; under a key `cycles`, as org.yml would suggest, it is the same.
    wrapped = isinstance(raw, dict) and set(raw) == {"cycles"}
    listed = _listed(
        CycleShape, raw["cycles"] if wrapped else raw, "cycles" if wrapped else "", desk
    )
    return [(_cycle(shape, at), shape.checkin is not None) for shape, at in listed], desk.findings


def _listed(shape: type[Shape], value: Any, name: str, desk: Desk) -> list[tuple[Shape, Place]]:
    path: tuple[str, ...] = (name,) if name else ()
    if value is None:
        return []
    if not isinstance(value, list):
        what = f"`{name}`" if name else "This file"
        message = f"{what} must be a list, each entry with a hyphen, not {shown(value)}"
        desk.fault("wrong-type", message, desk.marked.at(*path))
        return []
    found = []
    for index, item in enumerate(value):
        before = len(desk.findings)
        typed = desk.typed(shape, item, (*path, index))
        if typed is not None:
            found.append((typed, desk.marked.at(*path, index)))
            continue
        audience = str(item.get("audience") or "") if isinstance(item, dict) else ""
        desk.findings[before:] = [replace(f, audience=audience) for f in desk.findings[before:]]
    return found


def _team(shape: TeamShape, place: Place) -> Team:
    return Team(
        id=shape.id,
        name=shape.name,
        parent=shape.parent,
        lead=shape.lead,
        mission=inline(shape.mission, place),
        until=shape.until,
        audience=shape.audience or "",
        place=place,
    )


def _person(shape: PersonShape, place: Place) -> Person:
    return Person(
        id=shape.id,
        name=shape.name,
        role=shape.role,
        team=shape.team,
        until=shape.until,
        audience=shape.audience or "",
        place=place,
    )


def _cycle(shape: CycleShape, place: Place) -> Cycle:
    return Cycle(
        id=shape.id,
        title=shape.title or shape.id,
        starts=shape.starts,
        ends=shape.ends,
        within=shape.within,
        kind=CycleKind(shape.kind),
        checkin=Rhythm(shape.checkin or "monthly"),
        health_check=shape.health_check,
        grading=shape.grading,
        audience=shape.audience or "",
        place=place,
    )


def nested(found: list[tuple[Cycle, bool]]) -> tuple[list[Cycle], list[Finding]]:
    """Cycles with depth and rhythm taken from those that enclose them, enclosing ones first."""
    findings: list[Finding] = []
    by_key: dict[str, tuple[Cycle, bool]] = {}
    for cycle, own in found:
        other = by_key.get(cycle.key)
        if other is not None:
            findings.append(_twice("cycles", cycle.id, cycle.place, other[0].place))
            continue
        by_key[cycle.key] = (cycle, own)
    done: dict[str, Cycle] = {}
    for key in by_key:
        _place_cycle(key, by_key, done, findings, ())
    return sorted(done.values(), key=lambda c: (c.depth, c.starts, c.key)), findings


def _twice(what: str, key: str, place: Place, other: Place) -> Finding:
    # Faults in one content folder are never told in terms of another.
    hint = f"The other is {other.path}:{other.line}." if other.folder == place.folder else ""
    return Finding("duplicate-id", f"Two {what} have the id `{key}`", place, hint)


def _place_cycle(
    key: str,
    found: dict[str, tuple[Cycle, bool]],
    done: dict[str, Cycle],
    findings: list[Finding],
    path: tuple[str, ...],
) -> Cycle:
    if key in done:
        return done[key]
    cycle, own = found[key]
    parent = cycle.within.lower() if cycle.within else None
    if parent is not None and parent not in found:
        hint = did_you_mean(cycle.within or "", [c.id for c, _ in found.values()])
        message = f"`within` names `{cycle.within}`, which is no cycle"
        findings.append(Finding("unknown-reference", message, cycle.place, hint))
        parent = None
    if parent is not None and (parent == key or parent in path):
        message = f"The cycle `{cycle.id}` lies within itself"
        findings.append(Finding("alignment-loop", message, cycle.place))
        parent = None
    if parent is None:
        done[key] = replace(cycle, within=None)
        return done[key]
    outer = _place_cycle(parent, found, done, findings, (*path, key))
    if key not in done:
        rhythm = cycle.checkin if own else outer.checkin
        done[key] = replace(cycle, within=outer.id, depth=outer.depth + 1, checkin=rhythm)
    return done[key]


def rooted(
    teams: list[Team], people: list[Person]
) -> tuple[list[Team], list[Person], list[Finding]]:
    """Teams with depth, parents before children; doubles and loops set aside."""
    findings: list[Finding] = []
    known: dict[str, Team] = {}
    for team in teams:
        if team.id in known:
            place, other = team.place, known[team.id].place
            if place is not None and other is not None:
                findings.append(_twice("teams", team.id, place, other))
            continue
        known[team.id] = team
    known_people: dict[str, Person] = {}
    for person in people:
        if person.id in known_people:
            place, other = person.place, known_people[person.id].place
            if place is not None and other is not None:
                findings.append(_twice("people", person.id, place, other))
            continue
        known_people[person.id] = person
    done: dict[str, Team] = {}
    for key in known:
        _root(key, known, done, findings)
    return sorted(done.values(), key=lambda t: t.depth), list(known_people.values()), findings


def _root(key: str, known: dict[str, Team], done: dict[str, Team], findings: list[Finding]) -> None:
    chain: list[str] = []
    here: str | None = key
    while here is not None and here not in done and here not in chain:
        chain.append(here)
        here = known[here].parent
        if here is not None and here not in known:
            _unknown_parent(known[chain[-1]], known, findings)
            here = None
    if here is not None and here in chain:
        team = known[chain[-1]]
        message = f"The team `{team.id}` lies within itself"
        findings.append(Finding("alignment-loop", message, team.place))
        here = None
    for name in reversed(chain):
        depth = done[here].depth + 1 if here is not None else 0
        done[name] = replace(known[name], parent=here, depth=depth)
        here = name


def _unknown_parent(team: Team, known: dict[str, Team], findings: list[Finding]) -> None:
    hint = did_you_mean(team.parent or "", known)
    message = f"`parent` names `{team.parent}`, which is no team"
    findings.append(Finding("unknown-reference", message, team.place, hint))
