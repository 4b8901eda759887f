"""Where something was written: as text, and as a link into the repository that keeps it."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    path = f"{source.root.strip('/')}/{place.path}".lstrip("/")
    values = {
        "repo": quote(source.repo),
        "branch": quote(source.branch),
        "path": quote(path),
        "line": str(place.line),
    }
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return web(pattern)
