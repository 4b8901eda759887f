"""A worked example of an objective, from the library that comes with okrsite."""

from __future__ import annotations

from okrsite.model.document import Objective
from okrsite.model.noun import dataclass


@dataclass(frozen=True, slots=True)
class Weak:
    """The same goal written badly."""

    title: str
    key_results: tuple[str, ...]
    because: str
    """What makes it weak, in a sentence."""


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example."""

    name: str
    function: str
    """What sort of work it is from: `people`."""
    field: str
    """The function's name, as people read it: `People and HR`."""
    objective: Objective
    """As it would be read from a content folder; its cycle and team are stand-ins."""
    why: str
    """Why it is good, in a sentence."""
    weak: Weak | None
    text: str
    """A file to begin with: the example without what the library says of it."""
