"""The repository that keeps a content folder: from a place to the addresses of its file."""

from __future__ import annotations

import re

from okrsite.model.host import Kind, filled, known
from okrsite.model.noun import dataclass
from okrsite.model.site import Site, Source

_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_NOWHERE = Kind("")


@dataclass(frozen=True, slots=True)
class Repository:
    """Patterns in which a file's own fields are open; empty: the host has no such address."""

    view: str
    edit: str
    history: str
    new: str
    root: str
    """The content folder within the repository, without slashes around it."""

    def path(self, path: str) -> str:
        """A file of the content folder as the repository names it."""
        return f"{self.root}/{path}".lstrip("/")

    def of_file(self, pattern: str, path: str) -> str:
        """A pattern with a file of the content folder put in; its line is still open."""
        whole = self.path(path)
        folder, _, name = whole.rpartition("/")
        return filled(pattern, path=whole, folder=folder, name=name) if pattern else ""


def web(address: str) -> str:
    """An address that leads to another site; empty where it would do anything else."""
    return address if _WEB.match(address) else ""


def repository(site: Site, folder: str) -> Repository:
    """The repository that keeps a content folder, or one without any address."""
    source = _source(site, folder)
    if source is None:
        return Repository("", "", "", "", "")
    base, kind = known(source.host, source.kind)
    usual = kind if kind is not None and source.repo else _NOWHERE

    def pattern(own: str, of_kind: str) -> str:
        values = {"base": base, "repo": source.repo.strip("/"), "branch": source.branch}
        return web(filled(own or of_kind, **values))

    return Repository(
        view=pattern(source.view, usual.view),
        edit=pattern(source.edit, usual.edit),
        history=pattern(source.history, usual.history),
        new=pattern(source.new, usual.new),
        root=source.root.strip("/"),
    )


def _source(site: Site, folder: str) -> Source | None:
    """What site.yml says of a folder: the one that holds site.yml is kept at `source` itself."""
    if folder == site.place.folder:
        return site.source
    for name, source in site.source.folders.items():
        if folder == name or folder.endswith(f"/{name.strip('/')}"):
            return source
    return None
