"""What lies before whoever fills in a form: the site as it is, and as it would be."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from okrsite.build import judge
from okrsite.cut import cut
from okrsite.door import Door, as_of_date
from okrsite.edit import Change, Source
from okrsite.model.document import (
    CheckInDocument,
    Document,
    Documents,
    FreePage,
    Kpi,
    Objective,
    Review,
)
from okrsite.model.noun import dataclass, replace
from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio
from okrsite.model.problem import Problem, Severity
from okrsite.order import Order
from okrsite.read import Folder, NoSite, read
from okrsite.read.desk import Known
from okrsite.read.documents import read_document
from okrsite.serve.model import Model
from okrsite.serve.session import Held


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a change."""

    here: tuple[Problem, ...]
    """Of the files that change."""
    caused: tuple[Problem, ...]
    """Of other files, and not before."""
    blocking: frozenset[Problem]
    """The errors among them that were not there before."""
    document: Document | None
    """The first file that changes, as it would be read."""


class Desk:
    """The site as the preview holds it. One is made for each version of it."""

    def __init__(self, order: Order, door: Door, held: Held) -> None:
        assert held.prepared is not None  # noqa: S101 (the door looked)
        assert held.portfolio is not None  # noqa: S101
        self._order = replace(order, drafts=True)
        self._held = held
        self._door = door
        self._turn = threading.Lock()
        self.version = held.version
        self.portfolio: Portfolio = held.portfolio
        self.folders: tuple[Folder, ...] = held.prepared.folders

    def path(self, place: Place) -> Path:
        """The file of a place."""
        return self.folder(place.folder) / place.path

    def folder(self, name: str) -> Path:
        """The content folder of that name."""
        return next(each.path for each in self.folders if each.name == name)

    def source(self, place: Place) -> Source:
        """A file's text as it is on disk now.

        Raises:
            NotWritten: where it cannot be read.
        """
        return Source.read(self.path(place))

    def read(self, text: str, place: Place) -> Document | None:
        """A text as the readers take it; None where it has a fault."""
        return read_document(text, place, self._known, drafts=True).document

    def place(self, path: Path) -> Place:
        """Where a file stands among the content folders."""
        for each in self.folders:
            if path.is_relative_to(each.path):
                return Place(each.name, path.relative_to(each.path).as_posix())
        return Place("", path.name)

    def judged(self, changes: Sequence[Change]) -> Judged:
        """What the rules would say, had the changes been made; nothing is written."""
        with self._turn:
            before = {_identity(each) for each in self._problems(self._documents)}
            after = self._documents
            made: Document | None = None
            for change in reversed(changes):
                after, made = self._with(after, change)
            problems = self._problems(after)
        places = {self.place(change.path).file for change in changes}
        here = tuple(p for p in problems if p.place and p.place.file in places)
        new = [each for each in problems if _identity(each) not in before]
        return Judged(
            here=here,
            caused=tuple(each for each in new if each not in here),
            blocking=frozenset(each for each in new if each.severity is Severity.ERROR),
            document=made,
        )

    @cached_property
    def _documents(self) -> Documents:
        """What was read: as the preview remembers it, else read again."""
        if self._held.model is not None and not self._held.stale:
            return _remembered(self._held.model, [each.name for each in self.folders])
        try:
            return read(self.folders, site=self.portfolio.site, drafts=True)
        except NoSite as nothing:
            return Documents(self.portfolio.site, findings=nothing.findings)

    @cached_property
    def _known(self) -> Known:
        seen = self._documents
        return Known(
            {each.key: each.id for each in seen.cycles},
            frozenset(each.id for each in seen.teams),
            frozenset(each.id for each in seen.people),
            seen.site.audiences,
        )

    def _problems(self, documents: Documents) -> tuple[Problem, ...]:
        if documents is self._documents:
            return self._problems_now
        seen, audience = cut(documents, self._order.audience)
        return judge(seen, audience, *self._day)[0]

    @cached_property
    def _problems_now(self) -> tuple[Problem, ...]:
        if self._held.sure and not self._held.stale:
            return self._held.problems
        seen, audience = cut(self._documents, self._order.audience)
        return judge(seen, audience, *self._day)[0]

    @cached_property
    def _day(self) -> tuple[date, bool]:
        return as_of_date(self._order, self.portfolio.site, self._door)

    def _with(self, documents: Documents, change: Change) -> tuple[Documents, Document | None]:
        """The documents with a file as it would be."""
        place = self.place(change.path)
        outcome = read_document(change.text, place, self._known, drafts=True)
        made, file = outcome.document, place.file
        aside = [each for each in documents.aside if each.place.file != file]
        told = [each for each in documents.findings if not each.place or each.place.file != file]
        return replace(
            documents,
            objectives=_in_place(documents.objectives, Objective, made, file),
            checkins=_in_place(documents.checkins, CheckInDocument, made, file),
            reviews=_in_place(documents.reviews, Review, made, file),
            kpis=_in_place(documents.kpis, Kpi, made, file),
            pages=_in_place(documents.pages, FreePage, made, file),
            aside=(*aside, *([outcome.aside] if outcome.aside else [])),
            findings=(*told, *outcome.findings),
        ), made


Kind = TypeVar("Kind", bound=Document)


def _remembered(model: Model, folders: Sequence[str]) -> Documents:
    """Every document as it was read last, in the order in which a build reads them."""
    known = sorted(
        model.written.values(), key=lambda d: (folders.index(d.place.folder), d.place.path)
    )
    return replace(
        model.reading.documents,
        objectives=tuple(each for each in known if isinstance(each, Objective)),
        checkins=tuple(each for each in known if isinstance(each, CheckInDocument)),
        reviews=tuple(each for each in known if isinstance(each, Review)),
        kpis=tuple(each for each in known if isinstance(each, Kpi)),
        pages=tuple(each for each in known if isinstance(each, FreePage)),
    )


def _in_place(
    known: Iterable[Kind], kind: type[Kind], made: Document | None, file: str
) -> tuple[Kind, ...]:
    """The documents of a type, in the order of their paths, with the one that is new."""
    found = [each for each in known if each.place.file != file]
    if isinstance(made, kind):
        found.insert(_position(found, made), made)
    return tuple(found)


def _position(known: Sequence[Document], made: Document) -> int:
    """Where a build would read it: by path among those of its folder, else at the end."""
    folder, path = made.place.folder, made.place.path
    beside = [at for at, each in enumerate(known) if each.place.folder == folder]
    before = [at for at in beside if known[at].place.path < path]
    return before[-1] + 1 if before else beside[0] if beside else len(known)


def _identity(problem: Problem) -> tuple[str, str, str, str]:
    """What makes it the same one after lines have moved."""
    file = problem.place.file if problem.place else ""
    return problem.rule, file, problem.subject, problem.message
