"""The step itself: AlignmentGraph -> Portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from copy import copy
from datetime import date
from graphlib import TopologicalSorter

from okrsite.model.document import Kpi, Objective
from okrsite.model.measure import CheckIn, Contribution
from okrsite.model.noun import replace
from okrsite.model.portfolio import (
    AlignmentGraph,
    Edge,
    Item,
    Portfolio,
    ScoredKeyResult,
    ScoredKpi,
    ScoredObjective,
)
from okrsite.model.problem import Finding
from okrsite.model.site import Policy, StatusFrom
from okrsite.model.status import MOVING, Rollup, Status
from okrsite.score.key_result import is_watermelon, score_key_result
from okrsite.score.leverage import leverage
from okrsite.score.objective import score_objective
from okrsite.score.other_days import OtherDays


def score(
    graph: AlignmentGraph,
    as_of: date,
    *,
    audience: str,
    as_of_is_today: bool = False,
    left_out: tuple[Finding, ...] = (),
) -> Portfolio:
    """Score everything as of a date; nothing here reads a clock."""
    scoring = Scoring(graph, as_of)
    leaves_first = scoring.all()
    return Portfolio(
        as_of=as_of,
        as_of_is_today=as_of_is_today,
        audience=audience,
        site=graph.site,
        teams=graph.teams,
        people=graph.people,
        cycles=graph.cycles,
        objectives={key: leaves_first[key] for key in graph.objectives},
        kpis={key: _score_kpi(kpi, as_of) for key, kpi in graph.kpis.items()},
        reviews=graph.reviews,
        pages=graph.pages,
        updates=tuple(each for each in graph.updates if each.document.date <= as_of),
        graph=graph,
        leverage=leverage(leaves_first),
        left_out=left_out,
        then=OtherDays(scoring),
    )


class Scoring:
    """Scores objectives, those that others are made of first."""

    def __init__(self, graph: AlignmentGraph, as_of: date) -> None:
        self._graph = graph
        self._as_of = as_of
        self._foresee = True
        self._policy: Policy = graph.site.policy
        self._up: dict[str, list[Edge]] = defaultdict(list)
        self._down: dict[str, list[Edge]] = defaultdict(list)
        self._done: dict[str, ScoredObjective] = {}
        for edge in graph.edges:
            self._up[edge.source].append(edge)
            self._down[edge.objective].append(edge)

    def all(self) -> Mapping[str, ScoredObjective]:
        """Every objective, those that others are made of first."""
        order: TopologicalSorter[str] = TopologicalSorter()
        for key in self._graph.objectives:
            order.add(key, *(edge.source for edge in self._down.get(key, ())))
        for key in order.static_order():
            self._done[key] = self._score(self._graph.objectives[key])
        return self._done

    @property
    def keys(self) -> Collection[str]:
        """The ids of all objectives."""
        return self._graph.objectives.keys()

    def on(self, day: date) -> Scoring:
        """The same as of another day, without forecasts."""
        other = copy(self)
        other._as_of, other._foresee, other._done = day, False, {}
        return other

    def know(self, scored: Mapping[str, ScoredObjective]) -> None:
        """Take objectives as scored already."""
        self._done = dict(scored)

    def anew(self, key: str) -> ScoredObjective:
        """One objective, scored from what is known of those it is made of."""
        self._done[key] = self._score(self._graph.objectives[key])
        return self._done[key]

    def one(self, key: str) -> ScoredObjective:
        """One objective, and before it only those that it is made of."""
        waiting = [key]
        while waiting:
            each = waiting[-1]
            edges = self._down.get(each, ())
            parts = [edge.source for edge in edges if edge.source not in self._done]
            waiting += parts
            if not parts:
                waiting.pop()
                if each not in self._done:
                    self._done[each] = self._score(self._graph.objectives[each])
        return self._done[key]

    def _score(self, objective: Objective) -> ScoredObjective:
        cycle = self._graph.cycles[objective.cycle.text]
        key_results = tuple(
            score_key_result(
                each,
                objective,
                cycle,
                self._contributions(objective, each.id),
                self._reviewed(objective.id, each.id),
                self._policy,
                self._as_of,
                self._foresee,
            )
            for each in objective.key_results
        )
        items = self._items(objective, key_results)
        reviewed = self._reviewed(objective.id, None)
        figures = score_objective(objective, cycle, items, reviewed, self._policy, self._as_of)
        words = tuple(word for word in objective.checkins if word.date <= self._as_of)
        said = next((w.status for w in reversed(words) if w.status is not None), None)
        return ScoredObjective(
            objective=objective,
            cycle=cycle,
            key_results=key_results,
            items=items,
            words=words,
            progress=figures.progress,
            expected=figures.expected,
            status=figures.status,
            said=said,
            watermelon=is_watermelon(said, figures.status),
            stale=figures.stale,
            grade=figures.grade,
            score=figures.score,
            up=tuple(self._up.get(objective.id, ())),
            down=tuple(self._down.get(objective.id, ())),
            line_of_sight=self._graph.line_of_sight.get(objective.id, ()),
            whole=objective.is_whole(self._graph.teams),
        )

    def _reviewed(self, objective: str, key_result: str | None) -> float | None:
        """The last score that a review gave by now."""
        given = self._graph.review_scores.get((objective, key_result), ())
        return next((score for day, score in reversed(given) if day <= self._as_of), None)

    def _contributions(self, objective: Objective, key_result: str) -> tuple[Contribution, ...]:
        """The objectives aligned to a key result, not dropped, with a progress; by id."""
        found = []
        for edge in self._down.get(objective.id, ()):
            if edge.key_result != key_result:
                continue
            each = self._done[edge.source]
            if each.status is Status.DROPPED or each.progress is None:
                continue
            found.append(
                Contribution(
                    each.id, edge.weight, each.progress, each.expected, each.status, each.stale
                )
            )
        return tuple(sorted(found, key=lambda c: c.objective))

    def _items(
        self, objective: Objective, key_results: tuple[ScoredKeyResult, ...]
    ) -> tuple[Item, ...]:
        rollup = objective.rolls_up(self._policy)
        own = [self._item(each, each.key_result.weight) for each in key_results]
        aligned = [
            self._item(self._done[edge.source], edge.weight)
            for edge in self._down.get(objective.id, ())
            if edge.key_result is None
        ]
        if rollup is Rollup.KEY_RESULTS:
            return tuple(own)
        return tuple(aligned if rollup is Rollup.ALIGNED else own + aligned)

    def _item(self, each: ScoredKeyResult | ScoredObjective, weight: float) -> Item:
        return Item(
            id=each.id,
            weight=weight,
            progress=each.progress,
            expected=each.expected,
            status=each.status,
            counts=self._counts(each.status, each.said),
            stale=each.stale,
            grade=each.grade,
            objective=isinstance(each, ScoredObjective),
        )

    def _counts(self, computed: Status, said: Status | None) -> Status:
        """The status that rolls up: computed, or what was said where policy turns that round."""
        if (
            self._policy.status_from is StatusFrom.SAID
            and said is not None
            and computed in {*MOVING, Status.SILENT}
        ):
            return said
        return computed


def _score_kpi(kpi: Kpi, as_of: date) -> ScoredKpi:
    words: tuple[CheckIn, ...] = tuple(word for word in kpi.checkins if word.date <= as_of)
    value = next((word.value for word in reversed(words) if word.value is not None), None)
    healthy = None if value is None or kpi.healthy is None else kpi.healthy.holds(value)
    last = words[-1].date if words else None
    return ScoredKpi(replace(kpi, checkins=words), words, value, healthy, last)
