"""What a site was made from and what it came to: whether it would be made again just so."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from okrsite.cache.printed import Printed
from okrsite.cache.program import made_by
from okrsite.cache.stamps import Stamp, Stamps, digest, digest_of, stamps_of, tree
from okrsite.cache.store import Store
from okrsite.model.noun import dataclass

DOCUMENTS = "documents"
"""The folder of what was read."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a site as it lay there once it was published."""

    size: int
    changed: int
    """ns since 1970."""
    number: int
    """Of the file in its file system."""
    digest: str

    def is_still(self, stamp: Stamp) -> bool:
        """Whether a file looks as if nobody has touched it since."""
        return (self.size, self.changed, self.number) == (stamp[0], stamp[1], stamp[3])


@dataclass(frozen=True, slots=True)
class Manifest:
    """A published site: its inputs, its files and what was said of it."""

    asked: Mapping[str, str]
    """What was to be built, option by option, and by which okrsite."""
    inputs: Mapping[str, Stamps]
    """Every file that could have mattered, by folder and path."""
    fresh: Mapping[str, str]
    """Digests of those that had just been written, by whole path."""
    today: tuple[str, str] | None
    """The time zone and the day, where the day was that of the clock."""
    output: Mapping[str, Made]
    printed: Printed
    pages: str = ""
    """The digest of the table of pages beside it."""
    format: int = field(default=_FORMAT)

    def write(self, store: Store, name: str) -> None:
        """Keep it."""
        store.write(name, json.dumps(_plain(self), separators=(",", ":")).encode())

    @classmethod
    def read(cls, store: Store, name: str) -> Manifest | None:
        """What is kept; None where there is nothing, or nothing that makes sense."""
        content = store.read(name)
        if content is None:
            return None
        try:
            return _typed(json.loads(content))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def still_true(self, asked: Mapping[str, str], now: datetime, output: Path) -> bool:
        """Whether the same order would come to the very same files, and these lie there."""
        return (
            self.asked == asked
            and (self.today is None or _day(now, self.today[0]) == self.today[1])
            and self.inputs == stamps_of(map(Path, self.inputs))
            and all(digest_of(path) == each for path, each in self.fresh.items())
            and self.output_is_untouched(output)
        )

    def output_is_untouched(self, output: Path) -> bool:
        """Whether the site holds these files and no others."""
        found = tree(output, hidden=True)
        return found.keys() == self.output.keys() and all(
            self.output[path].is_still(stamp) for path, stamp in found.items()
        )


def _day(now: datetime, zone: str) -> str:
    return now.astimezone(ZoneInfo(zone)).date().isoformat()


def _plain(each: Manifest) -> dict[str, Any]:
    return {
        "format": each.format,
        "asked": dict(each.asked),
        "inputs": {folder: dict(files) for folder, files in each.inputs.items()},
        "fresh": dict(each.fresh),
        "today": each.today,
        "output": {
            path: [made.size, made.changed, made.number, made.digest]
            for path, made in each.output.items()
        },
        "printed": each.printed.plain(),
        "pages": each.pages,
    }


def _typed(found: dict[str, Any]) -> Manifest | None:
    if found["format"] != _FORMAT:
        return None
    today = found["today"]
    return Manifest(
        asked=found["asked"],
        inputs={
            folder: {path: (a, b, c, d) for path, (a, b, c, d) in files.items()}
            for folder, files in found["inputs"].items()
        },
        fresh=found["fresh"],
        today=None if today is None else (str(today[0]), str(today[1])),
        output={path: Made(a, b, c, d) for path, (a, b, c, d) in found["output"].items()},
        printed=Printed.typed(found["printed"]),
        pages=str(found["pages"]),
    )


def place_of(output: Path) -> str:
    """The name under which a cache keeps what belongs to a site."""
    return f"sites/{digest(os.path.abspath(output).encode(errors='surrogateescape'))[:16]}"  # noqa: PTH100


def source_of(cache: Path, folders: Iterable[Path], *, drafts: bool) -> str:
    """The name under which a cache keeps what was read from some folders.

    They are told by the way there: a checkout may lie elsewhere each time, with its cache.
    """
    ways = [os.path.relpath(each, cache) for each in folders]
    told = "\0".join((*ways, "drafts" if drafts else ""))
    return f"{DOCUMENTS}/{digest(told.encode(errors='surrogateescape'))[:16]}"


def asked(environment: Mapping[str, str], **options: object) -> dict[str, str]:
    """What a build is asked for, so that two can be compared; paths are told in full."""
    found = {name: _told(value) for name, value in options.items()}
    found["epoch"] = environment.get("SOURCE_DATE_EPOCH", "")
    found["by"] = made_by()
    return found


def _told(value: object) -> str:
    if isinstance(value, Path):
        return os.path.abspath(value)  # noqa: PTH100 (links stay as they were named)
    if isinstance(value, tuple):
        return "\n".join(map(_told, value))
    return "" if value is None else str(value)
