"""Where something was written: as text, and as a link into the repository that keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from okrsite.model.place import Place
from okrsite.model.portfolio import Portfolio
from okrsite.model.site import Source

_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_VIEW = {
    "github": "https://github.com/{repo}/blob/{branch}/{path}#L{line}",
    "gitlab": "https://gitlab.com/{repo}/-/blob/{branch}/{path}#L{line}",
    "codeberg": "https://codeberg.org/{repo}/src/branch/{branch}/{path}#L{line}",
}
_EDIT = {
    "github": "https://github.com/{repo}/edit/{branch}/{path}",
    "gitlab": "https://gitlab.com/{repo}/-/edit/{branch}/{path}",
    "codeberg": "https://codeberg.org/{repo}/_edit/{branch}/{path}",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A point in a file."""

    text: str
    """`2026-Q4/it/laptops.md:12`"""
    href: str
    """Into the repository; empty where the site does not know one."""


def written(place: Place, portfolio: Portfolio) -> Written:
    """Where something was written."""
    source = portfolio.site.source
    return Written(f"{place.path}:{place.line}", _filled(source.view, _VIEW, source, place))


def edit(place: Place, portfolio: Portfolio) -> str:
    """Where a document can be edited; empty where the site does not know."""
    source = portfolio.site.source
    return _filled(source.edit, _EDIT, source, place)


def discuss(key: str, portfolio: Portfolio) -> str:
    """Where a document is talked about; empty where the site does not know."""
    return web(portfolio.site.source.discuss.replace("{id}", quote(key)))


def web(address: str) -> str:
    """An address that leads to another site; empty where it would do anything else."""
    return address if _WEB.match(address) else ""


def _filled(own: str, known: dict[str, str], source: Source, place: Place) -> str:
    pattern = own or (known.get(source.host, "") if source.repo else "")
    if not pattern:
        return ""
    return _of_file(pattern, source, place.path).replace("{line}", str(place.line))


@lru_cache(maxsize=4096)
def _of_file(pattern: str, source: Source, path: str) -> str:
    """The address of a file, its line still to be filled in: many lines of one are written of."""
    values = {
        "repo": quote(source.repo),
        "branch": quote(source.branch),
        "path": quote(f"{source.root.strip('/')}/{path}".lstrip("/")),
    }
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return web(pattern)
