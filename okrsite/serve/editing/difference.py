"""The difference between a file and what it is to say: shown before anything is written."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from okrsite.edit import Change

_AROUND = 3


class Line(NamedTuple):
    """One line of a difference."""

    sign: str
    """`+`, `-`, a space; `…` where lines are left out."""
    text: str


class Difference(NamedTuple):
    """One file's."""

    path: str
    """As a person would open it."""
    new: bool
    lines: tuple[Line, ...]


def difference(change: Change, path: str) -> Difference:
    """What is taken out and put in, with a few lines around it."""
    if change.was is None:
        return Difference(path, True, tuple(Line("+", each) for each in _lines(change.text)))
    before, after = _lines(change.was.text), _lines(change.text)
    found: list[Line] = []
    for group in difflib.SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(
        _AROUND
    ):
        if group[0][1] > 0:
            found.append(Line("…", ""))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                found += [Line(" ", each) for each in before[i1:i2]]
                continue
            found += [Line("-", each) for each in before[i1:i2]]
            found += [Line("+", each) for each in after[j1:j2]]
    return Difference(path, False, tuple(found))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")


def digest(changes: Iterable[Change]) -> str:
    """What was shown: the files as they were, and as they are to be."""
    found = hashlib.sha256()
    for each in changes:
        was = each.was.digest if each.was else ""
        for text in (str(each.path), was, each.text):
            found.update(hashlib.sha256(text.encode()).digest())
    return found.hexdigest()
