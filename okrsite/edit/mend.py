"""Mends a source text: each fix is spliced in, and kept only where nothing else has changed."""

from __future__ import annotations

from collections.abc import Iterable

from okrsite.edit.change import Remove, Rename, change
from okrsite.edit.fields import Entry, Fields, fields
from okrsite.edit.shape import Unclear
from okrsite.model.noun import dataclass
from okrsite.model.problem import Fix


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its mends."""

    text: str
    done: tuple[Fix, ...] = ()
    left: tuple[Fix, ...] = ()
    """Those that could not be made for sure."""


def mend(text: str, fixes: Iterable[Fix], whole: bool = False) -> Mended:
    """Make what fixes can be made; all other bytes, comments too, stay as they are.

    `whole`: the file is YAML from its beginning, and no Markdown with front matter. The text comes
    without a byte order mark, its line ends as they are in the file.
    """
    done: list[Fix] = []
    left: list[Fix] = []
    # From the end to the beginning, so that the places of those to come stay true.
    for fix in sorted(set(fixes), key=lambda each: each.place, reverse=True):
        try:
            text = _with(text, fix, whole)
            done.append(fix)
        except Unclear:
            left.append(fix)
    return Mended(text, tuple(reversed(done)), tuple(reversed(left)))


def _with(text: str, fix: Fix, whole: bool) -> str:
    """The text with one fix.

    Raises:
        Unclear: where it cannot be made so that everything else stays.
    """
    entry = _find(fields(text, whole), fix)
    edit = Rename(entry.path, fix.name) if fix.name else Remove(entry.outermost.path)
    return change(text, [edit], whole)


def _find(source: Fields, fix: Fix) -> Entry:
    """The field that a fix is for: on its line, and at its column where several are there."""
    named = [each for each in source.entries() if each.key.value == fix.field]
    nodes = [(entry, node) for entry in named for node in (entry.key, entry.value)]
    near = [(entry, node) for entry, node in nodes if source.line(node) == fix.place.line]
    exact = [entry for entry, node in near if source.column(node) == fix.place.column]
    found = exact or [entry for entry, _ in near]
    if not found or any(each != found[0] for each in found):
        raise Unclear(f"no single field `{fix.field}` on line {fix.place.line}")
    return found[0]
