"""Organisations with a text of one's choice in every field that any document may have.

The fields are those of the schemas that editors get, so a new field is filled by itself. Only what
must name something (a reference, an id) or must fit together (a measure's bounds) is given here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from okrsite.check import rules
from okrsite.read.editors import schema

Text = Callable[[str], str]
"""What stands in a field, by its path: `objective.key_results.metric.unit`."""

OMIT = object()
"""A field that is left out: what it says would contradict another."""

_SAMPLES = ("2026-11-05", "https://example.org/", "12%", "word", "2026")
_KINDS = ("metric", "ladder", "keep", "milestones", "done", "aligned")


class Names(NamedTuple):
    """The ids of one organisation's things, and of the things that it refers to."""

    own: str
    """Each id begins with it."""
    other: str
    """And so do those of what its fields refer to."""

    def refers(self) -> dict[str, Any]:
        """What fields that name another thing say."""
        other = self.other
        goal = f"{other}-goal"
        who = f"{other}-person"
        return {
            "owner": who, "lead": who, "by": who, "contributors": [who, f"{other}-team"],
            "aligns_to": [{"to": f"{other}-top#kr-metric", "weight": 2}],
            "depends_on": [{"objective": f"{other}-ended", "confirmed": "2026-11-01"}],
            "continues": f"{other}-top", "deferred_to": f"{other}-2027",
            "key_results.kpi": f"{other}-kpi", "decisions.objective": goal,
            "initiatives.key_result": OMIT, "focus": "quality",
        }  # fmt: skip


@dataclass(frozen=True)
class Filling:
    """Fills a schema."""

    told: Mapping[str, Any]
    text: Text
    given: Mapping[str, Any] = field(default_factory=dict)
    """Values by the end of a field's path; the longest end that fits counts."""

    def fill(self, node: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 (what YAML may hold)
        """A value that a schema takes, with the text wherever a text may stand."""
        names = path.split(".")
        for at in range(1, len(names)):
            ending = ".".join(names[at:])
            if ending in self.given:
                return self.given[ending]
        if "$ref" in node:
            return self.fill(self.told["$defs"][node["$ref"].rpartition("/")[2]], path)
        if "anyOf" in node:
            return self.fill(max(node["anyOf"], key=self._richness), path)
        if "enum" in node or "const" in node:
            return node["const"] if "const" in node else node["enum"][0]
        kinds = node.get("type", "object")
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if "array" in kinds:
            return [self.fill(node["items"], path)]
        if "object" in kinds:
            return self._mapping(node, path)
        if "string" in kinds:
            return self._string(node, path)
        return self._number(node) if "number" in kinds or "integer" in kinds else False

    def _richness(self, node: Mapping[str, Any]) -> int:
        while "$ref" in node:
            node = self.told["$defs"][node["$ref"].rpartition("/")[2]]
        kinds = node.get("type", "")
        return ("null" not in kinds) + 2 * ("object" in kinds) + 4 * ("array" in kinds)

    def _mapping(self, node: Mapping[str, Any], path: str) -> dict[str, Any]:
        if not node.get("properties"):
            return {"word": self.text(path)}
        inner = {
            name: self.fill(each, f"{path}.{name}") for name, each in node["properties"].items()
        }
        return {name: each for name, each in inner.items() if each is not OMIT}

    def _string(self, node: Mapping[str, Any], path: str) -> str:
        pattern = node.get("pattern", "")
        fitting = (each for each in (self.text(path), *_SAMPLES) if re.search(pattern, each))
        return next(fitting)

    @staticmethod
    def _number(node: Mapping[str, Any]) -> float:
        low, high = node.get("minimum", 0), node.get("maximum", 1000)
        return float(min(max(low, 0.4), high))


def organisation(
    text: Text, names: Names, entry: Mapping[str, Any] | None = None, body: str = ""
) -> dict[str, str]:
    """Documents of every type, by path; `entry` is added to each of them."""
    made = _Organisation(text, names, dict(entry or {}), body)
    return dict(made.documents())


def entries(
    text: Text, names: Names, more: Mapping[str, Any] | None = None
) -> dict[str, list[Any]]:
    """A team, a person and a cycle: what org.yml and cycles.yml hold of an organisation."""
    own = names.own
    given = {
        **names.refers(), "parent": OMIT, "within": OMIT, "team": OMIT, "until": OMIT,
        "audience": OMIT, "starts": "2026-10-01", "ends": "2026-12-31",
        "health_check": "2026-11-15", "grading": "2026-12-20", **(more or {}),
    }  # fmt: skip

    def filled(name: str, kind: str, **ids: str) -> dict[str, Any]:
        told = schema(name)
        filling = Filling(told, text, {**given, **ids})
        shape = {"teams": "TeamShape", "people": "PersonShape", "cycles": "CycleShape"}[kind]
        entry: dict[str, Any] = filling.fill(told["$defs"][shape], kind)
        return entry

    late = filled("cycles", "cycles", id=f"{own}-2027", starts="2027-01-01", ends="2027-12-31")
    late |= {"health_check": "2027-03-01", "grading": "2027-12-31"}
    return {
        "teams": [filled("org", "teams", id=f"{own}-team")],
        "people": [filled("org", "people", id=f"{own}-person")],
        "cycles": [filled("cycles", "cycles", id=f"{own}-2026"), late],
    }


@dataclass(frozen=True)
class _Organisation:
    text: Text
    names: Names
    entry: dict[str, Any]
    body: str

    _on_other = ("goal#kr-metric: 9", "goal#kr-done: 40%", "top: [at risk]", "kpi: 7")
    """What a check-in says of the other organisation."""

    def documents(self) -> Iterator[tuple[str, str]]:
        own, other = self.names.own, self.names.other
        yield (
            f"{own}/top.md",
            self._objective("top", aligns_to=OMIT, continues=OMIT, depends_on=OMIT),
        )
        yield f"{own}/goal.md", self._objective("goal")
        yield (
            f"{own}/ended.md",
            self._objective("ended", dropped="2026-11-02", **{"key_results.dropped": "2026-11-01"}),
        )
        said = {
            "key_results": {f"{each}-goal#kr-metric": self._said(value=7) for each in self.names},
            "objectives": {f"{each}-goal": self._said() for each in self.names},
            "kpis": {f"{each}-kpi": self._said(value=5) for each in self.names},
        }
        lines = (
            f"{self.body}\n\n- {own}-goal#kr-metric: 8 {self.text('line')}\n"
            f"- {own}-goal: [at risk] {self.text('line')}\n- {self.text('item')}\n"
            + "".join(f"- {other}-{each} {self.text('on.other')}\n" for each in self._on_other)
        )
        yield (
            f"{own}/2026-10-14-{own}.md",
            self._document("checkin", lines, id=f"{own}-checkin", **said),
        )
        scores = {f"{each}-goal#kr-metric": 0.4 for each in self.names}
        yield (
            f"{own}/review.md",
            self._document("review", self.body, id=f"{own}-review", scores=scores),
        )
        yield f"{own}/kpi.md", self._document(
            "kpi", self.body, id=f"{own}-kpi", **{"checkins.progress": OMIT, "checkins.done": OMIT}
        )  # fmt: skip
        yield f"{own}/page.md", self._document("page", self.body, id=f"{own}-page", nav=True)

    def _given(self) -> dict[str, Any]:
        own = self.names.own
        return {
            **self.names.refers(), "team": f"{own}-team", "person": OMIT, "cycle": f"{own}-2026",
            "draft": False, "audience": OMIT, "ignore": OMIT, "aliases": OMIT, "scores": {},
            "date": "2026-10-14", "healthy": {"min": 1, "max": 9}, "dropped": OMIT,
            "changed.date": "2026-11-01", "changed.field": "to", "changed.was": 4, **self.entry,
        }  # fmt: skip

    def _document(self, kind: str, body: str, **given: Any) -> str:
        told = schema(kind, rules().values())
        filling = Filling(told, self.text, {**self._given(), **given})
        front = filling.fill(told, kind)
        return f"---\n{json.dumps(front, indent=1, ensure_ascii=False)}\n---\n{body}\n"

    def _objective(self, name: str, **given: Any) -> str:
        own = self.names.own
        results = [self._key_result(kind, **given) for kind in (*_KINDS, "judged")]
        return self._document(
            "objective",
            self.body,
            **{
                "id": f"{own}-{name}", "aliases": [f"{own}-{name}-once"], "key_results": results,
                **{key: each for key, each in given.items() if not key.startswith("key_results.")},
            },
        )  # fmt: skip

    def _key_result(self, kind: str, **given: Any) -> dict[str, Any]:
        told = schema("objective")
        words = {"value": {"metric": 6, "ladder": 6, "keep": 6}.get(kind, OMIT)}
        words |= {"progress": 0.4 if kind == "judged" else OMIT, "done": OMIT}
        bounds: dict[str, Any] = {
            "id": f"kr-{kind}", "starts": "2026-10-01", "due": "2026-12-01", "score": OMIT,
            "metric.from": 1, "metric.to": 9, "metric.by": OMIT, "keep.min": 1, "keep.max": 9,
            "ladder": {0: 0, 0.5: 4, 1: 9}, "milestones.id": "first",
            "milestones.due": "2026-11-05",
            "milestones.done": "2026-10-20", "pace": "linear", "measure": OMIT, "withheld": False,
            "checkins": OMIT if kind in ("milestones", "done", "aligned") else None, "kpi": OMIT,
            "changed": None if kind == "metric" else OMIT,
            **{each: OMIT for each in _KINDS if each != kind},
        }  # fmt: skip
        bounds = {key: each for key, each in bounds.items() if each is not None}
        bounds |= {f"checkins.{key}": each for key, each in words.items()}
        inner = {key[12:]: each for key, each in given.items() if key.startswith("key_results.")}
        filling = Filling(told, self.text, {**self._given(), **bounds, **inner})
        result: dict[str, Any] = filling.fill(told["$defs"]["KeyResult"], f"key_results.by-{kind}")
        if kind == "metric":
            result["kpi"] = self.names.refers()["key_results.kpi"]
        return result

    def _said(self, **given: Any) -> dict[str, Any]:
        told = schema("checkin")
        nothing = {"value": OMIT, "progress": OMIT, "done": OMIT}
        filling = Filling(told, self.text, {**self._given(), **nothing, **given})
        said: dict[str, Any] = filling.fill(told["$defs"]["Said_"], "checkin.said")
        return said
