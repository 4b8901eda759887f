"""Documents come back from bytes just as they were, or are not kept at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import msgspec
import pytest
from msgspec import Raw

from okrsite.model.document import Document, Objective
from okrsite.model.noun import replace
from okrsite.model.place import Place
from okrsite.read import NoSite, wire
from okrsite.read.desk import Known
from okrsite.read.documents import read_document
from tests.conftest import ROOT
from tests.every_field import Names, organisation
from tests.hostile_texts import texts
from tests.sites import documents

BODY = """\
# A heading, and *emphasis*

See [the guide](guide#how "a title"), <https://example.org>, `2026-q4-goal#kr` and ![what](is.png).

## Again

- [x] done, with a footnote[^1]
- [ ] open

| a | b |
|---|--:|
| 1 | 2 |

[^1]: The note.
"""
PLACE = Place("content", "2026-Q4/it/goal.md")
KNOWN = Known({"2026-q4": "2026-Q4"}, frozenset({"it"}), frozenset({"ada"}), ("few", "all"))

SITES = [
    ROOT,
    *sorted((ROOT / "tests/sites_valid").iterdir()),
    *sorted((ROOT / "tests/sites_invalid").iterdir()),
]


def alike(one: object, other: object) -> bool:
    """Whether two things are equal down to the types: 1 is not 1.0, and True is not 1."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return [*one] == [*other] and all(alike(each, other[key]) for key, each in one.items())
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    names = _names(one)
    if names:
        return all(alike(getattr(one, name), getattr(other, name)) for name in names)
    return bool(one == other)


def _names(thing: object) -> list[str]:
    if is_dataclass(thing):
        return [each.name for each in fields(thing)]
    return [*thing.__struct_fields__] if isinstance(thing, msgspec.Struct) else []


def again(document: Document) -> Document | None:
    """A document from its bytes."""
    packed = wire.packed(document)
    if packed is None:
        return None
    sent = msgspec.msgpack.decode(msgspec.msgpack.encode(packed), type=wire.Wire)
    return wire.unpacked(sent)


def one(text: str, path: str = "2026-Q4/it/goal.md") -> Document:
    """The document that a text is."""
    outcome = read_document(text, Place("content", path), KNOWN, drafts=True)
    assert outcome.document is not None, outcome.findings
    return outcome.document


def every_field(text: str = "*Text* with a [link](there)") -> Iterator[Document]:
    """Documents of each type in which every field says something."""
    for path, written in organisation(lambda _: text, Names("own", "other"), body=BODY).items():
        yield one(written, path)


def test_every_field_comes_back() -> None:
    """Of every type of document, every kind of key result and every part of a text."""
    found = [*every_field()]
    assert {type(each).__name__ for each in found} == {*wire._TYPES}
    for each in found:
        assert alike(again(each), each)


@pytest.mark.parametrize("site", SITES, ids=lambda each: each.name)
def test_real_documents_come_back(site: Path) -> None:
    """The example's, and those of all sites that tests are made with."""
    try:
        found = documents(site, drafts=True).all()
    except NoSite:
        return
    for each in found:
        assert alike(again(each), each)


@pytest.mark.parametrize("text", [*texts()[::40], "\0", "\ud800", "é\u0301\u2028\u202e🙂"])
def test_texts_of_any_kind_come_back(text: str) -> None:
    """Or are not kept, where they are no text."""
    written = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    found = read_document(f"---\nkey_results: []\n---\n# A\n\n{written}", PLACE, KNOWN, drafts=True)
    if found.document is not None:
        assert alike(again(found.document), found.document)


WAS = """\
---
title: A goal
key_results:
  - title: Faster
    metric: {from: 9, to: 3, unit: days}
    changed: [{date: 2026-11-01, field: %s, was: %s}]
---
"""


@pytest.mark.parametrize(
    ("field", "was"),
    [("to", "4"), ("to", "4.5"), ("due", "2026-11-30"), ("title", "2026-11-30"), ("unit", "weeks")],
)
def test_what_was_comes_back(field: str, was: str) -> None:
    """A day as a day, and a text that looks like one as a text."""
    found = one(WAS % (field, was))
    assert isinstance(found, Objective)
    assert alike(again(found), found)


def test_a_number_that_remembers_its_text_is_not_kept() -> None:
    """`010` is ten and says `010`: bytes would tell the one or the other."""
    assert again(one(WAS % ("to", "010"))) is None


def test_a_path_that_is_no_text_is_not_kept() -> None:
    """There are folders whose names no encoding knows."""
    found = read_document("---\nkey_results: []\ntitle: A\n---\n", PLACE, KNOWN, drafts=True)
    assert isinstance(found.document, Objective)
    nowhere = replace(found.document, place=Place("\udcff", "goal.md"))
    assert wire.packed(nowhere) is None


@pytest.mark.parametrize(
    "told",
    [
        ("Objective", b"\x80"),
        ("Objective", b"\xc1"),
        ("Objective", b""),
        ("Objective", b"\x91" * 100_000),
        ("FreePage", msgspec.msgpack.encode({"id": 1})),
        ("Path", b"\x80"),
    ],
)
def test_what_is_no_document_is_none(told: tuple[str, bytes]) -> None:
    """Fields of other types, types that are none, and bytes that are nothing."""
    assert wire.unpacked((told[0], Raw(told[1]))) is None


def test_a_kind_that_is_none_is_no_document() -> None:
    """A kind of key result that another okrsite may have had."""
    found = one("---\ntitle: A\nkey_results: [{title: B, done: false}]\n---\n")
    name, fields_ = wire.packed(found) or ("", Raw())
    assert wire.unpacked((name, fields_)) == found
    assert wire.unpacked((name, Raw(bytes(fields_).replace(b"\xa4done", b"\xa4dine", 1)))) is None
