"""What stands side by side in a sentence is parted by the signs of the language."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrsite.i18n import speaking
from okrsite.pages._words import clauses, commas
from tests.i18n.test_catalogue import message, write


@pytest.mark.parametrize(
    ("items", "in_commas", "in_clauses"),
    [("", "", ""), ("a", "a", "a"), ("abc", "a, b, c", "a; b; c")],
    ids=["nothing", "one", "several"],
)
def test_in_english(items: str, in_commas: str, in_clauses: str) -> None:
    """However many there are, and whatever gives them."""
    assert commas(iter(items)) == in_commas
    assert clauses(iter(items)) == in_clauses


def test_in_arabic(tmp_path: Path) -> None:
    """Its comma and its semicolon look the other way."""
    write(
        tmp_path,
        "ar",
        message("{first}, {second}", "{first}، {second}"),
        message("{first}; {second}", "{first}؛ {second}"),
    )
    with speaking("ar", [tmp_path]):
        assert commas("abc") == "a، b، c"
        assert clauses("abc") == "a؛ b؛ c"


def test_braces_of_content_stay(tmp_path: Path) -> None:
    """A value is never taken for a message."""
    write(tmp_path, "de", message("{first}, {second}", "{first}, {second}"))
    with speaking("de", [tmp_path]):
        assert commas(["{first}", "{0}", "{x"]) == "{first}, {0}, {x"
