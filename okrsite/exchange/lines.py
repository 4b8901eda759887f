"""A portfolio as rows: a key result a row, an objective without one a row of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrsite.exchange.measures import fields_of, words_of
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.text import presentable

Cell = str | float | None

HEADER = (
    "Objective ID", "Objective", "Team", "Objective owner", "Cycle", "Cycle starts",
    "Cycle ends", "Aligns to",
    "Objective status", "Objective progress", "Key result ID", "Key result", "Measure", "Owner",
    "Starts", "Due", "Weight", "Priority", "Score", "Value", "Progress", "Expected", "Status",
    "Confidence",
)  # fmt: skip
_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective as exports tell of it."""

    id: str
    title: str
    team: str
    owner: str
    cycle: str
    aligns_to: tuple[str, ...]
    status: str
    progress: float | None
    expected: float | None
    scored: ScoredObjective


def goals(portfolio: Portfolio) -> Iterator[Goal]:
    """The objectives of a portfolio, those that others serve first."""
    for key in sorted(portfolio.objectives, key=lambda each: (_depth(portfolio, each), each)):
        scored = portfolio.objectives[key]
        objective = scored.objective
        team = objective.team.text if objective.team else ""
        person = objective.person.text if objective.person else ""
        if not team and person in portfolio.people:
            known = portfolio.people[person].team
            team = known or ""
        owner = objective.owner.text if objective.owner else person
        yield Goal(
            key, plain(objective.title.plain), team, owner, scored.cycle.id,
            tuple(_reference(each.objective, each.key_result) for each in scored.up),
            str(scored.status).replace("_", " "), scored.progress, scored.expected, scored,
        )  # fmt: skip


def _reference(objective: str, key_result: str | None) -> str:
    return f"{objective}#{key_result}" if key_result else objective


def _depth(portfolio: Portfolio, key: str) -> int:
    return len(portfolio.objectives[key].line_of_sight)


def rows(portfolio: Portfolio) -> Iterator[tuple[Cell, ...]]:
    """The rows below HEADER."""
    for goal in goals(portfolio):
        head: tuple[Cell, ...] = (
            goal.id, goal.title, goal.team, goal.owner, goal.cycle, *span(goal),
            "; ".join(goal.aligns_to), goal.status, goal.progress,
        )  # fmt: skip
        if not goal.scored.key_results:
            yield (*head, *(None,) * (len(HEADER) - len(head)))
        for each in goal.scored.key_results:
            yield (*head, *_key_result(each))


def span(goal: Goal) -> tuple[str, str]:
    """The first and the last day of an objective's cycle; empty where it is open."""
    cycle = goal.scored.cycle
    return cycle.starts.isoformat(), cycle.ends.isoformat() if cycle.ends else ""


def _key_result(each: ScoredKeyResult) -> tuple[Cell, ...]:
    written = each.key_result
    hidden = written.withheld
    return (
        each.id,
        plain(written.title.plain),
        "" if hidden else measure_words(each),
        written.owner.text if written.owner else "",
        written.starts.isoformat() if written.starts else "",
        written.due.isoformat() if written.due else "",
        written.weight if written.weight != 1 else None,
        written.priority,
        each.score,
        None if hidden else each.value,
        each.progress,
        each.expected,
        str(each.status).replace("_", " "),
        each.confidence,
    )


def measure_words(each: ScoredKeyResult) -> str:
    """How a key result is measured, in words that are read back as the same."""
    return words_of(fields_of(each.key_result.measure))


def plain(text: str) -> str:
    """A text on one line, without what no file may hold."""
    return " ".join(presentable(text).split())


def harmless(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
