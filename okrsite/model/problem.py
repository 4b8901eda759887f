"""What is wrong with content: one kind of value from the first step to the last report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsite.model.page import Page
    from okrsite.model.place import Place
    from okrsite.model.portfolio import Portfolio


class Severity(StrEnum):
    """How much a problem weighs: an error keeps the site from being published."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


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
    """The id of the document it is about, where known: what `ignore` is looked up by."""
    audience: str = ""
    """Who may hear of it, where that is not told by its file; empty: everyone."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding that was judged: what reports print."""

    rule: str
    severity: Severity
    message: str
    place: Place | None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """All that a rule may look at."""

    portfolio: Portfolio
    pages: Mapping[str, Page] = field(default_factory=dict)
    """The pages that will be drawn, by their address from the site's root."""


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


def set_aside(_case: Case) -> Iterable[Finding]:
    """Find nothing new: the fault shows while reading or linking, which set it aside."""
    return ()
