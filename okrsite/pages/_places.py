"""Where something was written: as text, and as a link into the repository that keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio
from okrsite.model.site import Source
from okrsite.pages._escape import escape
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


@dataclass(frozen=True, slots=True)
class Written:
    """A point in a file."""

    text: str
    """`2026-Q4/it/laptops.md:12`"""
    href: str
    """Into the repository; empty where the site does not know one."""
    drawn: Markup
    """The text, and the link where there is one."""


def written(place: Place, portfolio: Portfolio) -> Written:
    """Where something was written."""
    known = once(portfolio, "written", lambda _: dict[tuple[str, int], Written]())
    found = known.get((place.path, place.line))
    if found is None:
        found = _written(place, portfolio.site.source)
        known[place.path, place.line] = found
    return found


def _written(place: Place, source: Source) -> Written:
    href = _filled(source.view, _VIEW, source, place.path).replace(_LINE, str(place.line))
    text = f"{place.path}:{place.line}"
    code = f"<code>{escape(text)}</code>"
    link = f'<a class="place" href="{escape(href)}" rel="noopener noreferrer">{code}</a>'
    return Written(text, href, Markup(link if href else code))  # noqa: S704 (escaped above)


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
