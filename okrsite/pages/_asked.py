"""What a review is asked to decide: what the last one decided, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from okrsite.i18n import gettext
from okrsite.model.document import Review, Verdict
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.model.status import Ambition, Status
from okrsite.pages._reviews import verdict
from okrsite.pages._rows import Row, holder, row
from okrsite.pages._words import day

_MOST = 8


class FollowUp(NamedTuple):
    """What the last review decided of an objective, and what has become of it."""

    decision: str
    row: Row
    note: Prose
    since: str
    """What has been done about it; empty where nothing had to be."""


class Question(NamedTuple):
    """Something that only a decision settles."""

    row: Row
    what: str


def follow_ups(
    review: Review | None, about: Container[str], portfolio: Portfolio
) -> tuple[FollowUp, ...]:
    """The decisions of the last review about some objectives."""
    if review is None:
        return ()
    return tuple(
        FollowUp(
            verdict(each.decision),
            row(found, portfolio),
            each.note,
            _since(each.decision, review, found),
        )
        for each in review.decisions
        if each.objective.document in about
        and (found := portfolio.objectives.get(each.objective.document))
    )


def _since(decision: Verdict, review: Review, each: ScoredObjective) -> str:
    if decision is Verdict.DROP:
        return "" if each.status is Status.DROPPED else gettext("It has not been dropped yet")
    if decision is Verdict.CHANGE:
        changes = [c.date for kr in each.key_results for c in kr.key_result.changed]
        recent = [when for when in changes if (review.date - when).days < 28]
        if not recent:
            return gettext("No change is written down yet")
        return gettext("Changed on {day}", day=day(max(recent)))
    return ""


def asked(found: Sequence[ScoredObjective], portfolio: Portfolio) -> tuple[Question, ...]:
    """What waits for a decision among objectives; those that run or were missed."""
    questions = [each for scored in found for each in _of(scored, portfolio)]
    return tuple(questions[:_MOST])


def _of(each: ScoredObjective, portfolio: Portfolio) -> Iterator[Question]:
    drawn = row(each, portfolio)
    if each.status is Status.DROPPED:
        return
    if each.objective.owner is None:
        yield Question(drawn, gettext("Nobody owns it. Who does?"))
    for need in each.objective.depends_on:
        other = portfolio.objectives.get(need.objective.document)
        if need.confirmed is None and other is not None:
            what = gettext(
                "It depends on “{title}” of {whom}, who has not confirmed it.",
                title=other.objective.title.plain,
                whom=holder(other, portfolio).name,
            )
            yield Question(drawn, what)
    for kr in each.key_results:
        if kr.key_result.measure.kind == "metric" and kr.facts.target is None:
            what = gettext(
                "The target of “{title}” is still to be set.", title=kr.key_result.title.plain
            )
            yield Question(drawn, what)
    if each.objective.ambition is Ambition.COMMITTED and each.status is Status.OFF_TRACK:
        what = gettext("It was promised, and is off track. Who needs to know, and from whom?")
        yield Question(drawn, what)
