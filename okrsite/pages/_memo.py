"""Things that many pages of one portfolio show alike are made once for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from okrsite.model.portfolio import Portfolio

Made = TypeVar("Made")

_of: tuple[Portfolio | None, dict[str, object]] = (None, {})


def once(portfolio: Portfolio, name: str, make: Callable[[Portfolio], Made]) -> Made:
    """What `make` gives for a portfolio; kept until another portfolio is looked at.

    A portfolio is frozen, so what was made of it stays true; identity is compared, never content.
    """
    global _of  # noqa: PLW0603 (one small memory, replaced as a whole)
    if _of[0] is not portfolio:
        _of = (portfolio, {})
    known = _of[1]
    if name not in known:
        known[name] = make(portfolio)
    return cast("Made", known[name])
