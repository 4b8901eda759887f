"""How a number came about: its formula, and what went into it, down to file and line."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from okrsite.model.place import Place


class Input(NamedTuple):
    """One thing that went into a number."""

    name: str
    value: str
    place: Place | None = None


@lru_cache(maxsize=65536)
def figure(value: float | None) -> str:
    """A figure as explanations write it: four digits at most, a real minus sign."""
    if value is None:
        return "none"
    text = f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.10g}".replace(",", "\u202f")
    return text.replace("-", "−")


class Explanation(NamedTuple):
    """One number or status, explained."""

    figure: str
    """What is explained: `progress`, `expected`, `status`, `grade`, `forecast`."""
    result: str
    """The number or word that came out."""
    formula: str
    """With the words of the inputs."""
    inputs: tuple[Input, ...] = ()
