"""Editors are told what the reader takes: no more, no less, as far as one file can say."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.protocols import Validator
from pydantic import ValidationError

from okrsite.check import rules
from okrsite.cli.init import placeholders, starter_files
from okrsite.library import FUNCTIONS
from okrsite.model.place import Place
from okrsite.model.schema import Schema
from okrsite.read import schemas
from okrsite.read.editors import DIALECTS, NAMES, schema
from okrsite.read.front_matter import Unreadable, mapping, normal, split, tree
from okrsite.read.parts import SECTIONS, parts
from tests.conftest import ROOT

TOLD = {name: schema(name, rules().values()) for name in NAMES}
SETTINGS = {"site.yml": "site", "org.yml": "org", "cycles.yml": "cycles"}
VALID = [ROOT / "content", *sorted((ROOT / "tests/sites_valid").iterdir())]
FAULTS = ("unknown-field", "missing-field", "wrong-type")
INVALID = sorted(
    path
    for path in (ROOT / "tests/sites_invalid").iterdir()
    if path.name.partition("--")[0] in FAULTS
)
BEYOND = {
    "missing-field--check-in-date",  # the name of the file may give it
    "missing-field--cycle",  # so may the folder
    "missing-field--team",
    "missing-field--title",  # so may the first heading
    "missing-field--no-cycles",  # there is no file to look at
    "missing-field--no-site",
    "wrong-type--changed",  # depends on what was changed
    "wrong-type--check-in-line",  # the body is Markdown
    "wrong-type--confidence-in-a-line",
    "wrong-type--not-a-number",  # JSON has none to hold it against
    "wrong-type--figure-of-another-kind",  # depends on another document
    "wrong-type--band-upside-down",  # one figure against another
    "wrong-type--empty-band",
    "wrong-type--to-and-by",
    "wrong-type--no-milestones",
    "wrong-type--team-and-person",
    "wrong-type--measure",  # the short form has a grammar of its own
    "wrong-type--date-that-does-not-exist",  # asks for a calendar
    "wrong-type--site-locale",  # asks for a list of the world
    "wrong-type--site-timezone",
    "wrong-type--site-timezone-path",
}
"""Faults that a schema of one file cannot see: `okrsite check` tells them."""


def documents(folder: Path) -> Iterator[tuple[Path, object]]:
    """Every file of a content folder that can be read as YAML, with what it holds; no drafts."""
    for path in sorted(folder.rglob("*")):
        place = Place(folder.name, path.relative_to(folder).as_posix())
        try:
            if path.name in SETTINGS:
                yield path, tree(normal(path.read_text("utf-8")), place)
            elif path.suffix == ".md":
                front, line, _, _ = split(normal(path.read_text("utf-8")), place)
                fields = mapping(front, place, line)
                if fields.get("draft") is not True:  # these may be unfinished
                    yield path, fields
        except (Unreadable, UnicodeDecodeError):
            continue


def faults(
    path: Path, value: object, validator: type[Validator] = Draft202012Validator
) -> list[str]:
    """What the schema of a file says of it."""
    told = TOLD[SETTINGS.get(path.name, "document")]
    found = validator(told).iter_errors(value)  # type: ignore[arg-type]
    return [f"{path.name}: {each.message}" for each in found]


def said_of(folder: Path, validator: type[Validator] = Draft202012Validator) -> list[str]:
    """What the schemas say of a content folder."""
    return [each for path, value in documents(folder) for each in faults(path, value, validator)]


@pytest.mark.parametrize(
    ("draft", "validator"), [("2020-12", Draft202012Validator), ("7", Draft7Validator)]
)
@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str, draft: str, validator: type[Validator]) -> None:
    """Of the draft that it names; but for that line they are the same."""
    told = schema(name, rules().values(), draft=draft)
    validator.check_schema(told)
    assert validator.META_SCHEMA["$id"] == DIALECTS[draft] == told.pop("$schema")
    assert told == {key: value for key, value in TOLD[name].items() if key != "$schema"}


@pytest.mark.parametrize("validator", [Draft202012Validator, Draft7Validator])
@pytest.mark.parametrize("folder", VALID, ids=lambda path: path.name)
def test_what_the_reader_takes_the_schemas_take(folder: Path, validator: type[Validator]) -> None:
    """In editors that know the new dialect, and in those that read it as the older one."""
    assert list(documents(folder)) or folder.name == "empty"
    assert said_of(folder, validator) == []


def test_the_schemas_take_what_comes_with_okrsite(tmp_path: Path) -> None:
    """The starter, and the library."""
    for path, text in starter_files(placeholders(date(2026, 11, 21), "Our OKRs")):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    assert len(list(documents(tmp_path / "content"))) > 5
    assert said_of(tmp_path / "content") == []
    library = ROOT / "okrsite" / "library"
    assert len(list(documents(library))) > len(FUNCTIONS)
    assert said_of(library) == []


@pytest.mark.parametrize("folder", INVALID, ids=lambda path: path.name)
def test_what_is_wrong_in_one_file_the_schemas_see(folder: Path) -> None:
    """And what needs more than one file they leave alone."""
    said = said_of(folder / "content" if (folder / "content").is_dir() else folder)
    assert bool(said) is (folder.name not in BEYOND), said


@pytest.mark.parametrize(
    ("name", "front"),
    [
        ("objective", {"titel": "Ready"}),
        ("objective", {"type": "review"}),
        ("objective", {"key_results": [{"title": "A", "metric": {"from": "15"}}]}),
        ("objective", {"key_results": [{"metric": {"from": 15}}]}),
        ("objective", {"key_results": {"metric": {"from": 15}}}),
        ("objective", {"ambition": "bold"}),
        ("objective", {"ignore": {"vague-titel": "because"}}),
        ("review", {"date": "2026-10-01"}),
        ("review", {"type": "review"}),
        ("checkin", {"key_results": {"a": {"confidence": 11}}}),
        ("site", {"title": "A", "policy": {"rules": {"long-title": "loud"}}}),
        ("site", {"title": "A", "policy": {"rules": {"long-title": {"length": 3}}}}),
        ("site", {"title": "A", "format": 2}),
        ("cycles", [{"id": "q", "starts": "soon"}]),
        ("cycles", {"cycles": [], "more": 1}),
        ("org", {"teams": [{"id": "A B", "name": "A"}]}),
    ],
)
def test_a_schema_refuses(name: str, front: object) -> None:
    """What the check would call an error."""
    assert not Draft202012Validator(TOLD[name]).is_valid(front)


@pytest.mark.parametrize(
    ("name", "front"),
    [
        ("objective", {"key_results": "Days: 15 -> 5"}),
        ("objective", {"key_results": [{"Days": "15 -> 5"}]}),
        ("objective", {"key_results": {"title": "A", "done": None}}),
        ("objective", {"key_results": None, "contributors": "it", "cycle": 2026, "id": 7}),
        ("objective", {"aligns_to": {"to": "a"}, "depends_on": "b", "links": ["https://a.b"]}),
        ("objective", {"extra": {"anything": [1, {"goes": None}]}, "dropped": True}),
        ("objective", {"key_results": [{"title": 5, "metric": {"by": "-30 %"}, "pace": "none"}]}),
        ("checkin", {"objectives": {"a": {"status": "At risk"}}, "type": "checkin"}),
        ("site", {"title": "A", "focus": ["cost"], "policy": {"rules": {"long-title": False}}}),
        ("site", {"title": "A", "policy": {"rules": {"long-title": {"characters": 90}}}}),
        ("cycles", {"cycles": [{"id": 2026, "starts": "2026-01-01"}]}),
        ("org", {"teams": None}),
    ],
)
def test_a_schema_is_as_generous_as_the_reader(name: str, front: object) -> None:
    """Short forms, lists of one, numbers where text is meant."""
    assert list(Draft202012Validator(TOLD[name]).iter_errors(front)) == []


VALUES: list[object] = [
    None, True, False, 0, 1, -1, 0.5, 1.5, 11, 2026, 10**16, "", "a", "A b", "a-b", "2026", "no",
    "2026-11-30", "2026-11-3", "-30%", "30", "on track", "AT-RISK", "on_risk", "https://a.b/c",
    "HTTP://a", "mailto:a", "ftp://a", "http://a b", "weekly", "end", "mean", "off", "committed",
    [], ["a"], [1, 0.5], [0.9, 0.05], [None], [""], {}, {"a": 1}, {"a": "b"}, {"to": "a"},
    {"2026-11-01": 0.2}, {"soon": 0.2}, {"min": 1}, {"severity": "off"},
]  # fmt: skip


FIELDS = [
    pytest.param(shape, field.alias or name, id=f"{shape.__name__}-{name}")
    for shape in SECTIONS
    if shape is not schemas.RuleShape  # written otherwise than it is kept
    for name, field in shape.model_fields.items()
    # These the shape leaves to the reader.
    if name not in ("type", "format", "was", "pace")
    and (shape, name) != (schemas.ObjectiveShape, "key_results")
]


@pytest.mark.parametrize(("shape", "name"), FIELDS)
def test_every_field_is_told_as_it_is_typed(shape: type[Schema], name: str) -> None:
    """For each of some fifty values, the schema says what the reader says."""
    told = parts().get(shape.__name__) or parts()["KeyResult"]
    validator = Draft202012Validator({**told["properties"][name], "$defs": parts()})
    taken = [value for value in VALUES if takes(shape, name, value)]
    assert [value for value in VALUES if validator.is_valid(value)] == taken


def takes(shape: type[Schema], name: str, value: object) -> bool:
    """Whether a shape finds no fault with a value of one of its fields."""
    try:
        shape.model_validate({name: value})
    except ValidationError as error:
        return all(each["loc"][0] != name for each in error.errors(include_url=False))
    return True


def test_every_field_says_what_it_is() -> None:
    """In the words of the reference, without its links."""
    for shape, told in parts().items():
        for name, field in told["properties"].items():
            if shape != "RuleShape":
                assert field["description"], f"{shape}.{name}"
                assert "](" not in field["description"], f"{shape}.{name}"
