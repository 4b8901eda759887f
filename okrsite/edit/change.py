"""Changes one thing of a source text: spliced in, read again, and held against what was asked."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.edit.asked import asked
from okrsite.edit.fields import Fields, fields
from okrsite.edit.shape import Path, Unclear, Value, shape
from okrsite.edit.splice import Splice, added, put, removed, renamed
from okrsite.model.noun import dataclass


@dataclass(frozen=True, slots=True)
class Put:
    """Set a field, or replace what it has; fields that lead to it are made."""

    path: Path
    value: Value
    after: tuple[str, ...] = ()
    """A new field stands after the first of these that is there, else at the end."""


@dataclass(frozen=True, slots=True)
class Add:
    """Add an item to a list, which is made where it is not there."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a field or an item out."""

    path: Path


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a field another name."""

    path: Path
    name: str


Edit = Put | Add | Remove | Rename


def change(text: str, edits: Iterable[Edit], whole: bool = False) -> str:
    """The text with the edits, one after another; all other bytes stay as they are.

    `whole`: the file is YAML from its beginning, and no Markdown with front matter. The text comes
    without a byte order mark, its line ends as they are in the file.

    Raises:
        Unclear: where one cannot be made so that everything else stays.
    """
    for edit in edits:
        text = _changed(text, edit, whole)
    return text


def _changed(text: str, edit: Edit, whole: bool) -> str:
    if not edit.path and not isinstance(edit, Add):
        raise Unclear("no field is named")
    before = fields(text, whole)
    wanted = _asked(before, edit)
    start, end, words = _splice(before, edit)
    after = fields(text[:start] + words + text[end:], whole)
    if shape(after.root) != wanted or after.text[after.stop :] != text[before.stop :]:
        raise Unclear("something else would change")
    return after.text


def _asked(source: Fields, edit: Edit) -> object:
    match edit:
        case Put(path, value, after):
            return asked(source.root).put(path, value, after)
        case Add(path, value):
            return asked(source.root).add(path, value)
        case Remove(path):
            return asked(source.root).remove(path)
        case Rename(path, name):
            return asked(source.root).rename(path, name)


def _splice(source: Fields, edit: Edit) -> Splice:
    match edit:
        case Put(path, value, after):
            return put(source, path, value, after)
        case Add(path, value):
            return added(source, path, value)
        case Remove(path):
            return removed(source, path)
        case Rename(path, name):
            return renamed(source, path, name)
