"""An objective of a team or person serves nothing above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from okrsite.model.cascade import Cascade
from okrsite.model.orphans import is_orphan
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.rules._findings import on_objective
from okrsite.rules._goals import cascade_of
from okrsite.rules._wording import called, quoted

_FIELDS = "aligns_to", "title"


def find(case: Case) -> Iterator[Finding]:
    """Each objective that serves nothing; but where a whole cycle does so, that is said once."""
    cascade = cascade_of(case)
    orphans: defaultdict[str, list[ScoredObjective]] = defaultdict(list)
    aligned = set()
    for each in cascade.pursued:
        if each.up or cascade.names_unseen(each.objective):
            aligned.add(each.cycle.id)
        if is_orphan(each, cascade):
            orphans[each.cycle.id].append(each)
    for cycle, found in orphans.items():
        if cycle in aligned or len(found) == 1:
            yield from (_finding(each, cascade) for each in found)
        else:
            yield _all_of_them(found, cascade)


def _finding(each: ScoredObjective, cascade: Cascade) -> Finding:
    if each.up:
        lost = called(cascade.portfolio.objectives[each.up[0].objective])
        message = f"{called(each)} serves only {lost}, which has been dropped"
        hint = f"{_offer(each, cascade)} Or drop it too."
    else:
        message = f"{called(each)} serves no goal above it"
        hint = _offer(each, cascade)
    return on_objective(RULE.name, each, message, hint, *_FIELDS)


def _all_of_them(found: Sequence[ScoredObjective], cascade: Cascade) -> Finding:
    first = found[0]
    cycle = quoted(first.cycle.id)
    message = (
        f"Not one of the {len(found)} goals of teams and people in {cycle} says what it serves"
    )
    hint = f"Begin with this one. {_offer(first, cascade)}"
    return on_objective(RULE.name, first, message, hint, *_FIELDS)


def _offer(each: ScoredObjective, cascade: Cascade) -> str:
    team = cascade.offers(cascade.above(each.objective), each.cycle) or ""
    name = quoted(cascade.portfolio.teams[team].name)
    return f"Name under `aligns_to` which goal of {name}, or of another team, it helps to reach."


RULE = Rule(
    "orphan-objective",
    Severity.WARNING,
    "An objective of a team or person serves nothing above it.",
    find,
    topic=Topic.ALIGNMENT,
)
