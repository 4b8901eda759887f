"""Two results in one key result: one figure cannot tell of both."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.text import shortened
from okrsite.rules._findings import on_key_result
from okrsite.rules._goals import open_key_results
from okrsite.rules._parts import two_results
from okrsite.rules._titles import titles_of
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Titles with two figures, verbs or changes; not of milestones, which may be several."""
    titles = titles_of(case)
    if titles is None:
        return
    for objective, each in open_key_results(case):
        if each.key_result.measure.kind in ("milestones", "aligned"):
            continue
        title = titles[each.key_result.title.plain]
        if pair := two_results(title):
            one, other = (shortened(part, 50) for part in pair)
            yield on_key_result(
                RULE.name,
                (objective, each),
                f'{quoted(title.written)} holds two results: "{one}" and "{other}"',
                "Write two key results, or keep the one that matters more.",
            )


RULE = Rule(
    "compound-key-result",
    Severity.WARNING,
    "Two results in one key result: one figure cannot tell of both.",
    find,
    topic=Topic.OUTCOME,
)
