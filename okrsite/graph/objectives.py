"""Looks up every reference of an objective."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from okrsite.graph.desk import Desk
from okrsite.model.document import Alignment, Dependency, Initiative, KeyResult, Objective, Ref
from okrsite.model.noun import replace
from okrsite.model.organisation import Team
from okrsite.model.text import did_you_mean


def link_objective(objective: Objective, desk: Desk, teams: Mapping[str, Team]) -> Objective | None:
    """The objective with ids for references; None where its cycle, team or person is unknown."""
    key, names = objective.id, desk.names
    cycle = desk.named(objective.cycle, names.cycle(objective.cycle.text), "cycle", key)
    team = objective.team and desk.named(
        objective.team, names.team(objective.team.text), "team", key
    )
    person = objective.person and desk.named(
        objective.person, names.person(objective.person.text), "person", key
    )
    if cycle is None or (team is None and person is None):
        return None
    around = list(names.enclosing(cycle.text))
    before = objective.continues
    return replace(
        objective,
        cycle=cycle,
        team=team,
        person=person,
        owner=_owner(objective, team, person, desk, teams),
        contributors=desk.whos(objective.contributors, key),
        focus=_focus(objective, desk),
        aligns_to=_alignments(objective, around, desk),
        depends_on=_dependencies(objective, around, desk),
        continues=None if before is None else desk.objective(before, around, key, part=False),
        key_results=tuple(_key_result(each, objective, desk) for each in objective.key_results),
        initiatives=tuple(_initiative(each, objective, desk) for each in objective.initiatives),
    )


def _owner(
    objective: Objective,
    team: Ref | None,
    person: Ref | None,
    desk: Desk,
    teams: Mapping[str, Team],
) -> Ref | None:
    """As written; else the person, or the lead of the team."""
    owner = desk.who(objective.owner, objective.id)
    if owner is not None:
        return owner
    if person is not None:
        return person
    lead = teams[team.text].lead if team is not None and team.text in teams else None
    return None if lead is None else Ref(lead, objective.place)


def _focus(objective: Objective, desk: Desk) -> Ref | None:
    focus = objective.focus
    if focus is None:
        return None
    known = [area.id for area in desk.names.documents.site.focus]
    if focus.text.lower() in known:
        return replace(focus, text=focus.text.lower())
    hint = did_you_mean(focus.text, known) or "site.yml lists them under `focus`."
    message = f"`{focus.text}` is no focus area"
    desk.fault("unknown-reference", message, focus.place, hint, objective.id)
    return None


def _alignments(objective: Objective, around: Sequence[str], desk: Desk) -> tuple[Alignment, ...]:
    found: dict[str, Alignment] = {}
    for alignment in objective.aligns_to:
        to = desk.objective(alignment.to, around, objective.id)
        if to is None:
            continue
        if to.text in found:
            message = f"`aligns_to` names `{to.text}` twice"
            desk.fault("duplicate-id", message, to.place, "Keep one.", objective.id)
            continue
        found[to.text] = replace(alignment, to=to)
    return tuple(found.values())


def _dependencies(
    objective: Objective, around: Sequence[str], desk: Desk
) -> tuple[Dependency, ...]:
    found = []
    for dependency in objective.depends_on:
        to = desk.objective(dependency.objective, around, objective.id)
        if to is not None:
            found.append(replace(dependency, objective=to))
    return tuple(found)


def _key_result(key_result: KeyResult, objective: Objective, desk: Desk) -> KeyResult:
    subject, names = objective.id, desk.names
    kpi, later = key_result.kpi, key_result.deferred_to
    if key_result.owner is None and not key_result.contributors and kpi is None and later is None:
        return key_result
    return replace(
        key_result,
        owner=desk.who(key_result.owner, subject),
        contributors=desk.whos(key_result.contributors, subject),
        kpi=kpi and desk.named(kpi, names.kpi(kpi.text), "kpi", subject),
        deferred_to=later and desk.named(later, names.cycle(later.text), "cycle", subject),
    )


def _initiative(initiative: Initiative, objective: Objective, desk: Desk) -> Initiative:
    key = initiative.key_result
    if key is not None and objective.key_result(key) is None:
        hint = did_you_mean(key, [each.id for each in objective.key_results])
        message = f"`{key}` is no key result of this objective"
        desk.fault("unknown-reference", message, initiative.place, hint, objective.id)
        key = None
    return replace(initiative, key_result=key, owner=desk.who(initiative.owner, objective.id))
