"""Every text that a noun carries, whatever fields it has: a new field is looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from okrsite.model.document import Ref
from okrsite.model.noun import fields, is_noun
from okrsite.model.place import Place
from okrsite.model.prose import Prose

_REFERS = frozenset(
    {"lead", "parent", "team", "by", "within", "north_star", "audience", "audiences",
     "key_result", "head", "lines", "ignore", "findings", "aside"}
)  # fmt: skip
"""Fields that name another thing: its name is known where that is seen, not because of them."""


def told(value: object) -> Iterator[str]:
    """The texts and figures of a noun, one by one, its file's name too."""
    if isinstance(value, Place):
        yield value.path
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield f"{value:.15g}"
    elif isinstance(value, Prose):
        yield value.plain
        for link in value.links:
            yield from (link.written, link.title, link.alt)
    elif not isinstance(value, Ref):
        for each in _within(value):
            yield from told(each)


def _within(value: object) -> Iterator[object]:
    """What a noun or a collection consists of."""
    if isinstance(value, Mapping):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, (tuple, list)):
        yield from value
    elif is_noun(value):
        yield from (getattr(value, each.name) for each in fields(value) if each.name not in _REFERS)
