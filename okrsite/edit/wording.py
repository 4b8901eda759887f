"""Values as YAML that says the same to every reader, in the plainest form that does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import yaml

from okrsite.edit.shape import TEXT, Unclear, Value, number

_WIDE = 88
"""A field longer than this is written over several lines."""

# Printable characters only, and nothing that means something to YAML where it stands.
_PLAIN = re.compile(r"[^\W_](?:[^\n\r\t\x85\u2028\u2029]*\S)?")
_SPECIAL = re.compile(r": |:$| #")
_IN_BRACKETS = re.compile(r"[,\[\]{}:]")
_NUMBERLIKE = re.compile(r"[-+]?\.?[0-9][-+.0-9oxeEA-Fa-f_:]*")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def scalar(value: str | int | float | bool | date | None, quote: str = "") -> str:
    """A text, number, date or flag; `quote`: the quotes that stood there, kept where they can be.

    Raises:
        Unclear: where it is no text that a file can hold.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    if quote and value.isprintable() and quote not in value and "\\" not in value:
        return f"{quote}{value}{quote}"
    return value if _is_plain(value) else _quoted(value)


def _is_plain(text: str) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and text.isprintable()
        and not _SPECIAL.search(text)
        and not _IN_BRACKETS.search(text)
        and not _NUMBERLIKE.fullmatch(text)
        and text.lower() not in _WORDS
        and _tag(text) == TEXT
    )


@cache
def _resolver() -> yaml.SafeLoader:
    return yaml.SafeLoader("")


def _tag(text: str) -> str:
    """What a text means without quotes."""
    resolve: Callable[..., str] = _resolver().resolve
    return resolve(yaml.ScalarNode, text, (True, False))


def _quoted(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unclear("a character that is no text") from None
    words = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", words)


def flow(value: Value) -> str:
    """A value on one line, with brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k)}: {flow(each)}" for k, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)  # type: ignore[arg-type]  # a text is a sequence, too


def lines(value: Value) -> list[str]:
    """A value over as many lines as it needs, each field on one of its own."""
    if isinstance(value, Mapping) and value:
        return [line for key, each in value.items() for line in _field(scalar(key), each)]
    if isinstance(value, (list, tuple)) and value:
        return [line for each in value for line in _item(each)]
    return [flow(value)]


def _field(key: str, value: Value) -> list[str]:
    line = f"{key}: {flow(value)}"
    if len(line) <= _WIDE or not value or not isinstance(value, (Mapping, list, tuple)):
        return [line]
    return [f"{key}:", *(f"  {each}" for each in lines(value))]


def _item(value: Value) -> list[str]:
    line = f"- {flow(value)}"
    if len(line) <= _WIDE or not value or not isinstance(value, (Mapping, list, tuple)):
        return [line]
    first, *rest = lines(value)
    return [f"- {first}", *(f"  {each}" for each in rest)]


def document(front: Mapping[str, Value], body: str = "") -> str:
    """A new document: front matter, and a body."""
    fields = {name: value for name, value in front.items() if value not in (None, "", (), [], {})}
    words = f"{body.strip()}\n" if body.strip() else ""
    return "\n".join(["---", *(lines(fields) if fields else ()), "---", words])
