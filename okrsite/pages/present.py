"""The same meeting on a screen: one objective on each slide, the evidence one key away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.prose import Prose
from okrsite.pages._asked import Question, asked
from okrsite.pages._attention import why
from okrsite.pages._bars import headline, measured
from okrsite.pages._figures import Facing, facing
from okrsite.pages._forecast import lands
from okrsite.pages._frame import Frame, frame
from okrsite.pages._meeting import WHOLE, Meeting, meeting, meetings, place
from okrsite.pages._reading import of_objective, of_objectives
from okrsite.pages._rows import Named, Row, Tally, row, tally
from okrsite.pages._rows import team as named_team
from okrsite.pages._said import Word, word
from okrsite.pages._topics import urgent
from okrsite.pages._words import STANDINGS, Standing, number

_SLIDES = 40
_WORDS = 3
"""The last check-ins of each key result are its evidence."""


class Proof(NamedTuple):
    """A key result on a slide."""

    title: str
    href: str
    standing: Standing
    measured: Markup
    facing: tuple[Facing, ...]
    lands: str
    words: tuple[Word, ...]
    """The newest first."""


class Slide(NamedTuple):
    """An objective on a screen."""

    row: Row
    title: Prose
    headline: Markup
    reading: str
    why: str
    confidence: str
    """The lowest of its key results."""
    key_results: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class PresentView:
    """A presentation."""

    frame: Frame
    name: str
    team: Named | None
    """None: the whole organisation."""
    agenda: str
    reading: str
    tally: Tally
    slides: tuple[Slide, ...]
    left: int
    """Objectives that have no slide."""
    questions: tuple[Question, ...]


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One of the whole organisation, and one of each team with something under way."""
    for key in meetings(portfolio):
        yield place(key, addresses.PRESENT), key


def view(portfolio: Portfolio, key: str) -> PresentView:
    """What the presentation of a meeting shows."""
    those = meeting(key, portfolio)
    shown = list(islice(_shown(those), _SLIDES))
    return PresentView(
        frame=frame(portfolio),
        name=those.name,
        team=named_team(key, portfolio) if key else None,
        agenda=place(key, addresses.AGENDA),
        reading=of_objectives(those.all),
        tally=tally(those.all),
        slides=tuple(_slide(each, portfolio) for each in shown),
        left=len(those.all) - len(shown),
        questions=asked(those.all if key == WHOLE else shown, portfolio),
    )


def _shown(those: Meeting) -> Iterator[ScoredObjective]:
    """Its own objectives in their order, then the worst of those below."""
    yield from those.own
    yield from urgent(those.below) if those.own else those.below


def _slide(each: ScoredObjective, portfolio: Portfolio) -> Slide:
    given = [kr.confidence for kr in each.key_results if kr.confidence is not None]
    return Slide(
        row=row(each, portfolio),
        title=each.objective.title,
        headline=headline(each.progress, None if each.grade is not None else each.expected),
        reading=of_objective(each),
        why=why(each, portfolio),
        confidence=f"{number(min(given))}/10" if given else "",
        key_results=tuple(_proof(each, kr, portfolio) for kr in each.key_results),
    )


def _proof(each: ScoredObjective, kr: ScoredKeyResult, portfolio: Portfolio) -> Proof:
    return Proof(
        title=kr.key_result.title.plain,
        href=addresses.objective(each.id, kr.id),
        standing=STANDINGS[kr.status],
        measured=measured(kr.progress, kr.expected, kr.grade),
        facing=facing(kr),
        lands=lands(kr, portfolio),
        words=tuple(word(said, portfolio, kr) for said in reversed(kr.words[-_WORDS:])),
    )


PAGE = PageType("present", pages, view)
