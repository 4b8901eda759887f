"""Two check-in documents give different figures for one thing on one date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from okrsite.model.measure import CheckIn
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._goals import key_results

_NONE = (None, None, None)


def find(case: Case) -> Iterator[Finding]:
    """Words of one date from two documents whose figures differ."""
    for objective, each in key_results(case):
        for before, word in _differing(each.checkins):
            yield _finding(before, word, f"{objective.id}#{each.id}", objective.id)
    for kpi in case.portfolio.graph.kpis.values():
        for before, word in _differing(kpi.checkins):
            yield _finding(before, word, kpi.id, kpi.id)


def _differing(words: Sequence[CheckIn]) -> Iterator[tuple[CheckIn, CheckIn]]:
    days = [word.date for word in words]
    if len(set(days)) == len(days):
        return  # as nearly everywhere: one word a day
    told = [word for word in words if word.page and _figure(word) != _NONE]
    for before, word in pairwise(told):
        if (
            before.date == word.date
            and before.place.file != word.place.file
            and _figure(before) != _figure(word)
        ):
            yield before, word


def _finding(before: CheckIn, word: CheckIn, name: str, subject: str) -> Finding:
    # Faults in one content folder are never told in terms of another.
    same = before.place.folder == word.place.folder
    other = f" The other is {before.place.path}:{before.place.line}." if same else ""
    message = f"Two documents give different figures for `{name}` on {word.date}"
    return Finding(RULE.name, message, word.place, f"This one counts.{other}", subject)


def _figure(word: CheckIn) -> tuple[object, object, object]:
    return word.value, word.progress, word.done


RULE = Rule(
    "conflicting-check-ins",
    Severity.WARNING,
    "Two check-in documents give different figures for one thing on one date.",
    find,
    topic=Topic.RHYTHM,
)
