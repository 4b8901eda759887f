"""The organisation that is measured, and one change to it at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.peers.peer import CONTENT, Peer

SEED = 1
_LINE = re.compile(
    r"^- (?P<key>(?P<objective>[\w-]+)#[\w-]+): [\d.]+ days \(\d+/10\) .*$", re.MULTILINE
)


@dataclass(frozen=True)
class Organisation:
    """One in a folder of its own, so that what a program leaves there is its own."""

    root: Path
    document: Path
    """A check-in, the newest of its team: what is changed."""
    objective: str
    """The objective that its first line is about."""

    def change(self, number: int) -> str:
        """Write another value and note, give the note: the page of the objective then holds it."""
        note = f"Edit {number} of a benchmark"
        value = 5 + number % 89 / 10
        text = self.document.read_text(encoding="utf-8")
        line = rf"- \g<key>: {value} days (7/10) {note}"
        self.document.write_text(_LINE.sub(line, text, count=1), encoding="utf-8")
        return note


def organisation(root: Path, objectives: int, checkins: int, peer: Peer) -> Organisation:
    """Write one; the same sizes give the same files.

    Raises:
        ValueError: where there are too few check-ins for half of them to be documents.
    """
    if checkins < 2:
        raise ValueError("at least two check-ins for each key result: half of them are documents")
    root.mkdir(parents=True)
    generate(root, objectives, checkins, SEED, varied=True)
    peer.set_up(root)
    newest = max((root / CONTENT / "checkins").iterdir(), key=_age)
    first = _LINE.search(newest.read_text(encoding="utf-8"))
    assert first is not None
    return Organisation(root, newest, first["objective"])


def _age(path: Path) -> tuple[str, int]:
    """By date, then by team: the last one is at the bottom of the cascade."""
    return path.name[:10], int(path.stem.rpartition("-")[2])
