"""An objective or key result has no owner, or one who is no longer there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrsite.model.document import Ref
from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.pursuit import kept
from okrsite.rules._goals import called, pursued, quoted, where
from okrsite.rules._walk import line_of


def find(case: Case) -> Iterator[Finding]:
    """What nobody answers for; but where nothing has an owner, that is said once."""
    found = list(pursued(case))
    nobodys = [each for each in found if _has_none(each)]
    if len(nobodys) > 1 and not any(each.objective.owner for each in found):
        first = nobodys[0]
        message = f"Not one of the {len(nobodys)} objectives has an owner"
        hint = "Begin with this one: name an `owner`, or a `lead` for its team in org.yml."
        yield Finding(RULE.name, message, where(first, "title"), hint, first.id)
    else:
        for each in nobodys:
            hint = "Name an `owner`, or a `lead` for its team in org.yml."
            message = f"{called(each)} has no owner"
            yield Finding(RULE.name, message, where(each, "title"), hint, each.id)
    for each in found:
        yield from _retired(each, case.portfolio)


def _has_none(each: ScoredObjective) -> bool:
    # A name that is written but unknown is told of already; a hidden one is not missing.
    return each.objective.owner is None and "owner" not in each.objective.lines


def _retired(each: ScoredObjective, portfolio: Portfolio) -> Iterator[Finding]:
    day = max(portfolio.as_of, each.cycle.starts)
    owner = each.objective.owner
    field = next((f for f in ("owner", "person", "team") if f in each.objective.lines), "title")
    if left := _left(owner, portfolio, day):
        yield _gone(called(each), left, where(each, field), each.id)
    for found in kept(each):
        mine = found.key_result.owner
        same = owner is not None and mine is not None and owner.text == mine.text
        if not same and (left := _left(mine, portfolio, day)):
            title = quoted(found.key_result.title.plain)
            place = line_of(found.key_result, "owner")
            yield _gone(title, left, place, f"{each.id}#{found.id}")


def _left(owner: Ref | None, portfolio: Portfolio, day: date) -> tuple[str, date] | None:
    """The name of an owner who left before that day, and their last one."""
    if owner is None:
        return None
    who = portfolio.people.get(owner.text) or portfolio.teams.get(owner.text)
    if who is None or who.until is None or who.until >= day:
        return None
    return who.name, who.until


def _gone(title: str, left: tuple[str, date], place: Place, subject: str) -> Finding:
    name, until = left
    message = f"The owner of {title} is {quoted(name)}, who is there only until {until}"
    return Finding(RULE.name, message, place, "Name an `owner` who takes it over.", subject)


RULE = Rule(
    "missing-owner",
    Severity.WARNING,
    "An objective or key result has no owner, or one who is no longer there.",
    find,
    topic=Topic.FOCUS,
)
