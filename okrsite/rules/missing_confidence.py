"""Nobody says how sure they are of a key result, where others of the site do."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.portfolio import ScoredKeyResult
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import MOVING
from okrsite.model.text import shortened
from okrsite.rules._goals import under_way
from okrsite.rules._wording import named

_UNASKED = frozenset({"judged", "aligned"})
"""Kinds without a measure of their own."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each objective, on a site where most key results have a confidence."""
    words, share = int(case.setting(RULE, "words")), case.setting(RULE, "share")
    asked = [
        (objective, found)
        for objective in under_way(case)
        if (found := [each for each in objective.key_results if _is_asked(each)])
    ]
    sure = [each.confidence is not None for _, found in asked for each in found]
    if sum(sure) < share * len(sure):
        return
    for objective, found in asked:
        missing = [each for each in found if _is_silent(each, words)]
        if missing:
            names = named(each.id for each in missing)
            yield Finding(
                RULE.name,
                f"The last {words} words on {names} do not say how sure anybody is of it",
                missing[0].key_result.place,
                f"Add a confidence from 0 to 10 after the figure, as most here do: "
                f"`- {shortened(missing[0].id, 40)}: ... (6/10)`.",
                objective.id,
            )


def _is_asked(each: ScoredKeyResult) -> bool:
    """Whether somebody reports on it who could say it: figures of a kpi come by themselves."""
    if each.status not in MOVING or not each.words:
        return False
    written = each.key_result
    return written.kpi is None and written.measure.kind not in _UNASKED


def _is_silent(each: ScoredKeyResult, words: int) -> bool:
    if each.words[-1].confidence is not None:
        return False
    last = each.words[-words:]
    return len(last) == words and all(word.confidence is None for word in last)


RULE = Rule(
    "missing-confidence",
    Severity.WARNING,
    "Nobody says how sure they are of a key result, where others of the site do.",
    find,
    topic=Topic.RHYTHM,
    settings={"words": 3, "share": 0.5},
)
