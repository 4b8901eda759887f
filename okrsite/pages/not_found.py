"""What a host shows where there is no page: served at any depth."""

from __future__ import annotations

from collections.abc import Iterator

from okrsite.model.noun import dataclass
from okrsite.model.page import PageType
from okrsite.model.portfolio import Portfolio
from okrsite.pages._frame import Frame, frame


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """Nothing but the frame."""

    frame: Frame


def pages(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """One page, under the name that static hosts look for."""
    del portfolio
    yield "/404.html", ""


def view(portfolio: Portfolio, key: str) -> NotFoundView:
    """What it shows."""
    del key
    return NotFoundView(frame(portfolio))


PAGE = PageType("not_found", pages, view)
