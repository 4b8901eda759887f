"""A key result has had no word for longer than its rhythm allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from okrsite.model.cycle import Cycle
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.text import shortened
from okrsite.rules._goals import under_way
from okrsite.rules._silence import EVERY, Quiet, by_cycle, which

_ENDLESS = 31
"""Where one word at the end is all that was promised, so many days still are news."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each objective, or one for a cycle in which everybody has stopped."""
    as_of, late = case.portfolio.as_of, case.setting(RULE, "late")

    def stale(each: ScoredKeyResult) -> bool:
        # What is measured by the objectives aligned to it is as stale as they are, who are told.
        if not each.stale or each.silence is None or each.contributors:
            return False
        return _silent(each, as_of) > each.silence + late

    def speaks(objective: ScoredObjective) -> bool:
        allowed = max((each.silence or _ENDLESS for each in objective.key_results), default=0)
        return any((as_of - day).days <= allowed + late for day in _words(objective))

    for cycle, objectives, nobody in by_cycle(case, RULE.name, stale, speaks):
        if nobody:
            yield _cycle(case, cycle, len(objectives))
            continue
        for objective in objectives:
            found = [(each, _silent(each, as_of)) for each in objective.key_results if stale(each)]
            yield _objective(objective, found)


def _words(objective: ScoredObjective) -> list[date]:
    """The last days on which anything was said of it or of one of its key results."""
    days = [each.last_word for each in objective.key_results]
    days += [word.date for word in objective.words[-1:]]
    return [day for day in days if day is not None]


def _silent(each: ScoredKeyResult, as_of: date) -> int:
    return (as_of - each.last_word).days if each.last_word else 0


def _objective(objective: ScoredObjective, found: Sequence[Quiet]) -> Finding:
    worst = sorted(found, key=lambda each: -each[1])
    line = f"`- {shortened(worst[0][0].id, 40)}: Nothing new`"
    hint = f"Give the figure in the next check-in; where nothing moved, {line} is a word too."
    place = found[0][0].key_result.place
    return Finding(RULE.name, which(worst, objective), place, hint, objective.id)


def _cycle(case: Case, cycle: Cycle, count: int) -> Finding:
    here = [each for each in under_way(case) if each.cycle.id == cycle.id]
    last = max(day for each in here for day in _words(each))
    message = (
        f"Nobody has given a word on `{cycle.id}` since {last}, "
        f"{(case.portfolio.as_of - last).days} days ago: {count} objectives are out of date"
    )
    hint = (
        f"One is promised {EVERY[cycle.checkin]} (`checkin` in cycles.yml): "
        "agree on a rhythm that will be kept, and begin with one line for each key result."
    )
    return Finding(RULE.name, message, cycle.place, hint, cycle.id)


RULE = Rule(
    "stale-check-in",
    Severity.WARNING,
    "A key result has had no word for longer than its rhythm allows.",
    find,
    topic=Topic.RHYTHM,
    settings={"late": 4},
)
