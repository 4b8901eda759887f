"""Every mention of a team or person, and the changes that give it another id.

A file keeps its name and its folder. Where those said whose it is, its front matter does then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from okrsite.edit.change import Edit, Put, change
from okrsite.edit.fields import Node, fields
from okrsite.edit.references import Owner, value_of
from okrsite.edit.shape import Path
from okrsite.model.directory import Directory
from okrsite.model.document import CheckInDocument, Kpi, Objective, Review
from okrsite.model.noun import dataclass

_LIST, _VALUES = "[]", "{}"
"""Each item of a list, or what stands there without brackets; each value of a mapping."""
_TEAM, _PERSON, _WHO = "team", "person", "who"
"""Whose id a field holds; `who`: a person's, else a team's."""

Field = tuple[tuple[str, ...], str]

_OWN: tuple[Field, ...] = ((("team",), _TEAM), (("person",), _PERSON))
_FIELDS: Mapping[type, tuple[Field, ...]] = {
    Objective: (
        *_OWN,
        (("owner",), _WHO),
        (("contributors", _LIST), _WHO),
        (("key_results", _LIST, "owner"), _WHO),
        (("key_results", _LIST, "contributors", _LIST), _WHO),
        (("key_results", _LIST, "checkins", _LIST, "by"), _WHO),
        (("initiatives", _LIST, "owner"), _WHO),
    ),
    CheckInDocument: (
        *_OWN,
        (("by",), _WHO),
        *(((name, _VALUES, "by"), _WHO) for name in ("key_results", "objectives", "kpis")),
    ),
    Review: ((("team",), _TEAM),),
    Kpi: ((("team",), _TEAM), (("owner",), _WHO), (("checkins", _LIST, "by"), _WHO)),
}
_ORGANISATION: tuple[Field, ...] = (
    (("teams", _LIST, "id"), _TEAM),
    (("teams", _LIST, "parent"), _TEAM),
    (("teams", _LIST, "lead"), _PERSON),
    (("people", _LIST, "id"), _PERSON),
    (("people", _LIST, "team"), _TEAM),
)


@dataclass(frozen=True, slots=True)
class RenamingWho:
    """A team's or person's id that is to be another one."""

    kind: str
    """`team` or `person`."""
    old: str
    new: str
    names: Directory

    def of(self, text: str, document: Owner) -> str:
        """The text of a document with every mention rewritten; it is the same where it has none.

        Raises:
            Unclear: where one cannot be rewritten for sure.
        """
        root = fields(text, whole=False).root if text.startswith("---") else None
        edits = [*self._edits(root, _FIELDS[type(document)]), *self._own(root, document)]
        if edits and not text.startswith("---"):
            text = f"---\n---\n{text}"
        return change(text, edits) if edits else text

    def organisation(self, text: str) -> str:
        """The text of org.yml."""
        return change(text, self._edits(fields(text, whole=True).root, _ORGANISATION), whole=True)

    def _edits(self, root: Node | None, known: tuple[Field, ...]) -> list[Edit]:
        return [
            Put(path, self.new)
            for steps, sort in known
            for path, written in _scalars(root, steps)
            if self._means(written, sort)
        ]

    def _means(self, written: str, sort: str) -> bool:
        text = written.strip().lower()
        if text != self.old:
            return False
        if sort == _WHO:  # a person is looked for first
            return (self.kind == "person") == (text in self.names.people)
        return sort == self.kind

    def _own(self, root: Node | None, document: Owner) -> Iterator[Edit]:
        """Whose a document is, where its file's name or its folder says so."""
        named = getattr(document, self.kind, None)
        written = value_of(root, "team") is not None or value_of(root, "person") is not None
        if written or named is None or named.text != self.old:
            return
        if isinstance(document, CheckInDocument) and value_of(root, "type") is None:
            yield Put(("type",), "checkin")  # a file that is named after nobody is taken for a page
        yield Put((self.kind,), self.new, ("type", "date", "title", "id"))


def _scalars(
    node: Node | None, steps: tuple[str, ...], path: Path = ()
) -> Iterator[tuple[Path, str]]:
    """Texts at the end of a way through fields, lists and mappings, each with its path."""
    if not steps:
        if isinstance(node, yaml.ScalarNode):
            yield path, node.value
        return
    first, *rest = steps
    if first == _LIST:
        items = enumerate(node.value) if isinstance(node, yaml.SequenceNode) else [(None, node)]
        for index, item in items:
            yield from _scalars(item, (*rest,), path if index is None else (*path, index))
    elif first == _VALUES:
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            yield from _scalars(value, (*rest,), (*path, key.value))
    else:
        yield from _scalars(value_of(node, first), (*rest,), (*path, first))
