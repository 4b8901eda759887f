"""Two days side by side: what turned, moved, began, ended, was dropped or given another target."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from okrsite.model.document import Change
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import STEPS, Status

Then = Mapping[str, ScoredObjective]


class Pair(NamedTuple):
    """An objective on both days."""

    then: ScoredObjective
    now: ScoredObjective

    @property
    def points(self) -> int | None:
        """How far its progress came, in whole points as pages write them; None where unknown."""
        return points(self.then, self.now)

    @property
    def turned(self) -> bool:
        """Whether its status is another one."""
        return self.then.status is not self.now.status

    @property
    def worse(self) -> int:
        """How many steps worse its status is; below 0 where it is better, 0 where none can tell."""
        return steps(self.then.status, self.now.status)

    @property
    def key_results(self) -> tuple[KeyResultPair, ...]:
        """Its key results whose status or progress is another one."""
        return tuple(self._key_results())

    def _key_results(self) -> Iterator[KeyResultPair]:
        before = {each.id: each for each in self.then.key_results}
        for each in self.now.key_results:
            then = before.get(each.id)
            if then is not None and (then.status is not each.status or points(then, each)):
                yield KeyResultPair(then, each)


class KeyResultPair(NamedTuple):
    """A key result on both days."""

    then: ScoredKeyResult
    now: ScoredKeyResult


class Moved(NamedTuple):
    """A goalpost that was moved in the open between both days."""

    objective: ScoredObjective
    key_result: ScoredKeyResult
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two days have apart. No objective stands in two of the lists, but for `retargeted`."""

    since: date
    until: date
    turned: tuple[Pair, ...]
    """Another status: the furthest fallen first, then those of which none can tell, the best."""
    moved: tuple[Pair, ...]
    """The same status and another progress, the largest movement first."""
    begun: tuple[ScoredObjective, ...]
    """Not there yet, or their cycle had not begun."""
    ended: tuple[Pair, ...]
    """Their cycle is over and was not."""
    dropped: tuple[Pair, ...]
    gone: tuple[ScoredObjective, ...]
    """Not there any more: only where the content itself is another one."""
    retargeted: tuple[Moved, ...]
    """The newest first."""
    still: tuple[ScoredObjective, ...]
    """Those that stand as they stood."""

    @property
    def differences(self) -> int:
        """How many objectives and goalposts differ."""
        lists = (self.turned, self.moved, self.begun, self.ended, self.dropped, self.gone)
        return sum(map(len, lists)) + len(self.retargeted)

    def only(self, keys: Container[str]) -> Comparison:
        """The same of some objectives."""

        def pairs(found: Iterable[Pair]) -> tuple[Pair, ...]:
            return tuple(each for each in found if each.now.id in keys)

        def some(found: Iterable[ScoredObjective]) -> tuple[ScoredObjective, ...]:
            return tuple(each for each in found if each.id in keys)

        return replace(
            self,
            turned=pairs(self.turned),
            moved=pairs(self.moved),
            begun=some(self.begun),
            ended=pairs(self.ended),
            dropped=pairs(self.dropped),
            gone=some(self.gone),
            retargeted=tuple(each for each in self.retargeted if each.objective.id in keys),
            still=some(self.still),
        )


def compare(portfolio: Portfolio, since: date) -> Comparison:
    """A portfolio's day with an earlier one: the same content, as both days see it."""
    return differences(portfolio.then(since), portfolio.objectives, since, portfolio.as_of)


def differences(then: Then, now: Then, since: date, until: date) -> Comparison:
    """Objectives whose cycle has begun by the later day, and was not over on the earlier one."""
    found = _Differences(then, since, until)
    for each in now.values():
        if each.cycle.starts <= until and not each.cycle.over(since):
            found.add(each)
    return found.sorted(tuple(then[key] for key in then if key not in now))


class _Differences:
    """Sorts objectives into the lists of a comparison."""

    def __init__(self, then: Then, since: date, until: date) -> None:
        self._then, self._since, self._until = then, since, until
        self._turned: list[Pair] = []
        self._moved: list[Pair] = []
        self._begun: list[ScoredObjective] = []
        self._ended: list[Pair] = []
        self._dropped: list[Pair] = []
        self._retargeted: list[Moved] = []
        self._still: list[ScoredObjective] = []

    def add(self, each: ScoredObjective) -> None:
        self._retargeted += self._moved_goalposts(each)
        if each.id not in self._then or each.cycle.starts > self._since:
            self._begun.append(each)
            return
        pair = Pair(self._then[each.id], each)
        if pair.turned and each.status is Status.DROPPED:
            self._dropped.append(pair)
        elif each.cycle.over(self._until):
            self._ended.append(pair)
        elif pair.turned:
            self._turned.append(pair)
        elif pair.points:
            self._moved.append(pair)
        else:
            self._still.append(each)

    def _moved_goalposts(self, each: ScoredObjective) -> Iterator[Moved]:
        for kr in each.key_results:
            for change in kr.key_result.changed:
                if self._since < change.date <= self._until:
                    yield Moved(each, kr, change)

    def sorted(self, gone: tuple[ScoredObjective, ...]) -> Comparison:
        return Comparison(
            since=self._since,
            until=self._until,
            turned=tuple(sorted(self._turned, key=lambda p: (-p.worse, p.now.id))),
            moved=tuple(sorted(self._moved, key=lambda p: (-abs(p.points or 0), p.now.id))),
            begun=tuple(self._begun),
            ended=tuple(self._ended),
            dropped=tuple(self._dropped),
            gone=gone,
            retargeted=tuple(sorted(self._retargeted, key=lambda m: m.change.date, reverse=True)),
            still=tuple(self._still),
        )


def points(
    then: ScoredObjective | ScoredKeyResult, now: ScoredObjective | ScoredKeyResult
) -> int | None:
    """How far progress came, in whole points; None where either has none."""
    if then.progress is None or now.progress is None:
        return None
    return round(now.progress * 100) - round(then.progress * 100)


def steps(then: Status, now: Status) -> int:
    """How many steps worse a status is; below 0 where it is better, 0 where none can tell.

    What was planned has no step: its first figures make it neither better nor worse, silence does.
    """
    if then in STEPS and now in STEPS:
        return STEPS[now] - STEPS[then]
    return 1 if then is Status.PLANNED and now is Status.SILENT else 0
