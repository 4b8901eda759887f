"""The alignment graph's content, and the same scored: what pages and rules look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from okrsite.model.cycle import Cycle
from okrsite.model.document import (
    CheckInDocument,
    FreePage,
    KeyResult,
    Kpi,
    Objective,
    Review,
    SetAside,
)
from okrsite.model.example import Example
from okrsite.model.forecast import Forecast
from okrsite.model.measure import CheckIn, Facts, Moment
from okrsite.model.noun import dataclass
from okrsite.model.organisation import Person, Team
from okrsite.model.place import Place
from okrsite.model.problem import Finding
from okrsite.model.prose import Prose
from okrsite.model.site import Site
from okrsite.model.status import Rhythm, Status

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Edge:
    """An alignment that stands in the graph."""

    source: str
    """The objective that aligns."""
    objective: str
    """The objective aligned to."""
    key_result: str | None
    """Its key result, where it aligns to one."""
    weight: float
    drives: bool
    """Whether it moves what it ends at, or only supports it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step up a line of sight: the objective aligned to, and at which key result."""

    objective: str
    key_result: str | None


@dataclass(frozen=True, slots=True)
class Update:
    """An entry of the updates page: a check-in document with its words put in place."""

    document: CheckInDocument
    on_key_results: tuple[tuple[str, str, CheckIn], ...]
    """(objective, key result, word)"""
    on_objectives: tuple[tuple[str, CheckIn], ...]
    on_kpis: tuple[tuple[str, CheckIn], ...]
    text: tuple[Prose, ...]
    """What is left of the body, in order."""


@dataclass(frozen=True, slots=True)
class AlignmentGraph:
    """Documents linked: every reference is an id, and the alignment is a DAG."""

    site: Site
    teams: Mapping[str, Team]
    people: Mapping[str, Person]
    cycles: Mapping[str, Cycle]
    """By id as written, enclosing cycles first."""
    objectives: Mapping[str, Objective]
    kpis: Mapping[str, Kpi]
    reviews: Mapping[str, Review]
    pages: Mapping[str, FreePage]
    updates: tuple[Update, ...]
    """Newest first."""
    edges: tuple[Edge, ...]
    """By (source, objective, key result)."""
    graph: nx.DiGraph[str]
    """Nodes: `mission`, `objective:ID`, `key-result:ID#KR`; edges point up and carry `relation`."""
    line_of_sight: Mapping[str, tuple[Step, ...]]
    files: Mapping[str, str] = field(default_factory=dict)
    """Files that visible texts link to: address from the site's root -> `folder/path`."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Old addresses -> new ones, from aliases."""
    site_links: tuple[tuple[str, Place, str], ...] = ()
    """Links written as addresses of this site: (address, where, the document's id)."""
    review_scores: Mapping[tuple[str, str | None], tuple[tuple[date, float], ...]] = field(
        default_factory=dict
    )
    """Scores that reviews gave to (objective, key result or None), with the review's day."""
    findings: tuple[Finding, ...] = ()
    aside: tuple[SetAside, ...] = ()
    examples: tuple[Example, ...] = ()
    """The library, where the site shows it."""


@dataclass(frozen=True, slots=True)
class ScoredKeyResult:
    """A key result as of a date."""

    key_result: KeyResult
    """As that date sees it: before a `changed`, with the old value."""
    cycle: Cycle
    moment: Moment
    """All that its kind knew of it on that day."""
    starts: date
    due: date | None
    share: float
    rhythm: Rhythm
    silence: float | None
    """Days without a word that are allowed; None: no limit."""
    words: tuple[CheckIn, ...]
    """Check-ins up to the date, in order."""
    facts: Facts
    value: float | None
    raw: float | None
    progress: float | None
    expected: float | None
    status: Status
    said: Status | None
    watermelon: bool
    stale: bool
    confidence: float | None
    last_word: date | None
    score: float | None
    grade: float | None
    forecast: Forecast | None = None
    contributors: tuple[str, ...] = ()
    """The objectives that count for an `aligned` one."""

    @property
    def id(self) -> str:
        """Its id within the objective."""
        return self.key_result.id


@dataclass(frozen=True, slots=True)
class Item:
    """What an objective's figures are taken from: a key result, or an aligned objective."""

    id: str
    weight: float
    progress: float | None
    expected: float | None
    status: Status
    counts: Status
    """The status that rolls up: the computed one, or the said one where policy turns that round."""
    stale: bool
    grade: float | None
    objective: bool = False

    @property
    def used(self) -> bool:
        """Whether it counts in progress."""
        return self.progress is not None and self.counts not in {Status.DROPPED, Status.UNREPORTED}


@dataclass(frozen=True, slots=True)
class ScoredObjective:
    """An objective as of a date."""

    objective: Objective
    cycle: Cycle
    key_results: tuple[ScoredKeyResult, ...]
    items: tuple[Item, ...]
    """What its figures are taken from, as `rollup` says."""
    words: tuple[CheckIn, ...]
    progress: float | None
    expected: float | None
    status: Status
    said: Status | None
    watermelon: bool
    stale: bool
    grade: float | None
    score: float | None
    up: tuple[Edge, ...]
    """What it aligns to."""
    down: tuple[Edge, ...]
    """What aligns to it or to one of its key results."""
    line_of_sight: tuple[Step, ...]
    whole: bool
    """Whether it is an objective of the whole organisation."""

    @property
    def id(self) -> str:
        """The objective's id."""
        return self.objective.id

    @property
    def aligned(self) -> tuple[str, ...]:
        """The ids of the objectives aligned to it or to one of its key results."""
        return tuple(sorted({edge.source for edge in self.down}))

    def key_result(self, key: str) -> ScoredKeyResult | None:
        """The key result of that id, or None."""
        return next((each for each in self.key_results if each.id == key), None)


@dataclass(frozen=True, slots=True)
class ScoredKpi:
    """A kpi as of a date."""

    kpi: Kpi
    words: tuple[CheckIn, ...]
    value: float | None
    healthy: bool | None
    """Whether the last value lies in its band; None where there is no value or no band."""
    last_word: date | None


Then = Callable[[date], Mapping[str, ScoredObjective]]
"""The objectives as another day sees them, without forecasts; each is scored when asked for."""


def _no_other_day(day: date) -> Mapping[str, ScoredObjective]:
    raise LookupError(f"nothing is known of {day}: this portfolio was not made by the step `score`")


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The whole organisation's OKRs as of a date, for an audience."""

    as_of: date
    as_of_is_today: bool
    audience: str
    site: Site
    teams: Mapping[str, Team]
    people: Mapping[str, Person]
    cycles: Mapping[str, Cycle]
    objectives: Mapping[str, ScoredObjective]
    kpis: Mapping[str, ScoredKpi]
    reviews: Mapping[str, Review]
    pages: Mapping[str, FreePage]
    updates: tuple[Update, ...]
    """Up to the date, newest first."""
    graph: AlignmentGraph
    leverage: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """How far each objective above moves when one moves by 1; only of those that move any."""
    left_out: tuple[Finding, ...] = ()
    """Faults of documents that were left out of the site, where it is published all the same."""
    then: Then = field(default=_no_other_day, compare=False, repr=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What earlier steps set aside."""
        return self.graph.findings
