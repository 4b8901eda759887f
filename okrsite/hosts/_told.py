"""What a host has to be told, and what tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import unquote

from okrsite.model.noun import dataclass

FOREVER = "public, max-age=31536000, immutable"
"""For files whose names change with their content."""

HIDDEN = ("_headers", "_redirects", ".okrsite-site")
"""Files of a site that are for hosts and for okrsite, not for readers."""


@dataclass(frozen=True, slots=True)
class Told:
    """A site, as a host needs to know it."""

    folder: str
    """Where the host finds the site, without a slash at the end: `/srv/okrs`."""
    base: str
    """The path of its address: `/` or `/okrs/`."""
    headers: Mapping[str, str]
    redirects: Mapping[str, str]
    """Old address to new one, from the site's root."""


@dataclass(frozen=True, slots=True)
class Host:
    """One sort of host."""

    name: str
    summary: str
    """Where what is written belongs."""
    write: Callable[[Told], str]


def quoted(text: str) -> str:
    """A text between double quotes, as nginx, Caddy and Apache read it.

    Raises:
        ValueError: where it holds what ends a text or a line, or names a variable: no address of a
            site does, and no header of ours.
    """
    if any(sign in text for sign in '"\\$`{}\n\r'):
        raise ValueError(f"{text[:60]!r} cannot be told to a host")
    return f'"{text}"'


def moved(told: Told) -> list[tuple[str, str]]:
    """Old path, as a host compares it (decoded), and new one, as it is sent."""
    base = told.base.rstrip("/")
    return [(unquote(base + old), base + new) for old, new in sorted(told.redirects.items())]
