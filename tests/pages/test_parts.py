"""Long lists go on by pages: all of it once, in order, and every address stays."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.pages import cycle, updates
from okrsite.pages._parts import at, keyed, part_of, parts, split
from tests.html_reader import Document
from tests.sites import GOAL, built, goal, objective, site

LENGTHS = st.integers(0, 500)
MOST = st.integers(1, 60)


@given(LENGTHS, MOST)
def test_the_pages_of_a_list_hold_all_of_it_in_order(length: int, most: int) -> None:
    """Each entry stands where it is said to stand."""
    found: list[int] = []
    for address, key in keyed("/a/", "it", length, most):
        about, number = split(key)
        assert about == "it"
        here = part_of(range(length), number, most)
        assert all(at("/a/", place, most) == address for place in here)
        found += here
    assert found == [*range(length)]


@given(LENGTHS, MOST)
def test_each_page_leads_to_its_neighbours_and_to_both_ends(length: int, most: int) -> None:
    """And to no page that is not there; a single page leads nowhere."""
    pages = [address for address, _ in keyed("/a/", "it", length, most)]
    for number, address in enumerate(pages, 1):
        found = parts("/a/", number, length, most)
        assert found.number == number
        assert found.earlier == (pages[number - 2] if number > 1 else "")
        assert found.later == (pages[number] if number < len(pages) else "")
        named = [each for each in found.parts if each is not None]
        assert [each.href for each in named if each.current] == [address]
        assert {each.href for each in named} <= set(pages)
        assert {pages[0], pages[-1]} <= {each.href for each in named}


def test_a_check_in_keeps_its_address_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`/updates/<week>/#<id>` is an entry, or names the page on which it stands."""
    monkeypatch.setattr(updates, "MOST", 3)
    teams = ("company", "people-operations", "it")
    said = "- onboarding#ready: 40 % All is well\n"
    documents = {
        f"checkins/2026-11-{day}-{team}.md": f"---\nid: c{day}-{team}\n---\n\n{said}"
        for day in (16, 17, 18)
        for team in teams
    }
    ready = "{id: ready, title: Ready, metric: {from: 0, to: 100, unit: '%'}}"
    output = built(site(tmp_path, {GOAL: goal(ready), **documents}))
    week = output / "updates" / "2026-w47"
    assert sorted(each.name for each in week.iterdir()) == ["2", "3", "index.html"]
    first = Document((week / "index.html").read_text("utf-8")).elements
    anchors = [each.attributes.get("id") for each in first]
    ways = [each.attributes.get("href", "") for each in first]
    entries: list[str] = []
    for path in (week, week / "2", week / "3"):
        text = (path / "index.html").read_text("utf-8")
        entries += re.findall(r'<article class="entry" id="([^"]+)"', text)
    ids = [f"c{day}-{team}" for day in (16, 17, 18) for team in teams]
    assert sorted(entries) == sorted(ids)
    for one in ids:
        assert anchors.count(one) == 1
        if one in entries[:3]:
            continue
        (way,) = (href for href in ways if href.endswith(f"#{one}"))
        there = (week / way.partition("#")[0].split("2026-w47/")[1] / "index.html").read_text(
            "utf-8"
        )
        assert f'id="{one}"' in there


def test_a_cycle_goes_on_by_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every objective once, and what is told of the cycle on its first page alone."""
    monkeypatch.setattr(cycle, "MOST", 4)
    files: dict[str, str | bytes] = {
        f"2026-Q4/it/goal-{number:02}.md": objective(title=f"Goal {number:02}")
        for number in range(10)
    }
    output = built(site(tmp_path, files)) / "cycles" / "2026-q4"
    texts = [(output / part / "index.html").read_text("utf-8") for part in (".", "2", "3")]
    rows = [re.findall(r'<th scope="row"><a href="[^"]*">(Goal \d\d)</a>', text) for text in texts]
    assert [name for some in rows for name in some] == [f"Goal {n:02}" for n in range(10)]
    assert [len(some) for some in rows] == [4, 4, 2]
    assert ['id="plan_"' in text for text in texts] == [True, False, False]
    assert "Page 3 of 3" in texts[2]
    assert not (output / "4").exists()
