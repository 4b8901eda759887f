"""What to talk about at a review: the worst first, as much as fits into the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from okrsite.i18n import gettext, gettext_noop
from okrsite.model.comparison import Pair, points
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.pages._attention import why
from okrsite.pages._rows import Row, row
from okrsite.pages._turns import KeyResultTurn, signed, turns
from okrsite.pages._words import STANDINGS, Standing

MINUTES = 40
"""For all topics of a meeting: what does not fit is read beforehand."""
_KEY_RESULTS = 3


class Topic(NamedTuple):
    """An objective to talk about."""

    row: Row
    then: Standing | None
    """Its status at the last review, where that was another one."""
    points: str
    """How far its progress came since."""
    far: int
    """The same without a sign."""
    why: str
    key_results: tuple[KeyResultTurn, ...]
    """What moved in it since."""


class Talk(NamedTuple):
    """Objectives to talk about for one reason, and the question to ask of each."""

    title: str
    glyph: str
    question: str
    minutes: int
    """For all of them."""
    topics: tuple[Topic, ...]


class Talks(NamedTuple):
    """What there is to talk about."""

    talks: tuple[Talk, ...]
    later: tuple[Row, ...]
    """What does not fit into the time."""
    minutes: int


class _Reason(NamedTuple):
    title: str
    glyph: str
    question: str
    each: int
    """Minutes for one."""
    holds: Callable[[Pair], bool]


_REASONS = (
    _Reason(
        gettext_noop("Turned worse"),
        "g-off",
        gettext_noop("What happened, what would bring it back, and who decides?"),
        5,
        lambda pair: pair.worse > 0,
    ),
    _Reason(
        gettext_noop("Still off track"),
        "g-off",
        gettext_noop("Keep it, change it, or drop it?"),
        5,
        lambda pair: pair.now.status is Status.OFF_TRACK,
    ),
    _Reason(
        gettext_noop("Said to be better than it is"),
        "g-melon",
        gettext_noop("What do the figures not show, or what do we not want to see?"),
        3,
        lambda pair: pair.now.watermelon,
    ),
    _Reason(
        gettext_noop("At risk"),
        "g-risk",
        gettext_noop("What help does it need, and from whom?"),
        3,
        lambda pair: pair.now.status is Status.AT_RISK,
    ),
    _Reason(
        gettext_noop("Silent, or not updated in time"),
        "g-silent",
        gettext_noop("Who checks in, and today?"),
        1,
        lambda pair: pair.now.status is Status.SILENT or pair.now.stale,
    ),
)


def talks(found: Sequence[ScoredObjective], since: date, portfolio: Portfolio) -> Talks:
    """Objectives to talk about, each for its first reason; the whole organisation's first."""
    then = portfolio.then(since)
    pairs = [Pair(then[each.id], each) for each in found if _bad(each)]
    pairs.sort(key=lambda p: (not p.now.whole, _gap(p.now), p.now.id))
    return _fitted(list(_reasons(pairs)), portfolio)


def urgent(found: Iterable[ScoredObjective]) -> list[ScoredObjective]:
    """Those that are off track, silent, or said to be better than they are; the worst first."""
    bad = {Status.OFF_TRACK, Status.SILENT}
    return sorted(
        (each for each in found if each.status in bad or each.watermelon),
        key=lambda each: (_gap(each), each.id),
    )


def _bad(each: ScoredObjective) -> bool:
    return each.status in _TROUBLE or each.stale or each.watermelon


_TROUBLE = frozenset({Status.OFF_TRACK, Status.AT_RISK, Status.SILENT})


def _gap(each: ScoredObjective) -> float:
    return (each.progress or 0) - (each.expected or 0)


def _reasons(pairs: list[Pair]) -> Iterator[tuple[_Reason, list[Pair]]]:
    told: set[str] = set()
    for reason in _REASONS:
        group = [pair for pair in pairs if pair.now.id not in told and reason.holds(pair)]
        told |= {pair.now.id for pair in group}
        if group:
            yield reason, group


def _fitted(groups: Iterable[tuple[_Reason, list[Pair]]], portfolio: Portfolio) -> Talks:
    left = MINUTES
    found, later = [], []
    for reason, group in groups:
        fit = min(len(group), left // reason.each)
        left -= fit * reason.each
        later += [row(pair.now, portfolio) for pair in group[fit:]]
        if fit:
            topics = tuple(_topic(pair, portfolio) for pair in group[:fit])
            title, question = gettext(reason.title), gettext(reason.question)
            found.append(Talk(title, reason.glyph, question, fit * reason.each, topics))
    return Talks(tuple(found), tuple(later), MINUTES - left)


def _topic(pair: Pair, portfolio: Portfolio) -> Topic:
    drawn = turns([pair], portfolio)[0]
    far = points(pair.then, pair.now)
    return Topic(
        row=drawn.row,
        then=STANDINGS[pair.then.status] if pair.turned else None,
        points=signed(far),
        far=abs(far or 0),
        why=why(pair.now, portfolio),
        key_results=drawn.key_results[:_KEY_RESULTS],
    )
