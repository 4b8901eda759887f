"""One person is the owner of more key results at a time than anybody can follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from okrsite.model.load import owner
from okrsite.model.place import Place
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.pursuit import kept
from okrsite.rules._findings import line_of
from okrsite.rules._goals import pursued
from okrsite.rules._wording import quoted

Load = dict[str, list[tuple[ScoredObjective, ScoredKeyResult]]]
"""Person -> what that person owns on a day."""


def find(case: Case) -> Iterator[Finding]:
    """People with too many key results now, or on the day when a coming cycle begins."""
    people, most = case.portfolio.people, int(case.setting(RULE, "key_results"))
    owned = _owned(case)
    for person, found in owned.items():
        days = sorted({max(case.portfolio.as_of, each.cycle.starts) for each, _ in found})
        for day in days:
            busy = [pair for pair in found if pair[0].cycle.contains(day)]
            if len(busy) > most and not _in_one_plan(busy):
                place = _place(*busy[most])
                yield _finding(people[person].name, len(busy), most, place, person)
                break


def _owned(case: Case) -> Load:
    owned: defaultdict[str, list[tuple[ScoredObjective, ScoredKeyResult]]] = defaultdict(list)
    for each in pursued(case):
        for found in kept(each):
            who = owner(each, found)
            if who is not None and who.text in case.portfolio.people:
                owned[who.text].append((each, found))
    return owned


def _in_one_plan(busy: list[tuple[ScoredObjective, ScoredKeyResult]]) -> bool:
    """Whether it is all of one team and cycle: what is too many there has rules of its own."""
    plans = {(each.objective.team and each.objective.team.text, each.cycle.id) for each, _ in busy}
    return len(plans) == 1


def _place(each: ScoredObjective, found: ScoredKeyResult) -> Place:
    if found.key_result.owner is not None:
        return line_of(found.key_result, "owner")
    return line_of(each.objective, "owner")


def _finding(name: str, count: int, most: int, place: Place, person: str) -> Finding:
    message = (
        f"{quoted(name)} is the owner of {count} key results at the same time;"
        f" at most {most} are wanted"
    )
    hint = "Name another `owner` for some of them, or drop what matters least."
    return Finding(RULE.name, message, place, hint, person)


RULE = Rule(
    "overloaded-owner",
    Severity.WARNING,
    "One person is the owner of more key results at a time than anybody can follow.",
    find,
    topic=Topic.FOCUS,
    settings={"key_results": 12},
)
