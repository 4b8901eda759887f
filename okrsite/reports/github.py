"""For a pipeline on GitHub: workflow commands that mark the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, Report
from okrsite.reports._clean import one_line

_SHOWN = 10
"""How many annotations of a kind GitHub shows for a step; all are in its log."""


def write(findings: Findings) -> str:
    """One command a problem, errors first; at the end one that says how many are not shown."""
    lines = [_command(problem, findings) for problem in sorted(findings.problems, key=_rank)]
    return "".join(f"{line}\n" for line in (*lines, *_more(findings)))


def _rank(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR


def _command(problem: Problem, findings: Findings) -> str:
    place = problem.place
    where = (
        ""
        if place is None
        else (f"file={_value(findings.path_of(place))},line={place.line},col={place.column},")
    )
    words = "\n".join(filter(None, (one_line(problem.message), one_line(problem.hint))))
    return f"::{problem.severity} {where}title={_value(problem.rule)}::{_data(words)}"


def _more(findings: Findings) -> Iterator[str]:
    hidden = sum(
        max(0, findings.count(severity) - _SHOWN) for severity in (Severity.ERROR, Severity.WARNING)
    )
    if hidden:
        things = "1 problem is" if hidden == 1 else f"{hidden} problems are"
        yield f"::notice title=okrsite::{things} not shown as annotations; the log lists all."


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    """A property: what separates properties is escaped too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORT = Report("github", write)
