"""A title that could mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import on_key_result, on_objective
from okrsite.rules._goals import open_objectives
from okrsite.rules._titles import Title, titles_of
from okrsite.rules._vagueness import hollow
from okrsite.rules._weakness import weak
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Objectives in words that fit any goal; key results without a figure whose words stretch."""
    titles = titles_of(case)
    if titles is None:
        return
    for scored in open_objectives(case):
        title = titles[scored.objective.title.plain]
        if _says_nothing(title):
            yield on_objective(
                RULE.name,
                scored,
                f"{quoted(title.written)} could stand over any team's objective",
                "Say what will be different, and for whom, in words of your own work.",
            )
    for objective, each, found in weak(case, RULE.name):
        words = quoted(each.key_result.title.plain)
        message = f"{words} could be said of any goal"
        if found.words:
            message = f'{words} is open to interpretation: "{found.words}" stretches'
        hint = "Say what one would see or count, such as `complaints a week: 12 -> 4`."
        yield on_key_result(RULE.name, (objective, each), message, hint)


def _says_nothing(title: Title) -> bool:
    word = title.written.strip(" .!")
    return (word.isascii() and word.isalpha()) or hollow(title)


RULE = Rule(
    "vague-title",
    Severity.WARNING,
    "A title that could mean anything.",
    find,
    topic=Topic.OUTCOME,
)
