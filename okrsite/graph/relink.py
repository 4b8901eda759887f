"""Links again where single documents have changed and no name has: nothing else is looked at.

Whatever could reach further (a name, an alignment, a fault, a file that is copied) is left to the
whole step: giving up here costs time, never truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.graph.checkins import Words, _inline, _Placing
from okrsite.graph.link import Linked
from okrsite.graph.links import _texts
from okrsite.graph.objectives import link_objective
from okrsite.model.document import CheckInDocument, Document, FreePage, Objective
from okrsite.model.measure import CheckIn
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Update
from okrsite.model.prose import Leads, Prose

Change = tuple[Document | None, Document | None]
"""A document before and after, as an audience sees it; None: there is none."""


class TooFar(Exception):
    """A change may reach further than can be told here."""


@dataclass(frozen=True, slots=True)
class Relinked:
    """What came of it."""

    linked: Linked
    objectives: frozenset[str]
    """Those that differ from before."""


def relink(linked: Linked, changes: Iterable[Change]) -> Relinked:
    """The graph with some documents replaced by others.

    Raises:
        TooFar: where all documents have to be linked afresh.
    """
    work = _Relinking(linked)
    for before, after in changes:
        work.take(before, after)
    return work.done()


class _Relinking:
    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        self._graph = linked.graph
        self._raw = dict(linked.objectives)
        self._on = dict(linked.words.on)
        self._documents = {each.place.file: each for each in linked.checkins}
        self._updates = {each.document.place.file: each for each in linked.graph.updates}
        self._again: dict[str, CheckInDocument] = {}
        self._touched: set[str] = set()
        self._pages = dict(linked.graph.pages)
        self._links = linked.links
        self._desk = linked.links.desk
        self._desk.findings = []
        self._told = {each.place.file for each in self._graph.findings if each.place is not None}
        self._told |= {place.file for _, place, _ in self._graph.site_links}
        self._lost = any(each.rule == "broken-link" for each in self._graph.findings)
        self._about = {each.subject for each in self._graph.findings}

    def take(self, before: Document | None, after: Document | None) -> None:
        """Take one change in."""
        for each in (before, after):
            if each is not None and (each.place.file in self._told or each.id in self._about):
                raise TooFar
        if isinstance(before, Objective) and isinstance(after, Objective):
            self._objective(before, after)
        elif isinstance(before, FreePage) and isinstance(after, FreePage):
            self._page(before, after)
        elif isinstance(after, CheckInDocument) and isinstance(before, CheckInDocument | None):
            self._checkin(before, after)
        else:
            raise TooFar

    # Documents --------------------------------------------------------------------------------

    def _objective(self, before: Objective, after: Objective) -> None:
        known = self._raw.get(before.id)
        if known is None or known.place.file != before.place.file:
            raise TooFar  # of two with one id, the other one is seen
        if _names(before) != _names(after):
            raise TooFar
        raw = link_objective(after, self._desk, self._linked.teams)
        if raw is None or _structure(known, self._linked) != _structure(raw, self._linked):
            raise TooFar
        self._raw[after.id] = _inline(raw, self._desk)
        self._touched.add(after.id)
        self._links.follow(after.place.file, after)
        if [each.measure for each in before.key_results] != [
            each.measure for each in after.key_results
        ]:
            for update in self._graph.updates:  # what was said is read by how it is measured
                if any(key == after.id for key, _, _ in update.on_key_results):
                    file = update.document.place.file
                    self._again.setdefault(file, self._documents[file])

    def _page(self, before: FreePage, after: FreePage) -> None:
        names = [
            (each.id, each.stem, each.aliases, each.audience, each.body.anchors)
            for each in (before, after)
        ]
        if names[0] != names[1] or self._pages[before.id].place.file != before.place.file:
            raise TooFar
        self._links.follow(after.place.file, after)
        page = self._links.page(after)
        if _copies((self._pages[after.id].body, page.body)):
            raise TooFar
        self._pages[after.id] = page

    def _checkin(self, before: CheckInDocument | None, after: CheckInDocument) -> None:
        file = after.place.file
        others = any(e.id == after.id for f, e in self._documents.items() if f != file)
        if others or any(e.document.id != self._documents[f].id for f, e in self._updates.items()):
            raise TooFar  # ids of documents with one name count up in the order of their files
        if before is None:
            if self._lost or file in self._documents:
                raise TooFar  # a link that led nowhere may lead here
        elif _address(before) != _address(after) or self._documents.get(file) is not before:
            raise TooFar
        self._again[file] = after
        self._links.follow(file, after)

    # Words ------------------------------------------------------------------------------------

    def _place_again(self) -> None:
        """Place the words of some check-in documents; those of all others stay where they are."""
        words = Words()
        for file, document in self._again.items():
            self._take_out(file)
            self._documents[file] = document
            placed = _Placing(document, self._raw, self._linked.kpis, self._desk, words).place()
            if placed is None or placed.on_kpis:
                raise TooFar
            self._updates[file] = self._links.update(placed)
            if _copies(_of_update(self._updates[file])):
                raise TooFar
        for key, said in words.on.items():
            self._on[key] = sorted([*self._on.get(key, ()), *said], key=_in_order)
            self._touched.add(key[0])

    def _take_out(self, file: str) -> None:
        update = self._updates.pop(file, None)
        if update is None:
            return
        if update.on_kpis or _copies(_of_update(update)):
            raise TooFar
        keys = [(key, part) for key, part, _ in update.on_key_results]
        for target in (*keys, *((key, None) for key, _ in update.on_objectives)):
            kept = [word for word in self._on.get(target, ()) if word.place.file != file]
            self._on[target] = kept
            self._touched.add(target[0])

    # Together ---------------------------------------------------------------------------------

    def done(self) -> Relinked:
        self._place_again()
        words = replace(self._linked.words, on=self._on)
        objectives = dict(self._graph.objectives)
        for key in self._touched:
            each = words.onto_objective(self._raw[key])
            settled = self._links.objective(each)
            if _copies((*_texts(objectives[key]), *_texts(settled))):
                raise TooFar
            objectives[key] = settled
        if self._desk.findings or self._links.site_links != list(self._graph.site_links):
            raise TooFar
        graph = replace(
            self._graph,
            objectives=objectives,
            pages=self._pages,
            updates=tuple(sorted(self._updates.values(), key=_newest_first)),
        )
        linked = replace(
            self._linked,
            graph=graph,
            words=words,
            objectives=self._raw,
            checkins=tuple(self._documents.values()),
        )
        return Relinked(linked, frozenset(self._touched))


def _in_order(word: CheckIn) -> tuple[str, str]:
    """By path: on one date the document that comes later counts."""
    return word.place.path, word.place.folder


def _newest_first(each: Update) -> tuple[int, str]:
    return -each.document.date.toordinal(), each.document.id


def _names(each: Objective) -> object:
    """What others may call it, and whose it is: who may see it hangs on that."""
    return (
        *(each.id, each.stem, each.aliases, each.audience, each.cycle.text.lower()),
        *(each.team and each.team.text, each.person and each.person.text),
        *([kr.id for kr in each.key_results], each.body.anchors, each.place.file),
    )


def _structure(each: Objective, linked: Linked) -> object:
    """What the alignment graph is made of."""
    return (
        [(alignment.to.text, alignment.weight) for alignment in each.aligns_to],
        each.rolls_up(linked.graph.site.policy),
        [(kr.measure.kind, kr.kpi and kr.kpi.text) for kr in each.key_results],
    )


def _address(each: CheckInDocument) -> object:
    """What others may call it, and who may see it."""
    return each.id, each.date, each.audience, each.draft


def _of_update(each: Update) -> Iterator[Prose]:
    """Every text of an entry."""
    yield from (each.document.title, *each.text)
    yield from (word.note for _, _, word in each.on_key_results)
    yield from (word.note for _, word in each.on_objectives)


def _copies(texts: Iterable[Prose]) -> bool:
    """Whether any text takes a file along: all files together give each its address."""
    return any(link.leads is Leads.FILE for text in texts for link in text.links)
