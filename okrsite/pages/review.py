"""A review: its decisions, lessons and discussion."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model import addresses
from okrsite.model.document import Ref
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.pages._frame import Frame, frame
from okrsite.pages._reviews import ReviewLine, review_line, verdict
from okrsite.pages._rows import Row, row
from okrsite.pages._source_links import SourceLinks, of_document
from okrsite.pages._words import score


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on an objective."""

    decision: str
    row: Row
    note: Prose


@dataclass(frozen=True, slots=True)
class Given:
    """A score given to a key result."""

    title: str
    href: str
    objective: str
    score: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review."""

    frame: Frame
    line: ReviewLine
    title: Prose
    decisions: tuple[Decided, ...]
    lessons: tuple[Prose, ...]
    scores: tuple[Given, ...]
    body: Prose
    source: SourceLinks


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page a review."""
    for key in portfolio.reviews:
        yield addresses.review(key), key


def view(portfolio: Portfolio, key: str) -> ReviewView:
    """What the page of a review shows."""
    each = portfolio.reviews[key]
    return ReviewView(
        frame=frame(portfolio),
        line=review_line(each, portfolio),
        title=each.title,
        decisions=tuple(
            Decided(verdict(d.decision), row(found, portfolio), d.note)
            for d in each.decisions
            if (found := portfolio.objectives.get(d.objective.document))
        ),
        lessons=each.lessons,
        scores=tuple(_scores(each.scores, portfolio)),
        body=each.body,
        source=of_document(each.place, key, each.title.plain, addresses.review(key), portfolio),
    )


def _scores(found: tuple[tuple[Ref, float], ...], portfolio: Portfolio) -> Iterator[Given]:
    for ref, value in found:
        scored = portfolio.objectives.get(ref.document)
        if scored is None:
            continue
        kr = scored.key_result(ref.part) if ref.part else None
        title = scored.objective.title.plain
        address = addresses.objective(scored.id, kr.id if kr else None)
        yield Given(kr.key_result.title.plain if kr else title, address, title, score(value))


PAGE = PageType("review", pages, view)
