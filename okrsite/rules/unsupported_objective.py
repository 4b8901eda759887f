"""An objective that teams below should carry, and that none of them supports."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.cascade import Cascade
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.support import LEVELS, unsupported
from okrsite.rules._findings import line_of, on_objective
from okrsite.rules._goals import cascade_of
from okrsite.rules._wording import called, quoted


def find(case: Case) -> Iterator[Finding]:
    """Objectives and `aligned` key results that have begun and that nothing is aligned to."""
    cascade = cascade_of(case)
    for each, found in unsupported(cascade, case.setting(RULE, "levels")):
        yield _finding(each, cascade) if found is None else _of_key_result(each, found)


def _of_key_result(each: ScoredObjective, found: ScoredKeyResult) -> Finding:
    title = quoted(found.key_result.title.plain)
    message = f"{title} is measured by the goals aligned to it, and there are none"
    hint = f"Align goals to `{each.id}#{found.id}`, or measure it in another way."
    place = line_of(found.key_result, "aligned")
    return Finding(RULE.name, message, place, hint, f"{each.id}#{found.id}")


def _finding(each: ScoredObjective, cascade: Cascade) -> Finding:
    team = each.objective.team.text if each.objective.team else ""
    name = quoted(cascade.portfolio.teams[team].name)
    message = f"{called(each)} of {name} is supported by no team below"
    hint = (
        f"Let a goal of a team below be aligned to `{each.id}`, name who else carries it under"
        " `contributors`, or drop it."
    )
    return on_objective(RULE.name, each, message, hint)


RULE = Rule(
    "unsupported-objective",
    Severity.WARNING,
    "An objective that teams below should carry, and that none of them supports.",
    find,
    topic=Topic.ALIGNMENT,
    settings={"levels": LEVELS},
)
