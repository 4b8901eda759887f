"""A title that could mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import on_key_result, on_objective
from okrsite.rules._goals import open_objectives
from okrsite.rules._language import Language, language_of
from okrsite.rules._vagueness import hollow
from okrsite.rules._weakness import weak
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Objectives in words that fit any goal; key results without a figure whose words stretch."""
    words = language_of(case)
    if words is None:
        return
    for scored in open_objectives(case):
        title = scored.objective.title.plain
        if _says_nothing(title, words):
            yield on_objective(
                RULE.name,
                scored,
                f"{quoted(title)} could stand over any team's objective",
                "Say what will be different, and for whom, in words of your own work.",
            )
    for objective, each, found in weak(case, RULE.name):
        title = quoted(each.key_result.title.plain)
        message = f"{title} could be said of any goal"
        if found.words:
            message = f'{title} is open to interpretation: "{found.words}" stretches'
        hint = "Say what one would see or count, such as `complaints a week: 12 -> 4`."
        yield on_key_result(RULE.name, (objective, each), message, hint)


def _says_nothing(title: str, language: Language) -> bool:
    alone = title.strip(" .!").isascii() and title.strip(" .!").isalpha()
    return alone or hollow(title, language)


RULE = Rule(
    "vague-title",
    Severity.WARNING,
    "A title that could mean anything.",
    find,
    topic=Topic.OUTCOME,
)
