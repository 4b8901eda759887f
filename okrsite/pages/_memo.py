"""Things that many pages of one portfolio show alike are made once for it.

Four ways, by what a page has looked at when it gets such a thing:

- `shared`, an index of the whole portfolio, made at once: the page has looked at what it looks up.
- `kept`, made piece by piece when a page first needs it: the page has looked at what the piece was
  made of.
- `of_site`, anything made of the site's settings alone: every page has looked at those.
- `once`, anything else: the page counts as having looked at everything, and is drawn again whatever
  changes.

What `shared` and `kept` make must hold nothing that is filled in later.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from okrsite.model.portfolio import Portfolio
from okrsite.model.site import Site
from okrsite.pages._reads import noter

Made = TypeVar("Made")

_of: tuple[Portfolio | None, dict[str, object]] = (None, {})

SHARED: dict[str, Callable[[Portfolio], object]] = {}
"""Every index, by name: whoever compares two portfolios can look the same things up in both."""


def once(portfolio: Portfolio, name: str, make: Callable[[Portfolio], Made]) -> Made:
    """What `make` gives for a portfolio; kept until another portfolio is looked at.

    A portfolio is frozen, so what was made of it stays true; identity is compared, never content.
    """
    if (notes := noter(portfolio)) is not None:
        return notes.once(lambda real: once(real, name, make))
    known = _known(portfolio)
    if name not in known:
        known[name] = make(portfolio)
    return cast("Made", known[name])


def shared(make: Callable[[Portfolio], Made]) -> Callable[[Portfolio], Made]:
    """Makes of a function that looks at a whole portfolio one that does so once."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def made(portfolio: Portfolio) -> Made:
        if (notes := noter(portfolio)) is not None:
            return notes.shared(name, made)
        return once(portfolio, name, make)

    SHARED[name] = made
    return made


def kept(portfolio: Portfolio, name: str, key: str, make: Callable[[], Made]) -> Made:
    """What `make` gives for one thing of a portfolio, made when it is first asked for."""
    if (notes := noter(portfolio)) is not None:
        return notes.kept(name, key, make)
    known = cast("dict[str, Made]", _known(portfolio).setdefault(name, {}))
    if key not in known:
        known[key] = make()
    return known[key]


def of_site(portfolio: Portfolio, name: str, make: Callable[[Site], Made]) -> Made:
    """What `make` gives for a site's settings, which every page counts as having looked at."""
    notes = noter(portfolio)
    known = _known(portfolio if notes is None else notes.real)
    if name not in known:
        known[name] = make(portfolio.site)
    return cast("Made", known[name])


def _known(portfolio: Portfolio) -> dict[str, object]:
    global _of  # noqa: PLW0603 (one small memory, replaced as a whole)
    if _of[0] is not portfolio:
        _of = (portfolio, {})
    return _of[1]
