"""The agenda of the next review: what to talk about, in which order, and for how long."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date

from okrsite.model import addresses
from okrsite.model.comparison import Pair
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.pages._asked import FollowUp, Question, asked, follow_ups
from okrsite.pages._coming import Coming, coming
from okrsite.pages._frame import Frame, frame
from okrsite.pages._meeting import WHOLE, Meeting, meeting, meetings, place
from okrsite.pages._reading import of_objectives
from okrsite.pages._reviews import ReviewLine, review_line
from okrsite.pages._rows import Named, Row, Tally, tally
from okrsite.pages._rows import team as named_team
from okrsite.pages._topics import Talk, talks
from okrsite.pages._turns import Turn, turns

_BETTER = 5
_LATER = 40
_FOLLOW_UP, _QUESTION, _BETTER_MINUTES, _CLOSE = 5, 2, 3, 5


@dataclass(frozen=True, slots=True)
class AgendaView:
    """An agenda."""

    frame: Frame
    key: str
    """The id of the team; empty for the whole organisation."""
    name: str
    team: Named | None
    """None: the whole organisation."""
    present: str
    """The same objectives, one on each slide."""
    looked_back: str
    review: ReviewLine | None
    """The last review."""
    minutes: int
    reading: str
    tally: Tally
    follow_ups: tuple[FollowUp, ...]
    talks: tuple[Talk, ...]
    later: tuple[Row, ...]
    later_total: int
    questions: tuple[Question, ...]
    better: tuple[Turn, ...]
    coming: tuple[Coming, ...]
    minutes_for: tuple[int, int, int, int]
    """For what was decided last time, the questions, what went well, and the close."""
    others: tuple[Named, ...]
    """The agendas of teams, on that of the whole organisation."""


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One of the whole organisation, and one of each team with something under way."""
    for key in meetings(portfolio):
        yield place(key, addresses.AGENDA), key


def view(portfolio: Portfolio, key: str) -> AgendaView:
    """What the agenda of a meeting shows."""
    those = meeting(key, portfolio)
    found = those.all
    # A team talks about what is its own; who leads all of them, about whatever is furthest off.
    own = found if key == WHOLE else those.own or found
    topics = talks(found, those.since, portfolio)
    decided = follow_ups(those.review, _about(those, portfolio), portfolio)
    questions = asked(own, portfolio)
    better = _better(own, those.since, portfolio)
    minutes = (
        _FOLLOW_UP if decided else 0,
        _QUESTION * len(questions),
        _BETTER_MINUTES if better else 0,
        _CLOSE,
    )
    return AgendaView(
        frame=frame(portfolio),
        key=key,
        name=those.name,
        team=named_team(key, portfolio) if key else None,
        present=place(key, addresses.PRESENT),
        looked_back=those.looked_back,
        review=review_line(those.review, portfolio) if those.review else None,
        minutes=topics.minutes + sum(minutes),
        reading=of_objectives(found),
        tally=tally(found),
        follow_ups=decided,
        talks=topics.talks,
        later=topics.later[:_LATER],
        later_total=len(topics.later),
        questions=questions,
        better=better,
        coming=coming(portfolio, those.own or those.below),
        minutes_for=minutes,
        others=_others(key, portfolio),
    )


def _about(those: Meeting, portfolio: Portfolio) -> Container[str]:
    return portfolio.objectives if those.key == WHOLE else {each.id for each in those.all}


def _better(own: Iterable[ScoredObjective], since: date, portfolio: Portfolio) -> tuple[Turn, ...]:
    """What went well since: of what is on its way now, that which was not."""
    then = portfolio.then(since)
    good = [
        Pair(then[each.id], each)
        for each in own
        if each.status in {Status.ON_TRACK, Status.ACHIEVED} and not each.stale
    ]
    good = [pair for pair in good if pair.worse < 0 or _reached(pair)]
    good.sort(key=lambda pair: (-(pair.points or 0), pair.now.id))
    return turns(good[:_BETTER], portfolio, details=False)


def _reached(pair: Pair) -> bool:
    return pair.turned and pair.now.status is Status.ACHIEVED


def _others(key: str, portfolio: Portfolio) -> tuple[Named, ...]:
    if key != WHOLE:
        return ()
    return tuple(
        Named(portfolio.teams[each].name, place(each, addresses.AGENDA))
        for each in meetings(portfolio)
        if each
    )


PAGE = PageType("agenda", pages, view)
