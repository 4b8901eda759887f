"""What a browser asks of the editing door, and what it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

OWN = "/__okrsite__/edit/"
"""The door's own addresses; no page of a site begins with underscores."""

MOST = 512 * 1024
"""Bytes that a form may have: half of what a document may."""

_MOST_FIELDS = 2000


class Said:
    """The fields of a form, in order; a name may stand several times."""

    def __init__(self, pairs: Sequence[tuple[str, str]] = ()) -> None:
        self.pairs = tuple(pairs)

    @classmethod
    def parsed(cls, text: str) -> Said:
        """Fields as a browser sends them; line ends as on disk.

        Raises:
            ValueError: where there are more than any form has.
        """
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        return cls([(name, value.replace("\r\n", "\n")) for name, value in pairs])

    def one(self, name: str, default: str = "") -> str:
        """The first value of a name, without white space around it."""
        return next((value for key, value in self.pairs if key == name), default).strip()

    def raw(self, name: str) -> str:
        """The first value of a name as it is."""
        return next((value for key, value in self.pairs if key == name), "")

    def all(self, name: str) -> list[str]:
        """Every value of a name that says something."""
        return [value.strip() for key, value in self.pairs if key == name and value.strip()]

    def has(self, name: str) -> bool:
        """Whether a name is there."""
        return any(key == name for key, _ in self.pairs)

    def without(self, *names: str) -> list[tuple[str, str]]:
        """All pairs but those of some names."""
        return [(key, value) for key, value in self.pairs if key not in names]


class Request(NamedTuple):
    """One request, read as far as the door lets it be."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    """By name in small letters."""
    body: bytes = b""

    @property
    def host(self) -> str:
        """The name and port that the browser asked for."""
        return self.headers.get("host", "")


class Answer(NamedTuple):
    """What is sent back."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


def see(address: str, *headers: tuple[str, str]) -> Answer:
    """Send the browser to another address, with GET."""
    return Answer(HTTPStatus.SEE_OTHER, headers=(("Location", address), *headers))


def plain(status: HTTPStatus, text: str) -> Answer:
    """A sentence."""
    return Answer(status, f"{text}\n".encode(), "text/plain; charset=utf-8")


def way(name: str, **query: str) -> str:
    """The address of a form, with what it is about."""
    told = {key: value for key, value in query.items() if value}
    return f"{OWN}{name}{'?' + urlencode(told) if told else ''}"
