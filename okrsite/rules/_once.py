"""What several rules ask for is made once for a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from okrsite.model.problem import Case

Made = TypeVar("Made")


def once(make: Callable[[Case], Made]) -> Callable[[Case], Made]:
    """Let a tool look at a case once, however many rules ask it.

    What it returns is shared: nothing that can be walked only once, and nothing to be changed. It
    is kept with the case and goes with it.
    """

    @wraps(make)
    def made(case: Case) -> Made:
        if make not in case.made:
            case.made[make] = make(case)
        found: Made = case.made[make]
        return found

    return made
