"""The goals that rules speak of: which of them, and each list made once for all rules.

What has been dropped or graded is history: no advice can change it. So most rules look at goals
that are pursued; those that ask for words and figures leave out drafts, and those that ask for a
better goal leave out what is achieved, which needs no other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from okrsite.model.cascade import Cascade
from okrsite.model.document import KeyResult, Objective
from okrsite.model.portfolio import ScoredKeyResult, ScoredObjective
from okrsite.model.problem import Case
from okrsite.model.status import Status
from okrsite.rules._once import once

Goal = tuple[ScoredObjective, ScoredKeyResult]
"""A key result, after its objective."""


@once
def key_results(case: Case) -> Sequence[tuple[Objective, KeyResult]]:
    """Every key result as it was written, with its objective."""
    objectives = [each.objective for each in case.portfolio.objectives.values()]
    return [(objective, each) for objective in objectives for each in objective.key_results]


@once
def cascade_of(case: Case) -> Cascade:
    """The cascade of the objectives that are pursued."""
    return Cascade.of(case.portfolio)


def pursued(case: Case) -> Sequence[ScoredObjective]:
    """Objectives that are not dropped and whose cycle is not over: running and planned ones."""
    return cascade_of(case).pursued


@once
def under_way(case: Case) -> Sequence[ScoredObjective]:
    """Objectives that are pursued and no drafts: somebody should be working on them."""
    return [each for each in pursued(case) if not each.objective.draft]


@once
def key_results_under_way(case: Case) -> Sequence[Goal]:
    """Their key results that are not dropped."""
    return list(_with_key_results(under_way(case), {Status.DROPPED}))


@once
def open_objectives(case: Case) -> Sequence[ScoredObjective]:
    """Objectives that are pursued and not achieved yet."""
    return [each for each in pursued(case) if each.status is not Status.ACHIEVED]


@once
def open_key_results(case: Case) -> Sequence[Goal]:
    """Their key results that are neither dropped nor achieved."""
    return list(_with_key_results(open_objectives(case), {Status.DROPPED, Status.ACHIEVED}))


def _with_key_results(objectives: Iterable[ScoredObjective], but: set[Status]) -> Iterator[Goal]:
    for objective in objectives:
        for each in objective.key_results:
            if each.status not in but:
                yield objective, each
