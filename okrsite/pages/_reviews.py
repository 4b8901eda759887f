"""A review as a line of a list."""

from __future__ import annotations

from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.document import Review
from okrsite.model.portfolio import Portfolio
from okrsite.pages._rows import Named, team
from okrsite.pages._words import weekday


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in a list."""

    title: str
    href: str
    date: str
    iso: str
    kind: str
    team: Named | None
    cycle: Named | None
    decisions: int
    lessons: int
    draft: bool


def review_line(each: Review, portfolio: Portfolio) -> ReviewLine:
    """The line of a review."""
    cycle = portfolio.cycles.get(each.cycle.text) if each.cycle else None
    return ReviewLine(
        title=each.title.plain or f"Review of {weekday(each.date)}",
        href=addresses.review(each.id),
        date=f"{weekday(each.date)} {each.date.year}",
        iso=each.date.isoformat(),
        kind=str(each.kind).replace("-", " ").capitalize() if each.kind else "Review",
        team=team(each.team.text, portfolio) if each.team else None,
        cycle=Named(cycle.title, addresses.cycle(cycle.id)) if cycle else None,
        decisions=len(each.decisions),
        lessons=len(each.lessons),
        draft=each.draft,
    )
