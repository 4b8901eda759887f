"""A cycle is over, and nobody wrote down what was learned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from okrsite.model.cycle import Cycle
from okrsite.model.document import ReviewKind
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.pursuit import home
from okrsite.model.text import shortened
from okrsite.rules._closed import lately_over
from okrsite.rules._reviews import covered_by, is_covered, reviews_of
from okrsite.rules._wording import days, few
from okrsite.rules.missed_commitment_without_review import RULE as COMMITMENT

_MANY = 3
"""So many teams are told one by one; more are a matter of the whole organisation."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for each team that did not look back, or one where hardly anybody did."""
    asked = _asked_already(case)
    for cycle, pursued in lately_over(case, RULE):
        covered = covered_by(reviews_of(case, cycle, ReviewKind.RETROSPECTIVE))
        silent: dict[str, list[ScoredObjective]] = {}
        for objective in pursued:
            its = objective.objective.team
            if its is not None and not is_covered(case, its.text, covered):
                silent.setdefault(its.text, []).append(objective)
        teams = {
            team: found
            for team, found in silent.items()
            if (cycle.id, team) not in asked and not _is_gone(case, team)
        }
        if len(teams) > (_MANY if covered else 1):
            yield _cycle(case, cycle, teams)
        else:
            for team, found in teams.items():
                yield _team(case, cycle, team, found)


def _asked_already(case: Case) -> set[tuple[str, str]]:
    """Teams that are asked for a retrospective because of a commitment: that is told once."""
    portfolio = case.portfolio
    if portfolio.site.policy.rules.get(COMMITMENT.name) is Severity.OFF:
        return set()
    missed = [portfolio.objectives[each.subject] for each in COMMITMENT.find(case)]
    return {(each.cycle.id, home(each.objective, portfolio) or "") for each in missed}


def _is_gone(case: Case, team: str) -> bool:
    known = case.portfolio.teams.get(team)
    return known is not None and known.until is not None and known.until < case.portfolio.as_of


def _team(case: Case, cycle: Cycle, team: str, found: Sequence[ScoredObjective]) -> Finding:
    message = f"No retrospective of {_ended(case, cycle)}, from {_name(case, team)}"
    hint = (
        f"Half an hour is enough: what helped, what did not, what will be different. Write it down "
        f"(`type: review`, `kind: retrospective`, `cycle: {cycle.id}`, `team: {team}`)."
    )
    return Finding(RULE.name, message, found[0].objective.place, hint, team)


def _cycle(case: Case, cycle: Cycle, teams: Mapping[str, Sequence[ScoredObjective]]) -> Finding:
    names = few([_name(case, team) for team in teams])
    message = f"No retrospective of {_ended(case, cycle)}, from {len(teams)} teams: {names}"
    hint = (
        "One for the whole organisation counts for all of them: write it down "
        f"(`type: review`, `kind: retrospective`, `cycle: {cycle.id}`)."
    )
    return Finding(RULE.name, message, cycle.place, hint, cycle.id)


def _name(case: Case, team: str) -> str:
    known = case.portfolio.teams.get(team)
    return f"`{shortened(known.name.replace('`', chr(39)) if known else team, 40)}`"


def _ended(case: Case, cycle: Cycle) -> str:
    gone = (case.portfolio.as_of - cycle.ends).days if cycle.ends else 0
    return f"`{cycle.id}`, which ended {days(gone)} ago"


RULE = Rule(
    "missing-retrospective",
    Severity.WARNING,
    "A cycle is over, and nobody wrote down what was learned.",
    find,
    topic=Topic.RHYTHM,
    settings={"after": 14, "until": 60},
)
