"""Prints problems."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from okrsite import reports
from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, LineAt, Report
from okrsite.shelf import things


def formats() -> dict[str, Report]:
    """Every report on the shelf, by name."""
    return {report.name: report for report in things(reports.__name__, "REPORT")}


def tell(
    problems: Sequence[Problem], line_at: LineAt, name: str = "text", *, err: bool = False
) -> None:
    """Print problems in a format."""
    stream = sys.stderr if err else sys.stdout
    colour = name == "text" and stream.isatty()
    text = formats()[name].write(Findings(problems, line_at, colour))
    if text:
        click.echo(text, nl=False, err=err, color=colour or None)


def summary(problems: Sequence[Problem]) -> str:
    """How many of what, in a sentence."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return "No problems."
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    return f"{' and '.join(part for part in parts if part)}."


def _count(number: int, word: str) -> str:
    return "" if not number else f"{number} {word}{'' if number == 1 else 's'}"
