"""Nouns behave as the frozen data classes that the type checker takes them for."""

import dataclasses
from dataclasses import field
from typing import Any

import pytest

from okrsite.model.noun import dataclass, fields, is_noun, replace, values


@dataclass(frozen=True, slots=True)
class Place:
    """A noun."""

    file: str
    line: int = 1
    marks: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """Of what it holds."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One that can be put in order."""

    number: int
    name: str = ""


@dataclass(frozen=True)
class Kept:
    """One that compares by a part of what it holds only: a data class like any other."""

    key: str
    note: str = field(default="", compare=False)


def test_it_is_made_by_place_or_by_name() -> None:
    """With defaults, each its own list."""
    one, other = Place("a"), Place(file="a", line=1)
    assert (one.file, one.line, one.marks, one.told) == ("a", 1, [], "a:1")
    assert one.marks is not other.marks
    assert one == other
    assert one != Place("a", 2)
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]


def test_nothing_is_set_afterwards() -> None:
    """Neither a field nor anything else."""
    place: Any = Place("a")
    for name in ("line", "other"):
        with pytest.raises(AttributeError):
            setattr(place, name, 2)


def test_equal_ones_are_one_key() -> None:
    """And they are sorted field by field, where that was asked for."""
    assert {Step(1, "a"): 1}[Step(1, "a")] == 1
    assert sorted([Step(2), Step(1, "b"), Step(1, "a")]) == [Step(1, "a"), Step(1, "b"), Step(2)]
    assert len({Kept("a", "one"), Kept("a", "two")}) == 1


def test_copies_have_what_was_changed() -> None:
    """Of data classes that were made elsewhere, too."""
    place = Place("a", 3)
    assert replace(place, line=4) == Place("a", 4)
    assert place.line == 3
    other = dataclasses.make_dataclass("Other", ["a"])(1)
    assert replace(other, a=2).a == 2
    with pytest.raises(TypeError):
        replace(place, colour=1)  # type: ignore[call-arg]


def test_fields_are_told_in_order() -> None:
    """With their types; what is held, by name."""
    assert [each.name for each in fields(Place)] == ["file", "line", "marks"]
    assert [each.type for each in fields(Place("a"))] == [str, int, list[str]]
    assert [each.name for each in fields(Kept)] == ["key", "note"]
    assert values(Step(1, "a")) == {"number": 1, "name": "a"}


@pytest.mark.parametrize(
    ("thing", "is_one"),
    [(Place, True), (Place("a"), True), (Kept("a"), True), ("text", False), (int, False)],
)
def test_what_is_a_noun(thing: object, is_one: bool) -> None:
    """The class as well as what was made of it."""
    assert is_noun(thing) is is_one
