"""The site and its policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.problem import Severity
from okrsite.model.prose import NO_PROSE, Prose
from okrsite.model.status import Rollup


class StatusFrom(StrEnum):
    """Which status rolls up: the computed one, or what people said."""

    COMPUTED = "computed"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Progress p keeps up with expectation e when p >= share * e or e - p <= gap."""

    share: float
    gap: float


@dataclass(frozen=True, slots=True)
class Policy:
    """Every threshold that an organisation may set for itself."""

    key_results_min: int = 2
    key_results_max: int = 4
    objectives_per_team: int = 3
    on_track: Threshold = Threshold(0.9, 0.05)
    at_risk: Threshold = Threshold(0.7, 0.15)
    rollup: Rollup = Rollup.KEY_RESULTS
    status_from: StatusFrom = StatusFrom.COMPUTED
    rules: Mapping[str, Severity] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Thresholds of rules, by rule and name, where the site says others than the defaults."""
    rule_lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FocusArea:
    """One of the few areas an organisation concentrates on."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the content is kept, for links to it."""

    host: str = ""
    """A name of `model.host.HOSTS`, or the address of a host of one's own."""
    kind: str = ""
    """A name of `model.host.KINDS`; empty: that of the host."""
    repo: str = ""
    branch: str = "main"
    root: str = "content"
    discuss: str = ""
    """An address with `{id}` where a document's id goes."""
    view: str = ""
    """An address with `{path}`, as are those that follow; empty: that of the host."""
    edit: str = ""
    history: str = ""
    new: str = ""
    folders: Mapping[str, Source] = field(default_factory=dict)
    """Where other content folders are kept, by their names."""


@dataclass(frozen=True, slots=True)
class Site:
    """site.yml."""

    title: str
    mission: Prose
    north_star: str | None
    url: str
    theme: str
    locale: str
    timezone: str
    as_of: date | None
    focus: tuple[FocusArea, ...]
    source: Source
    audiences: tuple[str, ...]
    """From narrow to wide."""
    policy: Policy
    place: Place
    library: bool = False
    """Whether the site shows the library of worked examples."""
    notice: Prose = NO_PROSE
    """What stands at the head of every page; empty where nothing has to be said."""
    built: str = "daily"
    """How often it is built: `daily`, `weekly`, or `never` by a schedule."""
    content: tuple[str, ...] = ()
    """Content folders, where site.yml names them."""
    theme_pages: tuple[str, ...] = ()
    """Pages that the theme adds, by name."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each field."""

    @property
    def base(self) -> str:
        """The path of the site's address, with a slash at both ends."""
        path = urlsplit(self.url).path.strip("/")
        return f"/{path}/" if path else "/"

    @property
    def widest(self) -> str:
        """The audience of whatever names none."""
        return self.audiences[-1]

    def rank(self, audience: str) -> int:
        """How wide an audience is: 0 is the narrowest; an unknown one counts as that."""
        return self.audiences.index(audience) if audience in self.audiences else 0
