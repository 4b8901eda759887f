"""What a text says, without how it is written: what a change is held against."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml

Path = tuple[str | int, ...]
"""Names of fields and numbers of items, from the top."""

Value = str | int | float | bool | date | None | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written into a field."""

Shape = Any
"""What a node says, without where it stands: two texts of one shape say the same."""

_TAG = "tag:yaml.org,2002:"
TEXT = f"{_TAG}str"
NOTHING = f"{_TAG}null"


class Unclear(Exception):
    """A text whose fields cannot be told for sure; it is left as it is."""


def shape(node: yaml.Node | None, seen: set[int] | None = None) -> Shape:
    """What a node says; no node at all is an empty mapping.

    Raises:
        Unclear: where one node stands in two places: a YAML alias.
    """
    seen = set() if seen is None else seen
    if node is None:
        return "map", []
    if id(node) in seen:
        raise Unclear("a YAML alias")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return node.tag, None if node.tag == NOTHING else node.value
    if isinstance(node, yaml.MappingNode):
        return "map", [(shape(key, seen), shape(value, seen)) for key, value in node.value]
    return "list", [shape(item, seen) for item in node.value]


def meant(value: Value) -> Shape:
    """The shape that a value must have once it is written."""
    if value is None:
        return NOTHING, None
    if isinstance(value, bool):
        return f"{_TAG}bool", "true" if value else "false"
    if isinstance(value, int):
        return f"{_TAG}int", str(value)
    if isinstance(value, float):
        return (f"{_TAG}int" if value.is_integer() else f"{_TAG}float"), number(value)
    if isinstance(value, date):
        return f"{_TAG}timestamp", value.isoformat()
    if isinstance(value, str):
        return TEXT, value
    if isinstance(value, Mapping):
        return "map", [((TEXT, key), meant(each)) for key, each in value.items()]
    return "list", [meant(each) for each in value]


def number(value: float) -> str:
    """A number as people write it: as short as it can be, never with an exponent.

    Raises:
        Unclear: where it is not finite.
    """
    if not math.isfinite(value):
        raise Unclear("a number without end")
    if value == int(value):
        return str(int(value))
    text = repr(value)
    return text if "e" not in text else f"{value:.20f}".rstrip("0")


def is_list(here: Shape) -> bool:
    """Whether it is a list."""
    return bool(here[0] == "list")


def is_map(here: Shape) -> bool:
    """Whether it is a mapping."""
    return bool(here[0] == "map")


def is_nothing(here: Shape) -> bool:
    """Whether a field is there and has no value."""
    return bool(here[0] == NOTHING)


def nested(path: Path, value: Value) -> Value:
    """A value within the fields that lead to it.

    Raises:
        Unclear: where a number leads to it: a list that is not there has no third item.
    """
    for step in reversed(path):
        if not isinstance(step, str):
            raise Unclear("no such item")
        value = {step: value}
    return value
