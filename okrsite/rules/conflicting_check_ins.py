"""Two check-in documents give different figures for one thing on one date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from okrsite.model.measure import CheckIn
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic


def find(case: Case) -> Iterator[Finding]:
    """Words of one date from two documents whose figures differ."""
    graph = case.portfolio.graph
    for objective in graph.objectives.values():
        for each in objective.key_results:
            yield from _differing(each.checkins, f"{objective.id}#{each.id}", objective.id)
    for kpi in graph.kpis.values():
        yield from _differing(kpi.checkins, kpi.id, kpi.id)


def _differing(words: Iterable[CheckIn], name: str, subject: str) -> Iterator[Finding]:
    before: CheckIn | None = None
    for word in words:
        if not word.page or not _says_a_figure(word):
            continue
        if (
            before is not None
            and before.date == word.date
            and before.place.file != word.place.file
            and _figure(before) != _figure(word)
        ):
            # Faults in one content folder are never told in terms of another.
            same = before.place.folder == word.place.folder
            other = f" The other is {before.place.path}:{before.place.line}." if same else ""
            message = f"Two documents give different figures for `{name}` on {word.date}"
            yield Finding(RULE.name, message, word.place, f"This one counts.{other}", subject)
        before = word


def _says_a_figure(word: CheckIn) -> bool:
    return word.value is not None or word.progress is not None or word.done is not None


def _figure(word: CheckIn) -> tuple[object, object, object]:
    return word.value, word.progress, word.done


RULE = Rule(
    "conflicting-check-ins",
    Severity.WARNING,
    "Two check-in documents give different figures for one thing on one date.",
    find,
    topic=Topic.RHYTHM,
)
