"""Every reference to a document, and the changes that give it another id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from okrsite.edit.change import Add, Edit, Put, Rename, change
from okrsite.edit.fields import Node, fields
from okrsite.edit.shape import Path, Unclear
from okrsite.model.directory import Directory, Target
from okrsite.model.document import CheckInDocument, Kpi, Line, Objective, Review
from okrsite.model.noun import dataclass

_BREAK = re.compile(r"\r\n|\r|\n")

Owner = Objective | CheckInDocument | Review | Kpi
"""A document that may refer to others."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """An id that is to be another one."""

    kind: str
    """`objective` or `kpi`."""
    old: str
    new: str
    names: Directory

    def of(self, text: str, document: Owner) -> str:
        """The text of a document with its references rewritten; it is the same where it has none.

        Raises:
            Unclear: where one cannot be rewritten for sure.
        """
        if isinstance(document, CheckInDocument):
            text = self._lines(text, document)
        own = isinstance(document, Objective if self.kind == "objective" else Kpi)
        if not text.startswith("---"):
            return text  # without front matter there is nothing more to refer with
        root = fields(text, whole=False).root
        edits = self._own(root) if own and document.id == self.old else []
        return change(text, [*self._references(root, document), *edits])

    def _own(self, root: Node | None) -> list[Edit]:
        """The new id, and the old one as an alias: links and pages keep working."""
        known = value_of(root, "aliases") is not None
        alias = Add(("aliases",), self.old) if known else Put(("aliases",), [self.old], ("id",))
        return [Put(("id",), self.new, ("type", "code", "title")), alias]

    def _references(self, root: Node | None, document: Owner) -> Iterator[Edit]:
        if isinstance(document, CheckInDocument):
            for name in ("key_results", "objectives") if self.kind == "objective" else ("kpis",):
                yield from self._keys(root, name, self.names.cycles_on(document.date))
        elif isinstance(document, Review):
            around = list(self.names.enclosing(document.cycle.text if document.cycle else None))
            yield from self._values(scalars_under(root, "decisions", "objective"), around)
            yield from self._keys(root, "scores", around)
        elif isinstance(document, Objective):
            around = list(self.names.enclosing(document.cycle.text))
            if self.kind == "kpi":
                yield from self._values(scalars_under(root, "key_results", "kpi", lone=False), ())
                return
            yield from self._values(scalars_under(root, "aligns_to", "to"), around)
            yield from self._values(scalars_under(root, "depends_on", "objective"), around)
            yield from self._values(scalars_under(root, "continues", ""), around)

    def _keys(self, root: Node | None, name: str, around: Sequence[str]) -> Iterator[Edit]:
        node = value_of(root, name)
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if name == "key_results" and "#" not in key.value:
                continue  # a key result of the team's own, which no objective is named in
            if (written := self._instead(key.value, around)) is not None:
                yield Rename((name, key.value), written)

    def _values(self, found: Iterator[tuple[Path, str]], around: Sequence[str]) -> Iterator[Edit]:
        for path, text in found:
            if (written := self._instead(text, around)) is not None:
                yield Put(path, written)

    def _instead(self, text: str, around: Sequence[str]) -> str | None:
        """How a reference is to be written; None where it means something else."""
        document, hash_, part = text.strip().partition("#")
        if self.kind == "kpi":
            found = self.names.kpi(document)
        else:
            found = self.names.objective(document, around)
        return f"{self.new}{hash_}{part}" if found.key == self.old else None

    def _lines(self, text: str, document: CheckInDocument) -> str:
        """The list items that begin with a reference."""
        starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        lines = [line for part in document.text if isinstance(part, tuple) for line in part]
        for line in sorted(lines, key=lambda each: each.place, reverse=True):
            if line.head and self._is_meant(line, document):
                at = starts[line.place.line - 1] + line.place.column - 1
                name = line.head.partition("#")[0]
                if text[at : at + len(name)] != name:
                    raise Unclear("a line has been changed meanwhile")
                text = text[:at] + self.new + text[at + len(name) :]
        return text

    def _is_meant(self, line: Line, document: CheckInDocument) -> bool:
        found = self.names.line(line.head, document)
        if not isinstance(found, Target) or found.key != self.old:
            return False
        if self.kind == "kpi":
            return found.kind == "kpi"
        return found.kind == "objective" or (found.kind == "key_result" and "#" in line.head)


def value_of(root: Node | None, name: str) -> Node | None:
    """The value of a field, or None where it is not there."""
    if not isinstance(root, yaml.MappingNode):
        return None
    return next((value for key, value in root.value if key.value == name), None)


def scalars_under(
    root: Node | None, name: str, field: str, *, lone: bool = True
) -> Iterator[tuple[Path, str]]:
    """References under a name: alone, in a list, or in the field of a mapping there."""
    node = value_of(root, name)
    items = enumerate(node.value) if isinstance(node, yaml.SequenceNode) else [(None, node)]
    for index, item in items:
        path: Path = (name,) if index is None else (name, index)
        if isinstance(item, yaml.ScalarNode) and lone:
            yield path, item.value
        elif isinstance(inner := value_of(item, field), yaml.ScalarNode):
            yield (*path, field), inner.value
