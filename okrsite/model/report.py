"""How problems are printed: what a report on the shelf `reports/` is given and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.problem import Problem, Rule, Severity

LineAt = Callable[[Place], str | None]
"""Gives the line of text at a place, or None where it cannot be had."""


def counted(problems: Sequence[Problem]) -> str:
    """How many of what, without a full stop."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    words = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number]
    return " and ".join(words) or "no problems"


@dataclass(frozen=True, slots=True)
class Findings:
    """What a report is made from."""

    problems: Sequence[Problem]
    line_at: LineAt
    left_out: Sequence[Problem] = ()
    """Others, which are only counted: a thousand of one kind would bury the rest."""
    colour: bool = False
    """Whether a person's terminal is looking."""
    prints: Mapping[Problem, str] = field(default_factory=dict)
    """The fingerprint of each problem; where a report tells only some, still those of all."""
    path_of: Callable[[Place | None], str] = lambda place: place.file if place else "site.yml"
    """The file as the repository's host calls it, from the repository's top; what has no place is
    of the site as a whole, and hosts want a file: its settings."""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    """Every rule that was asked, by name."""
    page_of: Callable[[str], str] = lambda _rule: ""
    """The page of the documentation on a rule, as Markdown; empty where there is none."""

    def count(self, severity: Severity) -> int:
        """How many problems are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Report:
    """An output format for problems."""

    name: str
    """What `--format` calls it."""
    write: Callable[[Findings], str]
    """The whole report; empty where a format has nothing to say."""
