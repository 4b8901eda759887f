"""Looks up where links in texts lead, and which files they take along."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol
from urllib.parse import quote, unquote

from okrsite.graph.desk import Desk
from okrsite.model import addresses
from okrsite.model.document import (
    Change,
    CheckInDocument,
    Document,
    Documents,
    FreePage,
    Initiative,
    KeyResult,
    Kpi,
    Objective,
    Review,
)
from okrsite.model.measure import CheckIn
from okrsite.model.noun import replace
from okrsite.model.organisation import Team
from okrsite.model.place import Place
from okrsite.model.portfolio import Update
from okrsite.model.prose import Leads, Link, Prose
from okrsite.model.site import Site
from okrsite.model.text import shortened

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
FILES = IMAGES | frozenset(
    {".pdf", ".csv", ".txt", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip", ".json"}
)
"""What may be copied beside the site: nothing that a browser would run."""


class Links:
    """Settles the links of all texts."""

    def __init__(self, desk: Desk, documents: Documents) -> None:
        self._desk = desk
        self._site = documents.site
        self._sources = documents.files
        self._by_path = {each.place.file: each for each in documents.all()}
        self._aside = {
            name: each.audience
            for each in documents.aside
            for name in (each.place.file, *each.names)
        }
        """Who may hear of what was set aside, by its file and by the names it may have."""
        self._narrow = len(documents.site.audiences) > 1
        self.files: dict[str, str] = {}
        self.site_links: list[tuple[str, Place, str]] = []

    @property
    def desk(self) -> Desk:
        """Where names are looked up, and faults are told."""
        return self._desk

    def follow(self, file: str, document: Document | None) -> None:
        """Take another document for the one at a path; None: it is gone."""
        if document is None:
            self._by_path.pop(file, None)
        else:
            self._by_path[file] = document

    # Documents --------------------------------------------------------------------------------

    def mission(self, site: Site) -> Prose:
        """The site's mission."""
        return self.settled(site.mission, site.place, site.widest, "", ())

    def team(self, team: Team) -> Team:
        """A team's mission."""
        if not team.mission or team.place is None:
            return team
        mission = self.settled(team.mission, team.place, team.audience, team.id, ())
        return team if mission is team.mission else replace(team, mission=mission)

    def objective(self, each: Objective) -> Objective:
        """All texts of an objective."""
        if not any(map(self._needs, _texts(each))):
            return each
        text = _Text(self, each.place, each.audience, each.id, self._around(each.cycle.text))
        return replace(
            each,
            title=text(each.title),
            body=text(each.body),
            dropped_because=text(each.dropped_because),
            score_note=text(each.score_note),
            key_results=tuple(self._key_result(kr, text) for kr in each.key_results),
            initiatives=tuple(self._initiative(i, text) for i in each.initiatives),
            checkins=text.words(each.checkins),
        )

    def _needs(self, prose: Prose) -> bool:
        """Whether a text has a link to look up, or, where audiences differ, may name something."""
        return prose.has_links or (self._narrow and bool(prose.mentions))

    def _around(self, cycle: str | None) -> tuple[str, ...]:
        return tuple(self._desk.names.enclosing(cycle))

    @staticmethod
    def _key_result(each: KeyResult, text: _Text) -> KeyResult:
        return replace(
            each,
            title=text(each.title),
            measure=each.measure.with_texts(text),
            dropped_because=text(each.dropped_because),
            score_note=text(each.score_note),
            source=text(each.source),
            checkins=text.words(each.checkins),
            changed=tuple(_changed(change, text) for change in each.changed),
        )

    @staticmethod
    def _initiative(each: Initiative, text: _Text) -> Initiative:
        return replace(each, title=text(each.title))

    def kpi(self, each: Kpi) -> Kpi:
        """All texts of a kpi."""
        text = _Text(self, each.place, each.audience, each.id, ())
        return replace(
            each,
            title=text(each.title),
            body=text(each.body),
            checkins=text.words(each.checkins),
        )

    def review(self, each: Review) -> Review:
        """All texts of a review."""
        around = self._around(each.cycle.text if each.cycle else None)
        text = _Text(self, each.place, each.audience, each.id, around)
        return replace(
            each,
            title=text(each.title),
            body=text(each.body),
            lessons=tuple(map(text, each.lessons)),
            decisions=tuple(replace(d, note=text(d.note)) for d in each.decisions),
        )

    def page(self, each: FreePage) -> FreePage:
        """All texts of a free page."""
        text = _Text(self, each.place, each.audience, each.id, ())
        return replace(each, title=text(each.title), body=text(each.body))

    def update(self, each: Update) -> Update:
        """All texts of a check-in document."""
        document: CheckInDocument = each.document
        around = tuple(self._desk.names.cycles_on(document.date))
        text = _Text(self, document.place, document.audience, document.id, around, quiet=True)
        loud = text.heard()
        return replace(
            each,
            document=replace(document, title=loud(document.title)),
            text=tuple(map(loud, each.text)),
            on_key_results=tuple((o, k, text.word(w)) for o, k, w in each.on_key_results),
            on_objectives=tuple((o, text.word(w)) for o, w in each.on_objectives),
            on_kpis=tuple((k, text.word(w)) for k, w in each.on_kpis),
        )

    # One text ---------------------------------------------------------------------------------

    def settled(
        self,
        prose: Prose,
        place: Place,
        audience: str,
        subject: str,
        around: tuple[str, ...],
        *,
        quiet: bool = False,
    ) -> Prose:
        """A text with its links looked up; what leads nowhere or tells too much is set aside."""
        if not self._needs(prose):
            return prose
        if self._narrow and not quiet:
            for name, line in prose.mentions:
                if self._leaks(name, audience, around):
                    self._leak(name, place.at(line), subject)

        def settle(link: Link) -> Link:
            settled = self._settle(link, prose, place, around)
            where = place.at(link.line)
            if quiet:
                return settled
            aside = self._aside_audience(link.written, place)
            if aside is not None and self._narrower(aside, audience):
                self._leak(link.written, where, subject)
            elif settled.leads is Leads.NOWHERE and aside is None:
                message = f"The link to `{shortened(link.written, 60)}` leads nowhere"
                hint = "Name a document by its path or id, a file by its path beside this one."
                self._desk.fault("broken-link", message, where, hint, subject)
            elif settled.leads is Leads.PAGE and link.written.startswith("/"):
                self.site_links.append((settled.target, where, subject))
            if settled.audience and self._narrower(settled.audience, audience):
                self._leak(link.written, where, subject)
            return settled

        return prose.with_links(settle)

    def _aside_audience(self, written: str, place: Place) -> str | None:
        """Who may hear of what a link leads to, where that was set aside: a draft, or faulty."""
        path = unquote(written.partition("#")[0])
        within = _within(path, place) if path else None
        return self._aside.get(path.lower(), self._aside.get(f"{place.folder}/{within}"))

    def _narrower(self, one: str, other: str) -> bool:
        return self._site.rank(one) < self._site.rank(other)

    def _leaks(self, name: str, audience: str, around: tuple[str, ...]) -> bool:
        """Whether a word of a text is exactly the name of something narrower."""
        names = self._desk.names
        found = names.objective(name, around)
        aside = self._aside.get(name.partition("#")[0].lower(), audience)
        if found.key is None and self._narrower(aside, audience):
            return True
        if found.key is not None:
            exact = found.part is not None or name.partition("#")[0] in (
                found.key,
                *names.objectives[found.key].aliases,
            )
            return exact and self._narrower(names.objectives[found.key].audience, audience)
        for known in (names.kpis, names.pages, names.reviews, names.teams, names.people):
            each = known.get(name)
            if each is not None and self._narrower(each.audience, audience):
                return True
        return False

    def _leak(self, name: str, place: Place, subject: str) -> None:
        message = f"This text names `{shortened(name, 60)}`, which not all of its readers may see"
        hint = "Leave the name out, or narrow the audience of this document."
        self._desk.fault("audience-leak", message, place, hint, subject)

    def _settle(self, link: Link, prose: Prose, place: Place, around: tuple[str, ...]) -> Link:
        written = link.written.strip()
        if _SCHEME.match(written):
            url = self._site.url
            inside = f"/{written.removeprefix(url)}" if url and written.startswith(url) else ""
            audience = self._audience_at(inside.partition("#")[0])
            return link.leading(Leads.OUT, written, audience)
        if written.startswith("#"):
            return self._heading(link, prose, unquote(written[1:]))
        path, _, fragment = written.partition("#")
        path = unquote(path.partition("?")[0])
        fragment = unquote(fragment)
        found = self._file(link, path, place)
        if found is not None:
            return found
        if link.image or not path or "\0" in path:
            return link.leading(Leads.NOWHERE)
        if path.startswith("/"):
            return self._by_path_of(link, path, fragment, place) or self._address(
                link, path, fragment
            )
        return self._by_path_of(link, path, fragment, place) or self._by_name(
            link, path, fragment, around
        )

    @staticmethod
    def _heading(link: Link, prose: Prose, name: str) -> Link:
        for slug, anchor in prose.anchors:
            if name.lower() in (slug, anchor):
                return link.leading(Leads.HERE, anchor)
        return link.leading(Leads.NOWHERE)

    def _file(self, link: Link, path: str, place: Place) -> Link | None:
        within = _within(path, place)
        if within is None or not path:
            return None
        source = f"{place.folder}/{within}" if place.folder else within
        if source not in self._sources:
            return None
        ending = posixpath.splitext(within)[1].lower()
        if ending not in (IMAGES if link.image else FILES):
            return link.leading(Leads.NOWHERE)
        address = f"/files/{quote(within)}"
        count = 2
        while self.files.get(address, source) != source:
            address, count = f"/files/{count}/{quote(within)}", count + 1
        self.files[address] = source
        return link.leading(Leads.FILE, address)

    def _address(self, link: Link, path: str, fragment: str) -> Link:
        base = self._site.base
        if base != "/" and path.startswith(base):
            path = f"/{path.removeprefix(base)}"
        if "." not in posixpath.basename(path) and not path.endswith("/"):
            path = f"{path}/"
        target = posixpath.normpath(path) + ("/" if path.endswith("/") and path != "/" else "")
        target = quote(target.replace("//", "/"))
        if target == addresses.HOME and fragment:  # the overview has no headings of anybody's
            return link.leading(Leads.NOWHERE)
        anchor = f"#{quote(fragment)}" if fragment else ""
        audience = self._audience_at(target)
        return link.leading(Leads.PAGE, f"{target}{anchor}", audience)

    def _audience_at(self, address: str) -> str:
        """Who may read the page at an address, as far as it is one document's."""
        names = self._desk.names
        known: tuple[tuple[Callable[[str], str], Mapping[str, _Owned]], ...] = (
            (addresses.objective, names.objectives),
            (addresses.page, names.pages),
            (addresses.kpi, names.kpis),
            (addresses.review, names.reviews),
            (addresses.team, names.teams),
            (addresses.person, names.people),
            (addresses.cycle, names.cycles),
        )
        key = address.strip("/").rpartition("/")[2].lower()
        for page, documents in known:
            if key in documents and page(key) == address.lower():
                return documents[key].audience
        return ""

    def _by_path_of(self, link: Link, path: str, fragment: str, place: Place) -> Link | None:
        within = _within(path, place)
        for name in (within, f"{within}.md", posixpath.normpath(path), f"{path}.md"):
            each = self._by_path.get(f"{place.folder}/{name}" if place.folder else f"{name}")
            if each is not None:
                return _to(link, *_address_of(each, fragment), each.audience)
        return None

    def _by_name(self, link: Link, name: str, fragment: str, around: tuple[str, ...]) -> Link:
        names = self._desk.names
        key = names.objective(name, around).key
        if key is not None:
            each = names.objectives[key]
            return _to(link, *_address_of(each, fragment), each.audience)
        for found, known in (
            (names.page(name), names.pages),
            (names.kpi(name), names.kpis),
            (names.review(name), names.reviews),
        ):
            if found.key is not None:
                other: FreePage | Kpi | Review = known[found.key]
                return _to(link, *_address_of(other, fragment), other.audience)
        return self._by_organisation(link, name)

    def _by_organisation(self, link: Link, name: str) -> Link:
        names = self._desk.names
        if (team := names.teams.get(name.lower())) is not None:
            return _to(link, addresses.team(team.id), "", team.audience)
        if (person := names.people.get(name.lower())) is not None:
            return _to(link, addresses.person(person.id), "", person.audience)
        if (cycle := names.cycles.get(name.lower())) is not None:
            return _to(link, addresses.cycle(cycle.id), "", cycle.audience)
        return link.leading(Leads.NOWHERE)


class _Owned(Protocol):
    """Anything with an audience."""

    @property
    def audience(self) -> str: ...


class _Text:
    """Settles the texts of one document."""

    def __init__(
        self,
        links: Links,
        place: Place,
        audience: str,
        subject: str,
        around: tuple[str, ...],
        *,
        quiet: bool = False,
    ) -> None:
        self.links, self.place, self.audience = links, place, audience
        self.subject, self.around, self.quiet = subject, around, quiet

    def __call__(self, prose: Prose) -> Prose:
        return self.links.settled(
            prose, self.place, self.audience, self.subject, self.around, quiet=self.quiet
        )

    def word(self, word: CheckIn) -> CheckIn:
        """A word's note."""
        if not word.note.has_links and not word.note.mentions:
            return word
        # A word from a document stands in that document's place, not in the objective's.
        here = _Text(
            self.links, word.place, self.audience, self.subject, self.around, quiet=self.quiet
        )
        return replace(word, note=here(word.note))

    def heard(self) -> _Text:
        """The same, with its faults told: what an update repeats, its objective tells already."""
        return _Text(self.links, self.place, self.audience, self.subject, self.around)

    def words(self, words: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
        """All notes."""
        return tuple(map(self.word, words))


def _texts(each: Objective) -> Iterator[Prose]:
    """Every text of an objective: most have no link at all, and are left as they are."""
    yield from (each.title, each.body, each.dropped_because, each.score_note)
    yield from (word.note for word in each.checkins)
    yield from (initiative.title for initiative in each.initiatives)
    for kr in each.key_results:
        yield from (kr.title, kr.dropped_because, kr.score_note, kr.source)
        yield from (word.note for word in kr.checkins)
        yield from (change.because for change in kr.changed)
        yield from kr.measure.texts()


def _changed(change: Change, text: _Text) -> Change:
    return replace(change, because=text(change.because))


def _within(path: str, place: Place) -> str | None:
    """A path from a document, within its content folder; None where it leads out of it."""
    if path.startswith("/"):
        joined = posixpath.normpath(path.lstrip("/"))
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(place.path), path))
    return None if joined.startswith("..") or joined in ("", ".") else joined


def _to(link: Link, address: str, fragment: str, audience: str) -> Link:
    target = f"{address}#{quote(fragment)}" if fragment else address
    return link.leading(Leads.PAGE, target, audience)


_Linked = Objective | FreePage | Kpi | Review | CheckInDocument


def _address_of(each: _Linked, fragment: str) -> tuple[str, str]:
    """The address of a document, and the fragment as its page writes it."""
    if isinstance(each, CheckInDocument):
        return addresses.update(each.id, each.date), ""
    anchors: Mapping[str, str] = dict(each.body.anchors)
    anchor = anchors.get(fragment.lower(), "")
    if isinstance(each, Objective):
        if each.key_result(fragment) is not None:
            return addresses.objective(each.id, fragment), ""
        return addresses.objective(each.id), anchor
    if isinstance(each, FreePage):
        return addresses.page(each.id), anchor
    if isinstance(each, Kpi):
        return addresses.kpi(each.id), anchor
    return addresses.review(each.id), anchor
