"""What a form is: groups of fields, with what is to be said of them; drawn by one template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from okrsite.edit import Change
from okrsite.model.noun import dataclass, replace

_QUOTED = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say of a field, or of the form as a whole."""

    field: str
    """The field's name; empty: the whole form."""
    message: str
    hint: str = ""
    error: bool = True
    """Whether nothing can be written as long as it stands."""
    rule: str = ""
    """The rule that says so."""

    @property
    def words(self) -> str:
        """The message as a form shows it: what was quoted stands in quotation marks."""
        return _QUOTED.sub(r"“\1”", self.message)

    @property
    def way_out(self) -> str:
        """The hint, likewise."""
        return _QUOTED.sub(r"“\1”", self.hint)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    detail: str = ""
    """What tells it from its like: a cycle, a team."""
    group: str = ""
    """The heading it stands under."""


@dataclass(frozen=True, slots=True)
class Button:
    """Another way to send the form than on to the difference."""

    step: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question: a label, and what is answered so far."""

    name: str
    label: str
    kind: str = "text"
    """text, area, date, choice, pick (a long choice, searched), checks."""
    value: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    chosen: frozenset[str] = frozenset()
    """The values of `checks`."""
    notes: tuple[Note, ...] = ()
    wide: bool = False
    needed: bool = False
    typed: str = ""
    """The keyboard that a phone shows: decimal, numeric."""
    tall: int = 3
    """Rows of an area."""
    button: Button | None = None
    """What can be done with this one answer."""

    @property
    def faulty(self) -> bool:
        """Whether it keeps the form from being written."""
        return any(note.error for note in self.notes)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together."""

    key: str
    legend: str
    about: str = ""
    """A line under the legend."""
    fields: tuple[Field, ...] = ()
    href: str = ""
    """The page of the site that tells more."""
    over: str = ""
    """A small line above the legend: what it is a part of."""
    shape: str = ""
    """How the fields stand: `row`, `measure`."""


@dataclass(frozen=True, slots=True)
class Form:
    """A page that asks."""

    title: str
    lead: str
    action: str
    groups: tuple[Group, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    buttons: tuple[Button, ...] = ()
    back: str = "/"
    """Where whoever changes their mind goes, from the site's root."""
    links: tuple[tuple[str, str], ...] = ()
    """(address, words): other ways on."""

    def with_notes(self, notes: Iterable[Note]) -> Form:
        """The form with each note at its field; the others stand above all of them."""
        told = list(notes)
        groups = tuple(replace(g, fields=_told(g.fields, told)) for g in self.groups)
        known = {field.name for group in groups for field in group.fields}
        return replace(
            self,
            groups=groups,
            notes=(*self.notes, *(each for each in told if each.field not in known)),
        )

    @property
    def faulty(self) -> tuple[Field, ...]:
        """The fields that keep it from being written, for the list on top."""
        return tuple(f for group in self.groups for f in group.fields if f.faulty)


def _told(fields: Sequence[Field], notes: Sequence[Note]) -> tuple[Field, ...]:
    return tuple(
        replace(f, notes=(*f.notes, *(each for each in notes if each.field == f.name)))
        for f in fields
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form comes to."""

    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()
    rows: tuple[str, ...] = ()
    """The prefix of the fields of each key result, in the order of the document."""
    address: str = "/"
    """The page that shows it once it is written, from the site's root."""
    summary: str = ""
    """One line for the history."""

    def with_notes(self, notes: Iterable[Note]) -> Draft:
        """The same with more to say of it."""
        return replace(self, notes=(*self.notes, *notes))
