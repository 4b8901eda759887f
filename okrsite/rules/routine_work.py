"""Work that goes on whatever the goals are, written as a goal."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._activity import outcome
from okrsite.rules._findings import on_key_result, on_objective
from okrsite.rules._goals import open_objectives
from okrsite.rules._titles import titles_of
from okrsite.rules._vagueness import routine
from okrsite.rules._weakness import weak
from okrsite.rules._wording import quoted

_HINT = (
    "Routine needs no OKR. Leave it out, follow it as a `kpi`, or say what about it is to change."
)


def find(case: Case) -> Iterator[Finding]:
    """Objectives, and key results without a figure, that name routine."""
    titles = titles_of(case)
    if titles is None:
        return
    for scored in open_objectives(case):
        title = titles[scored.objective.title.plain]
        if routine(title) and outcome(title) is None:
            yield on_objective(RULE.name, scored, _message(title.written), _HINT)
    for objective, each, _ in weak(case, RULE.name):
        message = _message(each.key_result.title.plain)
        yield on_key_result(RULE.name, (objective, each), message, _HINT)


def _message(title: str) -> str:
    return f"{quoted(title)} is work that goes on in any case, not a change"


RULE = Rule(
    "routine-work",
    Severity.WARNING,
    "Work that goes on whatever the goals are, written as a goal.",
    find,
    topic=Topic.OUTCOME,
)
