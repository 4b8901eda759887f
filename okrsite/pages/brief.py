"""The brief: one printed page for whoever decides, with what has to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.comparison import Pair
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.text import shortened
from okrsite.pages._asked import asked
from okrsite.pages._attention import why
from okrsite.pages._bars import measured
from okrsite.pages._coming import Coming, coming
from okrsite.pages._frame import Frame, frame
from okrsite.pages._index import ordered, running, subteams
from okrsite.pages._kpis import KpiRow, kpi_row
from okrsite.pages._lookback import last_review, main_cycle
from okrsite.pages._reading import of_objectives
from okrsite.pages._rollup import CycleSum, rollup
from okrsite.pages._rows import Named, Tally, holder, tally
from okrsite.pages._turns import signed
from okrsite.pages._weeks import latest
from okrsite.pages._words import STANDINGS, Standing, day, weekday

_OBJECTIVES, _CYCLES, _QUESTIONS, _KPIS, _DATES, _LESSONS = 8, 5, 4, 5, 5, 2
_TITLE, _NOTE, _COMMENT = 90, 110, 420
_WEEKS = 4


class Goal(NamedTuple):
    """An objective of the whole organisation."""

    title: str
    href: str
    code: str
    owner: str
    measured: Markup
    standing: Standing
    points: str
    """How far it came in four weeks."""
    far: int
    """The same without a sign."""
    note: str


class Ask(NamedTuple):
    """Something to decide."""

    title: str
    href: str
    what: str


class Comment(NamedTuple):
    """What was said of the whole."""

    who: str
    date: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """The brief; everything on it is bounded, so that it stays one page."""

    frame: Frame
    name: str
    mission: str
    reading: str
    tally: Tally
    cycle: Named | None
    """The cycle that runs."""
    goals: tuple[Goal, ...]
    goals_left: int
    since: str
    cycles: tuple[CycleSum, ...]
    comment: Comment | None
    lessons: tuple[str, ...]
    questions: tuple[Ask, ...]
    kpis: tuple[KpiRow, ...]
    coming: tuple[Coming, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page."""
    del portfolio
    yield addresses.BRIEF, ""


def view(portfolio: Portfolio, key: str) -> BriefView:
    """What the brief shows."""
    del key
    now = running(portfolio)
    shown = now or ordered(portfolio)
    whole = [each for each in shown if each.whole]
    since = portfolio.as_of - timedelta(weeks=_WEEKS)
    cycle = main_cycle(portfolio)
    review = last_review(None, portfolio)
    tops = subteams(portfolio).get(None, ())
    return BriefView(
        frame=frame(portfolio),
        name=shortened(
            portfolio.teams[tops[0]].name if len(tops) == 1 else portfolio.site.title, 80
        ),
        mission=shortened(portfolio.site.mission.plain, 200),
        reading=of_objectives(shown),
        tally=tally(shown),
        cycle=Named(cycle.title, addresses.cycle(cycle.id)) if cycle else None,
        goals=tuple(_goals(whole[:_OBJECTIVES], portfolio)),
        goals_left=max(0, len(whole) - _OBJECTIVES),
        since=day(since),
        cycles=rollup(cycle, _CYCLES, portfolio) if cycle else (),
        comment=_comment(tops, portfolio),
        lessons=tuple(shortened(each.plain, 160) for each in review.lessons[:_LESSONS])
        if review
        else (),
        questions=tuple(_asks(now, portfolio)),
        kpis=tuple(_kpis(portfolio)),
        coming=coming(portfolio)[:_DATES],
    )


def _goals(found: list[ScoredObjective], portfolio: Portfolio) -> Iterator[Goal]:
    then = portfolio.then(portfolio.as_of - timedelta(weeks=_WEEKS))
    for each in found:
        points = Pair(then[each.id], each).points
        yield Goal(
            title=shortened(each.objective.title.plain, _TITLE),
            href=addresses.objective(each.id),
            code=shortened(each.objective.code, 12),
            owner=shortened(holder(each, portfolio).name, 40),
            measured=measured(each.progress, each.expected, each.grade),
            standing=STANDINGS[each.status],
            points=signed(points),
            far=abs(points or 0),
            note=shortened(why(each, portfolio), _NOTE),
        )


def _comment(tops: tuple[str, ...], portfolio: Portfolio) -> Comment | None:
    """The last words of the whole organisation's check-in that say more than figures."""
    pages = [addresses.team(each) for each in tops]
    for slip in latest(pages, portfolio, 5):
        if slip.update is None:
            continue
        words = " ".join(each.plain for each in slip.update.text)
        document = slip.update.document
        if words:
            by = document.by or document.team
            known = portfolio.people.get(by.text) if by else None
            return Comment(
                known.name if known else portfolio.site.title,
                weekday(document.date),
                shortened(words, _COMMENT),
                addresses.update(document.id, document.date),
            )
    return None


def _asks(now: tuple[ScoredObjective, ...], portfolio: Portfolio) -> Iterator[Ask]:
    first = sorted(now, key=lambda each: not each.whole)
    for each in asked(first, portfolio)[:_QUESTIONS]:
        yield Ask(shortened(each.row.title, _TITLE), each.row.href, shortened(each.what, 140))


def _kpis(portfolio: Portfolio) -> Iterator[KpiRow]:
    """The north star, then those outside their band, then the others."""
    star = portfolio.site.north_star
    rank = {False: 1, None: 2, True: 3}
    found = sorted(
        portfolio.kpis.values(), key=lambda k: 0 if k.kpi.id == star else rank[k.healthy]
    )
    for each in found[:_KPIS]:
        drawn = kpi_row(each, portfolio)
        yield drawn._replace(
            title=shortened(drawn.title, 60),
            value=shortened(drawn.value, 24),
            band=shortened(drawn.band, 32),
        )


PAGE = PageType("brief", pages, view)
