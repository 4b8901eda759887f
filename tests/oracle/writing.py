"""An organisation, written as content/: the same facts in whichever spelling the format allows."""

from __future__ import annotations

from pathlib import Path
from random import Random

from .structure import (
    CheckInDocument,
    Cycle,
    Dependency,
    Kpi,
    Objective,
    Organisation,
    Policy,
    Review,
    Site,
)
from .writing_check_ins import front_entry, inline_check_in, listed
from .writing_key_results import key_result_text
from .yaml_text import block

Front = dict[str, object]


def write(organisation: Organisation, root: Path) -> None:
    """Write site.yml, org.yml, cycles.yml and all documents under root/content."""
    rng = Random(organisation.seed)
    files = {
        "site.yml": block(_site(organisation.site), rng),
        "org.yml": block(_people(organisation), rng),
        "cycles.yml": block([_cycle(one) for one in organisation.cycles], rng),
    }
    for objective in organisation.objectives:
        files[objective.path] = _objective(objective, rng)
    for kpi in organisation.kpis:
        files[f"kpis/{kpi.id}.md"] = document(_kpi(kpi), "What keeps running.\n", rng)
    for review in organisation.reviews:
        files[f"reviews/{review.id}.md"] = document(_review(review), "We talked.\n", rng)
    for check_ins in organisation.documents:
        files[check_ins.path] = _check_ins(organisation, check_ins, rng)
    for path, text in files.items():
        place = root / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def document(front: Front, body: str, rng: Random) -> str:
    """Front matter and body; no front matter at all where there is nothing in it."""
    if not front and rng.random() < 0.5:
        return body
    between = block(front, rng) if front else ""
    return f"---\n{between}---\n{body}"


def _given(**facts: object) -> Front:
    """The facts that are there: None and empty ones are not written."""
    return {key: fact for key, fact in facts.items() if fact not in (None, (), [], "", False)}


def _site(site: Site) -> Front:
    found: Front = {"format": 1, "title": site.title, "mission": "Goods arrive on time."}
    found |= _given(timezone=site.timezone, north_star=site.north_star, as_of=site.as_of)
    if site.focus:
        found["focus"] = [{"id": one, "title": one.title()} for one in site.focus]
    policy = _policy(site.policy)
    if policy:
        found["policy"] = policy
    return found


def _policy(policy: Policy) -> Front:
    found: Front = dict(policy.others)
    if policy.status_written:
        found["status"] = {"on_track": list(policy.on_track), "at_risk": list(policy.at_risk)}
    if policy.rollup is not None:
        found["rollup"] = policy.rollup
    return found


def _people(organisation: Organisation) -> Front:
    teams = [
        {"id": one.id, "name": one.id.title()}
        | _given(parent=one.parent, lead=one.lead, until=one.until)
        for one in organisation.teams
    ]
    people = [
        {"id": one.id, "name": one.id.title()} | _given(team=one.team, until=one.until)
        for one in organisation.people
    ]
    found: Front = {"teams": teams}
    if people:
        found["people"] = people
    return found


def _cycle(cycle: Cycle) -> Front:
    return _given(
        id=cycle.id,
        within=cycle.within,
        starts=cycle.starts,
        ends=cycle.ends,
        kind=cycle.kind,
        checkin=cycle.checkin,
    )


def _objective(objective: Objective, rng: Random) -> str:
    front = _objective_front(objective, rng)
    if rng.random() < 0.3:
        front = dict(rng.sample(list(front.items()), len(front)))
    heading = f"# {objective.title}\n\n" if objective.title_in_body else ""
    return document(front, f"{heading}Why this, why now.\n", rng)


def _objective_front(objective: Objective, rng: Random) -> Front:
    found = _given(
        id=objective.id if objective.id_written else None,
        code=objective.code,
        title=None if objective.title_in_body else objective.title,
        team=None if "team" in objective.in_folder else objective.team,
        person=objective.person,
        owner=objective.owner,
        cycle=None if "cycle" in objective.in_folder else objective.cycle,
        ambition=objective.ambition,
        focus=objective.focus,
        rollup=objective.rollup,
        dropped=objective.dropped,
        continues=objective.continues,
        aliases=_one_or_more(list(objective.aliases), rng),
        tags=_one_or_more(list(objective.tags), rng),
        aligns_to=_one_or_more(_alignments(objective), rng),
        depends_on=[_dependency(one) for one in objective.depends_on],
    )
    if objective.score is not None:
        found |= {"score": objective.score, "score_note": "As agreed."}
    found["key_results"] = [key_result_text(one, rng) for one in objective.key_results]
    if not objective.key_results and rng.random() < 0.5:
        found["type"] = "objective"
    return found


def _one_or_more(things: list[object] | list[str], rng: Random) -> object:
    """A list, or the one thing in it.

    "A list of one may be written without brackets."
    """
    return things[0] if len(things) == 1 and rng.random() < 0.5 else things


def _alignments(objective: Objective) -> list[object]:
    found: list[object] = []
    for edge in objective.aligns_to:
        at = f"#{edge.key_result}" if edge.key_result else ""
        reference = f"{edge.written or edge.objective}{at}"
        if edge.weight is None:
            found.append(reference)
        else:
            found.append({"to": reference, "weight": edge.weight})
    return found


def _dependency(one: Dependency) -> Front:
    return {"objective": one.objective} | _given(confirmed=one.confirmed)


def _kpi(kpi: Kpi) -> Front:
    band = {} if kpi.low is None and kpi.high is None else {"min": kpi.low, "max": kpi.high}
    found: Front = {"type": "kpi", "id": kpi.id, "title": kpi.id.title()}
    found |= _given(team=kpi.team, unit=kpi.unit)
    if band:
        found["healthy"] = {key: bound for key, bound in band.items() if bound is not None}
    if kpi.checkins:
        found["checkins"] = [inline_check_in(one, ()) for one in kpi.checkins]
    return found


def _review(review: Review) -> Front:
    found: Front = {"type": "review", "id": review.id, "title": "The review"}
    found |= {"date": review.day, "cycle": review.cycle}
    if review.scores:
        found["scores"] = {f"{one}#{at}": score for one, at, score in review.scores}
    return found


def _check_ins(organisation: Organisation, written: CheckInDocument, rng: Random) -> str:
    front: Front = {}
    if not written.named:
        front |= {"type": "checkin", "date": written.day}
        front |= _given(team=written.team, person=written.person)
    front |= _given(by=written.by)
    maps: dict[str, dict[str, object]] = {"key_results": {}, "objectives": {}, "kpis": {}}
    lines: list[str] = []
    for entry in written.entries:
        if entry.listed:
            lines.append(listed(organisation, entry, rng))
        else:
            space = "kpis" if entry.kpi else "key_results" if entry.key_result else "objectives"
            maps[space][entry.reference] = front_entry(organisation, entry, rng)
    front |= {key: entries for key, entries in maps.items() if entries}
    body = "What happened since.\n"
    if lines:
        body += "\n" + "".join(f"- {line}\n" for line in lines) + "\nNext: more of it.\n"
    return document(front, body, rng)


__all__ = ["write"]
