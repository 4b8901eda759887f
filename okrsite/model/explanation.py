"""How a number came about: its formula, and what went into it, down to file and line."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from okrsite.i18n import formats, pgettext, spoken
from okrsite.model.place import Place


class Input(NamedTuple):
    """One thing that went into a number."""

    name: str
    value: str
    place: Place | None = None


@spoken(65536)
def figure(value: float | None) -> str:
    """A figure as explanations write it: four digits at most, a real minus sign."""
    if value is None:
        return pgettext("no figure", "none")
    return _digits(value).translate(_signs())


@lru_cache(maxsize=65536)
def english_figure(value: float) -> str:
    """The same for the command line and for forms, which speak English always."""
    return _digits(value).translate(_ENGLISH)


def _digits(value: float) -> str:
    value += 0.0  # no zero below zero: it equals the other, and what is kept for one is both's
    return f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.10g}"


_ENGLISH = {ord(","): "\u202f", ord("-"): "−"}


@spoken(1)
def _signs() -> dict[int, str]:
    known = formats()
    return {ord(","): known.group, ord("."): known.decimal, ord("-"): "−"}


@spoken(65536)
def percentage(value: float | None) -> str:
    """A share as people read it: `57.4%`."""
    if value is None:
        return pgettext("no figure", "none")
    return formats().percent(figure(round(value * 100, 1)))


class Writing(NamedTuple):
    """How an explanation writes figures of progress; those of a measure are written as given."""

    share: Callable[[float | None], str] = figure
    distance: Callable[[float | None], str] = figure
    """Between two shares."""
    rate: Callable[[float | None], str] = figure
    """How far a share moves in a day."""
    grade: Callable[[float | None], str] = figure


EXACT = Writing()
"""Figures that can be checked by hand: `0.5743`."""


class Explanation(NamedTuple):
    """One number or status, explained."""

    figure: str
    """What is explained: `progress`, `expected`, `status`, `grade`, `forecast`."""
    result: str
    """The number or word that came out."""
    formula: str
    """With the words of the inputs."""
    inputs: tuple[Input, ...] = ()
