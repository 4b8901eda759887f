"""YAML in varied spellings: a reader must understand all of them alike.

Written by hand and not by a library, so that quoting, flow and block style can be mixed at will.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*")
CAUTION = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True)
class Raw:
    """Text that stands in the YAML as it is."""

    text: str


def number_text(value: float) -> str:
    """A number without an exponent that reads back as exactly the same."""
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


def scalar(value: object, rng: Random) -> str:
    """One scalar, in one of its spellings."""
    match value:
        case Raw(text):
            return text
        case None:
            return rng.choice(["null", "~"])
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat() if rng.random() < 0.8 else json.dumps(value.isoformat())
        case int():
            return str(value)
        case float():
            return number_text(value)
        case str():
            return _text(value, rng)
        case _:
            raise TypeError(value)


def _text(value: str, rng: Random) -> str:
    if value.isdigit():
        return value if rng.random() < 0.5 else json.dumps(value)
    if PLAIN.fullmatch(value) and value.lower() not in CAUTION and rng.random() < 0.7:
        return value
    if "'" not in value and rng.random() < 0.3:
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)


def flow(value: object, rng: Random) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)}: {flow(one, rng)}" for key, one in value.items())
        return "{" + inside + "}"
    if _is_list(value):
        return "[" + ", ".join(flow(one, rng) for one in _items(value)) + "]"
    return scalar(value, rng)


def block(value: Mapping[str, object] | Sequence[object], rng: Random) -> str:
    """A mapping or list over several lines; what is inside may still stand on one."""
    return "".join(f"{line}\n" for line in _lines(value, rng))


def _lines(value: object, rng: Random) -> list[str]:
    found: list[str] = []
    if isinstance(value, Mapping):
        for key, one in value.items():
            found += _entry(f"{_key(key)}:", one, rng)
        return found
    for one in _items(value):
        found += _item(one, rng)
    return found


def _entry(head: str, value: object, rng: Random) -> list[str]:
    if not _is_nested(value) or rng.random() < 0.4:
        return [f"{head} {flow(value, rng)}"]
    return [head, *(f"  {line}" for line in _lines(value, rng))]


def _item(value: object, rng: Random) -> list[str]:
    if not _is_nested(value) or rng.random() < 0.4:
        return [f"- {flow(value, rng)}"]
    first, *rest = _lines(value, rng)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _key(key: object) -> str:
    if isinstance(key, int | float):
        return number_text(float(key))
    text = key.isoformat() if isinstance(key, date) else str(key)
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else json.dumps(text, ensure_ascii=False)


def _is_nested(value: object) -> bool:
    return bool(value) and (isinstance(value, Mapping) or _is_list(value))


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, Sequence) else []
