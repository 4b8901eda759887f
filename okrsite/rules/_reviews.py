"""Reviews that were held by now: of which cycle, for which teams, and what they decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from okrsite.model.cycle import Cycle
from okrsite.model.document import Decision, Review, ReviewKind
from okrsite.model.problem import Case
from okrsite.rules._goals import cascade_of
from okrsite.rules._once import once

_SOON = 60
"""A review that names no cycle looks back at one that ended at most so many days before."""


@once
def decisions(case: Case) -> Mapping[str, Sequence[tuple[Review, Decision]]]:
    """What was decided of each objective."""
    found: defaultdict[str, list[tuple[Review, Decision]]] = defaultdict(list)
    for review in case.portfolio.reviews.values():
        if review.date <= case.portfolio.as_of:
            for each in review.decisions:
                found[each.objective.text].append((review, each))
    return found


def reviews_of(case: Case, cycle: Cycle, kind: ReviewKind) -> list[Review]:
    """Reviews of a sort that were held of a cycle.

    One that names no sort is known by its date: a health check while the cycle runs, a
    retrospective once it is over. One that names no cycle belongs to that of its date.
    """
    held = (each for each in case.portfolio.reviews.values() if not each.draft)
    return [
        each
        for each in held
        if each.date <= case.portfolio.as_of and _is_of(each, cycle) and _kind(each, cycle) is kind
    ]


def _is_of(review: Review, cycle: Cycle) -> bool:
    if review.cycle is not None:
        return review.cycle.text == cycle.id
    if review.kind is ReviewKind.RETROSPECTIVE:
        return cycle.ends is not None and 0 <= (review.date - cycle.ends).days <= _SOON
    return review.kind is not None and cycle.contains(review.date)


def _kind(review: Review, cycle: Cycle) -> ReviewKind:
    guessed = ReviewKind.RETROSPECTIVE if cycle.over(review.date) else ReviewKind.HEALTH_CHECK
    return review.kind or guessed


Covered = frozenset[str | None]
"""Teams that looked back; None: everybody did."""


def covered_by(reviews: Iterable[Review]) -> Covered:
    """The teams whose reviews these are."""
    return frozenset(each.team.text if each.team is not None else None for each in reviews)


def is_covered(case: Case, team: str | None, covered: Covered) -> bool:
    """Whether a review is the team's own, one of a team above it, or everybody's."""
    return None in covered or not covered.isdisjoint(cascade_of(case).line(team))
