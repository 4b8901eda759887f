"""Finds what lies on a shelf: a package whose modules each hold one thing of a sort.

Shelves of `OPEN` also hold what installed packages bring: an entry point of the shelf's own name,
`okrsite.rules` say, names a module that holds such a thing, or a package of such modules.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.machinery import ModuleSpec
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

OPEN = ("okrsite.pages", "okrsite.rules")
"""Shelves that installed packages may add to."""


class Misplaced(Exception):
    """What an installed package brings cannot be used: told to whoever runs this."""


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
        Misplaced: where an installed package says that it brings some, and does not.
    """
    own = tuple(getattr(module, attribute) for module in modules(package))
    return (*own, *_brought(package, attribute)) if package in OPEN else own


@cache
def named(package: str, attribute: str) -> Mapping[str, Any]:
    """The things of a shelf by their names, `thing.name`.

    Raises:
        Misplaced: where an installed package brings one that has the name of another.
    """
    found: dict[str, Any] = {}
    for each in things(package, attribute):
        if each.name in found:
            raise Misplaced(f"Two of `{package}` have the name `{each.name}`: one was installed")
        found[each.name] = each
    return found


def _brought(package: str, attribute: str) -> Iterator[Any]:
    """What installed packages bring to a shelf."""
    for entry in entries(package):
        try:
            module = importlib.import_module(entry.module)
            held = modules(entry.module) if hasattr(module, "__path__") else (module,)
            yield from [getattr(each, attribute) for each in held]
        except Exception as fault:  # whatever the code of others does
            raise Misplaced(
                f"{whose(entry)} brings `{entry.name}` to `{package}`, but `{entry.value}` cannot "
                f"be used: {fault}"
            ) from fault


def entries(group: str) -> list[EntryPoint]:
    """What installed packages bring under a name, always in the same order."""
    return sorted(entry_points(group=group), key=lambda each: (each.name, each.value))


def whose(entry: EntryPoint) -> str:
    """The package that an entry point is of, for a message."""
    return f"`{entry.dist.name}`" if entry.dist else "An installed package"


def spec_of(entry: EntryPoint) -> ModuleSpec | None:
    """Where a module lies; its own code is not run, but that of the package it lies in is."""
    try:
        return find_spec(entry.module)
    except Exception:  # whatever the code of others does
        return None


@cache
def folders() -> tuple[Path, ...]:
    """Where what installed packages bring lies.

    A package that cannot be found has no folder: `things` tells of it.
    """
    found: list[Path] = []
    for package in OPEN:
        for entry in entries(package):
            spec = spec_of(entry)
            if spec is not None and spec.origin is not None:
                found.append(Path(spec.origin).parent)
    return tuple(dict.fromkeys(found))
