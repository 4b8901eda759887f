"""Explanations as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okrsite.model.explanation import Explanation
from okrsite.model.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that went into a number."""

    name: str
    value: str
    where: str
    """`path:line` within the content folder; empty where it is no written thing."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One number, explained."""

    figure: str
    result: str
    formula: str
    given: tuple[Given, ...]


def explained(found: Iterable[Explanation], portfolio: Portfolio) -> tuple[Explained, ...]:
    """Explanations with places as the site may show them: within the content folder."""
    del portfolio
    return tuple(
        Explained(
            each.figure,
            each.result,
            each.formula,
            tuple(
                Given(i.name, i.value, f"{i.place.path}:{i.place.line}" if i.place else "")
                for i in each.inputs[-12:]
            ),
        )
        for each in found
    )
