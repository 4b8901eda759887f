"""How a key result is measured: what every kind on the shelf `kinds/` must be able to do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from datetime import date
from typing import Any, ClassVar, Self

from okrsite.model.explanation import Input
from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.prose import NO_PROSE, Prose
from okrsite.model.status import Status

NEAR = 1e-9
"""Figures are compared to within this."""


class Misfit(Exception):
    """Something written does not fit a kind; whoever reads it turns this into a finding."""

    def __init__(self, message: str, *, rule: str = "wrong-type", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.rule = rule
        self.hint = hint


@dataclass(frozen=True)
class CheckIn:
    """A word on a key result, an objective or a kpi, on a day."""

    date: date
    place: Place
    value: float | None = None
    """For metric, ladder, keep and kpis."""
    progress: float | None = None
    """0 to 1, for judged and done."""
    done: tuple[str, ...] | bool | None = None
    """Ids of milestones; or whether all of it is done."""
    confidence: float | None = None
    """0 to 10."""
    status: Status | None = None
    """What its author says."""
    note: Prose = NO_PROSE
    by: str | None = None
    """A person, or a team."""
    page: str = ""
    """The entry of the updates page that tells of it; empty for an inline one."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """An objective aligned to a key result, as far as it is scored."""

    objective: str
    weight: float
    progress: float
    expected: float | None
    status: Status
    stale: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """All that a kind may know of a key result on the day it is looked at."""

    as_of: date
    starts: date
    due: date | None
    """None in an open window."""
    share: float
    """How much of the window has passed, 0 to 1."""
    bent: float
    """The share as the key result's own pace bends it."""
    words: Sequence[CheckIn] = ()
    """Check-ins up to the day, in order."""
    contributions: Sequence[Contribution] = ()

    @property
    def values(self) -> list[float]:
        """The values said so far, in order."""
        return [word.value for word in self.words if word.value is not None]

    @property
    def last_value(self) -> float | None:
        """The last value said, or None."""
        return next((w.value for w in reversed(self.words) if w.value is not None), None)

    @property
    def value_by_day(self) -> dict[date, float]:
        """The last value of each day that has one, by date."""
        return {word.date: word.value for word in self.words if word.value is not None}

    @property
    def last_with_value(self) -> CheckIn | None:
        """The check-in that the last value comes from, or None."""
        return next((w for w in reversed(self.words) if w.value is not None), None)

    @property
    def last_progress(self) -> float | None:
        """The last progress said, or None."""
        return next((w.progress for w in reversed(self.words) if w.progress is not None), None)


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A milestone as it stands."""

    id: str
    title: Prose
    weight: float
    due: date | None
    done: date | bool | None
    """The day, or True where none is known; None as long as it is not done."""
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """What a measure says of itself: the fields of the JSON contract that belong to kinds."""

    unit: str | None = None
    start: float | None = None
    """`from`"""
    target: float | None = None
    """`to`"""
    min: float | None = None
    max: float | None = None
    rungs: tuple[tuple[float, float], ...] | None = None
    """(score, value), by score."""
    aligned: str | None = None
    milestones: tuple[MilestoneFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """What a check-in line says before its confidence, status and note."""

    rest: str
    """The line after the figure."""
    value: float | None = None
    progress: float | None = None
    done: tuple[str, ...] | bool | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A measure's front matter: plain values, and where each stands."""

    value: Any
    """As the kind's schema typed it."""
    place: Place
    inline: Callable[[str, Place], Prose]
    """Reads a title's Markdown."""
    places: dict[str, Place] = field(default_factory=dict)
    """Where each entry of a list or field of a mapping stands."""


class Measure(ABC):
    """How one key result is measured. A kind is a frozen dataclass that derives from this."""

    kind: ClassVar[str]
    """The word of the JSON contract."""
    field: ClassVar[str | None] = None
    """The front-matter key that holds it; None for the kind that has none."""
    schema: ClassVar[Any] = None
    """The type of what stands under that key, as pydantic understands it."""
    bands: ClassVar[bool] = False
    """Whether it is kept rather than reached: never achieved, and it tells its own step."""

    @classmethod
    @abstractmethod
    def written(cls, written: Written) -> Self:
        """Make the measure from front matter.

        Raises:
            Misfit: where it cannot be one.
        """

    @classmethod
    def short(cls, words: str, place: Place) -> Self | None:
        """Make the measure from the short form, or None where the words are no such measure."""
        del words, place
        return None

    @abstractmethod
    def raw(self, moment: Moment) -> float | None:
        """Progress, not clamped; None where it cannot be told."""

    @abstractmethod
    def expected(self, moment: Moment) -> float | None:
        """Progress expected by now; None where the kind has none."""

    def course(self, moment: Moment) -> list[tuple[date, float]]:
        """`raw` on each day that tells it, by date, for kinds whose future can be guessed from it.

        Baseline and goal are those of the moment; of several figures of a day the last one counts.
        """
        del moment
        return []

    def value(self, moment: Moment) -> float | None:
        """The last value said, for kinds that have values."""
        del moment
        return None

    def step(self, moment: Moment) -> int | None:
        """The step of its status, where the kind tells it by other means than progress."""
        del moment
        return None

    def done_on(self) -> list[date]:
        """Days on which something is written to have been done: each is a word."""
        return []

    def anything_done(self, moment: Moment) -> bool:
        """Whether anything is done by now."""
        del moment
        return False

    def figure(self, text: str) -> Figure:
        """Read the figure at the beginning of a check-in line.

        Raises:
            Misfit: where there is a figure of another kind.
        """
        from okrsite.model.figure import no_figure

        return no_figure(text, self.kind)

    def accepts(self, checkin: CheckIn) -> CheckIn:
        """Check a structured check-in against the kind, milestones by title turned into ids.

        Raises:
            Misfit: where it has a figure of another kind.
        """
        from okrsite.model.figure import refuse

        refuse(checkin, self.kind, value=True, progress=True, done=True)
        return checkin

    @abstractmethod
    def explain(self, moment: Moment) -> tuple[str, tuple[Input, ...]]:
        """How `raw` comes about: its formula in words and figures, and what goes into it.

        An input without a place stands where the measure itself is written.
        """

    @abstractmethod
    def facts(self, moment: Moment) -> Facts:
        """What the measure says of itself on that day."""

    def texts(self) -> Iterable[Prose]:
        """The texts within the measure."""
        return ()

    def with_texts(self, settle: Callable[[Prose], Prose]) -> Self:
        """The measure with the links of its texts looked up."""
        del settle
        return self

    def was(self, name: str, value: Any) -> Self:
        """The measure before one of its fields was changed.

        Raises:
            Misfit: where it has no such field, or the value cannot be one.
        """
        del value
        raise Misfit(f"`{name}` is no field of a key result of the kind `{self.kind}`")
