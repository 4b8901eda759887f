"""The nouns of an organisation, as plain values that both the writer and the calculation read.

A fact that may be bare or dated (`done`, `dropped`) is a `Fact`: False, True or the date from which
it holds. A thing that is not written is None, so that defaults are applied in one place: the
calculation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

Fact = bool | date


@dataclass(frozen=True)
class Policy:
    """What site.yml may turn: the two pairs are (ratio of the expectation, gap to it)."""

    on_track: tuple[float, float] = (0.9, 0.05)
    at_risk: tuple[float, float] = (0.7, 0.15)
    rollup: str | None = None
    status_written: bool = False
    others: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """site.yml."""

    title: str = "Example"
    timezone: str | None = None
    focus: tuple[str, ...] = ()
    policy: Policy = Policy()
    north_star: str | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Team:
    """A team; the one without a parent is the organisation."""

    id: str
    parent: str | None = None
    lead: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class Person:
    """A person and the team they belong to."""

    id: str
    team: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class Cycle:
    """Any two dates; without `ends` it is open."""

    id: str
    starts: date
    ends: date | None = None
    within: str | None = None
    kind: str | None = None
    checkin: str | None = None


@dataclass(frozen=True)
class CheckIn:
    """What was said of one thing on one day; `path` is None where it stands inline.

    `done` is True for `done: true` and for `done` in a list item, or the milestones named.
    """

    day: date
    value: float | None = None
    progress: float | None = None
    done: bool | tuple[str, ...] = False
    confidence: float | None = None
    status: str | None = None
    note: str | None = None
    by: str | None = None
    path: str | None = None
    position: int = 0


@dataclass(frozen=True)
class Metric:
    """Rises or falls to `to`, or by a share of its baseline."""

    start: float | None = None
    target: float | None = None
    by_percent: float | None = None


@dataclass(frozen=True)
class Ladder:
    """Rungs of (score, value), in the order of the scores."""

    rungs: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Keep:
    """A band to stay in; a bound that is not written is None."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Milestone:
    """One milestone; `id` is None where none is written."""

    title: str
    id: str | None = None
    due: date | None = None
    weight: float | None = None
    done: Fact = False


@dataclass(frozen=True)
class Milestones:
    """Measured by what has been reached."""

    items: tuple[Milestone, ...]


@dataclass(frozen=True)
class Done:
    """Measured by yes or no."""

    done: Fact = False


@dataclass(frozen=True)
class Judged:
    """No measure: judged by its author."""


@dataclass(frozen=True)
class Aligned:
    """Measured by the objectives aligned to it: `mean` or `min`."""

    how: str = "mean"


Measure = Metric | Ladder | Keep | Milestones | Done | Judged | Aligned


@dataclass(frozen=True)
class Change:
    """A goalpost moved in the open: before `day` the field was `was`."""

    day: date
    field: str
    was: float | date | None


Pace = str | tuple[tuple[date, float], ...]


@dataclass(frozen=True)
class KeyResult:
    """A key result as written; `form` is how: long, measure, short or unquoted."""

    id: str
    title: str
    measure: Measure = Judged()
    unit: str | None = None
    id_written: bool = True
    form: str = "long"
    owner: str | None = None
    weight: float | None = None
    starts: date | None = None
    due: date | None = None
    pace: Pace | None = None
    checkin: str | None = None
    dropped: Fact = False
    deferred_to: str | None = None
    withheld: bool = False
    kpi: str | None = None
    changed: tuple[Change, ...] = ()
    score: float | None = None
    ambition: str | None = None
    checkins: tuple[CheckIn, ...] = ()


@dataclass(frozen=True)
class Alignment:
    """An edge upwards: to an objective or a key result of it; `written` is the reference."""

    objective: str
    key_result: str | None = None
    weight: float | None = None
    written: str | None = None


@dataclass(frozen=True)
class Dependency:
    """One objective needs another; `confirmed` is when the other side agreed."""

    objective: str
    confirmed: date | None = None


@dataclass(frozen=True)
class Objective:
    """An objective; `in_folder` names what its folder gives and its front matter does not."""

    id: str
    stem: str
    cycle: str
    title: str = "An objective"
    folder: str = ""
    id_written: bool = True
    in_folder: frozenset[str] = frozenset()
    title_in_body: bool = False
    team: str | None = None
    person: str | None = None
    owner: str | None = None
    code: str | None = None
    ambition: str | None = None
    focus: str | None = None
    rollup: str | None = None
    dropped: Fact = False
    score: float | None = None
    continues: str | None = None
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aligns_to: tuple[Alignment, ...] = ()
    depends_on: tuple[Dependency, ...] = ()
    key_results: tuple[KeyResult, ...] = ()

    @property
    def path(self) -> str:
        """Where it is written, within content/."""
        return f"{self.folder}/{self.stem}.md" if self.folder else f"{self.stem}.md"


@dataclass(frozen=True)
class Kpi:
    """What keeps running; its check-ins stand with it and in check-in documents."""

    id: str
    team: str | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    checkins: tuple[CheckIn, ...] = ()


@dataclass(frozen=True)
class Said:
    """One entry of a check-in document: of a key result, an objective or a kpi.

    `reference` is what is written; the other three are what it means. `listed` entries stand in the
    body as list items, the others in the front matter.
    """

    check_in: CheckIn
    reference: str
    objective: str | None = None
    key_result: str | None = None
    kpi: str | None = None
    listed: bool = False


@dataclass(frozen=True)
class CheckInDocument:
    """A check-in document; `named` is whether its file name gives date and author."""

    path: str
    day: date
    named: bool = True
    team: str | None = None
    person: str | None = None
    by: str | None = None
    entries: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Review:
    """A review with the scores written down in it, by (objective, key result)."""

    id: str
    day: date
    cycle: str
    scores: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True)
class Organisation:
    """Everything an organisation has written."""

    site: Site = Site()
    teams: tuple[Team, ...] = ()
    people: tuple[Person, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    objectives: tuple[Objective, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    documents: tuple[CheckInDocument, ...] = ()
    reviews: tuple[Review, ...] = ()
    seed: int = 0
    dates: tuple[date, ...] = ()

    def cycle(self, wanted: str) -> Cycle:
        """The cycle of that id."""
        return next(cycle for cycle in self.cycles if cycle.id == wanted)

    def objective(self, wanted: str) -> Objective:
        """The objective of that id."""
        return next(objective for objective in self.objectives if objective.id == wanted)

    def entries(self) -> Iterator[Said]:
        """All entries of all check-in documents."""
        for document in self.documents:
            yield from document.entries
