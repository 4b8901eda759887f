"""An audit's answer, put together from content and a folder of files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import okrsite
from okrsite.audit import Leak, audit, secrets, unpack
from okrsite.build import Apart
from okrsite.graph import link
from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.reports._clean import one_line
from okrsite.whereabouts import source_bytes, theme_folders

_TEXTS = {".py", ".html", ".css", ".js", ".json", ".toml", ".svg", ".xml", ".txt", ".md", ".yml"}
"""What okrsite and its themes are written in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was looked for, where, and what was found."""

    site: Path
    audience: str
    files: int
    things: int
    """Hidden documents, teams, people and cycles."""
    strings: int
    """What only they hold."""
    leaks: tuple[Leak, ...]
    unread: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """For people."""
        for leak in self.leaks:
            where = (self.site / leak.file).as_posix()
            within = f" ({leak.within})" if leak.within else ""
            more = f", and {leak.more} more of it" if leak.more else ""
            yield one_line(f"{where}:{leak.offset}{within}: “{leak.text}”{more}")
            yield f"    {one_line(f'only {leak.source} says this')}"
        for unread in self.unread:
            yield one_line(f"Not looked into: {self.site.as_posix()}/{unread}")
        yield (
            f"{self.strings} strings that only {self.things} hidden documents and entries hold, "
            f"looked for in {self.files} files for {self.audience}: "
            + (f"{len(self.leaks)} leaks." if self.leaks else "none is there.")
        )

    def as_data(self) -> dict[str, Any]:
        """For machines."""
        return {
            "site": self.site.as_posix(),
            "audience": self.audience,
            "files": self.files,
            "hidden": self.things,
            "strings": self.strings,
            "leaks": [
                {
                    "file": leak.file,
                    "within": leak.within or None,
                    "offset": leak.offset if leak.offset >= 0 else None,
                    "text": leak.text,
                    "more": leak.more,
                    "source": {
                        "file": leak.source.file,
                        "line": leak.source.line,
                        "column": leak.source.column,
                    },
                }
                for leak in self.leaks
            ],
            "unread": list(self.unread),
        }


def answer(parts: Apart, root: Path, site: Path) -> Answer:
    """Look for all that is hidden in all files of a folder."""
    looked_for = secrets(
        parts.everything, parts.seen, parts.audience, partial(_source, parts), _known(parts, root)
    )
    leaks: list[Leak] = []
    unread: list[str] = []
    count = 0
    for path in sorted(site.rglob("*")):
        if path.is_file():
            count += 1
            found = audit(path.relative_to(site).as_posix(), path.read_bytes(), looked_for)
            leaks += found.leaks
            unread += found.unread
    return Answer(
        site, parts.audience, count, looked_for.things, len(looked_for), tuple(leaks), tuple(unread)
    )


def _source(parts: Apart, place: Place) -> str:
    """The text of a document's file, whatever state it is in."""
    try:
        return source_bytes(place.file, parts.folders).decode("utf-8", "replace")
    except OSError:
        return ""


def _known(parts: Apart, root: Path) -> Iterator[str]:
    """What a reader may know besides: the words of okrsite and its themes, and linked files."""
    package = Path(okrsite.__file__).parent
    for folder in (package, *theme_folders(root)):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _TEXTS and path.is_file():
                yield path.read_text(encoding="utf-8", errors="replace")
    for source in link(parts.seen).files.values():
        for reading in unpack(source, source_bytes(source, parts.folders)):
            yield reading.text
