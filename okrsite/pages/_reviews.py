"""A review as a line of a list."""

from __future__ import annotations

from okrsite.i18n import gettext, gettext_noop, pgettext
from okrsite.model import addresses
from okrsite.model.document import Review, ReviewKind, Verdict
from okrsite.model.noun import dataclass
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


_KINDS = {
    None: gettext_noop("Review"),
    ReviewKind.HEALTH_CHECK: gettext_noop("Health check"),
    ReviewKind.RETROSPECTIVE: gettext_noop("Retrospective"),
}


def verdict(of: Verdict) -> str:
    """What was decided, in a word."""
    if of is Verdict.KEEP:
        return pgettext("decision of a review", "Keep")
    if of is Verdict.CHANGE:
        return pgettext("decision of a review", "Change")
    return pgettext("decision of a review", "Drop")


def review_line(each: Review, portfolio: Portfolio) -> ReviewLine:
    """The line of a review."""
    cycle = portfolio.cycles.get(each.cycle.text) if each.cycle else None
    return ReviewLine(
        title=each.title.plain or gettext("Review of {day}", day=weekday(each.date)),
        href=addresses.review(each.id),
        date=weekday(each.date, year=True),
        iso=each.date.isoformat(),
        kind=gettext(_KINDS[each.kind]),
        team=team(each.team.text, portfolio) if each.team else None,
        cycle=Named(cycle.title, addresses.cycle(cycle.id)) if cycle else None,
        decisions=len(each.decisions),
        lessons=len(each.lessons),
        draft=each.draft,
    )
