"""An objective of an operational cycle serves no strategic one."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import on_objective
from okrsite.rules._goals import cascade_of
from okrsite.rules._wording import called, quoted


def find(case: Case) -> Iterator[Finding]:
    """Operational objectives that are aligned to nothing, where there is something strategic."""
    cascade = cascade_of(case)
    for each in cascade.pursued:
        if cascade.lacks_strategy(each):
            line = cascade.line(cascade.home(each.objective))
            team = cascade.offers(line, each.cycle, strategic=True) or ""
            name = quoted(cascade.portfolio.teams[team].name)
            message = (
                f"{called(each)} of the operational cycle {quoted(each.cycle.id)} serves no"
                " strategic goal"
            )
            hint = f"Name under `aligns_to` which goal of {name} it is a step towards."
            yield on_objective(RULE.name, each, message, hint, "aligns_to", "title")


RULE = Rule(
    "operational-without-strategic",
    Severity.WARNING,
    "An objective of an operational cycle serves no strategic one.",
    find,
    topic=Topic.ALIGNMENT,
)
