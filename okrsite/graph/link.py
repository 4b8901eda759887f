"""The step itself: Documents -> AlignmentGraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from okrsite.graph.alignment import align
from okrsite.graph.checkins import Words, place_words
from okrsite.graph.desk import Desk
from okrsite.graph.links import Links
from okrsite.graph.objectives import link_objective
from okrsite.model import addresses
from okrsite.model.directory import Directory
from okrsite.model.document import CheckInDocument, Documents, FreePage, Kpi, Objective, Review
from okrsite.model.noun import dataclass, replace
from okrsite.model.organisation import Person, Team
from okrsite.model.portfolio import AlignmentGraph, Update
from okrsite.model.site import Site


@dataclass(frozen=True, slots=True)
class Linked:
    """A graph, and what it was made of: enough to link single documents again."""

    graph: AlignmentGraph
    objectives: Mapping[str, Objective]
    """References looked up, words not yet put in their places."""
    teams: Mapping[str, Team]
    kpis: Mapping[str, Kpi]
    checkins: tuple[CheckInDocument, ...]
    words: Words
    links: Links


def link(documents: Documents) -> AlignmentGraph:
    """Look up every reference, put every word in its place, and build the graph."""
    return linked(documents).graph


def linked(documents: Documents) -> Linked:
    """The same, with what is needed to do it again for single documents."""
    documents, desk = _without_doubles(documents)
    links = Links(desk, documents)
    organisation = _organisation(documents, desk)
    teams = {team.id: team for team in organisation[0]}
    linked = [link_objective(each, desk, teams) for each in documents.objectives]
    objectives = {each.id: each for each in linked if each is not None}
    desk.names = Directory(replace(documents, objectives=tuple(objectives.values())))
    kpis = {kpi.id: _kpi(kpi, desk) for kpi in documents.kpis}
    words = place_words(documents.checkins, objectives, kpis, desk)
    raw, unsaid = objectives, kpis
    objectives = {key: words.onto_objective(each) for key, each in objectives.items()}
    kpis = {key: words.onto_kpi(each) for key, each in kpis.items()}
    reviews = {each.id: _review(each, desk) for each in documents.reviews}
    pages = {each.id: each for each in documents.pages}
    aligned = align(objectives, teams, documents.site.policy, desk)
    graph = AlignmentGraph(
        site=replace(_site(documents.site, desk), mission=links.mission(documents.site)),
        teams={key: links.team(team) for key, team in teams.items()},
        people={person.id: person for person in organisation[1]},
        cycles={cycle.id: cycle for cycle in documents.cycles},
        objectives={key: links.objective(each) for key, each in sorted(objectives.items())},
        kpis={key: links.kpi(each) for key, each in sorted(kpis.items())},
        reviews={key: links.review(each) for key, each in sorted(reviews.items())},
        pages={key: links.page(each) for key, each in sorted(pages.items())},
        updates=tuple(links.update(each) for each in _newest_first(words)),
        edges=aligned.edges,
        graph=aligned.graph,
        line_of_sight=aligned.line_of_sight,
        files=links.files,
        redirects=_redirects(objectives.values(), kpis, reviews, pages),
        site_links=tuple(links.site_links),
        review_scores=_scores(reviews.values()),
        findings=(*documents.findings, *desk.findings),
        aside=documents.aside,
        examples=documents.examples,
    )
    return Linked(graph, raw, teams, unsaid, documents.checkins, words, links)


Some = TypeVar("Some", Objective, Kpi, Review, FreePage)


def _without_doubles(documents: Documents) -> tuple[Documents, Desk]:
    """Of several documents with one id the first by path stays."""
    desk = Desk(Directory(documents))
    unique = replace(
        documents,
        objectives=_unique(documents.objectives, "objective", desk),
        kpis=_unique(documents.kpis, "kpi", desk),
        reviews=_unique(documents.reviews, "review", desk),
        pages=_unique(documents.pages, "page", desk),
    )
    found = Desk(Directory(unique))
    found.findings.extend(desk.findings)
    return unique, found


def _unique(documents: Iterable[Some], what: str, desk: Desk) -> tuple[Some, ...]:
    known: dict[str, Some] = {}
    aliases: dict[str, Some] = {}
    for each in documents:
        other = known.get(each.id)
        if other is not None:
            _twice(each, other, f"Two {what} documents have the id `{each.id}`", desk)
            continue
        known[each.id] = each
    for each in known.values():
        for alias in each.aliases:
            other = known.get(alias) or aliases.get(alias)
            if other is not None and other is not each:
                _twice(each, other, f"The alias `{alias}` is the name of another {what}", desk)
            aliases.setdefault(alias, each)
    return tuple(known.values())


def _twice(each: Some, other: Some, message: str, desk: Desk) -> None:
    # Faults in one content folder are never told in terms of another.
    same = other.place.folder == each.place.folder
    hint = f"The other is {other.place.path}. Give one of them an id of its own." if same else ""
    desk.fault("duplicate-id", message, each.place, hint, each.id)


def _organisation(documents: Documents, desk: Desk) -> tuple[list[Team], list[Person]]:
    teams = [_led(team, desk) for team in documents.teams]
    people = [_placed(person, desk) for person in documents.people]
    return teams, people


def _led(team: Team, desk: Desk) -> Team:
    found = desk.names.person(team.lead) if team.lead else None
    if found is None or found.found:
        return team
    message = f"`lead` names `{team.lead}`, who is not among the people"
    desk.fault("unknown-reference", message, team.place, found.hint)
    return replace(team, lead=None)


def _placed(person: Person, desk: Desk) -> Person:
    found = desk.names.team(person.team) if person.team else None
    if found is None or found.found:
        return person
    message = f"`team` names `{person.team}`, which is no team"
    desk.fault("unknown-reference", message, person.place, found.hint)
    return replace(person, team=None)


def _site(site: Site, desk: Desk) -> Site:
    if site.north_star is None:
        return site
    found = desk.names.kpi(site.north_star)
    if found.key is None:
        message = f"`north_star` names `{site.north_star}`, which is no kpi"
        desk.fault("unknown-reference", message, site.place, found.hint)
    return replace(site, north_star=found.key)


def _kpi(kpi: Kpi, desk: Desk) -> Kpi:
    team = kpi.team and desk.named(kpi.team, desk.names.team(kpi.team.text), "team", kpi.id)
    owner = desk.who(kpi.owner, kpi.id)
    return replace(kpi, team=team, owner=owner)


def _review(review: Review, desk: Desk) -> Review:
    names, key = desk.names, review.id
    cycle = review.cycle and desk.named(review.cycle, names.cycle(review.cycle.text), "cycle", key)
    team = review.team and desk.named(review.team, names.team(review.team.text), "team", key)
    around = list(names.enclosing(cycle.text if cycle else None))
    decisions = []
    for decision in review.decisions:
        found = desk.objective(decision.objective, around, key)
        if found is not None:
            decisions.append(replace(decision, objective=found))
    scores = []
    for ref, score in review.scores:
        found = desk.objective(ref, around, key)
        if found is not None:
            scores.append((found, score))
    return replace(review, cycle=cycle, team=team, decisions=tuple(decisions), scores=tuple(scores))


def _scores(
    reviews: Iterable[Review],
) -> Mapping[tuple[str, str | None], tuple[tuple[date, float], ...]]:
    found: dict[tuple[str, str | None], list[tuple[date, float]]] = {}
    for review in sorted(reviews, key=lambda each: (each.date, each.id)):
        for ref, score in review.scores:
            found.setdefault((ref.document, ref.part), []).append((review.date, score))
    return {key: tuple(scores) for key, scores in found.items()}


def _newest_first(words: Words) -> list[Update]:
    return sorted(words.updates, key=lambda u: (-u.document.date.toordinal(), u.document.id))


def _redirects(
    objectives: Iterable[Objective],
    kpis: Mapping[str, Kpi],
    reviews: Mapping[str, Review],
    pages: Mapping[str, FreePage],
) -> dict[str, str]:
    found: dict[str, str] = {}
    _redirect(found, addresses.objective, {each.id: each.aliases for each in objectives})
    _redirect(found, addresses.kpi, {key: each.aliases for key, each in kpis.items()})
    _redirect(found, addresses.review, {key: each.aliases for key, each in reviews.items()})
    _redirect(found, addresses.page, {key: each.aliases for key, each in pages.items()})
    return found


def _redirect(
    found: dict[str, str], address: Callable[[str], str], aliases: Mapping[str, tuple[str, ...]]
) -> None:
    for key, old in sorted(aliases.items()):
        for alias in old:
            if alias not in aliases:
                found.setdefault(address(alias), address(key))
