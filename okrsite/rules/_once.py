"""What several rules ask for is made once: of a case, of a title."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

Made = TypeVar("Made")


class Remembers(Protocol):
    """What keeps what was made of it."""

    @property
    def made(self) -> dict[object, Any]:
        """By the tool that made it."""
        ...


Thing = TypeVar("Thing", bound=Remembers)


def once(make: Callable[[Thing], Made]) -> Callable[[Thing], Made]:
    """Let a tool look at a thing once, however many rules ask it.

    What it returns is shared: nothing that can be walked only once, and nothing to be changed. It
    is kept with the thing and goes with it.
    """

    @wraps(make)
    def made(thing: Thing) -> Made:
        kept = thing.made
        try:
            found: Made = kept[make]  # nearly always there, and asked for a dozen times a title
        except KeyError:
            found = kept[make] = make(thing)
        return found

    return made
