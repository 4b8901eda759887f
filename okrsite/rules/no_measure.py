"""A key result that nothing measures: how far it is, is a matter of opinion."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._figures import figure
from okrsite.rules._findings import on_key_result
from okrsite.rules._texts import tokens
from okrsite.rules._titles import Title, states, titles_of
from okrsite.rules._weakness import weak
from okrsite.rules._wording import quoted


def find(case: Case) -> Iterator[Finding]:
    """Judged key results, and changes of degree that are to be ticked off with yes or no."""
    titles = titles_of(case)
    for objective, each, found in weak(case, RULE.name):
        title = each.key_result.title.plain
        read = titles[title] if titles is not None else None
        message, hint = _said(quoted(title), read, found.words)
        yield on_key_result(RULE.name, (objective, each), message, hint)


def _said(name: str, title: Title | None, shown: str) -> tuple[str, str]:
    if shown:
        return (
            f'{name} says which way ("{shown}"), and nothing says how far',
            "Give the figure that would show it, from where to where, such as `12 -> 8 days`.",
        )
    if title is not None and (stated := figure(title)):
        return (
            f'{name} names a figure ("{stated}"), and no measure follows it',
            "Write the figure as the measure, such as `0 -> 12 stories` or `>= 95 %`: "
            "then progress is counted and need not be judged.",
        )
    if title is not None and states(tokens(title), title.language):
        return (
            f"{name} has no measure: how far it is, is for its author to judge",
            "If it is either so or not, write `yes/no` or name its `milestones`; "
            "better still, a figure that shows what it is good for.",
        )
    return (
        f"{name} has no measure: how far it is, is for its author to judge",
        "Say what anybody could check: a figure such as `12 -> 8 days`, a band such as "
        "`>= 4.5 points`, `milestones`, or `yes/no`.",
    )


RULE = Rule(
    "no-measure",
    Severity.WARNING,
    "A key result that nothing measures: how far it is, is a matter of opinion.",
    find,
    topic=Topic.OUTCOME,
)
