"""What a repository's host calls a file: its path from the repository's top."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from okrsite.model.place import Place
from okrsite.read import Folder


def host_paths(root: Path, folders: Sequence[Folder]) -> Callable[[Place | None], str]:
    """Gives each place's file from the top of the repository that ROOT lies in.

    Where there is no repository, from the current folder; a file outside is called as its folder
    was named. Looks for `.git` alone: a container may hold a checkout that Git itself refuses.
    """
    top = _top(Path(os.path.abspath(root)))  # noqa: PTH100 (links stay as they were named)
    known = {folder.name: folder.path for folder in folders}
    settings = Place(folders[0].name, "site.yml") if folders else Place("", "site.yml")

    def path_of(place: Place | None) -> str:
        place = place or settings
        folder = known.get(place.folder, Path(place.folder))
        path = os.path.abspath(folder / place.path)  # noqa: PTH100
        if not Path(path).is_relative_to(top):
            return place.file
        return Path(path).relative_to(top).as_posix()

    return path_of


def _top(folder: Path) -> Path:
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return each
    return Path.cwd()
