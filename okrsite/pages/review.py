"""A review: what was decided, what was learned, what was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrsite.model import addresses
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.pages._frame import Frame, frame
from okrsite.pages._reviews import ReviewLine, review_line
from okrsite.pages._rows import Row, row
from okrsite.pages._words import score


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision."""

    verdict: str
    row: Row
    note: Prose


@dataclass(frozen=True, slots=True)
class Scored:
    """A score that was given."""

    row: Row
    key_result: str
    score: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review."""

    frame: Frame
    line: ReviewLine
    title: Prose
    decisions: tuple[Decided, ...]
    lessons: tuple[Prose, ...]
    scores: tuple[Scored, ...]
    body: Prose
    draft: bool


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a review."""
    for key in portfolio.reviews:
        yield addresses.review(key), key


def view(portfolio: Portfolio, key: str) -> ReviewView:
    """One review."""
    each = portfolio.reviews[key]
    return ReviewView(
        frame=frame(portfolio),
        line=review_line(each, portfolio),
        title=each.title,
        decisions=tuple(
            Decided(
                str(d.decision).capitalize(),
                row(portfolio.objectives[d.objective.document], portfolio),
                d.note,
            )
            for d in each.decisions
        ),
        lessons=each.lessons,
        scores=tuple(
            _scored(ref.document, ref.part, given, portfolio) for ref, given in each.scores
        ),
        body=each.body,
        draft=each.draft,
    )


def _scored(key: str, part: str | None, given: float, portfolio: Portfolio) -> Scored:
    each = portfolio.objectives[key]
    found = each.key_result(part) if part else None
    title = found.key_result.title.plain if found else ""
    return Scored(row(each, portfolio), title, score(given))


PAGE = PageType("review", pages, view)
