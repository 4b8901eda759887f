"""The cascade's pages: every row once, pages of a bounded size, and a file that joins them."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from okrsite.model.portfolio import Portfolio
from okrsite.pages import cascade, cascade_tree
from okrsite.pages._index import parent
from okrsite.pages._tree import ROWS, UNALIGNED, WHOLE, address, tree
from tests.sites import objective, portfolio, site

TOP = "2026/company/top.md"


def organisation(where: Path, many: int, shape: str, seed: int = 1) -> Portfolio:
    """An organisation whose tree is deep, wide, bushy, or not aligned at all."""
    chance = random.Random(seed)
    files: dict[str, str | bytes] = {TOP: objective(title="Top")}
    for number in range(many - 1):
        above = {
            "deep": f"g{number - 1}" if number else "top",
            "wide": "top",
            "bushy": f"g{chance.randrange(number)}" if number > 4 else "top",
            "loose": "",
        }[shape]
        front = f"aligns_to: [{above}]\n" if above else ""
        files[f"2026-Q4/it/g{number}.md"] = objective(front, title=f"Goal {number}")
    return portfolio(site(where, files))


@pytest.fixture(scope="module", params=["deep", "wide", "bushy", "loose"])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    """A little more than one page holds, in several shapes."""
    return organisation(tmp_path_factory.mktemp("large"), WHOLE + 60, request.param)


def views(found: Portfolio) -> dict[str, cascade.CascadeView]:
    """Every page of the cascade."""
    return {way: cascade.view(found, key) for way, key in cascade.pages(found)}


def own(view: cascade.CascadeView) -> list[cascade.Branch]:
    """The rows that a page is about."""
    return [each for each in (*view.branches, *view.unaligned) if not each.context]


def test_every_objective_stands_on_one_page_of_bounded_size(large: Portfolio) -> None:
    """None is lost, none is told twice, no page is long."""
    found = views(large)
    ids = [each.row.id for view in found.values() for each in own(view)]
    assert sorted(ids) == sorted(large.objectives)
    assert all(len(own(view)) <= ROWS for view in found.values())
    assert len(found) > 1


def test_every_page_can_be_reached_from_the_first(large: Portfolio) -> None:
    """By links alone: to branches where they begin, and from part to part."""
    found = views(large)
    reached, waiting = set(), ["/cascade/"]
    while waiting:
        way = waiting.pop()
        if way in reached:
            continue
        reached.add(way)
        view = found[way]
        assert view.part is not None
        waiting += [each.below for each in own(view) if each.below]
        waiting += [each for each in (view.apart, view.part.after) if each]
    assert reached == set(found)


def test_a_page_shows_what_stands_above_it(large: Portfolio) -> None:
    """From the top to what its rows hang under."""
    for view in views(large).values():
        assert view.part is not None
        context = [each.row.id for each in (*view.branches, *view.unaligned) if each.context]
        above: list[str] = []
        at = view.part.id
        while at and at != UNALIGNED:
            above.insert(0, at)
            up = parent(large.objectives[at])
            at = up if up is not None and not large.objectives[at].whole else ""
        assert context == above


def test_the_file_of_the_tree_joins_the_pages(large: Portfolio) -> None:
    """From it alone the parent of every row, and the page that a row stands on, can be told."""
    told = json.loads(json.dumps(cascade_tree.view(large, "")))
    found = tree(large)
    keys = [node.key for run in found.runs.values() for node in run.nodes]
    assert len(told["levels"]) == len(keys)
    runs: list[Any] = told["runs"]
    for at, (owner, below, first) in enumerate(runs):
        end = runs[at + 1][2] if at + 1 < len(runs) else len(keys)
        over = [below] if below >= 0 else []
        for number in range(first, end):
            while over and told["levels"][over[-1]] >= told["levels"][number]:
                over.pop()
            assert found.nodes[keys[number]].above == (keys[over[-1]] if over else "")
            over.append(number)
            part = (number - first) // told["rows"] + 1
            listed = found.runs[owner].rows(part)
            assert listed[(number - first) % told["rows"]].key == keys[number]
            assert found.home(keys[number]) == (owner, part)


def test_the_first_page_shows_whole_levels(tmp_path: Path) -> None:
    """As many as fit, so that it is an overview."""
    found = organisation(tmp_path, WHOLE + 60, "bushy")
    levels = [each.level for each in own(views(found)["/cascade/"])]
    widths = {level: levels.count(level) for level in set(levels)}
    every = [node.level for node in tree(found).nodes.values()]
    assert all(every.count(level) == many for level, many in widths.items())
    assert len(levels) + every.count(max(levels) + 1) > ROWS


def test_a_small_cascade_is_one_page(tmp_path: Path) -> None:
    """Nothing is cut, and no file is needed to join anything."""
    found = organisation(tmp_path, WHOLE, "bushy")
    (view,) = views(found).values()
    assert view.part is None
    assert len(own(view)) == WHOLE
    assert not any(each.below for each in own(view))
    assert list(cascade_tree.pages(found)) == []


def test_an_objective_of_the_whole_below_one_that_is_not_aligned_is_told_once(
    tmp_path: Path,
) -> None:
    """It is aligned by itself: a top, and not below what leads nowhere."""
    files: dict[str, str | bytes] = {
        TOP: objective("aligns_to: [loose]\n", title="Top"),
        "2026-Q4/it/loose.md": objective(title="Loose"),
        "2026-Q4/it/under.md": objective("aligns_to: [loose]\n", title="Under"),
    }
    found = portfolio(site(tmp_path, files))
    view = cascade.view(found, "")
    assert [each.row.id for each in view.branches] == ["2026-top"]
    assert [each.row.id for each in view.unaligned] == ["2026-q4-loose", "2026-q4-under"]
    assert view.loose == 2


def test_addresses_of_parts_are_no_ids() -> None:
    """No objective can be called so."""
    assert address("", 2) == "/cascade/part_2/"
    assert address(UNALIGNED, 3) == "/cascade/unaligned_/part_3/"
