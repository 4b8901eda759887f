"""A check-in is dated on a day that has not come yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from okrsite.model.document import KeyResult, Objective
from okrsite.model.measure import CheckIn
from okrsite.model.place import Place
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.text import shortened
from okrsite.rules._findings import line_of
from okrsite.rules._goals import key_results


def find(case: Case) -> Iterator[Finding]:
    """Documents, inline words and things written as done; only where figures are of today."""
    portfolio = case.portfolio
    if not portfolio.as_of_is_today:
        return  # who looks back at another day sees what came later on purpose
    today = portfolio.as_of
    last = today + timedelta(days=case.setting(RULE, "ahead"))
    for update in portfolio.graph.updates:
        document = update.document
        if document.date > last and not document.draft:
            yield _finding("This check-in", document.date, today, document.place, document.id)
    for objective, each in key_results(case):
        for word in _inline(each.checkins, last):
            what, subject = f"A check-in of `{shortened(each.id)}`", f"{objective.id}#{each.id}"
            yield _finding(what, word.date, today, word.place, subject)
        for day in each.measure.done_on():
            if day > last:
                yield _done(objective, each, day)
    for kpi in portfolio.graph.kpis.values():
        for word in _inline(kpi.checkins, last):
            what = f"A check-in of `{shortened(kpi.id)}`"
            yield _finding(what, word.date, today, word.place, kpi.id)


def _inline(words: Iterable[CheckIn], last: date) -> list[CheckIn]:
    return [word for word in words if word.date > last and not word.page]


def _finding(what: str, day: date, today: date, place: Place, subject: str) -> Finding:
    away = (day - today).days
    message = f"{what} is dated {day}, {away} days from now, and counts for nothing until then"
    return Finding(RULE.name, message, place, f"Mend the date; today is {today}.", subject)


def _done(objective: Objective, each: KeyResult, day: date) -> Finding:
    return Finding(
        RULE.name,
        f"`{shortened(each.id)}` says that something was done on {day}, which is to come",
        line_of(each, each.measure.field or "title"),
        f"Where it is only planned for that day, write `due: {day}`.",
        f"{objective.id}#{each.id}",
    )


RULE = Rule(
    "check-in-in-the-future",
    Severity.WARNING,
    "A check-in is dated on a day that has not come yet.",
    find,
    topic=Topic.RHYTHM,
    settings={"ahead": 1},
)
