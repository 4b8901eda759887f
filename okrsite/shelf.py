"""Finds what lies on a shelf: a package whose modules each hold one thing of a sort."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any


@cache
def modules(package: str) -> tuple[ModuleType, ...]:
    """The modules of a shelf, by name; those that begin with `_` are the shelf's own tools."""
    shelf = importlib.import_module(package)
    names = sorted(info.name for info in pkgutil.iter_modules(shelf.__path__))
    return tuple(
        importlib.import_module(f"{package}.{name}") for name in names if not name.startswith("_")
    )


@cache
def things(package: str, attribute: str) -> tuple[Any, ...]:
    """The thing that each module of a shelf holds under a common name.

    Raises:
        AttributeError: where a module on the shelf does not hold one: a programmer's mistake.
    """
    return tuple(getattr(module, attribute) for module in modules(package))
