"""The objectives as other days see them: what was compared with, what a meeting looks back to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from okrsite.model.portfolio import ScoredObjective

if TYPE_CHECKING:
    from okrsite.score.portfolio import Scoring


class OtherDays:
    """What `Portfolio.then` is: the objectives of other days, each day's kept."""

    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring
        self._known: dict[date, OtherDay] = {}

    def __call__(self, day: date) -> OtherDay:
        """The objectives as that day sees them."""
        return self._known.setdefault(day, OtherDay(self._scoring.on(day), self._scoring.keys))


class OtherDay(Mapping[str, ScoredObjective]):
    """The objectives of another day, each scored when it is asked for."""

    def __init__(self, scoring: Scoring, keys: Collection[str]) -> None:
        self._scoring = scoring
        self._keys = keys

    def __getitem__(self, key: str) -> ScoredObjective:
        """One of them."""
        if key not in self._keys:
            raise KeyError(key)
        return self._scoring.one(key)

    def __contains__(self, key: object) -> bool:
        """Whether there is one of that id: for that it need not be scored."""
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        """Their ids."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._keys)
