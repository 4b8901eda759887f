"""Where something was written: as text, and as a link into the repository that keeps it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio
from okrsite.model.site import Source
from okrsite.pages._escape import Html, escape
from okrsite.pages._memo import once

_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_VIEW = (
    ("github", "https://github.com/{repo}/blob/{branch}/{path}#L{line}"),
    ("gitlab", "https://gitlab.com/{repo}/-/blob/{branch}/{path}#L{line}"),
    ("codeberg", "https://codeberg.org/{repo}/src/branch/{branch}/{path}#L{line}"),
)
_EDIT = (
    ("github", "https://github.com/{repo}/edit/{branch}/{path}"),
    ("gitlab", "https://gitlab.com/{repo}/-/edit/{branch}/{path}"),
    ("codeberg", "https://codeberg.org/{repo}/_edit/{branch}/{path}"),
)


class Written(NamedTuple):
    """A point in a file."""

    text: str
    """`2026-Q4/it/laptops.md:12`"""
    href: str
    """Into the repository; empty where the site does not know one."""
    drawn: Markup
    """The text, and the link where there is one."""


def written(place: Place, portfolio: Portfolio) -> Written:
    """Where something was written."""
    href = _view(place.path, portfolio.site.source).replace(_LINE, str(place.line))
    return Written(f"{place.path}:{place.line}", href, Html(locator(portfolio)(place)))


def locator(portfolio: Portfolio) -> Callable[[Place], str]:
    """What draws where something was written: a page says it of every number and word.

    All but the line is made once a file.
    """
    return once(portfolio, "locator", lambda _: _locator(portfolio.site.source))


def _locator(source: Source) -> Callable[[Place], str]:
    parts: dict[str, list[str]] = {}

    def drawn(place: Place) -> str:
        path = place.path
        if path not in parts:
            parts[path] = _parts(path, source)
        return str(place.line).join(parts[path])

    return drawn


def _parts(path: str, source: Source) -> list[str]:
    """A drawn place of a file, parted where its line goes."""
    code = f"<code>{escape(path)}:"
    href = escape(_view(path, source))
    if not href:
        return [code, "</code>"]
    first, *rest = href.split(_LINE)
    *parts, last = [f'<a class="place" href="{first}', *rest]
    return [*parts, f'{last}" rel="noopener noreferrer">{code}', "</code></a>"]


def _view(path: str, source: Source) -> str:
    return _filled(source.view, _VIEW, source, path)


def edit(place: Place, portfolio: Portfolio) -> str:
    """Where a document can be edited; empty where the site does not know."""
    source = portfolio.site.source
    return _filled(source.edit, _EDIT, source, place.path).replace(_LINE, str(place.line))


def discuss(key: str, portfolio: Portfolio) -> str:
    """Where a document is talked about; empty where the site does not know."""
    return web(portfolio.site.source.discuss.replace("{id}", quote(key)))


def web(address: str) -> str:
    """An address that leads to another site; empty where it would do anything else."""
    return address if _WEB.match(address) else ""


_LINE = "{line}"


@lru_cache(maxsize=1024)
def _filled(own: str, known: tuple[tuple[str, str], ...], source: Source, path: str) -> str:
    """The address of a file, its line still open."""
    pattern = own or (dict(known).get(source.host, "") if source.repo else "")
    values = {
        "repo": quote(source.repo),
        "branch": quote(source.branch),
        "path": quote(f"{source.root.strip('/')}/{path}".lstrip("/")),
    }
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return web(pattern)
