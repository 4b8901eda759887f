"""Puts every word where it belongs: check-in documents, their lines, inline history, kpi values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field
from operator import is_

from okrsite import markdown
from okrsite.graph.desk import Desk
from okrsite.model import addresses
from okrsite.model.directory import Lookup, Target
from okrsite.model.document import (
    CheckInDocument,
    Entry,
    KeyResult,
    Kpi,
    Line,
    Objective,
    Ref,
)
from okrsite.model.figure import no_figure, refuse, value_figure
from okrsite.model.measure import CheckIn, Figure, Misfit
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Update
from okrsite.model.prose import Part, Prose
from okrsite.model.status import Status
from okrsite.model.text import free_name, nearest, shortened

_CONFIDENCE = re.compile(r"\(\s*(\d+(?:\.\d+)?)\s*/\s*10\s*\)\s*")
_STATUS = re.compile(r"\[\s*(on[ _-]track|at[ _-]risk|off[ _-]track)\s*\]\s*", re.IGNORECASE)
_ID_SHAPED = re.compile(r"[a-z0-9-]+", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"[-+−]?\.?\d|done(?![\w-])|\(\s*\d|\[\s*(?:on|at|off)", re.IGNORECASE)

Key = tuple[str, str | None]


@dataclass(slots=True)
class Words:
    """What was said, by what it is about."""

    on: dict[Key, list[CheckIn]] = field(default_factory=lambda: defaultdict(list))
    on_kpi: dict[str, list[CheckIn]] = field(default_factory=lambda: defaultdict(list))
    updates: list[Update] = field(default_factory=list)
    kpi_values: dict[str, tuple[CheckIn, ...]] = field(default_factory=dict)

    def onto_objective(self, objective: Objective) -> Objective:
        """The objective with all words on it and its key results, in order."""
        return replace(
            objective,
            checkins=_ordered((), self.on.get((objective.id, None), ())),
            key_results=tuple(self._onto(each, objective) for each in objective.key_results),
        )

    def _onto(self, key_result: KeyResult, objective: Objective) -> KeyResult:
        said = self.on.get((objective.id, key_result.id), ())
        kpi = key_result.kpi
        values = self.kpi_values.get(kpi.text, ()) if kpi is not None else ()
        # Values only: how sure somebody is of a kpi says nothing of a goal on it.
        taken = [replace(word, confidence=None, status=None) for word in values]
        if not said and not taken and len(key_result.checkins) < 2:
            return key_result
        words = _ordered((*taken, *key_result.checkins), said)
        return replace(key_result, checkins=words)

    def onto_kpi(self, kpi: Kpi) -> Kpi:
        """The kpi with all words on it, in order."""
        return replace(kpi, checkins=self.kpi_values.get(kpi.id, ()))


def place_words(
    documents: Iterable[CheckInDocument],
    objectives: dict[str, Objective],
    kpis: Mapping[str, Kpi],
    desk: Desk,
) -> Words:
    """Place everything that was said; `objectives` lose inline words that do not fit."""
    words = Words()
    for key, objective in objectives.items():
        objectives[key] = _inline(objective, desk)
    # By path: on one date the document that comes later counts.
    taken: set[str] = set()
    for document in sorted(documents, key=lambda each: (each.place.path, each.place.folder)):
        key = free_name(document.id, taken)
        taken.add(key)
        placed = _Placing(replace(document, id=key), objectives, kpis, desk, words).place()
        if placed is not None:
            words.updates.append(placed)
    for kpi in kpis.values():
        fitting = [word for word in kpi.checkins if _fits_kpi(word, kpi, desk)]
        words.kpi_values[kpi.id] = _ordered(fitting, words.on_kpi.get(kpi.id, ()))
    return words


def _ordered(first: Iterable[CheckIn], then: Iterable[CheckIn]) -> tuple[CheckIn, ...]:
    """By date; on one date inline words first, then documents, each as written."""
    return tuple(sorted((*first, *then), key=lambda word: word.date))


def _inline(objective: Objective, desk: Desk) -> Objective:
    if not any(each.checkins for each in objective.key_results):
        return objective
    key_results = tuple(_inline_words(each, objective, desk) for each in objective.key_results)
    if all(map(is_, key_results, objective.key_results)):
        return objective
    return replace(objective, key_results=key_results)


def _inline_words(key_result: KeyResult, objective: Objective, desk: Desk) -> KeyResult:
    found = []
    for word in key_result.checkins:
        try:
            found.append(_by(key_result.measure.accepts(word), desk))
        except Misfit as misfit:
            desk.fault(misfit.rule, misfit.message, word.place, misfit.hint, objective.id)
    same = len(found) == len(key_result.checkins) and all(map(is_, found, key_result.checkins))
    return key_result if same else replace(key_result, checkins=tuple(found))


def _by(word: CheckIn, desk: Desk) -> CheckIn:
    """Who said it, looked up; a name that nobody has is kept out without ado: words count more."""
    if word.by is None:
        return word
    return replace(word, by=desk.names.who(word.by).key)


def _fits_kpi(word: CheckIn, kpi: Kpi, desk: Desk) -> bool:
    try:
        refuse(word, "kpi", progress=True, done=True)
    except Misfit as misfit:
        desk.fault(misfit.rule, misfit.message, word.place, misfit.hint, kpi.id)
        return False
    return True


class _Placing:
    """Places one document's words."""

    def __init__(
        self,
        document: CheckInDocument,
        objectives: Mapping[str, Objective],
        kpis: Mapping[str, Kpi],
        desk: Desk,
        words: Words,
    ) -> None:
        self._document = document
        self._objectives = objectives
        self._kpis = kpis
        self._desk = desk
        self._words = words
        self._by: str | None = None
        self._page = ""
        self._key_results: list[tuple[str, str, CheckIn]] = []
        self._on_objectives: list[tuple[str, CheckIn]] = []
        self._on_kpis: list[tuple[str, CheckIn]] = []

    def place(self) -> Update | None:
        document = self._linked()
        if document is None:
            return None
        self._document = document
        self._by = document.by.text if document.by else None
        self._page = addresses.update(document.id, document.date)
        self._entries()
        text = [self._section(section) for section in document.text]
        return Update(
            document,
            tuple(self._key_results),
            tuple(self._on_objectives),
            tuple(self._on_kpis),
            tuple(each for each in text if each),
        )

    def _linked(self) -> CheckInDocument | None:
        document, names = self._document, self._desk.names
        team = document.team and self._desk.named(
            document.team, names.team(document.team.text), "team", document.id
        )
        person = document.person and self._desk.named(
            document.person, names.person(document.person.text), "person", document.id
        )
        if (document.team and not team) or (document.person and not person):
            return None
        by = self._desk.who(document.by, document.id)
        return replace(document, team=team, person=person, by=by)

    # Front matter -----------------------------------------------------------------------------

    def _entries(self) -> None:
        for entry in self._document.key_results:
            self._entry(entry, "key_result", "key result")
        for entry in self._document.objectives:
            self._entry(entry, "objective", "objective")
        for entry in self._document.kpis:
            found = self._desk.names.kpi(entry.ref.text)
            if found.key is None:
                self._desk.lost(entry.ref, found, "kpi", self._document.id)
            else:
                self._say(Target("kpi", found.key), entry.said)

    def _entry(self, entry: Entry, kind: str, what: str) -> None:
        if kind == "objective":
            cycles = self._desk.names.cycles_on(self._document.date)
            ref = self._desk.objective(entry.ref, cycles, self._document.id, part=False)
            if ref is not None:
                self._say(Target("objective", ref.text), entry.said)
            return
        target = self._desk.names.line(entry.ref.text, self._document)
        if isinstance(target, Target) and target.kind == kind and target.part:
            self._say(target, entry.said)
            return
        found = target if isinstance(target, Lookup) else Lookup()
        if not found.hint and not found.several:
            found = Lookup(hint=self._near(entry.ref.text))
        self._desk.lost(entry.ref, found, what, self._document.id)

    def _near(self, text: str) -> str:
        near = nearest(text.lower(), self._desk.names.candidates(self._document))
        return f"Did you mean `{near}`?" if near else ""

    # Lines ------------------------------------------------------------------------------------

    def _section(self, section: Prose | tuple[Line, ...]) -> Prose:
        if isinstance(section, Prose):
            return section
        rest = [line.prose for line in section if not self._line(line)]
        return _as_list(rest)

    def _line(self, line: Line) -> bool:
        """Place a line; False where it is plain text."""
        if not line.head:
            return False
        target = self._desk.names.line(line.head, self._document)
        if isinstance(target, Target):
            if target.kind == "objective" or target.part or target.kind == "kpi":
                self._said(line, target)
                return True
            return False
        if target.several:
            self._desk.lost(Ref(line.head, line.place), target, "", self._document.id)
            return True
        return self._mistyped(line, target)

    def _mistyped(self, line: Line, found: Lookup) -> bool:
        """A head that is nearly a name, with a figure behind it, was meant as one."""
        if not _SAYS_SOMETHING.match(line.rest):
            return False
        if "#" in line.head:
            hint = found.hint
        elif _ID_SHAPED.fullmatch(line.head):
            hint = self._near(line.head)
            if not hint:
                return False
        else:
            return False
        message = f"`{shortened(line.head, 60)}` is no key result, objective or kpi"
        self._desk.fault("unknown-reference", message, line.place, hint, self._document.id)
        return True

    def _said(self, line: Line, target: Target) -> None:
        try:
            figure = self._figure(line.rest, target)
            word = self._word(figure, line)
        except Misfit as misfit:
            message = f"`{shortened(line.head, 60)}`: {misfit.message}"
            self._desk.fault(misfit.rule, message, line.place, misfit.hint, self._document.id)
            return
        self._say(target, word)

    def _figure(self, rest: str, target: Target) -> Figure:
        if target.kind == "kpi":
            return value_figure(rest, self._kpis[target.key].unit, "kpi")
        if target.part is None:
            return no_figure(rest, "objective")
        key_result = self._objectives[target.key].key_result(target.part)
        assert key_result is not None  # noqa: S101 (the directory only knows those that exist)
        return key_result.measure.figure(rest)

    def _word(self, figure: Figure, line: Line) -> CheckIn:
        rest, confidence, status = figure.rest, None, None
        if found := _CONFIDENCE.match(rest):
            confidence = float(found.group(1))
            if confidence > 10:
                raise Misfit(f"the confidence `{found.group().strip()}` is not between 0 and 10")
            rest = rest[found.end() :]
        if found := _STATUS.match(rest):
            status = Status(found.group(1).lower().replace(" ", "_").replace("-", "_"))
            rest = rest[found.end() :]
        return CheckIn(
            date=self._document.date,
            place=line.place,
            value=figure.value,
            progress=figure.progress,
            done=figure.done,
            confidence=confidence,
            status=status,
            note=markdown.inline(rest, line.place.line),
            by=self._by,
            page=self._page,
        )

    def _say(self, target: Target, word: CheckIn) -> None:
        document = self._document
        if word.page != self._page:
            by = word.by and self._desk.names.who(word.by).key
            word = replace(word, by=by or self._by, page=self._page)
        try:
            self._put(target, word)
        except Misfit as misfit:
            self._desk.fault(misfit.rule, misfit.message, word.place, misfit.hint, document.id)

    def _put(self, target: Target, word: CheckIn) -> None:
        if target.kind == "kpi":
            refuse(word, "kpi", progress=True, done=True)
            self._words.on_kpi[target.key].append(word)
            self._on_kpis.append((target.key, word))
        elif target.part is None:
            refuse(word, "objective", value=True, progress=True, done=True)
            self._words.on[target.key, None].append(word)
            self._on_objectives.append((target.key, word))
        else:
            key_result = self._objectives[target.key].key_result(target.part)
            assert key_result is not None  # noqa: S101 (the directory only knows those that exist)
            word = key_result.measure.accepts(word)
            self._words.on[target.key, target.part].append(word)
            self._key_results.append((target.key, target.part, word))


def _as_list(rest: list[Prose]) -> Prose:
    """Items that are no check-ins, as the list they were written as."""
    if not rest:
        return Prose()
    parts: list[Part] = ["<ul>\n"]
    for each in rest:
        parts.extend(("<li>", *each.parts, "</li>\n"))
    parts.append("</ul>\n")
    return Prose(
        tuple(parts),
        " ".join(each.plain for each in rest),
        tuple(mention for each in rest for mention in each.mentions),
        tuple(anchor for each in rest for anchor in each.anchors),
    )
