"""Writes a portfolio in any known format: the exporter is found by its name."""

from __future__ import annotations

from collections.abc import Callable

from okrsite.exchange import exporters
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio
from okrsite.shelf import modules


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that is written."""

    name: str
    binary: bool
    """Whether it is no text for a terminal."""
    write: Callable[[Portfolio], bytes]


def formats() -> dict[str, Exporter]:
    """The exporters by the name of their format."""
    return {
        each.NAME: Exporter(each.NAME, each.BINARY, each.write)
        for each in modules(exporters.__name__)
    }
