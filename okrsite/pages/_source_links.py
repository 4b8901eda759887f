"""From a page back to its source: seeing, editing, its history, and where it is talked about."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext
from okrsite.model.host import filled
from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio
from okrsite.model.repository import Repository, web
from okrsite.pages._escape import Html, escape
from okrsite.pages._places import keeper
from okrsite.pages._words import commas

_REL = 'rel="noopener noreferrer"'


class SourceLinks(NamedTuple):
    """What leads from a page to the file that it was made of; empty where there is no way."""

    edit: str
    discuss: str
    drawn: Markup
    """A sentence for the foot of the page, with links to see the file, edit it, see its history."""


NO_SOURCE = SourceLinks("", "", Markup())
"""Of a page that was made of no one file."""


def source_links(place: Place | None, portfolio: Portfolio) -> SourceLinks:
    """The links of a page that was written at a place."""
    if place is None:
        return NO_SOURCE
    edit, drawn = _links(place, keeper(place.folder, portfolio))
    return SourceLinks(edit, "", Html(drawn))


def of_document(
    place: Place, key: str, title: str, address: str, portfolio: Portfolio
) -> SourceLinks:
    """The same of a document, which may be talked about."""
    repository = keeper(place.folder, portfolio)
    edit, drawn = _links(place, repository)
    discuss = portfolio.site.source.discuss
    if discuss:
        url = f"{portfolio.site.url}{address[1:]}" if "://" in portfolio.site.url else ""
        path = repository.path(place.path)
        discuss = web(filled(discuss, id=key, title=title, url=url, path=path))
    return SourceLinks(edit, discuss, Html(drawn))


def way_to(place: Place, portfolio: Portfolio) -> str:
    """Where a file can be seen; empty where the site does not know."""
    repository = keeper(place.folder, portfolio)
    return filled(repository.of_file(repository.view, place.path), line=str(place.line))


def _links(place: Place, repository: Repository) -> tuple[str, str]:
    line = str(place.line)

    def at(pattern: str) -> str:
        return filled(repository.of_file(pattern, place.path), line=line)

    edit = at(repository.edit)
    named = (
        (gettext("View source"), at(repository.view)),
        (gettext("Edit"), edit),
        (gettext("History"), at(repository.history)),
    )
    links = [f'<a href="{escape(href)}" {_REL}>{escape(word)}</a>' for word, href in named if href]
    where = f"<code>{escape(place.path)}:{line}</code>"
    if not links:
        return edit, " " + gettext("Written in {place}.", place=where)
    return edit, " " + gettext("Written in {place}: {links}.", place=where, links=commas(links))
