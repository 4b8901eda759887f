"""Documents as they were written, and all of them together.

References are texts until the step `graph` has looked them up; from then on each is the id of what
it refers to.

These nouns have no slots: they travel between processes, and pickle restores the fields of a plain
object in C, those in slots one by one in Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsite.model.cycle import Cycle
from okrsite.model.measure import CheckIn, Measure
from okrsite.model.noun import dataclass
from okrsite.model.organisation import Person, Team
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.model.prose import Prose
from okrsite.model.site import Policy, Site
from okrsite.model.status import Ambition, Rhythm, Rollup, Status

if TYPE_CHECKING:
    from okrsite.model.example import Example

Dropped = date | bool | None
"""The day it was dropped, True where no day is known, None or False where it was not."""


@dataclass(frozen=True)
class Ref:
    """A reference, and where it was written."""

    text: str
    place: Place

    @property
    def document(self) -> str:
        """The part before `#`."""
        return self.text.partition("#")[0]

    @property
    def part(self) -> str | None:
        """The key result after `#`, or None."""
        return self.text.partition("#")[2] or None


@dataclass(frozen=True)
class Silence:
    """A rule that a document asks to be silent about it."""

    reason: str
    place: Place


@dataclass(frozen=True)
class Alignment:
    """What an objective serves."""

    to: Ref
    weight: float = 1.0


@dataclass(frozen=True)
class Dependency:
    """What an objective needs from elsewhere."""

    objective: Ref
    confirmed: date | None = None


@dataclass(frozen=True)
class Change:
    """A goalpost moved in the open: dates before it see the old value."""

    date: date
    field: str
    was: object
    because: Prose
    place: Place


class InitiativeState(StrEnum):
    """How far a piece of work is."""

    IDEA = "idea"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class WebLink:
    """A link listed in front matter."""

    title: str
    url: str


@dataclass(frozen=True)
class Initiative:
    """The work; never scored."""

    title: Prose
    owner: Ref | None
    state: InitiativeState
    key_result: str | None
    link: str
    place: Place


@dataclass(frozen=True)
class Pace:
    """How a key result is planned to move: no plan, or points joined by straight lines."""

    none: bool = False
    points: tuple[tuple[date, float], ...] = ()


@dataclass(frozen=True)
class KeyResult:
    """What proves an objective."""

    id: str
    title: Prose
    measure: Measure
    measures_written: tuple[str, ...]
    """The fields that say how it is measured: one at most."""
    owner: Ref | None
    weight: float
    checkin: Rhythm | None
    starts: date | None
    due: date | None
    pace: Pace
    withheld: bool
    dropped: Dropped
    dropped_because: Prose
    deferred_to: Ref | None
    priority: str
    ambition: Ambition | None
    contributors: tuple[Ref, ...]
    links: tuple[WebLink, ...]
    source: Prose
    kpi: Ref | None
    changed: tuple[Change, ...]
    score: float | None
    score_note: Prose
    checkins: tuple[CheckIn, ...]
    """Inline history, as written; the step `graph` puts all words here, in order."""
    place: Place
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each field."""


@dataclass(frozen=True)
class Objective:
    """What a team or a person wants to achieve in a cycle."""

    id: str
    stem: str
    """The slug of its file's name, by which a short reference may name it."""
    code: str
    title: Prose
    team: Ref | None
    person: Ref | None
    owner: Ref | None
    contributors: tuple[Ref, ...]
    cycle: Ref
    ambition: Ambition
    focus: Ref | None
    aligns_to: tuple[Alignment, ...]
    depends_on: tuple[Dependency, ...]
    continues: Ref | None
    aliases: tuple[str, ...]
    audience: str
    key_results: tuple[KeyResult, ...]
    initiatives: tuple[Initiative, ...]
    rollup: Rollup | None
    ignore: Mapping[str, Silence]
    tags: tuple[str, ...]
    links: tuple[WebLink, ...]
    priority: str
    dropped: Dropped
    dropped_because: Prose
    score: float | None
    score_note: Prose
    body: Prose
    draft: bool
    place: Place
    lines: Mapping[str, int] = field(default_factory=dict)
    checkins: tuple[CheckIn, ...] = ()
    """Words on the objective itself, filled by the step `graph`."""

    def is_whole(self, teams: Mapping[str, Team]) -> bool:
        """Whether it is one of the whole organisation: of a team without a parent."""
        team = teams.get(self.team.text) if self.team else None
        return team is not None and team.parent is None

    def rolls_up(self, policy: Policy) -> Rollup:
        """What its figures are taken from; without key results that is what aligns to it."""
        if not self.key_results:
            return Rollup.ALIGNED
        return self.rollup or policy.rollup

    def key_result(self, key: str) -> KeyResult | None:
        """The key result of that id, or None."""
        return next((each for each in self.key_results if each.id == key), None)


@dataclass(frozen=True)
class Line:
    """An item of a check-in's list that may be a check-in: `REF: rest`."""

    head: str
    rest: str
    prose: Prose
    """The item as text, for when it is none."""
    place: Place


@dataclass(frozen=True)
class Entry:
    """A check-in in front matter: a reference and what is said of it."""

    ref: Ref
    said: CheckIn


@dataclass(frozen=True)
class CheckInDocument:
    """A week's word of a team or person."""

    id: str
    date: date
    team: Ref | None
    person: Ref | None
    by: Ref | None
    title: Prose
    key_results: tuple[Entry, ...]
    objectives: tuple[Entry, ...]
    kpis: tuple[Entry, ...]
    text: tuple[Prose | tuple[Line, ...], ...]
    """The body in order: text, and lists whose items may be check-ins."""
    audience: str
    draft: bool
    place: Place
    links: tuple[WebLink, ...] = ()
    tags: tuple[str, ...] = ()
    ignore: Mapping[str, Silence] = field(default_factory=dict)


class Verdict(StrEnum):
    """What a review decides of an objective."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True)
class Decision:
    """One decision of a review."""

    decision: Verdict
    objective: Ref
    note: Prose


class ReviewKind(StrEnum):
    """What a review was for."""

    HEALTH_CHECK = "health-check"
    RETROSPECTIVE = "retrospective"


@dataclass(frozen=True)
class Review:
    """A meeting on the goals: decisions and lessons."""

    id: str
    stem: str
    title: Prose
    date: date
    cycle: Ref | None
    team: Ref | None
    kind: ReviewKind | None
    decisions: tuple[Decision, ...]
    lessons: tuple[Prose, ...]
    scores: tuple[tuple[Ref, float], ...]
    body: Prose
    aliases: tuple[str, ...]
    audience: str
    draft: bool
    place: Place
    ignore: Mapping[str, Silence] = field(default_factory=dict)


@dataclass(frozen=True)
class Band:
    """Bounds of a value, both inside; at least one is given."""

    min: float | None = None
    max: float | None = None

    def holds(self, value: float, near: float = 1e-9) -> bool:
        """Whether a value lies within."""
        return (self.min is None or value >= self.min - near) and (
            self.max is None or value <= self.max + near
        )


@dataclass(frozen=True)
class Kpi:
    """What keeps running and is no OKR."""

    id: str
    stem: str
    title: Prose
    team: Ref | None
    owner: Ref | None
    unit: str
    healthy: Band | None
    checkin: Rhythm | None
    checkins: tuple[CheckIn, ...]
    body: Prose
    aliases: tuple[str, ...]
    audience: str
    draft: bool
    place: Place
    tags: tuple[str, ...] = ()
    ignore: Mapping[str, Silence] = field(default_factory=dict)


@dataclass(frozen=True)
class FreePage:
    """A page of the organisation's own."""

    id: str
    stem: str
    title: Prose
    nav: bool
    body: Prose
    aliases: tuple[str, ...]
    audience: str
    draft: bool
    place: Place
    ignore: Mapping[str, Silence] = field(default_factory=dict)


Document = Objective | CheckInDocument | Review | Kpi | FreePage


@dataclass(frozen=True)
class SetAside:
    """A document that could not be read: references to it are not faults of their own."""

    place: Place
    names: tuple[str, ...]
    """The ids and stems by which it may be referred to."""
    audience: str
    within: tuple[str, ...] = ()
    """The team, person, cycle and folders it names: who may not see those, may not hear of it."""


@dataclass(frozen=True)
class Documents:
    """Everything that was read."""

    site: Site
    teams: tuple[Team, ...] = ()
    people: tuple[Person, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    objectives: tuple[Objective, ...] = ()
    checkins: tuple[CheckInDocument, ...] = ()
    reviews: tuple[Review, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    pages: tuple[FreePage, ...] = ()
    files: Mapping[str, int] = field(default_factory=dict)
    """Files beside the documents, as `folder/path`, with their size."""
    findings: tuple[Finding, ...] = ()
    aside: tuple[SetAside, ...] = ()
    examples: tuple[Example, ...] = ()
    """The library, where the site shows it."""

    def all(self) -> tuple[Document, ...]:
        """Every document, kind by kind."""
        return (*self.objectives, *self.checkins, *self.reviews, *self.kpis, *self.pages)


SAID: tuple[Status, ...] = (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK)
"""The words a check-in may use for a status."""
