"""What editors are told of a type: JSON Schema, kept beside the validator that it describes.

Only words that drafts 7 and 2020-12 share, so that editors of any age understand them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from okrsite.model.noun import dataclass
from okrsite.model.text import ID, MAX_ID

Told = dict[str, Any]
"""A JSON Schema."""


@dataclass(frozen=True, slots=True, eq=False)
class Takes:
    """A validator that runs before a type's own, and what editors are told of it."""

    check: Callable[[Any], Any]
    told: Told | Callable[[Told, GetJsonSchemaHandler], Told]
    """Instead of what they would be told of the type; or made of that."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> Told:
        return dict(self.told) if isinstance(self.told, dict) else self.told(handler(core), handler)


def list_or_one(told: Told, handler: GetJsonSchemaHandler) -> Told:
    """A list; one of its items; or nothing."""
    del handler
    return {"anyOf": [told, told["items"], {"type": "null"}]}


def or_nothing(told: Told, handler: GetJsonSchemaHandler | None = None) -> Told:
    """The same, or nothing."""
    del handler
    if "enum" in told:
        return {**told, "enum": [*told["enum"], None]}
    if "type" in told:
        types = told["type"] if isinstance(told["type"], list) else [told["type"]]
        return {**told, "type": types if "null" in types else [*types, "null"]}
    return {"anyOf": [*told.get("anyOf", [told]), {"type": "null"}]}


def number(low: float, high: float) -> Told:
    """A number within bounds."""
    return {"type": "number", "minimum": low, "maximum": high}


def name(pattern: str) -> Told:
    """An id; one that looks like a number is taken too."""
    return {
        "type": ["string", "integer"],
        "pattern": f"^(?:{pattern})$",
        "maxLength": MAX_ID,
        "minimum": 0,
    }


def any_case(words: str) -> str:
    """A pattern for words in whatever case: JSON Schema knows no flag for that."""
    return "".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in words)


TEXT: Told = {"type": ["string", "number"], "pattern": r"\S"}
OPTIONAL_TEXT: Told = {"type": ["string", "number", "null"]}
ID_NAME = name(ID.pattern)
FLAG: Told = {"type": "boolean"}
DATE: Told = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DATE_OR_FLAG: Told = {**DATE, "type": ["string", "boolean", "null"]}
PERCENT: Told = {
    **number(-1, 1),
    "type": ["string", "number"],
    "pattern": r"^[-+−]?\d+(?:\.\d+)?\s?%$",
}
SAID: Told = {
    "anyOf": [
        {"enum": ["on_track", "at_risk", "off_track"]},
        {"type": "string", "pattern": f"^(?:{any_case('on|off')})[ _-]{any_case('track')}$"},
        {"type": "string", "pattern": f"^{any_case('at')}[ _-]{any_case('risk')}$"},
    ]
}
URL: Told = {
    "type": "string",
    "pattern": rf"^(?:{any_case('https?://')}|{any_case('mailto:')})\S*$",
}
DONE: Told = {
    "type": ["boolean", "string", "array", "null"],
    "pattern": r"\S",
    "items": {"type": "string", "pattern": r"\S"},
}
"""Whether something is done; or which milestones are."""
PACE: Told = {
    "anyOf": [
        {"enum": ["linear", "none", None]},
        {
            "type": "object",
            "propertyNames": {"pattern": DATE["pattern"]},
            "additionalProperties": number(0, 1),
        },
    ]
}
