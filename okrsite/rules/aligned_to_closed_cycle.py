"""An objective is aligned to one whose cycle has closed."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.cycle import outlasts
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import alignment
from okrsite.rules._goals import pursued
from okrsite.rules._wording import called, quoted


def find(case: Case) -> Iterator[Finding]:
    """Alignments to what is over by now, or will be before the objective begins."""
    portfolio = case.portfolio
    successor = _successors(case)
    for each in pursued(case):
        begins = max(portfolio.as_of, each.cycle.starts)
        for edge in each.up:
            target = portfolio.objectives.get(edge.objective)
            if (
                target is None
                or not target.cycle.over(begins)
                or _is_shorter(each, target, portfolio)
            ):
                continue
            message = (
                f"{called(each)} serves {called(target)}, but {quoted(target.cycle.id)}"
                f" ends on {target.cycle.ends}"
            )
            yield Finding(
                RULE.name, message, alignment(each, edge), _hint(target, successor), each.id
            )


def _is_shorter(each: ScoredObjective, target: ScoredObjective, portfolio: Portfolio) -> bool:
    """`longer-serves-shorter` says that better: such a goal always closes first."""
    return outlasts(each.cycle, target.cycle, portfolio.cycles)


def _successors(case: Case) -> dict[str, ScoredObjective]:
    return {
        each.objective.continues.document: each
        for each in pursued(case)
        if each.objective.continues is not None
    }


def _hint(target: ScoredObjective, successor: dict[str, ScoredObjective]) -> str:
    after = successor.get(target.id)
    if after is not None:
        return f"Align it to `{after.id}`, which continues that one."
    return "Align it to a goal that is still pursued, or drop it together with the one it served."


RULE = Rule(
    "aligned-to-closed-cycle",
    Severity.WARNING,
    "An objective is aligned to one whose cycle has closed.",
    find,
    topic=Topic.ALIGNMENT,
)
