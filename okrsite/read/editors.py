"""What each file may hold, as JSON Schema, so that editors can complete, explain and warn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from okrsite.model.problem import Rule
from okrsite.model.schema import Schema
from okrsite.model.told import Told, or_nothing
from okrsite.read import schemas
from okrsite.read.parts import parts, ref

DIALECTS: Mapping[str, str] = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "7": "http://json-schema.org/draft-07/schema#",
}
"""The drafts of JSON Schema that a schema can be of: it says the same in both."""

NAMES: Mapping[str, str] = {
    "objective": "the front matter of an objective",
    "checkin": "the front matter of a check-in",
    "review": "the front matter of a review",
    "kpi": "the front matter of a kpi",
    "page": "the front matter of a page",
    "document": "the front matter of any of these, told apart as okrsite does",
    "site": "site.yml",
    "org": "org.yml",
    "cycles": "cycles.yml",
}
"""What there is a schema of."""

_DOCUMENTS: Mapping[str, type[Schema]] = {
    "objective": schemas.ObjectiveShape,
    "checkin": schemas.CheckInShape,
    "review": schemas.ReviewShape,
    "kpi": schemas.KpiShape,
    "page": schemas.PageShape,
}


def schema(name: str, rules: Iterable[Rule] = (), *, draft: str = "2020-12") -> Told:
    """The JSON Schema of one of NAMES, whole; the rules are those that site.yml may name."""
    known = list(rules)
    told = {**parts(), **_roots()}
    told = {key: _with_rules(part, known) for key, part in told.items()} if known else told
    root = told[name]
    return {
        "$schema": DIALECTS[draft],
        "title": f"okrsite: {NAMES[name]}",
        **{key: value for key, value in root.items() if key != "title"},
        "$defs": {key: told[key] for key in sorted(_reached(root, told))},
    }


@cache
def _roots() -> Mapping[str, Told]:
    """What each file may hold."""
    cycles: Told = {"type": ["array", "null"], "items": ref(schemas.CycleShape)}
    return {
        **{name: parts()[shape.__name__] for name, shape in _DOCUMENTS.items()},
        "site": parts()[schemas.SiteShape.__name__],
        "document": _any_document({name: ref(shape) for name, shape in _DOCUMENTS.items()}),
        "org": {
            "type": ["object", "null"],
            "properties": {
                "teams": {"type": ["array", "null"], "items": ref(schemas.TeamShape)},
                "people": {"type": ["array", "null"], "items": ref(schemas.PersonShape)},
                "extra": {},
            },
            "additionalProperties": False,
        },
        "cycles": {
            "anyOf": [
                cycles,
                {
                    "type": "object",
                    "properties": {"cycles": cycles},
                    "required": ["cycles"],
                    "additionalProperties": False,
                },
            ]
        },
    }


def _any_document(known: Mapping[str, Told]) -> Told:
    """The type as written; without one, as the fields tell. What a file's name tells stays open."""
    unsaid = {"properties": {"type": {"const": None}}}
    listed = {
        "required": ["key_results"],
        "properties": {"key_results": {"type": ["array", "string", "null"]}},
    }
    may_be = {"anyOf": [known["checkin"], known["objective"], known["page"]]}
    dated = {"if": {"required": ["date"]}, "then": known["checkin"], "else": may_be}
    return {
        "type": ["object", "null"],
        "properties": {"type": {"enum": [*known, None]}},
        "allOf": [
            *(
                {
                    "if": {"required": ["type"], "properties": {"type": {"const": name}}},
                    "then": each,
                }
                for name, each in known.items()
            ),
            {"if": unsaid, "then": {"if": listed, "then": known["objective"], "else": dated}},
        ],
    }


def _with_rules(part: Told, rules: list[Rule]) -> Told:
    """The same with the names of rules where rules are named."""

    def named(name: str, field: Told) -> Told:
        if name == "rules":
            known = {rule.name: _setting(rule) for rule in rules}
        elif name == "ignore":
            reason = field["additionalProperties"]
            known = {rule.name: {**reason, "description": rule.summary} for rule in rules}
        else:
            return field
        return {**field, "properties": known, "additionalProperties": False}

    fields = part.get("properties", {})
    told = {name: named(name, field) for name, field in fields.items()}
    return {**part, "properties": told} if fields else part


def _setting(rule: Rule) -> Told:
    """How severe a rule may be, and its thresholds."""
    severity = schemas.SEVERITY
    thresholds = {
        name: {"type": "number", "description": f"Number; default: {default:g}."}
        for name, default in rule.settings.items()
    }
    fields = {"severity": or_nothing(severity), **thresholds}
    mapping = {"type": "object", "properties": fields, "additionalProperties": False}
    said = f"{rule.summary} (By itself: {rule.severity}.)"
    return {"description": said, "anyOf": [severity, mapping, {"type": "null"}]}


def _reached(root: Told, parts: Mapping[str, Told]) -> set[str]:
    """The parts that a schema refers to, near and far."""
    found: set[str] = set()
    open_ = [*_refs(root)]
    while open_:
        key = open_.pop()
        if key not in found:
            found.add(key)
            open_.extend(_refs(parts[key]))
    return found


def _refs(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(ref := node.get("$ref"), str):
            yield ref.rpartition("/")[2]
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from _refs(each)
