"""Front matter: split from the body, parsed, typed by a schema; faults located."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from okrsite.model.noun import dataclass
from okrsite.model.place import Place
from okrsite.model.problem import Finding, Fix
from okrsite.model.schema import shown
from okrsite.model.text import did_you_mean, listed, sole_near
from okrsite.read.yaml import Map, Mark, Seq, YamlFault, parse

Shape = TypeVar("Shape", bound=BaseModel)


class Unreadable(Exception):
    """A file that cannot be read at all."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Parts(NamedTuple):
    """A file split in two; lines count from 1."""

    front: str
    front_line: int
    body: str
    body_line: int


def normal(text: str) -> str:
    """The text with one kind of line end and without a byte order mark."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def split(text: str, place: Place) -> Parts:
    """Split a document into front matter and body.

    Raises:
        Unreadable: where front matter is opened and never closed.
    """
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return Parts("", 1, text, 1)
    lines = rest.split("\n")
    for index, line in enumerate(lines):
        if line.startswith("---") and line.rstrip() == "---":
            body = "\n".join(lines[index + 1 :])
            return Parts("\n".join(lines[:index]) + "\n", 2, body, index + 3)
    raise Unreadable(
        Finding(
            "unreadable-document",
            "The front matter that opens with `---` is never closed",
            place.at(1),
            "Write a line with only `---` after the last field.",
        )
    )


def mapping(text: str, place: Place, first_line: int = 1) -> Map:
    """Parse YAML that must be a mapping.

    Raises:
        Unreadable: where it is none, or no YAML.
    """
    value = tree(text, place, first_line)
    if value is None:
        return Map((first_line, 1), first_line)
    if not isinstance(value, Map):
        raise Unreadable(
            Finding(
                "unreadable-document",
                f"Fields are expected here, such as `title: ...`, not {shown(value)}",
                place.at(first_line),
            )
        )
    return value


def tree(text: str, place: Place, first_line: int = 1) -> Any:
    """Parse YAML of any shape.

    Raises:
        Unreadable: where it is no YAML.
    """
    try:
        return parse(text, first_line)
    except YamlFault as fault:
        raise Unreadable(
            Finding(
                "unreadable-document",
                f"This cannot be read as YAML: {fault.message}",
                place.at(*fault.mark),
                fault.hint,
            )
        ) from None


@dataclass(slots=True)
class Marked:
    """Front matter with its marks: says where each field stands."""

    raw: Any
    place: Place

    def at(self, *path: str | int) -> Place:
        """The place of the value at a path, or of what comes nearest."""
        node, mark = self.raw, getattr(self.raw, "start", (self.place.line, 1))
        for step in path:
            found = _step(node, step)
            if found is None:
                break
            node, mark = found[0], (found[1] or mark)
        return self.place.at(*mark)

    def key_at(self, *path: str | int) -> Place:
        """The place of the key at the end of a path."""
        node: Any = self.raw
        for step in path[:-1]:
            found = _step(node, step)
            if found is None:
                return self.at(*path)
            node = found[0]
        mark = node.key_at(str(path[-1])) if isinstance(node, Map) else None
        return self.place.at(*mark) if mark else self.at(*path)


def _step(node: Any, step: str | int) -> tuple[Any, Mark | None] | None:
    if isinstance(node, Map) and step in node:
        return node[str(step)], node.value_at(str(step))
    if isinstance(node, Seq) and isinstance(step, int) and step < len(node):
        return node[step], node.item_at(step)
    # A thing written without the brackets of a list of one stands for its first item.
    return (node, getattr(node, "start", None)) if step == 0 and node else None


@dataclass(slots=True)
class Desk:
    """Where one file is read: its marks, and the faults found so far."""

    marked: Marked
    findings: list[Finding] = field(default_factory=list)

    def fault(self, rule: str, message: str, place: Place, hint: str = "") -> None:
        """Set a fault aside."""
        self.findings.append(Finding(rule, message, place, hint))

    def typed(self, shape: type[Shape], raw: Any, path: tuple[str | int, ...] = ()) -> Shape | None:
        """Type a mapping by a schema; None, with its faults set aside, where it does not fit."""
        try:
            return shape.model_validate(raw)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_context=True):
                self._fault_of(shape, path, each)
            return None

    def _fault_of(self, shape: type[BaseModel], path: tuple[str | int, ...], error: Any) -> None:
        loc = (*path, *(step for step in error["loc"] if step != "[key]"))
        name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "this")
        kind = error["type"]
        if kind == "extra_forbidden":
            self._unknown(shape, path, loc, name, error["input"])
        elif kind == "missing":
            self.fault("missing-field", f"`{name}` is missing", self.marked.at(*loc[:-1]))
        elif kind == "okrsite":
            self.fault("wrong-type", f"`{name}` {error['msg']}", self.marked.at(*loc))
        else:
            words = _WORDS.get(kind, "has a value of the wrong kind:")
            message = f"`{name}` {words} {shown(error['input'])}"
            self.fault("wrong-type", message, self.marked.at(*loc))

    def _unknown(
        self,
        shape: type[BaseModel],
        path: tuple[str | int, ...],
        loc: tuple[str | int, ...],
        name: str,
        value: Any,
    ) -> None:
        known = fields_at(shape, loc[len(path) :])
        hint = did_you_mean(name, known) or (
            f"Known here: {listed(sorted(known)[:12])}." if known and len(known) <= 12 else ""
        )
        if value is None and not hint.startswith("Did"):
            # `{title: One, two}`: the comma ended the value, and what follows became a field.
            hint = "Text with a comma needs quotes between { and }; a field needs a value."
        hint = hint or "What your organisation adds for itself goes under `extra:`."
        place = self.marked.key_at(*loc)
        right = sole_near(name, known) if value is not None else ""
        fix = Fix(place, name, right) if right else None
        message = f"`{name[:60]}` is no field here"
        self.findings.append(Finding("unknown-field", message, place, hint, fix=fix))


_WORDS = {
    "dict_type": "must be a mapping, not",
    "model_type": "must be a mapping, not",
    "model_attributes_type": "must be a mapping, not",
    "list_type": "must be a list, not",
    "enum": "must be one of the known words, not",
}


def fields_at(shape: type[BaseModel], loc: Iterable[str | int]) -> list[str]:
    """The fields that may stand where an unknown one was found."""
    here: type[BaseModel] | None = shape
    for step in list(loc)[:-1]:
        if here is None:
            return []
        if isinstance(step, int):
            continue
        here = schema_within(_field(here, step))
    return [] if here is None else [f.alias or name for name, f in here.model_fields.items()]


def _field(shape: type[BaseModel], name: str) -> Any:
    for key, info in shape.model_fields.items():
        if name in (key, info.alias):
            return info.annotation
    return None


def schema_within(annotation: Any) -> type[BaseModel] | None:
    """The schema that a type is, or holds; None where it has none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = schema_within(inner)
        if found is not None:
            return found
    return None


def lines_of(raw: Any) -> Mapping[str, int]:
    """The line of each field of a mapping."""
    return raw.lines() if isinstance(raw, Map) else {}
