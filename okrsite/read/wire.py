"""Documents as bytes, and back: data of the nouns' own types, and nothing that is ever run.

What a type does not tell is written beside: the kind of a measure, and which old values are dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from msgspec import MsgspecError, Raw, convert, msgpack

from okrsite import kinds
from okrsite.model.document import (
    Change,
    CheckInDocument,
    Document,
    FreePage,
    KeyResult,
    Kpi,
    Objective,
    Review,
)
from okrsite.model.measure import Measure
from okrsite.model.noun import values
from okrsite.shelf import things

Wire = tuple[str, Raw]
"""The type of a document and its fields."""

_TYPES: Mapping[str, type[Document]] = {
    each.__name__: each for each in (Objective, CheckInDocument, Review, Kpi, FreePage)
}
_PLAIN = frozenset({bool, int, float, str, type(None)})
_encode = msgpack.Encoder().encode


def packed(document: Document) -> Wire | None:
    """A document as bytes; None for one that would not come back just as it is."""
    try:
        return type(document).__name__, Raw(_encode(_told(document)))
    except (TypeError, ValueError, OverflowError):  # an old value, or a character that is no text
        return None


def unpacked(wire: Wire) -> Document | None:
    """A document from bytes; None where they are none."""
    name, fields = wire
    try:
        return _decoder(name)(fields)
    except (MsgspecError, LookupError, ValueError, TypeError, RecursionError):
        return None


def _told(document: Document) -> object:
    if not isinstance(document, Objective):
        return document
    return {**values(document), "key_results": [*map(_told_key_result, document.key_results)]}


def _told_key_result(each: KeyResult) -> dict[str, Any]:
    measure = each.measure.kind, each.measure
    return {**values(each), "measure": measure, "changed": [*map(_told_change, each.changed)]}


def _told_change(each: Change) -> dict[str, Any]:
    was = each.was
    if type(was) is date:
        return {**values(each), "was": [was]}
    if type(was) not in _PLAIN:
        raise TypeError(was)
    return values(each)


@cache
def _decoder(name: str) -> Callable[[Raw], Document]:
    return msgpack.Decoder(_TYPES[name], dec_hook=_typed).decode


def _typed(kind: type, told: Any) -> Any:
    """A measure, or the old value of a field: all that msgspec does not know by itself."""
    if kind is Measure:
        name, fields = told
        return convert(fields, _measures()[name])
    return date.fromisoformat(told[0]) if isinstance(told, list) else told


@cache
def _measures() -> Mapping[str, type[Measure]]:
    return {each.kind: each for each in things(kinds.__name__, "MEASURE")}
