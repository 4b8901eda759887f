"""A catalogue: what is said in English -> what is said in another language. Read from a .po file.

A translation adds no markup and names no other values than its original: one that does is left out,
so that a slip of a translator shows as English, never as broken HTML or a failed build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from gettext import c2py
from io import BytesIO
from pathlib import Path

Key = tuple[str, str]
"""Context (mostly empty) and English text; of a plural message the singular."""

CATALOGUE = ".po"
"""How the names of catalogues end; before it stands a language: `de-CH.po`."""

_HOLE = re.compile(r"\{(\w*)\}")
_TAG = re.compile(r"</?[a-z][^>]*>|&#?\w+;")
_ENDS = re.compile(r"<(/?)([a-z]\w*)")
_BRACES = frozenset("{}")
_SIGNS = frozenset('<>&"') | _BRACES


class CatalogueError(Exception):
    """A .po file that cannot be read; the text says where and why."""


@dataclass(frozen=True)
class Catalogue:
    """What is said in one language. `plural(n)` is the number of the form that n takes."""

    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """Each with all its forms; one that has no plural has one form."""
    plural: Callable[[int], int] = lambda n: int(n != 1)
    files: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)
    """Which messages stand in a file, by the file's name: scripts get theirs by it."""

    def over(self, other: Catalogue) -> Catalogue:
        """Both: this one's words win, and its plurals, where it has any."""
        chosen = self if self.messages else other
        files = dict(other.files)
        for name, keys in self.files.items():
            files[name] = tuple(dict.fromkeys((*files.get(name, ()), *keys)))
        return Catalogue({**other.messages, **self.messages}, chosen.plural, files)


NOTHING = Catalogue()


def read_catalogue(path: Path) -> Catalogue:
    """Read a .po file.

    Raises:
        CatalogueError: where it is none.
    """
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 (only where it is asked)

    try:
        found = read_po(BytesIO(path.read_bytes()), abort_invalid=True, charset="utf-8")
        # What `c2py` makes of an expression can compute and nothing else.
        plural: Callable[[int], int] = c2py(found.plural_expr)
        highest = max(plural(number) for number in range(1000))
    except (PoFileError, ValueError, LookupError, ArithmeticError, OSError) as fault:
        raise CatalogueError(f"`{path.parent.name}/{path.name}` cannot be read: {fault}") from fault
    forms = max(found.num_plurals, highest + 1)
    messages: dict[Key, tuple[str, ...]] = {}
    files: dict[str, list[Key]] = {}
    for each in found:
        if not each.id or each.fuzzy:
            continue
        originals = [each.id] if isinstance(each.id, str) else list(each.id)
        said = [each.string] if isinstance(each.string, str) else list(each.string or ())
        key = (each.context or "", originals[0])
        for name, _line in each.locations:
            files.setdefault(name.rpartition("/")[2], []).append(key)
        wanted = forms if len(originals) > 1 else 1
        if len(said) == wanted and all(fits(text, originals) for text in said):
            messages[key] = tuple(said)
    return Catalogue(messages, plural, {name: tuple(keys) for name, keys in files.items()})


def fits(said: str, originals: Sequence[str]) -> bool:
    """Whether a translation says something, with markup and values of its original only."""
    holes = {name for text in originals for name in _HOLE.findall(text)}
    tags = {tag for text in originals for tag in _TAG.findall(text)}
    known = {sign for text in originals for sign in _TAG.sub("", text)}
    loose = set(_TAG.sub("", _HOLE.sub("", said)))
    return (
        bool(said)
        and set(_HOLE.findall(said)) <= holes
        and set(_TAG.findall(said)) <= tags
        and loose & _SIGNS <= known - _BRACES
        and (_closed(said) or not all(map(_closed, originals)))
    )


def _closed(text: str) -> bool:
    """Whether each element that begins in a text ends in it, the inner ones first."""
    begun: list[str] = []
    for ends, name in _ENDS.findall(text):
        if not ends:
            begun.append(name)
        elif not begun or begun.pop() != name:
            return False
    return not begun
