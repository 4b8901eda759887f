"""`okrsite library`: examples on the terminal."""

import json

import pytest

from okrsite.library import FUNCTIONS, examples, of_function
from okrsite.model.example import Example
from tests.sites import run


def test_all_examples_are_listed_by_function() -> None:
    """Name and title of each, under its function."""
    said = run("library").stdout
    for key, name in FUNCTIONS.items():
        assert f"\n{name} ({key})\n" in f"\n{said}"
    for each in examples():
        assert f"  {each.name} " in said
        assert each.objective.title.plain in said


def test_a_function_tells_its_examples_with_their_key_results() -> None:
    """Each line with from where to where."""
    said = run("library", "support").stdout
    assert "  - Questions solved at the first contact: 58 → 75%\n" in said
    assert "(nobody-waits-a-week)" in said
    assert "same-day-dispatch" not in said


def test_an_example_is_shown_with_its_reason_its_weak_twin_and_its_file() -> None:
    """All that the library knows of it."""
    said = run("library", "restores-that-work").stdout
    assert "\nWhy it is good: Only a restore proves a backup" in said
    assert "\nThe same goal, weak: Backup strategy\n" in said
    assert "      - The notes exist for all fourteen\n" in said
    assert "\n    title: We can lose a server and not lose a day\n    key_results:\n" in said


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
def test_every_example_can_be_shown(example: Example) -> None:
    """No measure is without words."""
    result = run("library", example.name)
    assert result.exit_code == 0
    assert "?" not in "".join(line for line in result.stdout.splitlines() if line[:4] == "  - ")


def test_json_has_the_same() -> None:
    """A list of all or of a function; one as an object."""
    assert len(json.loads(run("library", "--format", "json").stdout)) == len(examples())
    told = json.loads(run("library", "it", "--format", "json").stdout)
    assert [each["name"] for each in told] == [each.name for each in of_function("it")]
    one = json.loads(run("library", "one-login", "--format", "json").stdout)
    assert one["key_results"][1] == {
        "title": "Hours until a leaver's last account is closed",
        "kind": "metric",
        "aim": "96 → 4 hours",
        "milestones": [],
    }
    assert one["weak"] is None
    assert one["text"].startswith("---\ntitle: The right access")


def test_what_is_not_there_is_a_wrong_use() -> None:
    """With a "did you mean", or the functions."""
    result = run("library", "one-logni")
    assert result.exit_code == 2
    assert "Did you mean `one-login`?" in result.output
    assert "public-administration" in run("library", "zzz").output
