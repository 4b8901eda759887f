"""How problems are printed: what a report on the shelf `reports/` is given and gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from okrsite.model.place import Place
from okrsite.model.problem import Problem, Severity

LineAt = Callable[[Place], str | None]
"""Gives the line of text at a place, or None where it cannot be had."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a report is made from."""

    problems: Sequence[Problem]
    line_at: LineAt
    colour: bool = False
    """Whether a person's terminal is looking."""

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
