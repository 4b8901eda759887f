"""For people in a terminal: each problem with its line, and what to do about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, Report

_WIDTH = 96
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def write(findings: Findings) -> str:
    """All problems, one block each."""
    return "\n".join(
        line for problem in findings.problems for line in _block(problem, findings)
    ) + ("\n" if findings.problems else "")


def _block(problem: Problem, findings: Findings) -> Iterator[str]:
    colour = _Colour(findings.colour)
    name = colour(f"{problem.severity}[{problem.rule}]", _COLOURS[problem.severity])
    yield f"{name} {colour(_clean(problem.message), '1')}"
    if problem.place is not None:
        yield f"  --> {_clean(str(problem.place))}"
        yield from _frame(problem, findings, colour)
    if problem.hint:
        yield f"  = {_clean(problem.hint)}"
    yield ""


def _frame(problem: Problem, findings: Findings, colour: _Colour) -> Iterator[str]:
    """The line itself, with a mark under the column; a long line is cut around it."""
    place = problem.place
    text = findings.line_at(place) if place is not None else None
    if place is None or text is None or not text.strip():
        return
    text = _clean(text.expandtabs(1).rstrip())
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


def _clean(text: str) -> str:
    """The text without what could steer a terminal."""
    return _CONTROL.sub("\ufffd", text)


class _Colour:
    """Wraps words in a terminal's colours, or leaves them."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on else text


REPORT = Report("text", write)
