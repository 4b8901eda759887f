"""The step itself: content folders -> Documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from okrsite.model.cycle import Cycle
from okrsite.model.document import (
    CheckInDocument,
    Document,
    Documents,
    FreePage,
    Kpi,
    Objective,
    Review,
)
from okrsite.model.noun import dataclass
from okrsite.model.organisation import Person, Team
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.model.prose import Prose
from okrsite.model.site import Site
from okrsite.model.text import ID
from okrsite.read.desk import Known
from okrsite.read.documents import Outcome, read_document
from okrsite.read.earlier import Earlier
from okrsite.read.folders import MAX_LIST, Folder, Found, read_text, shown_path, walk
from okrsite.read.front_matter import Unreadable, normal
from okrsite.read.many import read_many
from okrsite.read.organisation import nested, read_cycles, read_organisation, rooted
from okrsite.read.site import read_site

_SITE, _ORG, _CYCLES = "site.yml", "org.yml", "cycles.yml"
_NAMED = re.compile(r"^(team|person|owner|by):[ \t]*[\"']?([a-z0-9-]+)[\"']?[ \t]*$", re.MULTILINE)


class NoSite(Exception):
    """There is nothing to build: site.yml or cycles.yml is missing or broken."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = tuple(findings)


@dataclass(slots=True)
class _Gathered:
    """What is put together while reading."""

    teams: list[Team] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    cycles: list[tuple[Cycle, bool]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    has_teams: bool = False
    has_people: bool = False


def read_settings(folders: Sequence[Folder]) -> Site:
    """Read site.yml of the first folder that has one.

    Raises:
        NoSite: where none has a sound one.
    """
    for folder in folders:
        path = folder.path / _SITE
        if not path.is_file():
            continue
        place = Place(folder.name, _SITE)
        try:
            site, desk = read_site(read_text(path, place), place)
        except Unreadable as unreadable:
            raise NoSite([unreadable.finding]) from None
        if site is None:
            raise NoSite(desk.findings)
        return site
    where = folders[0].name if folders else "content"
    message = f"There is no {_SITE} in {where}"
    hint = "`okrsite init DIR` makes a small site to begin with."
    raise NoSite([Finding("missing-field", message, Place(where, _SITE), hint)])


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and by what: enough to read single documents again."""

    documents: Documents
    known: Known | None = None
    """What names mean; None where the settings are faulty."""
    drafts: bool = False
    apart: bool = False
    """Whether no document says what a name means: the settings say all."""

    def again(self, folder: Folder, path: Path) -> Document | None:
        """One Markdown file as it is now; None where it has to be set aside."""
        file, place = folder.path / path, Place(folder.name, shown_path(path))
        if self.known is None or file.is_symlink():
            return None
        try:
            text = read_text(file, place)
        except Unreadable:
            return None
        return read_document(text, place, self.known, drafts=self.drafts).document


def read(
    folders: Sequence[Folder],
    *,
    site: Site,
    drafts: bool = False,
    executor: Executor | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Documents:
    """Read everything; what does not fit is set aside with its place.

    `meanwhile` is done in this process as soon as others read.

    Raises:
        NoSite: where there are no cycles to read by.
    """
    return reading(
        folders, site=site, drafts=drafts, executor=executor, meanwhile=meanwhile
    ).documents


def reading(
    folders: Sequence[Folder],
    *,
    site: Site,
    drafts: bool = False,
    executor: Executor | None = None,
    meanwhile: Callable[[], None] = lambda: None,
    earlier: Earlier | None = None,
) -> Reading:
    """The same, with what is needed to read single documents again.

    `earlier` has documents of an earlier reading, and takes those of this one.

    Raises:
        NoSite: where there are no cycles to read by.
    """
    gathered = _Gathered()
    listed: list[Found] = []
    for folder in folders:
        files, findings = walk(folder)
        listed.extend(files)
        gathered.findings.extend(findings)
        _organisation(folder, gathered)
    if not gathered.cycles:
        if gathered.findings:
            raise NoSite(gathered.findings)
        place = Place(folders[0].name, _CYCLES)
        hint = "Such as: - {id: 2026-Q4, starts: 2026-10-01, ends: 2026-12-31}"
        raise NoSite([Finding("missing-field", f"There is no cycle in {_CYCLES}", place, hint)])
    cycles, faults = nested(gathered.cycles)
    teams, people, more = rooted(gathered.teams, gathered.people)
    gathered.findings.extend((*faults, *more))
    if gathered.findings:
        # Documents are read by what the settings say: held against faulty ones, sound documents
        # would be told faults that are none.
        return Reading(
            Documents(
                site,
                tuple(teams),
                tuple(people),
                tuple(cycles),
                findings=tuple(gathered.findings),
            )
        )
    texts = [file for file in listed if file.place.path.lower().endswith(".md")]
    known = _known(gathered, cycles, site, texts)
    outcomes = read_many(texts, known, drafts, executor, meanwhile, earlier)
    documents = _together(site, gathered, cycles, listed, outcomes)
    return Reading(documents, known, drafts, gathered.has_teams and gathered.has_people)


def _organisation(folder: Folder, gathered: _Gathered) -> None:
    for name in (_ORG, _CYCLES):
        path = folder.path / name
        if not path.is_file():
            continue
        place = Place(folder.name, name)
        try:
            text = read_text(path, place, most=MAX_LIST)
            if name == _CYCLES:
                cycles, findings = read_cycles(text, place)
                gathered.cycles.extend(cycles)
            else:
                teams, people, findings = read_organisation(text, place)
                gathered.teams.extend(teams or ())
                gathered.people.extend(people or ())
                gathered.has_teams |= teams is not None
                gathered.has_people |= people is not None
            gathered.findings.extend(findings)
        except Unreadable as unreadable:
            gathered.findings.append(unreadable.finding)


def _known(
    gathered: _Gathered, cycles: Iterable[Cycle], site: Site, texts: Sequence[Found]
) -> Known:
    """What names mean; what org.yml does not list is as the documents name it."""
    teams = {team.id for team in gathered.teams}
    people = {person.id for person in gathered.people}
    if not gathered.has_teams or not gathered.has_people:
        named = _named(texts)
        if not gathered.has_teams:
            teams = named["team"]
            gathered.teams.extend(_team(key) for key in sorted(teams))
        if not gathered.has_people:
            leads = {team.lead for team in gathered.teams if team.lead}
            people = named["person"] | leads | ((named["owner"] | named["by"]) - teams)
            gathered.people.extend(_person(key) for key in sorted(people))
    return Known(
        {cycle.key: cycle.id for cycle in cycles},
        frozenset(teams),
        frozenset(people),
        site.audiences,
    )


def _named(texts: Sequence[Found]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"team": set(), "person": set(), "owner": set(), "by": set()}
    for file in texts:
        try:
            text = normal(read_text(file.path, file.place, file.size))
        except Unreadable:
            continue
        front = text[4:].partition("\n---")[0] if text.startswith("---") else ""
        for name, key in _NAMED.findall(front):
            if ID.fullmatch(key):
                found[name].add(key)
    return found


def _team(key: str) -> Team:
    return Team(key, key.replace("-", " ").title(), None, None, Prose(), None, "", None)


def _person(key: str) -> Person:
    return Person(key, key.replace("-", " ").title(), "", None, None, "", None)


def _together(
    site: Site,
    gathered: _Gathered,
    cycles: Sequence[Cycle],
    listed: Sequence[Found],
    outcomes: Sequence[Outcome],
) -> Documents:
    teams, people, faults = rooted(gathered.teams, gathered.people)
    documents = [outcome.document for outcome in outcomes if outcome.document is not None]
    return Documents(
        site=site,
        teams=tuple(teams),
        people=tuple(people),
        cycles=tuple(cycles),
        objectives=_of(documents, Objective),
        checkins=_of(documents, CheckInDocument),
        reviews=_of(documents, Review),
        kpis=_of(documents, Kpi),
        pages=_of(documents, FreePage),
        files={
            file.place.file: file.size
            for file in listed
            if not file.place.path.lower().endswith((".md", ".yml", ".yaml"))
        },
        findings=(
            *gathered.findings,
            *faults,
            *(finding for outcome in outcomes for finding in outcome.findings),
        ),
        aside=tuple(outcome.aside for outcome in outcomes if outcome.aside is not None),
    )


Kind = TypeVar("Kind", bound=Document)


def _of(documents: Iterable[Document], kind: type[Kind]) -> tuple[Kind, ...]:
    return tuple(each for each in documents if isinstance(each, kind))
