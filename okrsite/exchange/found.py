"""What an importer understood: objectives with key results, where each stood, and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from okrsite.model.noun import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stood in a file that was brought along."""

    file: str
    line: int = 0
    """A line, or a row of a sheet; 0 where the format has neither."""
    sheet: str = ""
    within: str = ""
    """In a tree of data, the way to it: `objectives[2].krs[0]`."""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}:{self.sheet}!{self.line}"
        if self.within:
            return f"{self.file}:{self.within}"
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that found no field; they go to the body of the document they stood in."""

    text: str
    """Markdown."""
    source: Source


@dataclass(frozen=True, slots=True)
class FoundKeyResult:
    """What proves an objective, as far as it was understood."""

    title: str
    source: Source
    id: str = ""
    owner: str = ""
    """As written: a name, a role, `@name`."""
    contributors: tuple[str, ...] = ()
    measure: Mapping[str, Any] = field(default_factory=dict)
    """The field of the format that says how it is measured, and what stands in it."""
    score: float | None = None
    score_note: str = ""
    progress: float | None = None
    """0 to 1, while it runs."""
    value: float | None = None
    confidence: float | None = None
    status: str = ""
    starts: date | None = None
    due: date | None = None
    priority: str = ""
    weight: float | None = None
    dropped: bool = False
    kpi: str = ""
    """The kpi whose values it takes."""
    history: tuple[Mapping[str, Any], ...] | None = None
    """Check-ins in the fields of the format, each with a date; None: nothing is told of them."""
    extra: tuple[tuple[str, str], ...] = ()
    """Columns and fields without a place in the format: name and words."""


@dataclass(frozen=True, slots=True)
class FoundInitiative:
    """Work for an objective."""

    title: str
    owner: str = ""
    state: str = ""
    key_result: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class FoundKpi:
    """What keeps running beside the goals."""

    id: str
    title: str
    team: str = ""
    owner: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """`unit`, `healthy` and `checkin`, as the format has them."""
    history: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundObjective:
    """An objective, as far as it was understood."""

    title: str
    source: Source
    id: str = ""
    code: str = ""
    owner: str = ""
    contributors: tuple[str, ...] = ()
    team: str = ""
    """As written; empty: the whole organisation's."""
    person: bool = False
    """Whether it is the owner's own."""
    cycle: str = ""
    """As written: `Q4 2026`, `FY21-Q1`."""
    parents: tuple[str, ...] = ()
    """What it serves: a title, a code, an id, `id#key-result`, or the key that an importer gave."""
    key: str = ""
    """A name that is unique within the import, for `parents` of nested objectives."""
    key_results: tuple[FoundKeyResult, ...] = ()
    score: float | None = None
    score_note: str = ""
    priority: str = ""
    dropped: bool = False
    due: date | None = None
    depends_on: tuple[tuple[str, date | None], ...] = ()
    """What it waits for, and since when that is confirmed."""
    initiatives: tuple[FoundInitiative, ...] = ()
    body: tuple[Leftover, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


NO_END = date(9999, 12, 31)
"""The end of a cycle that has none."""


@dataclass(frozen=True, slots=True)
class Period:
    """A cycle that a source tells of."""

    id: str
    starts: date
    ends: date
    guessed: bool = False
    """Whether its dates were taken from its name alone."""

    @property
    def open(self) -> bool:
        """Whether it has no end."""
        return self.ends == NO_END


@dataclass(frozen=True, slots=True)
class Found:
    """All of a file, or of several together."""

    objectives: tuple[FoundObjective, ...] = ()
    title: str = ""
    mission: str = ""
    periods: tuple[Period, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    """What belongs to no objective."""
    notes: tuple[str, ...] = ()
    """How it was read: which columns, which guesses."""
    kpis: tuple[FoundKpi, ...] = ()

    @property
    def key_results(self) -> int:
        """How many key results there are."""
        return sum(len(each.key_results) for each in self.objectives)

    def __add__(self, other: Found) -> Found:
        return Found(
            self.objectives + other.objectives,
            self.title or other.title,
            self.mission or other.mission,
            self.periods + tuple(p for p in other.periods if p not in self.periods),
            self.leftovers + other.leftovers,
            self.notes + other.notes,
            self.kpis + other.kpis,
        )
