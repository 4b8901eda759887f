"""An objective as its file says it now, field by field as it was typed."""

from __future__ import annotations

from typing import NamedTuple

from okrsite.edit import Source
from okrsite.edit.fields import fields
from okrsite.model.document import Objective
from okrsite.model.measure import Measure
from okrsite.model.portfolio import ScoredObjective
from okrsite.read.front_matter import Unreadable, mapping, normal, split
from okrsite.read.key_result import split_line
from okrsite.read.yaml import Map
from okrsite.serve.editing.asked import Said
from okrsite.serve.editing.desk import Desk
from okrsite.serve.editing.form import Note
from okrsite.serve.editing.rows import Row, row_of

CHANGED = Note(
    "",
    "The file was changed since you opened this form",
    "What you wrote is kept. Where the file says something else by now, that stands at the field.",
)


class Gone(Exception):
    """An objective that cannot be changed here; the message says why."""


class Goal(NamedTuple):
    """An objective, and the file it is written in."""

    scored: ScoredObjective
    source: Source
    raw: Map
    """The front matter as plain values."""
    objective: Objective
    """As the file says it now, links not looked up."""

    @property
    def title(self) -> str:
        """The title as it was typed; empty where it is the first heading of the text."""
        return on_one_line(_text(self.raw.get("title")))

    @property
    def holder(self) -> str:
        """The id of the team or person whose it is."""
        whose = self.scored.objective.person or self.scored.objective.team
        return whose.text if whose else ""

    @property
    def body(self) -> str:
        """The text after the front matter, line ends as in a form."""
        return self.rest.replace("\r\n", "\n").replace("\r", "\n").strip("\n")

    @property
    def rest(self) -> str:
        """The text after the line that closes the front matter, as it is."""
        text = self.source.text
        return text[_body_at(text) :]

    @property
    def aligned(self) -> list[str]:
        """What it serves, each as the id that it was found to mean."""
        meant = {each.to.place: each.to.text for each in self.scored.objective.aligns_to}
        return [meant.get(each.to.place, each.to.text) for each in self.objective.aligns_to]

    def row(self, at: int) -> Row:
        """A key result."""
        known = self.objective.key_results[at]
        title, measure = self.written(at)
        return row_of(on_one_line(title), measure, known.due)

    def written(self, at: int) -> tuple[str, Measure]:
        """A key result's title as it was typed, and its measure."""
        known, here = self.objective.key_results[at], self.item(at)
        if isinstance(here, Map) and "title" in here:
            return _text(here["title"]), known.measure
        pair = next(iter(here.items())) if isinstance(here, Map) else (here,)
        return split_line(": ".join(map(_text, pair)).strip(), known.place)

    def item(self, at: int) -> object:
        """A key result as it is written: a line, or fields."""
        items = self.raw.get("key_results")
        return items[at] if isinstance(items, list) else items

    def stale(self, said: Said) -> bool:
        """Whether a form that was sent was about an earlier text."""
        return bool(said.one("digest")) and said.one("digest") != self.source.digest


def goal_of(desk: Desk, said: Said) -> Goal:
    """The objective that a form is about.

    Raises:
        Gone: where there is none, or it cannot be read now.
        NotWritten: where its file cannot be read.
    """
    scored = desk.portfolio.objectives.get(said.one("objective"))
    if scored is None:
        raise Gone("There is no such objective any more.")
    place = scored.objective.place.at(1)
    source = desk.source(place)
    found = desk.read(source.text, place)
    if not isinstance(found, Objective):
        raise Gone(f"{place.file} has a fault that must be mended first: see the preview.")
    try:
        parts = split(normal(source.text), place)
        raw = mapping(parts.front, place, parts.front_line)
    except Unreadable as unreadable:  # pragma: no cover (it was read just now)
        raise Gone(unreadable.finding.message) from None
    return Goal(scored, source, raw, found)


def with_body(text: str, body: str) -> str:
    """The document with another text after its front matter, in the line ends that it has."""
    at = _body_at(text)
    end = "\r\n" if "\r\n" in text else "\n"
    words = body.strip("\n").replace("\n", end)
    before = text[:at] if text[:at].endswith(("\n", "\r")) else f"{text[:at]}{end}"
    lead = len(text[at:]) - len(text[at:].lstrip("\r\n"))
    return f"{before}{text[at : at + lead]}{words}{end}" if words else before


def _body_at(text: str) -> int:
    """Where the line after the closing one begins."""
    stop = fields(text, whole=False).stop
    rest = text[stop:]
    line = rest.split("\n", 1)[0] if "\n" in rest else rest
    return min(len(text), stop + len(line) + 1)


def on_one_line(text: str) -> str:
    """A text as a field of one line gives it back: white space means no more than a space."""
    return " ".join(text.split())


def _text(value: object) -> str:
    return "" if value is None else str(value)
