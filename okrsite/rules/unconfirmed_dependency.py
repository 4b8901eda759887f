"""An objective depends on another, and nobody has confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from okrsite.model.document import Dependency
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Status
from okrsite.rules._goals import pursued
from okrsite.rules._wording import called

_SETTLED = (Status.DROPPED, Status.ACHIEVED)


def find(case: Case) -> Iterator[Finding]:
    """Dependencies that are still open some days after the objective's cycle has begun."""
    portfolio = case.portfolio
    grace = timedelta(case.setting(RULE, "days"))
    for each in pursued(case):
        if portfolio.as_of - each.cycle.starts < grace:
            continue
        for need in each.objective.depends_on:
            other = portfolio.objectives.get(need.objective.document)
            if other is not None and _is_open(need, each, other, case):
                message = f"{called(each)} depends on {called(other)}, which nobody has confirmed"
                hint = (
                    "Ask those who pursue it whether it can be relied on, and write the day they"
                    " said yes as `confirmed`."
                )
                yield Finding(RULE.name, message, need.objective.place, hint, each.id)


def _is_open(need: Dependency, each: ScoredObjective, other: ScoredObjective, case: Case) -> bool:
    day = case.portfolio.as_of
    if need.confirmed is not None and need.confirmed <= day:
        return False
    settled = other.status in _SETTLED or other.cycle.over(day)
    return not settled and not _one_hand(each, other)


def _one_hand(each: ScoredObjective, other: ScoredObjective) -> bool:
    """Whether both are of one team, or of one person: nobody has to ask themselves."""
    one, two = each.objective, other.objective
    return (one.team and one.team.text, one.person and one.person.text) == (
        two.team and two.team.text,
        two.person and two.person.text,
    )


RULE = Rule(
    "unconfirmed-dependency",
    Severity.WARNING,
    "An objective depends on another, and nobody has confirmed it.",
    find,
    topic=Topic.ALIGNMENT,
    settings={"days": 14},
)
