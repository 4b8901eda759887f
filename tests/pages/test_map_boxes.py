"""What stands in a box of the map, where room is short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okrsite.pages._map_boxes import _standing
from okrsite.pages._rows import Row, row
from tests.sites import goal, portfolio, site


@pytest.fixture
def line(tmp_path: Path) -> Row:
    """An objective's."""
    root = site(tmp_path, {"2026-Q4/it/a.md": goal("Answer tickets in 4 hours, not 12", "First")})
    found = portfolio(root)
    (each,) = found.objectives.values()
    return row(each, found)._replace(stale=True, watermelon=True)


def words(drawn: str) -> str:
    """The text of it."""
    (text,) = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    return str(text)


def test_where_there_is_room_all_of_a_status_is_said(line: Row) -> None:
    """In words, which need no key."""
    drawn = _standing(line, 400)
    assert words(drawn) == f"{line.standing.word}, stale, said better"
    assert "<use" not in drawn


def test_where_there_is_none_the_status_stays_whole(line: Row) -> None:
    """What has to be known with it is drawn as shapes: behind the words, one beside the other."""
    drawn = _standing(line, 130)
    assert words(drawn) == line.standing.word
    assert re.findall(r'<use href="#([\w-]+)"', drawn) == ["g-stale", "g-melon"]
    first, second = map(int, re.findall(r'<svg[^>]* x="(\d+)"', drawn))
    assert 27 < first < second <= first + 17


def test_a_status_alone_needs_no_shapes(line: Row) -> None:
    """It is cut where it is longer than the box."""
    drawn = _standing(line._replace(stale=False, watermelon=False), 30)
    assert words(drawn).endswith("…")
    assert "<use" not in drawn
