"""For code scanning: SARIF 2.1.0, with what each rule is about and how it is mended."""

from __future__ import annotations

import json
from urllib.parse import quote

from okrsite import __version__
from okrsite.model.manual import readable, without_relative_links
from okrsite.model.place import Place
from okrsite.model.problem import Problem, Rule, Severity
from okrsite.model.report import Findings, Report
from okrsite.reports._clean import one_line

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.OFF: "none"}
_FINGERPRINT = "okrsiteProblem/v1"
"""Hosts add one of the line by themselves; this one outlives a change of the line."""


def write(findings: Findings) -> str:
    """One log with one run."""
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [_run(findings)],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(findings: Findings) -> dict[str, object]:
    names = sorted({*findings.rules, *(problem.rule for problem in findings.problems)})
    index = {name: at for at, name in enumerate(names)}
    return {
        "tool": {
            "driver": {
                "name": "okrsite",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(name, findings) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The repository's top."}}},
        "results": [_result(problem, index, findings) for problem in findings.problems],
    }


def _rule(name: str, findings: Findings) -> dict[str, object]:
    rule = findings.rules.get(name)
    described: dict[str, object] = {"id": name}
    return described if rule is None else described | _description(rule, findings.page_of(name))


def _description(rule: Rule, page: str) -> dict[str, object]:
    help_ = {"text": rule.summary}
    if page:
        help_ = {"text": readable(page), "markdown": without_relative_links(page)}
    return {
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": help_,
        "defaultConfiguration": {
            "enabled": rule.severity is not Severity.OFF,
            "level": _LEVEL[rule.severity],
        },
        "properties": {"tags": [str(rule.topic)]},
    }


def _result(problem: Problem, index: dict[str, int], findings: Findings) -> dict[str, object]:
    return {
        "ruleId": problem.rule,
        "ruleIndex": index[problem.rule],
        "level": _LEVEL[problem.severity],
        "message": {"text": _words(f"{problem.message}. {problem.hint}".strip())},
        "locations": [{"physicalLocation": _location(problem.place, findings)}],
        "partialFingerprints": {_FINGERPRINT: findings.prints[problem]},
    }


def _location(place: Place | None, findings: Findings) -> dict[str, object]:
    """Always one: GitHub refuses a whole log with a result that has none."""
    uri = quote(findings.path_of(place), errors="replace")
    line, column = (place.line, place.column) if place else (1, 1)
    return {
        "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": line, "startColumn": column},
    }


def _words(text: str) -> str:
    """Plain text; a viewer makes a link of `[words](address)`, and content sets no links."""
    return one_line(text).replace("](", "] (")


REPORT = Report("sarif", write)
