"""A title that is too long to be remembered, or read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.portfolio import ScoredKeyResult
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import on_key_result, on_objective
from okrsite.rules._goals import open_key_results, open_objectives
from okrsite.rules._parts import two_results
from okrsite.rules._titles import titles_of
from okrsite.rules._wording import quoted

_HINT = "Keep what is to be reached; put how, why and exceptions into the text below."


def find(case: Case) -> Iterator[Finding]:
    """Titles above the length that is set."""
    most = case.setting(RULE, "characters")
    for scored in open_objectives(case):
        title = scored.objective.title.plain
        if len(title) > most:
            yield on_objective(RULE.name, scored, _message(title), _HINT)
    for objective, each in open_key_results(case):
        title = each.key_result.title.plain
        if len(title) > most and not _is_told_to_split(each, case):
            yield on_key_result(RULE.name, (objective, each), _message(title), _HINT)


def _message(title: str) -> str:
    return f"{quoted(title)} is {len(title)} characters long"


def _is_told_to_split(each: ScoredKeyResult, case: Case) -> bool:
    """Whether `compound-key-result` speaks: two shorter ones are what it asks for."""
    titles = titles_of(case)
    if titles is None or each.key_result.measure.kind in ("milestones", "aligned"):
        return False
    return two_results(titles[each.key_result.title.plain]) is not None


RULE = Rule(
    "long-title",
    Severity.WARNING,
    "A title that is too long to be remembered, or read aloud.",
    find,
    topic=Topic.OUTCOME,
    settings={"characters": 140},
)
