"""What a person adds to what an importer guesses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from okrsite.exchange._bounds import NotReadable
from okrsite.exchange.columns import ROLES
from okrsite.model.noun import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """Columns that were said, and what files are called."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Role -> a column's heading, its letter or its number."""
    names: Mapping[Path, str] = field(default_factory=dict)
    """What places call a file by; default: as it was given."""
    short: bool = False
    """Whether places call a file by its name alone, without the folders it lies in."""

    def name(self, file: Path) -> str:
        """What places call a file by."""
        return self.names.get(file, file.name if self.short else file.as_posix())

    def columns_of(self, header: Sequence[str]) -> dict[str, int]:
        """The columns that were said, in a table with this heading."""
        found = {}
        for role, words in self.columns.items():
            at = _column(words, header)
            if at is not None:
                found[role] = at
        return found


def column_hints(said: Sequence[str]) -> dict[str, str]:
    """Read `--column objective=Goal` and the like.

    Raises:
        NotReadable: where it names no role.
    """
    hints = {}
    for each in said:
        role, sign, words = each.partition("=")
        role = role.strip().replace("-", "_").replace(" ", "_").casefold()
        if not sign or role not in ROLES or not words.strip():
            raise NotReadable(
                f"`--column {each[:60]}` is not understood. Write what it holds and which column "
                f"it is, such as objective=Goal or owner=C. What it may hold: {', '.join(ROLES)}."
            )
        hints[role] = words.strip()
    return hints


def _column(words: str, header: Sequence[str]) -> int | None:
    plain = words.casefold()
    for at, head in enumerate(header):
        if head.strip().casefold() == plain:
            return at
    if plain.isdigit() and 1 <= int(plain) <= len(header):
        return int(plain) - 1
    if re.fullmatch(r"[a-z]", plain) and ord(plain) - ord("a") < len(header):
        return ord(plain) - ord("a")
    return None
