"""Writes YAML that reads back as what it was, whatever stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from okrsite.model.text import presentable

_PLAIN = re.compile(r"[A-Za-z][\w %()/,.'+&-]*[\w%).+]|[A-Za-z]", re.ASCII)
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n", "nan", "inf"})
_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029", "\ufeff": "\\ufeff"}


def scalar(value: Any, *, flow: bool = False) -> str:
    """One value on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    bare = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and not (flow and "," in text)
    return text if bare or re.fullmatch(r"20\d\d-\d\d-\d\d", text) else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, without anything that YAML would not let pass."""
    written = json.dumps(presentable(text), ensure_ascii=False)
    return "".join(_BREAKS.get(each, each) for each in written)


def flow(value: Any) -> str:
    """A value with all that is in it on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{scalar(str(key), flow=True)}: {flow(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(value, flow=True)


def block(fields: Mapping[str, Any], indent: int = 0) -> list[str]:
    """Fields, one a line; those without a value are left out."""
    pad = " " * indent
    return [
        f"{pad}{name}: {flow(value)}"
        for name, value in fields.items()
        if value not in (None, "", (), [])
    ]


def _number(value: float) -> str:
    whole = float(value).is_integer() and abs(value) < 1e15
    text = str(int(value)) if whole else repr(float(value))
    return text if "e" not in text else f"{value:.12f}".rstrip("0").rstrip(".")
