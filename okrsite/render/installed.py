"""Themes that come in installed packages: an entry point of `okrsite.themes` names each.

Its name is the theme's, its value a package that holds a folder of that name. Nothing is looked up
for a site that wears a theme of okrsite's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

from okrsite.render.theme import SETTINGS, ThemeError
from okrsite.shelf import entries, spec_of, whose

GROUP = "okrsite.themes"


def installed(theme: str) -> tuple[Path, ...]:
    """The folders of installed packages in which themes lie.

    Raises:
        ThemeError: where a package says that it has this theme, and has not; any other package's
            fault is no matter of this site.
    """
    found: list[Path] = []
    for entry in entries(GROUP):
        folders = [each for each in _folders(entry) if (each / entry.name / SETTINGS).is_file()]
        if entry.name == theme and not folders:
            raise ThemeError(
                f"{whose(entry)} says that it has the theme `{theme}`, but there is no "
                f"`{theme}/{SETTINGS}` in its package `{entry.value}`"
            )
        found += folders
    return tuple(dict.fromkeys(found))


def _folders(entry: EntryPoint) -> Iterator[Path]:
    """The folders of a package."""
    spec = spec_of(entry)
    yield from map(Path, (spec.submodule_search_locations or ()) if spec else ())
