"""Where something was written: as text, and as a link into the repository that keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio
from okrsite.model.repository import Repository, repository, web
from okrsite.model.site import Site
from okrsite.pages._escape import Html, escape
from okrsite.pages._memo import of_site


class Written(NamedTuple):
    """A point in a file."""

    text: str
    """`2026-Q4/it/laptops.md:12`"""
    drawn: Markup
    """The text, and the link where the site knows the repository."""


def written(place: Place, portfolio: Portfolio) -> Written:
    """Where something was written."""
    return Written(f"{place.path}:{place.line}", Html(locator(portfolio)(place)))


def locator(portfolio: Portfolio) -> Callable[[Place], str]:
    """What draws where something was written: a page says it of every number and word.

    All but the line is made once a file.
    """
    return of_site(portfolio, "locator", _locator)


def keeper(folder: str, portfolio: Portfolio) -> Repository:
    """The repository that keeps a content folder."""
    known = of_site(portfolio, "repositories", lambda _: dict[str, Repository]())
    if folder not in known:
        known[folder] = repository(portfolio.site, folder)
    return known[folder]


def _locator(site: Site) -> Callable[[Place], str]:
    parts: dict[tuple[str, str], list[str]] = {}
    known: dict[str, Repository] = {}

    def drawn(place: Place) -> str:
        folder, path = place.folder, place.path
        if (folder, path) not in parts:
            if folder not in known:
                known[folder] = repository(site, folder)
            parts[folder, path] = _parts(path, known[folder])
        return str(place.line).join(parts[folder, path])

    return drawn


def _parts(path: str, repository: Repository) -> list[str]:
    """A drawn place of a file, parted where its line goes."""
    code = f"<code>{escape(path)}:"
    href = escape(repository.of_file(repository.view, path))
    if not href:
        return [code, "</code>"]
    first, *rest = href.split(_LINE)
    *parts, last = [f'<a class="place" href="{first}', *rest]
    return [*parts, f'{last}" rel="noopener noreferrer">{code}', "</code></a>"]


_LINE = "{line}"

__all__ = ["Written", "keeper", "locator", "web", "written"]
