"""Brings a portfolio up to date where single documents changed, without a look at the rest.

It gives what the whole road gives, or nothing: whatever it cannot be sure of is left to the road.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from okrsite.build import Prepared
from okrsite.graph import Linked, TooFar, relink
from okrsite.model.document import CheckInDocument, Document, Documents
from okrsite.model.noun import dataclass, replace
from okrsite.read import Folder, Reading
from okrsite.score import score_again

MOST = 20
"""Files above which the whole road is as quick."""


@dataclass(frozen=True, slots=True)
class Model:
    """A portfolio, and all that it was made of."""

    prepared: Prepared
    reading: Reading
    linked: Linked
    written: Mapping[str, Document]
    """Documents as they were read, by file."""
    seen: Mapping[str, Document]
    """The same as an audience sees them."""

    @classmethod
    def of(cls, prepared: Prepared) -> Model | None:
        """A portfolio's model; None where it cannot be brought up to date bit by bit."""
        made = prepared.made
        if made is None or prepared.errors or not made.reading.apart:
            return None
        written, seen = _by_file(made.reading.documents), _by_file(made.seen)
        if made.reading.documents.aside or len(written) != len(seen):
            return None  # an audience sees less than was read: references may have to be cut
        return cls(prepared, made.reading, made.linked, written, seen)

    def with_files(self, paths: Collection[Path]) -> Model | None:
        """The same with some files read again; None where that tells of more than themselves.

        Pages and problems are still those of before.
        """
        if len(paths) > MOST or self.prepared.portfolio is None:
            return None
        written, seen = dict(self.written), dict(self.seen)
        changes = []
        for path in sorted(paths):
            document = self._read(path)
            if document is None:
                return None
            file = document.place.file
            before, shown = written.get(file), seen.get(file)
            now = self._as_seen(document, before, shown)
            if now is None:
                return None
            if now == shown:
                continue
            changes.append((shown, now))
            written[file], seen[file] = document, now
        if not changes:
            return self
        try:
            found = relink(self.linked, changes)
        except TooFar:
            return None
        scored = score_again(self.prepared.portfolio, found.linked.graph, found.objectives)
        prepared = replace(self.prepared, portfolio=scored, made=None)
        return replace(self, prepared=prepared, linked=found.linked, written=written, seen=seen)

    def _read(self, path: Path) -> Document | None:
        for folder in self.prepared.folders:
            within = _within(path, folder)
            if within is not None:
                return self.reading.again(folder, within)
        return None

    def _as_seen(
        self, document: Document, before: Document | None, shown: Document | None
    ) -> Document | None:
        """A document as the audience sees it; None where that is not plain."""
        if before is None or shown is None:
            audiences = self.linked.graph.site.audiences
            new = isinstance(document, CheckInDocument) and len(audiences) == 1
            # In a site for everyone each document is for everyone.
            return replace(document, audience=audiences[0]) if new else None
        if type(before) is not type(document) or _narrows(before) != _narrows(document):
            return None
        return replace(document, audience=shown.audience)


def _within(path: Path, folder: Folder) -> Path | None:
    """The path of a document within a folder; None where it is none, or elsewhere."""
    top = folder.path.resolve()
    if not path.is_relative_to(top) or path.suffix.lower() != ".md" or not path.is_file():
        return None
    within = path.relative_to(top)
    hidden = any(part.startswith(".") for part in within.parts) or path.name.endswith("~")
    return None if hidden else within


def _narrows(each: Document) -> object:
    """What says who may see a document, beside the folders that it lies in."""
    of = [getattr(each, name, None) for name in ("team", "person", "cycle")]
    return each.audience, [ref and ref.text.lower() for ref in of]


def _by_file(documents: Documents) -> dict[str, Document]:
    return {each.place.file: each for each in documents.all()}
