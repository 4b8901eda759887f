"""For a pipeline on GitLab: a code quality report, which the merge request shows."""

from __future__ import annotations

import json

from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, Report
from okrsite.reports._clean import one_line

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def write(findings: Findings) -> str:
    """A list of findings; an empty list where there are none."""
    listed = [_entry(problem, findings) for problem in findings.problems]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _entry(problem: Problem, findings: Findings) -> dict[str, object]:
    place = problem.place
    return {
        "description": one_line(f"{problem.message}. {problem.hint}".strip()),
        "check_name": problem.rule,
        "fingerprint": findings.prints[problem],
        "severity": _SEVERITY[problem.severity],
        "location": {
            "path": findings.path_of(place),
            "lines": {"begin": 1 if place is None else place.line},
        },
    }


REPORT = Report("gitlab", write)
