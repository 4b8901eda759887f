"""Pages: what will be drawn, and at which address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio


class Format(StrEnum):
    """How a view is written down."""

    HTML = "html"
    """Through the theme's template."""
    JSON = "json"
    """As JSON; the view is plain data."""
    TEXT = "text"
    """As it is; the view is a text."""
    FILE = "file"
    """Copied; the view is the path of a file beside the content."""


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """One file of the site."""

    address: str
    """From the site's root, as it is linked: `/objectives/onboarding/`."""
    type: str
    """The module on the shelf `pages/` that shows it."""
    key: str = ""
    """Which one of its type: an id, say."""

    @property
    def path(self) -> str:
        """The file within the site's folder."""
        inner = unquote(self.address).lstrip("/")
        return f"{inner}index.html" if not inner or inner.endswith("/") else inner


@dataclass(frozen=True, slots=True)
class PageType:
    """A sort of page, on the shelf `pages/`."""

    name: str
    pages: Callable[[Portfolio], Iterable[tuple[str, str]]]
    """(address, key) of every page of this sort."""
    view: Callable[[Portfolio, str], Any]
    """What a page shows: a frozen, typed view, all that its template sees."""
    format: Format = Format.HTML
