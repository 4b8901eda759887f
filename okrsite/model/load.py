"""What each team and each owner carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from okrsite.model.document import Ref
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.pursuit import home


@dataclass(frozen=True, slots=True)
class Load:
    """The goals that a team or an owner carries on a day."""

    key: str
    """A team or a person; empty: nobody is named."""
    objectives: tuple[ScoredObjective, ...]
    key_results: tuple[tuple[ScoredObjective, ScoredKeyResult], ...]
    crowded: tuple[str, ...] = ()
    """The cycles in which a team has more objectives of its own than the organisation wants."""


Goals = Sequence[tuple[ScoredObjective, Sequence[ScoredKeyResult]]]
"""Objectives that run, each with its key results that are not dropped."""


def by_team(running: Goals, portfolio: Portfolio) -> tuple[Load, ...]:
    """The load of each team that carries anything; a person's goals count for the team."""
    found: defaultdict[str, list[tuple[ScoredObjective, Sequence[ScoredKeyResult]]]]
    found = defaultdict(list)
    for each, key_results in running:
        found[home(each.objective, portfolio) or ""].append((each, key_results))
    most = portfolio.site.policy.objectives_per_team
    crowded: defaultdict[str, list[str]] = defaultdict(list)
    for (team, cycle), plan in plans(each for each, _ in running).items():
        if len(plan) > most:
            crowded[team].append(cycle)
    return _heaviest(
        Load(
            key,
            tuple(each for each, _ in many),
            tuple((each, kr) for each, key_results in many for kr in key_results),
            tuple(crowded[key]),
        )
        for key, many in found.items()
    )


def plans(
    goals: Iterable[ScoredObjective],
) -> Mapping[tuple[str, str], list[ScoredObjective]]:
    """The objectives that each team has of its own in each cycle: (team, cycle) -> them."""
    found: defaultdict[tuple[str, str], list[ScoredObjective]] = defaultdict(list)
    for each in goals:
        if each.objective.team is not None:
            found[each.objective.team.text, each.cycle.id].append(each)
    return found


def by_owner(running: Goals) -> tuple[Load, ...]:
    """The load of each owner; a key result without one has that of its objective."""
    objectives: defaultdict[str, list[ScoredObjective]] = defaultdict(list)
    key_results: defaultdict[str, list[tuple[ScoredObjective, ScoredKeyResult]]]
    key_results = defaultdict(list)
    for each, below in running:
        objectives[_text(each.objective.owner)].append(each)
        for found in below:
            key_results[_text(owner(each, found))].append((each, found))
    return _heaviest(
        Load(key, tuple(objectives[key]), tuple(key_results[key]))
        for key in dict.fromkeys((*objectives, *key_results))
    )


def owner(objective: ScoredObjective, key_result: ScoredKeyResult) -> Ref | None:
    """Who owns a key result: whom it names, else the owner of its objective."""
    return key_result.key_result.owner or objective.objective.owner


def _text(ref: Ref | None) -> str:
    return ref.text if ref is not None else ""


def _heaviest(found: Iterable[Load]) -> tuple[Load, ...]:
    def order(each: Load) -> tuple[bool, int, int, str]:
        return not each.key, -len(each.key_results), -len(each.objectives), each.key

    return tuple(sorted(found, key=order))
