"""A team that always meets its objectives: their targets may be too soft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import mean

from okrsite.model.measure import NEAR
from okrsite.model.place import Place
from okrsite.model.portfolio import ScoredObjective
from okrsite.model.problem import Case, Finding, Rule, Severity, Topic
from okrsite.model.status import Ambition
from okrsite.model.text import listed, shortened


def find(case: Case) -> Iterator[Finding]:
    """Teams whose grades of the last cycles average above what stretch goals come to."""
    latest, least = int(case.setting(RULE, "cycles")), case.setting(RULE, "objectives")
    for team, graded in _graded(case).items():
        cycles = {each.cycle.id: each.cycle for each in graded}
        last = sorted(cycles.values(), key=lambda each: (each.starts, each.id))[-latest:]
        ids = {each.id for each in last}
        counted = [each for each in graded if each.cycle.id in ids]
        ends = max((each.ends for each in last if each.ends), default=None)
        if len(last) < latest or len(counted) < least or ends is None:
            continue
        if (case.portfolio.as_of - ends).days > case.setting(RULE, "until"):
            continue
        average = mean(each.grade or 0.0 for each in counted)
        if average > case.setting(RULE, "above") + NEAR:
            yield _finding(case, team, counted, average, listed(f"`{each.id}`" for each in last))


def _graded(case: Case) -> dict[str, list[ScoredObjective]]:
    """Graded objectives by team; commitments aside, which are to be met."""
    found: defaultdict[str, list[ScoredObjective]] = defaultdict(list)
    for each in case.portfolio.objectives.values():
        team, soft = each.objective.team, each.objective.ambition is not Ambition.COMMITTED
        if team is not None and soft and each.grade is not None and not each.objective.draft:
            found[team.text].append(each)
    return found


def _finding(
    case: Case, team: str, counted: Sequence[ScoredObjective], average: float, cycles: str
) -> Finding:
    known = case.portfolio.teams.get(team)
    name = shortened(known.name, 60).replace("`", "'") if known else team
    return Finding(
        RULE.name,
        f"The {len(counted)} objectives of `{name}` in {cycles}, commitments aside, came to "
        f"{average:.2f} on average",
        _place(known.place if known else None, counted),
        "Between 0.6 and 0.7 is what goals that stretch come to. Aim higher next time, or call "
        "them `committed` where they have to be met.",
        team,
    )


def _place(known: Place | None, counted: Sequence[ScoredObjective]) -> Place:
    return known or counted[-1].objective.place


RULE = Rule(
    "always-met-team",
    Severity.WARNING,
    "A team that always meets its objectives: their targets may be too soft.",
    find,
    topic=Topic.AMBITION,
    settings={"above": 0.9, "cycles": 2, "objectives": 3, "until": 120},
)
