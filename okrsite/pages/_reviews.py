"""A review as one line."""

from __future__ import annotations

from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.document import Review
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import href
from okrsite.pages._rows import Named, team
from okrsite.pages._words import day


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in a list."""

    href: str
    title: str
    day: str
    kind: str
    team: Named | None
    cycle: str
    decisions: int


def review_line(each: Review, portfolio: Portfolio) -> ReviewLine:
    """The line of one review."""
    cycle = portfolio.cycles.get(each.cycle.text) if each.cycle else None
    return ReviewLine(
        href=href(addresses.review(each.id)),
        title=each.title.plain,
        day=day(each.date, year=True),
        kind=str(each.kind).replace("-", " ").capitalize() if each.kind else "Review",
        team=team(each.team.text, portfolio) if each.team else None,
        cycle=cycle.title if cycle else "",
        decisions=len(each.decisions),
    )
