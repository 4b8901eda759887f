"""A key result has had no word at all since it began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from okrsite.model.cycle import Cycle
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Status
from okrsite.model.text import shortened
from okrsite.rules._silence import EVERY, Quiet, by_cycle, which
from okrsite.rules._wording import said


def find(case: Case) -> Iterator[Finding]:
    """One finding for each objective, or one for a cycle in which nobody has begun."""
    as_of = case.portfolio.as_of
    for cycle, objectives, nobody in by_cycle(case, RULE.name, _silent, _spoken_of):
        if nobody:
            yield _cycle(cycle, objectives, as_of)
            continue
        for objective in objectives:
            found = [
                (each, (as_of - each.starts).days)
                for each in objective.key_results
                if _silent(each)
            ]
            yield _objective(objective, found)


def _silent(each: ScoredKeyResult) -> bool:
    return each.status is Status.SILENT


def _spoken_of(objective: ScoredObjective) -> bool:
    said = any(each.last_word is not None for each in objective.key_results)
    return said or bool(objective.words)


def _objective(objective: ScoredObjective, found: Sequence[Quiet]) -> Finding:
    message = which(found, objective, " yet")
    if objective.said:
        message += f", though the objective is said to be {said(objective.said)}"
    line = f"`- {shortened(found[0][0].id, 40)}: Not begun`"
    hint = (
        f"A first line in a check-in is enough, even {line}. "
        "What nobody is going to work on is better dropped, with a reason."
    )
    return Finding(RULE.name, message, found[0][0].key_result.place, hint, objective.id)


def _cycle(cycle: Cycle, objectives: Sequence[ScoredObjective], as_of: date) -> Finding:
    count = sum(1 for one in objectives for each in one.key_results if _silent(each))
    message = (
        f"Nobody has given a word on `{cycle.id}` in the {(as_of - cycle.starts).days} days since "
        f"it began: {count} key results of {len(objectives)} objectives are silent"
    )
    hint = (
        f"One is promised {EVERY[cycle.checkin]} (`checkin` in cycles.yml): "
        "begin with one line for each key result, or agree on a rhythm that will be kept."
    )
    return Finding(RULE.name, message, cycle.place, hint, cycle.id)


RULE = Rule(
    "silent-key-result",
    Severity.WARNING,
    "A key result has had no word at all since it began, and one was due.",
    find,
    topic=Topic.RHYTHM,
)
