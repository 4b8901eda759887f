"""For programs: one object with a summary and a list of problems."""

from __future__ import annotations

import json

from okrsite.model.problem import Problem, Severity
from okrsite.model.report import Findings, Report


def write(findings: Findings) -> str:
    """`{version, summary: {errors, warnings}, problems: [{rule, severity, message, ...}]}`."""
    report = {
        "version": 1,
        "summary": {
            "errors": findings.count(Severity.ERROR),
            "warnings": findings.count(Severity.WARNING),
        },
        "problems": [_problem(problem, findings) for problem in findings.problems],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _problem(problem: Problem, findings: Findings) -> dict[str, object]:
    place = problem.place
    return {
        "rule": problem.rule,
        "severity": str(problem.severity),
        "message": problem.message,
        "file": None if place is None else place.file,
        "line": None if place is None else place.line,
        "column": None if place is None else place.column,
        "hint": problem.hint or None,
        "subject": problem.subject or None,
        "fingerprint": findings.prints[problem],
    }


REPORT = Report("json", write)
