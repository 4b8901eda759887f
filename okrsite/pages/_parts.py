"""A long list in parts, a page each: all of ten thousand objectives on one opens for nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from okrsite.i18n import gettext

Thing = TypeVar("Thing")

_AROUND = 2
"""So many neighbours of a part are named beside the first and the last one."""


class Part(NamedTuple):
    """Another part of a list."""

    number: int
    href: str
    current: bool


class Parts(NamedTuple):
    """Which part of a list a page shows, and the ways to the others."""

    number: int
    """The first one is 1."""
    told: str
    """`Page 2 of 40`"""
    earlier: str
    """The address of the part before; empty on the first one."""
    later: str
    parts: tuple[Part | None, ...]
    """None where some are passed over; one alone where the list takes one page."""


def keyed(address: str, key: str, length: int, most: int) -> Iterator[tuple[str, str]]:
    """The address and key of each page that a list of some length takes; one at least."""
    yield address, key
    for number in range(2, _many(length, most) + 1):
        yield _address(address, number), f"{key}/{number}"


def split(key: str) -> tuple[str, int]:
    """What a page's key is about, and which part of it."""
    about, _, number = key.partition("/")
    return about, int(number or 1)


def part_of(found: Sequence[Thing], number: int, most: int) -> Sequence[Thing]:
    """What stands in a part."""
    return found[(number - 1) * most : number * most]


def at(address: str, place: int, most: int) -> str:
    """The address of the page on which an entry stands, by its place in the whole list."""
    return _address(address, place // most + 1)


def parts(address: str, number: int, length: int, most: int) -> Parts:
    """The ways to other parts."""
    many = _many(length, most)
    return Parts(
        number,
        gettext("Page {number} of {many}", number=number, many=many),
        _address(address, number - 1) if number > 1 else "",
        _address(address, number + 1) if number < many else "",
        tuple(_named(address, number, many)),
    )


def _named(address: str, number: int, many: int) -> Iterator[Part | None]:
    last = 0
    near = range(number - _AROUND, number + _AROUND + 1)
    for each in sorted({1, many, *(one for one in near if 1 < one < many)}):
        if each > last + 1:
            yield None
        yield Part(each, _address(address, each), each == number)
        last = each


def _many(length: int, most: int) -> int:
    return max(1, -(-length // most))


def _address(address: str, number: int) -> str:
    return address if number == 1 else f"{address}{number}/"
