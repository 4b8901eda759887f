"""Dependencies across the border of a group of objectives."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.i18n import gettext
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._index import needed_by
from okrsite.pages._rows import Row, row
from okrsite.pages._words import day


@dataclass(frozen=True, slots=True)
class Dependency:
    """One objective waits for another."""

    ours: Row
    theirs: Row
    confirmed: str
    """`confirmed 6 Oct`, or that it is not."""
    sure: bool


def ours(found: Iterable[ScoredObjective], portfolio: Portfolio) -> tuple[Dependency, ...]:
    """What a group needs from others."""
    group = {each.id: each for each in found}
    return tuple(
        _dependency(each, other, each, portfolio)
        for each in group.values()
        for need in each.objective.depends_on
        if (other := portfolio.objectives.get(need.objective.document)) and other.id not in group
    )


def theirs(found: Iterable[ScoredObjective], portfolio: Portfolio) -> tuple[Dependency, ...]:
    """What others need from a group."""
    group = {each.id: each for each in found}
    waiting = needed_by(portfolio)
    return tuple(
        _dependency(each, other, other, portfolio)
        for each in group.values()
        for other in waiting.get(each.id, ())
        if other.id not in group
    )


def _dependency(
    our: ScoredObjective, their: ScoredObjective, needy: ScoredObjective, portfolio: Portfolio
) -> Dependency:
    needed = our.id if needy is their else their.id
    need = next(n for n in needy.objective.depends_on if n.objective.document == needed)
    sure = need.confirmed is not None
    words = (
        gettext("confirmed {day}", day=day(need.confirmed))
        if sure
        else gettext("not confirmed yet")
    )
    return Dependency(row(our, portfolio), row(their, portfolio), words, sure)
