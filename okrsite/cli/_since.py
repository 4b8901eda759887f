"""What a change since a revision touches or causes: the content is checked as it was then, too."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from okrsite.build import Prepared, prepare
from okrsite.cli._git import Repository
from okrsite.cut import UnknownAudience
from okrsite.door import Door
from okrsite.model.fingerprint import fingerprints
from okrsite.model.noun import dataclass, replace
from okrsite.model.portfolio import Portfolio
from okrsite.model.problem import Before, Problem
from okrsite.model.was import ids_of
from okrsite.order import Order
from okrsite.read import NoSite, read_settings
from okrsite.whereabouts import content_folders

_TEXTS = {".md", ".yml", ".yaml"}
"""Of other files only that they are there is looked at."""


@dataclass(frozen=True, slots=True)
class Since:
    """A change: the files it touches, and the problems that were there before it."""

    changed: frozenset[Path]
    before: frozenset[str]
    folders: Mapping[str, Path]
    """Content folders by the name that places call them by."""
    past: Before | None = None
    """The content as it was; None where it could not be read then."""

    def causes(self, problem: Problem, fingerprint: str) -> bool:
        """Whether a problem is new with the change, or stands in a file that it touches."""
        if fingerprint not in self.before:
            return True
        place = problem.place
        folder = self.folders.get(place.folder) if place is not None else None
        return place is not None and folder is not None and folder / place.path in self.changed


def since(revision: str, order: Order, prepared: Prepared, door: Door) -> Since:
    """Compare what was prepared with the content as it was at a revision, as of the same day.

    Raises:
        GitFault: where there is no repository or no such revision.
    """
    now = {folder.name: Path(os.path.realpath(folder.path)) for folder in prepared.folders}
    repository = Repository.around(prepared.folders[0].path)
    commit = repository.parting(revision)
    inside = [_from_top(path, repository) for path in now.values()]
    changed = repository.changed(commit, [path for path in inside if path is not None])
    with tempfile.TemporaryDirectory(prefix="okrsite-") as name:
        past = _Past(repository, commit, Path(os.path.realpath(name)))
        then = past.prepared(_then(order, prepared), now.values(), door)
    before = frozenset(fingerprints(then.problems).values() if then else ())
    touched = frozenset(repository.top / each for each in changed)
    return Since(touched, before, now, _before(then, now.values()))


def _before(then: Prepared | None, folders: Iterable[Path]) -> Before | None:
    if then is None or then.portfolio is None:
        return None
    graph = then.portfolio.graph
    documents = (graph.objectives, graph.kpis, graph.reviews, graph.pages)
    paths = {each.place.path for some in documents for each in some.values()}
    there = {path for path in paths if any((folder / path).exists() for folder in folders)}
    return Before(ids_of(graph), frozenset(there))


def portfolio_at(revision: str, order: Order, prepared: Prepared, door: Door) -> Portfolio | None:
    """The portfolio of the content as it was at a revision, as of the same day.

    None: nothing could be read then.

    Raises:
        GitFault: where there is no repository or no such revision.
    """
    repository = Repository.around(prepared.folders[0].path)
    folders = [Path(os.path.realpath(folder.path)) for folder in prepared.folders]
    with tempfile.TemporaryDirectory(prefix="okrsite-") as name:
        past = _Past(repository, repository.parting(revision), Path(os.path.realpath(name)))
        then = past.prepared(_then(order, prepared), folders, door)
    return then.portfolio if then else None


def _then(order: Order, prepared: Prepared) -> Order:
    """The same order for another day's content: as of the day that the figures are of now."""
    portfolio = prepared.portfolio
    if portfolio is None:
        return order
    return replace(order, as_of=portfolio.as_of, as_of_is_today=portfolio.as_of_is_today)


@dataclass(frozen=True, slots=True)
class _Past:
    """Content folders as they were at a commit, laid out in a folder of their own."""

    repository: Repository
    commit: str
    place: Path

    def prepared(self, order: Order, folders: Iterable[Path], door: Door) -> Prepared | None:
        """All that there was; what lies elsewhere is as it is now. None: nothing to be read."""
        order = replace(
            order,
            root=self._there(order.root),
            content=tuple(self._there(each) for each in order.content),
        )
        self._lay([order.root / "content", *map(self._there, folders)])
        try:
            settings = read_settings(content_folders(order))
            self._lay([order.root / each for each in settings.content])
            return prepare(order, door)
        except (NoSite, UnknownAudience):
            return None

    def _there(self, path: Path) -> Path:
        """Where a folder of the working tree lies in the past."""
        found = _from_top(path, self.repository)
        return path if found is None else self.place / found

    def _lay(self, folders: Iterable[Path]) -> None:
        """Write folders as they were, those that are not there yet."""
        wanted = {Path(os.path.normpath(each)) for each in folders}
        names = [
            each.relative_to(self.place).as_posix()
            for each in wanted
            if each.is_relative_to(self.place) and (each == self.place or not each.is_dir())
        ]
        if not names:
            return
        for path, data in self.repository.files(self.commit, names):
            file = self.place / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if path.suffix.lower() in _TEXTS else b"")


def _from_top(path: Path, repository: Repository) -> str | None:
    """The path of a folder from the repository's top; None where it lies outside."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(repository.top):
        return None
    return PurePosixPath(real.relative_to(repository.top)).as_posix()
