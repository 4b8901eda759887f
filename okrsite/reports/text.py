"""For people in a terminal: each problem with its line, and what to do about it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, Report
from okrsite.reports._clean import clean, one_line

_WIDTH = 96
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}


def write(findings: Findings) -> str:
    """All problems, file by file, one block each; at the end how many of each rule."""
    lines: list[str] = []
    for file, group in groupby(findings.problems, _file):
        problems = list(group)
        if file and len(problems) > 1:
            lines += (
                _Colour(findings.colour)(f"{one_line(file)}: {len(problems)} problems", "4"),
                "",
            )
        for problem in problems:
            lines += _block(problem, findings)
    if len(findings.problems) > 1:
        lines += (*_by_rule(findings), "")
    if findings.left_out:
        lines += (f"{len(findings.left_out)} of them are not shown here: `okrsite check` does.", "")
    return "".join(f"{line}\n" for line in lines)


def _file(problem: Problem) -> str:
    return problem.place.file if problem.place else ""


def _by_rule(findings: Findings) -> Iterator[str]:
    """How often each rule is broken, errors first, then the most frequent."""
    every = (*findings.problems, *findings.left_out)
    counts = Counter((problem.severity, problem.rule) for problem in every)
    ranks = {Severity.ERROR: 0, Severity.WARNING: 1}
    wide = len(str(max(counts.values())))
    for (severity, rule), count in sorted(
        counts.items(), key=lambda each: (ranks[each[0][0]], -each[1], each[0][1])
    ):
        yield f"  {count:{wide}} {severity}[{rule}]"


def _block(problem: Problem, findings: Findings) -> Iterator[str]:
    colour = _Colour(findings.colour)
    name = colour(f"{problem.severity}[{problem.rule}]", _COLOURS[problem.severity])
    yield f"{name} {colour(one_line(problem.message), '1')}"
    if problem.place is not None:
        yield f"  --> {one_line(str(problem.place))}"
        yield from _frame(problem, findings, colour)
    if problem.hint:
        yield f"  = {one_line(problem.hint)}"
    yield ""


def _frame(problem: Problem, findings: Findings, colour: _Colour) -> Iterator[str]:
    """The line itself, with a mark under the column; a long line is cut around it."""
    place = problem.place
    text = findings.line_at(place) if place is not None else None
    if place is None or text is None or not text.strip():
        return
    text = clean(text.expandtabs(1).rstrip())
    start = max(0, place.column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
    shown = text[start : start + _WIDTH]
    number = str(place.line)
    gutter = " " * len(number)
    before = shown[: max(0, place.column - 1 - start)]
    yield f"{gutter} |"
    yield f"{number} | {'…' if start else ''}{shown}"
    lead = " " * (_columns(before) + (1 if start else 0))
    yield f"{gutter} | {lead}{colour('^', _COLOURS[problem.severity])}"


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)


class _Colour:
    """Wraps words in a terminal's colours, or leaves them."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on else text


REPORT = Report("text", write)
