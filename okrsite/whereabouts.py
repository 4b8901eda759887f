"""Where things are: the settings, the content, the themes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from okrsite.model.problem import Finding
from okrsite.model.site import Site
from okrsite.order import Order
from okrsite.read import Folder, NoSite, read_settings
from okrsite.render import installed


def settings_of(order: Order) -> tuple[Site, tuple[Folder, ...]]:
    """What site.yml says, and all content folders, those that it names included.

    Raises:
        NoSite: where there is none that can be read, or it names a folder that is none.
    """
    folders = content_folders(order)
    site = read_settings(folders)
    return site, _named_by(site, order, folders)


def content_folders(order: Order) -> tuple[Folder, ...]:
    """The content folders of an order, each with the name that messages call it by."""
    if order.content:
        return tuple(Folder(path.as_posix().rstrip("/") or "/", path) for path in order.content)
    return (_folder(order.root, Path("content")),)


def _folder(root: Path, path: Path) -> Folder:
    where = root / path
    return Folder(os.path.normpath(where).replace(os.sep, "/"), where)


def _named_by(site: Site, order: Order, folders: tuple[Folder, ...]) -> tuple[Folder, ...]:
    """The folders that site.yml names, from ROOT; those of the command line win."""
    if order.content or not site.content:
        return folders
    named = [_folder(order.root, Path(each)) for each in site.content]
    lost = [each for each in named if not each.path.is_dir()]
    if lost:
        message = f"`content` names `{lost[0].name}`, which is no folder"
        raise NoSite([Finding("unknown-reference", message, site.place)])
    if any(each.path.resolve() == folders[0].path.resolve() for each in named):
        return tuple(named)
    return (*folders, *named)


def theme_folders(root: Path, theme: str = "") -> tuple[Path, ...]:
    """Where themes are looked for: the site's own, those of okrsite, those of installed packages.

    The last only where the site's theme is named and is none of okrsite's own.

    Raises:
        ThemeError: where an installed package promises that theme and does not hold it.
    """
    package = Path(__file__).parent
    ours = (package / "themes", package.parent / "themes")
    plain = not theme or any((folder / theme).is_dir() for folder in ours)
    return (root / "themes", *ours, *(() if plain else installed(theme)))


def source_bytes(name: str, folders: Sequence[Folder]) -> bytes:
    """The bytes of a file beside the content."""
    for folder in folders:
        if name.startswith(f"{folder.name}/"):
            path = folder.path / name.removeprefix(f"{folder.name}/")
            if path.resolve().is_relative_to(folder.path.resolve()):  # it may be a link by now
                return path.read_bytes()
    raise FileNotFoundError(2, "it is gone", name)
