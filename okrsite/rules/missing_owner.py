"""An objective or key result has no owner, or one who is no longer there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from okrsite.model.document import Ref
from okrsite.model.organisation import Person, Team
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.pursuit import kept
from okrsite.rules._findings import on_key_result, on_objective
from okrsite.rules._goals import pursued
from okrsite.rules._wording import called, quoted

Left = Mapping[str, tuple[str, date]]
"""Who is there no longer than a day: the name, and the day."""


def find(case: Case) -> Iterator[Finding]:
    """What nobody answers for; but where nothing has an owner, that is said once."""
    found = pursued(case)
    nobodys = [each for each in found if _has_none(each)]
    if len(nobodys) > 1 and not any(each.objective.owner for each in found):
        first = nobodys[0]
        message = f"Not one of the {len(nobodys)} objectives has an owner"
        hint = "Begin with this one: name an `owner`, or a `lead` for its team in org.yml."
        yield on_objective(RULE.name, first, message, hint)
    else:
        for each in nobodys:
            hint = "Name an `owner`, or a `lead` for its team in org.yml."
            message = f"{called(each)} has no owner"
            yield on_objective(RULE.name, each, message, hint)
    left = _left(case.portfolio)
    for each in found if left else ():
        yield from _retired(each, max(case.portfolio.as_of, each.cycle.starts), left)


def _has_none(each: ScoredObjective) -> bool:
    # A name that is written but unknown is told of already; a hidden one is not missing.
    return each.objective.owner is None and "owner" not in each.objective.lines


def _left(portfolio: Portfolio) -> Left:
    known: dict[str, Team | Person] = {**portfolio.teams, **portfolio.people}
    return {key: (each.name, each.until) for key, each in known.items() if each.until is not None}


def _retired(each: ScoredObjective, day: date, left: Left) -> Iterator[Finding]:
    """What belongs to somebody who left before that day."""
    hint = "Name an `owner` who takes it over."
    owner = each.objective.owner
    if gone := _gone(owner, day, left):
        message = _message(called(each), *gone)
        yield on_objective(RULE.name, each, message, hint, "owner", "person", "team", "title")
    for found in kept(each):
        mine = found.key_result.owner
        same = owner is not None and mine is not None and owner.text == mine.text
        if not same and (gone := _gone(mine, day, left)):
            message = _message(quoted(found.key_result.title.plain), *gone)
            yield on_key_result(RULE.name, (each, found), message, hint, "owner")


def _gone(owner: Ref | None, day: date, left: Left) -> tuple[str, date] | None:
    found = left.get(owner.text) if owner is not None else None
    return found if found is not None and found[1] < day else None


def _message(title: str, name: str, until: date) -> str:
    return f"The owner of {title} is {quoted(name)}, who is there only until {until}"


RULE = Rule(
    "missing-owner",
    Severity.WARNING,
    "An objective or key result has no owner, or one who is no longer there.",
    find,
    topic=Topic.FOCUS,
)
