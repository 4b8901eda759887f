"""Documents -> the Documents that an audience may see (format: "Audiences").

A document is as narrow as the narrowest of itself, its team, its person and its cycle; what lies
within a hidden team or cycle is hidden with it. References from what stays to what goes are cut
without a word, so that no hole tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol, TypeVar

from okrsite.cut.references import Scissors
from okrsite.model.cycle import Cycle
from okrsite.model.directory import Directory
from okrsite.model.document import Document, Documents, Ref, SetAside
from okrsite.model.noun import dataclass, replace
from okrsite.model.organisation import Person, Team
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.model.site import Site
from okrsite.model.text import did_you_mean, listed


class UnknownAudience(Exception):
    """The audience asked for is none of the site's."""


class _Named(Protocol):
    @property
    def audience(self) -> str: ...


Some = TypeVar("Some", bound=Document)


def cut(documents: Documents, audience: str | None) -> tuple[Documents, str]:
    """Leave out what is narrower than an audience (default: the widest, which is safe to publish).

    Gives the documents, each with the audience it really has, and the audience's name.

    Raises:
        UnknownAudience: where the site has no such audience.
    """
    site = documents.site
    name = audience or site.widest
    if name not in site.audiences:
        hint = did_you_mean(name, site.audiences) or f"There are: {listed(site.audiences)}."
        raise UnknownAudience(f"`{name}` is no audience of this site. {hint}")
    ranked = _Ranks(documents).settle()
    limit = site.rank(name)
    if limit == 0:
        return ranked, name
    if all(site.rank(each.audience) >= limit for each in _everything(ranked)) and not ranked.aside:
        return _without_lines(ranked), name
    return _without_lines(_without(ranked, limit)), name


def _everything(documents: Documents) -> Iterable[_Named]:
    yield from documents.all()
    yield from documents.teams
    yield from documents.people
    yield from documents.cycles


@dataclass(slots=True)
class _Ranks:
    """Finds how narrow each thing really is, and says so on it."""

    documents: Documents

    def settle(self) -> Documents:
        site = self.documents.site
        findings: list[Finding] = []
        for each in _everything(self.documents):
            findings.extend(_unknown(each, site))
        teams = _nested(self.documents.teams, site, lambda team: team.parent)
        cycles = _nested(self.documents.cycles, site, lambda cycle: cycle.within)
        people = tuple(
            replace(person, audience=_narrowest(site, person.audience))
            for person in self.documents.people
        )
        of_team = {team.id: team.audience for team in teams}
        of_person = {person.id: person.audience for person in people}
        of_cycle = {cycle.key: cycle.audience for cycle in cycles}

        def widen(document: Some) -> Some:
            said = [document.audience]
            for field, known in (("team", of_team), ("person", of_person), ("cycle", of_cycle)):
                ref: Ref | None = getattr(document, field, None)
                if ref is not None:
                    said.append(known.get(ref.text.lower(), ""))
            # What lies in the folder of a hidden team or cycle was put there for a reason.
            for folder in document.place.path.lower().split("/")[:-1]:
                said += (of_team.get(folder, ""), of_cycle.get(folder, ""))
            return replace(document, audience=_narrowest(site, *said))

        def hide(aside: SetAside) -> SetAside:
            within = (known.get(name, "") for known in (of_team, of_person, of_cycle)
                      for name in aside.within)  # fmt: skip
            return replace(aside, audience=_narrowest(site, aside.audience, *within))

        documents = self.documents
        return replace(
            documents,
            aside=tuple(map(hide, documents.aside)),
            teams=teams,
            people=people,
            cycles=cycles,
            objectives=tuple(map(widen, documents.objectives)),
            checkins=tuple(map(widen, documents.checkins)),
            reviews=tuple(map(widen, documents.reviews)),
            kpis=tuple(map(widen, documents.kpis)),
            pages=tuple(map(widen, documents.pages)),
            findings=(*documents.findings, *findings),
        )


def _unknown(each: _Named, site: Site) -> Iterable[Finding]:
    if each.audience and each.audience not in site.audiences:
        hint = did_you_mean(each.audience, site.audiences) or (
            f"site.yml has: {listed(site.audiences)}."
        )
        place = getattr(each, "place", None)
        line = getattr(each, "lines", {}).get("audience")
        place = place.at(line) if place is not None and line else place
        message = f"`audience` names `{each.audience}`, which site.yml does not list"
        yield Finding("unknown-reference", message, place, hint)


def _narrowest(site: Site, *audiences: str) -> str:
    said = [name for name in audiences if name]
    # A word that is no audience may have meant a narrow one: it hides until it is mended.
    return min(
        (site.audiences[site.rank(name)] for name in said), key=site.rank, default=site.widest
    )


Nested = TypeVar("Nested", Team, Cycle)


def _nested(
    items: tuple[Nested, ...], site: Site, outer: Callable[[Nested], str | None]
) -> tuple[Nested, ...]:
    """Give each the audience of whatever encloses it, where that is narrower."""
    known: dict[str, str] = {}
    found: list[Nested] = []
    for item in items:  # outer ones come first
        around = outer(item)
        audience = _narrowest(site, item.audience, known.get(around.lower(), "") if around else "")
        known[item.id.lower()] = audience
        found.append(replace(item, audience=audience))
    return tuple(found)


def _without(documents: Documents, limit: int) -> Documents:
    site = documents.site

    def seen(each: _Named) -> bool:
        return site.rank(each.audience) >= limit

    outer: tuple[Team | Person | Cycle, ...] = (
        *documents.teams,
        *documents.people,
        *documents.cycles,
    )
    hidden = {each.id.lower() for each in outer if not seen(each)}
    visible = replace(
        documents,
        teams=tuple(filter(seen, documents.teams)),
        people=tuple(filter(seen, documents.people)),
        cycles=tuple(filter(seen, documents.cycles)),
        objectives=tuple(filter(seen, documents.objectives)),
        checkins=tuple(filter(seen, documents.checkins)),
        reviews=tuple(filter(seen, documents.reviews)),
        kpis=tuple(filter(seen, documents.kpis)),
        pages=tuple(filter(seen, documents.pages)),
        aside=tuple(filter(seen, documents.aside)),
    )
    hidden_files = _hidden_files(documents, visible)

    def narrow(audience: str) -> bool:
        return bool(audience) and site.rank(_narrowest(site, audience)) < limit

    scissors = Scissors(Directory(documents), Directory(visible))
    return replace(
        scissors.cut(visible),
        findings=tuple(_told(documents.findings, hidden_files, hidden, narrow)),
    )


def _without_lines(documents: Documents) -> Documents:
    """Entries of lists without their lines: those would tell how many hidden ones stand before."""
    return replace(
        documents,
        teams=tuple(replace(each, place=_without_line(each.place)) for each in documents.teams),
        people=tuple(replace(each, place=_without_line(each.place)) for each in documents.people),
        cycles=tuple(replace(each, place=each.place.at(1)) for each in documents.cycles),
    )


def _without_line(place: Place | None) -> Place | None:
    return None if place is None else place.at(1)


def _hidden_files(documents: Documents, visible: Documents) -> Mapping[str, None]:
    kept = {each.place.file for each in (*visible.all(), *visible.aside)}
    return {
        each.place.file: None
        for each in (*documents.all(), *documents.aside)
        if each.place.file not in kept
    }


_QUOTED = re.compile(r"`([^`]+)`")
_HIDDEN = Finding(
    "unreadable-document",
    "A document that this audience may not see has a fault",
    None,
    "Check the site for a narrower audience to see which.",
)


def _told(
    findings: Iterable[Finding],
    files: Mapping[str, None],
    names: Collection[str],
    narrow: Callable[[str], bool],
) -> Iterable[Finding]:
    """Findings as this audience may hear them: one nameless word for all that is hidden."""
    nameless = False
    for finding in findings:
        in_hidden = finding.place is not None and finding.place.file in files
        if in_hidden or narrow(finding.audience) or _names(finding.message, names):
            nameless = True
        elif _names(finding.hint, names):
            yield replace(finding, hint="")
        else:
            yield finding
    if nameless:
        yield _HIDDEN


def _names(text: str, names: Collection[str]) -> bool:
    """Whether a message names one of some things."""
    return any(word.lower() in names for word in _QUOTED.findall(text))
