"""Prints problems."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrsite import reports
from okrsite.cli._options import line_at
from okrsite.model.noun import replace
from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, LineAt, Report, counted
from okrsite.shelf import things

if TYPE_CHECKING:
    from okrsite.build import Prepared


def formats() -> dict[str, Report]:
    """Every report on the shelf, by name."""
    return {report.name: report for report in things(reports.__name__, "REPORT")}


def tell(problems: Sequence[Problem], line_at: LineAt, *, err: bool = False) -> None:
    """Print problems for people who asked for something else: every error, and some warnings."""
    shown, left_out = _some(problems)
    show(Findings(shown, line_at, left_out=left_out), "text", err=err)


_EACH = 10
"""Warnings of one rule that are shown."""


def _some(problems: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """What is shown, and what is only counted."""
    shown: list[Problem] = []
    left_out: list[Problem] = []
    counts: Counter[str] = Counter()
    for problem in problems:
        if problem.severity is Severity.WARNING:
            counts[problem.rule] += 1
            if counts[problem.rule] > _EACH:
                left_out.append(problem)
                continue
        shown.append(problem)
    return shown, left_out


def show(findings: Findings, name: str, *, err: bool = False) -> None:
    """Print findings in a format; in colour where a person's terminal is looking."""
    colour = name == "text" and (sys.stderr if err else sys.stdout).isatty()
    text = formats()[name].write(replace(findings, colour=colour))
    if text:
        click.echo(text, nl=False, err=err, color=colour or None)


def findings_of(told: Mapping[Problem, str], prepared: Prepared, root: Path) -> Findings:
    """What any report may want to know of problems with their fingerprints."""
    from okrsite.check import rules
    from okrsite.cli._paths import host_paths
    from okrsite.rules._page import page

    return Findings(
        list(told),
        line_at,
        prints=told,
        path_of=host_paths(root, prepared.folders),
        rules=rules(),
        page_of=page,
    )


def write_file(file: Path, text: str) -> None:
    """Write a report or a list into a file.

    Raises:
        click.ClickException: where that cannot be done.
    """
    try:
        file.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from None


def summary(problems: Sequence[Problem]) -> str:
    """How many of what, in a sentence."""
    words = counted(problems)
    return f"{words[0].upper()}{words[1:]}."
