"""An objective with a target in its title: that is what its key results are for."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._figures import is_target
from okrsite.rules._findings import on_objective
from okrsite.rules._goals import open_objectives
from okrsite.rules._titles import titles_of
from okrsite.rules._wording import called


def find(case: Case) -> Iterator[Finding]:
    """Objectives whose title says how much is to be reached."""
    titles = titles_of(case)
    if titles is None:
        return
    for scored in open_objectives(case):
        if stated := is_target(titles[scored.objective.title.plain]):
            yield on_objective(
                RULE.name,
                scored,
                f'{called(scored)} sets a target ("{stated}") in the objective itself',
                "Say in the objective what is to be better, and let a key result carry the figure.",
            )


RULE = Rule(
    "number-in-objective",
    Severity.WARNING,
    "An objective with a target in its title: that is what its key results are for.",
    find,
    topic=Topic.OUTCOME,
)
