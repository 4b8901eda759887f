"""What each shape of the format takes, as JSON Schema, with what the reference says of each field.

Made of the shapes that the readers use, and of the tables of the reference: neither can drift from
what is read and what is documented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema

from okrsite import reference
from okrsite.model.schema import Schema
from okrsite.model.told import Told, or_nothing
from okrsite.read import schemas
from okrsite.read.front_matter import schema_within
from okrsite.read.key_result import key_result_shape, measures

SECTIONS: Mapping[type[Schema], str] = {
    schemas.SiteShape: "site.yml",
    schemas.FocusShape: "Focus area",
    schemas.SourceShape: "Source",
    schemas.KeptShape: "Folder kept elsewhere",
    schemas.PolicyShape: "Policy",
    schemas.RuleShape: "Rule",
    schemas.RangeShape: "Range",
    schemas.StatusShape: "Thresholds",
    schemas.TeamShape: "Team",
    schemas.PersonShape: "Person",
    schemas.CycleShape: "cycles.yml",
    schemas.ObjectiveShape: "Objective",
    schemas.AlignmentShape: "Alignment",
    schemas.DependencyShape: "Dependency",
    schemas.InitiativeShape: "Initiative",
    schemas.LinkShape: "Link",
    schemas.KeyResultShape: "Key result",
    schemas.ChangeShape: "Change",
    schemas.InlineCheckIn: "Inline check-in",
    schemas.CheckInShape: "Check-in",
    schemas.Said_: "Word",
    schemas.ReviewShape: "Review",
    schemas.DecisionShape: "Decision",
    schemas.KpiShape: "Kpi",
    schemas.BandShape: "Band",
    schemas.PageShape: "Page",
}
"""Where the reference of the format describes each shape."""

_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]+\)")


class _Plain(GenerateJsonSchema):
    """Without titles made of names, and without defaults: descriptions tell those."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Told:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Told:
        return or_nothing(self.generate_inner(schema["schema"]))


@cache
def parts() -> Mapping[str, Told]:
    """What each shape takes, by the name of its class."""
    whole = key_result_shape()
    places: dict[type[BaseModel], tuple[str, str]] = {
        shape: ("format.md", section) for shape, section in SECTIONS.items()
    }
    places[whole] = places.pop(schemas.KeyResultShape)
    for field, kind in measures().items():
        if (shape := schema_within(kind.schema)) is not None:
            places[shape] = ("kinds.md", field)
    _, found = models_json_schema(
        [(shape, "validation") for shape in places], schema_generator=_Plain
    )
    told: dict[str, Told] = found["$defs"]
    for shape, (page, section) in places.items():
        _describe(told[shape.__name__], page, section)
    told[schemas.ObjectiveShape.__name__]["properties"]["key_results"] |= _key_results(whole)
    return told


def ref(shape: type[Schema]) -> Told:
    """What stands for a part where another holds it."""
    return {"$ref": f"#/$defs/{shape.__name__}"}


def _describe(part: Told, page: str, section: str) -> None:
    """Say what the reference says of each field."""
    part["title"] = section
    part.pop("description", None)
    rows = reference.rows(page, section)
    part["properties"] = {
        name: {"description": _sentence(rows[name]), **field} if name in rows else field
        for name, field in part["properties"].items()
    }


def _sentence(row: Mapping[str, str]) -> str:
    """A row of the reference in words: what it is, of what type, and the default."""
    what, of, default = (
        _LINK.sub(r"\1", row.get(key, "")) for key in ("what it is", "type", "default")
    )
    if default == "required":
        of += "; required"
    elif default not in ("", "none"):
        of += f"; default: {default}"
    return " ".join(f"{each[:1].upper()}{each[1:]}." for each in (what, of) if each)


def _key_results(shape: type[Schema]) -> Told:
    """A list of key results, or one: with fields, as a line, or as YAML misreads a line."""
    fields = [field.alias or name for name, field in shape.model_fields.items()]
    misread = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {"not": {"enum": fields}},
        "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    }
    line = {"anyOf": [{"type": "string", "pattern": r"\S"}, misread]}
    # Choices rather than alternatives: an editor then complains of one of them only.
    one = {"if": {"type": "object", "not": misread}, "then": ref(shape), "else": line}
    listed = {"if": {"type": "array"}, "then": {"items": one}, "else": one}
    return {"if": {"type": "null"}, "else": listed}
