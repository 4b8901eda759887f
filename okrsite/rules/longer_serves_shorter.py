"""An objective of a longer cycle is aligned to one of a shorter cycle."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.cycle import LONGER, outlasts
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import alignment
from okrsite.rules._goals import cascade_of
from okrsite.rules._wording import called, quoted


def find(case: Case) -> Iterator[Finding]:
    """Alignments from what lasts long to what is over sooner."""
    cascade = cascade_of(case)
    cycles, times = case.portfolio.cycles, case.setting(RULE, "times")
    for each in cascade.pursued:
        for edge in cascade.serves(each):
            target = case.portfolio.objectives[edge.objective]
            if outlasts(each.cycle, target.cycle, cycles, times):
                long, short = quoted(each.cycle.id), quoted(target.cycle.id)
                message = (
                    f"{called(each)} of {long} is aligned to {called(target)} of {short},"
                    " a shorter cycle"
                )
                hint = (
                    f"Turn it round, so that the goal of {short} serves this one, or move this"
                    f" one to {short}."
                )
                yield Finding(RULE.name, message, alignment(each, edge), hint, each.id)


RULE = Rule(
    "longer-serves-shorter",
    Severity.WARNING,
    "An objective of a longer cycle is aligned to one of a shorter cycle.",
    find,
    topic=Topic.ALIGNMENT,
    settings={"times": LONGER},
)
