"""What is wrong with content: one kind of value from the first step to the last report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from okrsite.model.noun import dataclass

if TYPE_CHECKING:
    from okrsite.model.page import Page
    from okrsite.model.place import Place
    from okrsite.model.portfolio import Portfolio
    from okrsite.model.was import Ids


class Severity(StrEnum):
    """How much a problem weighs: an error keeps the site from being published."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that is mechanical and loses nothing: a field gets its right name, or goes."""

    place: Place
    """Where the field's name or its value stands."""
    field: str
    """Its name as it was written."""
    name: str = ""
    """Its right name; empty: the field is taken out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a step set aside or a rule found; how severe it is, is judged later."""

    rule: str
    """The rule it breaks, named after the fault: `unknown-reference`."""
    message: str
    """One sentence that says what is wrong, with the words that were written."""
    place: Place | None = None
    """Where; None for a fault that must not or cannot be located."""
    hint: str = ""
    """What to do about it, or an empty text."""
    subject: str = ""
    """What it is about, where known: `objective`, `objective#key-result`, a kpi, a team."""
    audience: str = ""
    """Who may hear of it, where that is not told by its file; empty: everyone."""
    fix: Fix | None = None
    """How it is mended, where that needs no judgement."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding that was judged: what reports print."""

    rule: str
    severity: Severity
    message: str
    place: Place | None
    hint: str = ""
    subject: str = ""
    """What it is about: the same from day to day, where its message tells the days."""
    fix: Fix | None = None
    """How it is mended, where that needs no judgement."""


@dataclass(frozen=True, slots=True)
class Before:
    """The content as it was, for rules on what must not change unnoticed."""

    ids: Ids
    still: frozenset[str] = frozenset()
    """Paths of its files, within their content folder, that are there today, whoever may see."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that a rule may look at."""

    portfolio: Portfolio
    pages: Mapping[str, Page] = field(default_factory=dict)
    """The pages that will be drawn, by their address from the site's root."""
    before: Before | None = None
    """What it is compared with; None: with nothing."""
    made: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What tools of the rules made of it, for all rules that ask: by the tool."""

    def setting(self, rule: Rule, name: str) -> float:
        """A threshold of a rule: as `policy.rules` says, else its default."""
        said = self.portfolio.site.policy.settings.get(rule.name, {})
        return said.get(name, rule.settings[name])


class Topic(StrEnum):
    """What a rule is about: how listings group them."""

    DOCUMENTS = "documents"
    MEASURES = "measures and dates"
    FOCUS = "focus"
    OUTCOME = "outcome over output"
    AMBITION = "ambition"
    ALIGNMENT = "alignment"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong, on the shelf `rules/`, explained in docs/reference/rules/."""

    name: str
    """Named after the fault, so that "ignore {name}" reads well."""
    severity: Severity
    """Its severity where site.yml says nothing."""
    summary: str
    """One line for listings."""
    find: Callable[[Case], Iterable[Finding]]
    """Looks for the fault. What an earlier step set aside under this name comes by itself."""
    topic: Topic = Topic.DOCUMENTS
    settings: Mapping[str, float] = field(default_factory=dict)
    """Its thresholds and their defaults; `policy.rules` of site.yml may say others."""
    looks_back: bool = False
    """Whether it finds something only where the content is compared with what it was."""


def set_aside(_case: Case) -> Iterable[Finding]:
    """Find nothing new: the fault shows while reading or linking, which set it aside."""
    return ()
