"""Laws of the map, over random organisations: nothing is lost, nothing is drawn twice."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from okrsite.model.portfolio import Portfolio
from okrsite.pages import map as maps
from okrsite.pages._map_fold import Box, boxes
from okrsite.pages._map_lines import Lines, lines
from okrsite.pages._map_scope import now
from okrsite.pages._map_ways import Which
from tests.sites import GOAL, objective, portfolio, site

SEEDS = range(12)
NARROW = "audience: leadership\n"
SVG = "{http://www.w3.org/2000/svg}"


class Organisation(NamedTuple):
    """A random organisation, as files."""

    files: dict[str, str]
    seen: dict[str, str]
    """The same without what only leadership may see, as if it had never been written."""


def organisation(seed: int, names: int = 0) -> Organisation:
    """Teams in a tree, goals aligned at random, up and across; `names` decides file names alone."""
    chance = random.Random(seed)
    teams = ["company", *(f"t{at}" for at in range(chance.choice([0, 3, 12, 40])))]
    parents = {team: chance.choice(teams[:at]) for at, team in enumerate(teams) if at}
    if chance.random() < 0.3:
        parents = {}
    many = chance.choice([0, 1, 7, 60, 130, 240])
    keys = [f"g{at}" for at in range(many)]
    hidden = {key for key in keys if chance.random() < 0.15}
    goals = [(key, _goal(key, at, keys, hidden, teams, chance)) for at, key in enumerate(keys)]
    below = {team: f", parent: {parent}" for team, parent in parents.items()}
    org = "".join(
        f"  - {{id: {team}, name: {team.upper()}{below.get(team, '')}}}\n" for team in teams
    )
    base = {"org.yml": f"teams:\n{org}"}
    stems = random.Random(names).sample(range(10_000), len(keys)) if names else list(range(many))
    files = [(f"{stem:05}.md", key, texts) for stem, (key, texts) in zip(stems, goals, strict=True)]
    return Organisation(
        base | {path: whole for path, _, (whole, _) in files},
        base | {path: seen for path, key, (_, seen) in files if key not in hidden},
    )


def _goal(
    key: str, at: int, keys: list[str], hidden: set[str], teams: list[str], chance: random.Random
) -> tuple[str, str]:
    """The text of a goal, whole and without what names hidden ones."""
    aligned = chance.sample(keys[:at], min(at, chance.choice([0, 1, 1, 1, 2, 3])))
    parts = {one: chance.choice(["", "", "#kr"]) for one in aligned}
    waits = chance.sample(keys, min(len(keys), chance.choice([0, 0, 0, 0, 1])))
    team = chance.choice(teams[: 1 + at // 3])
    cycle = chance.choice(["2026", "2026-Q4", "2026-Q4", "2026-11", "2026-Q3"])
    secret = "SECRET " if key in hidden else ""
    done = chance.choice(["false", "2026-10-05"])

    def text(gone: set[str]) -> str:
        up = [f"{one}{parts[one]}" for one in aligned if one not in gone]
        needs = [one for one in waits if one not in gone and one != key]
        front = f"id: {key}\nteam: {team}\ncycle: {cycle}\n"
        front += f"aligns_to: [{', '.join(up)}]\n" if up else ""
        front += f"depends_on: [{', '.join(needs)}]\n" if needs else ""
        front += NARROW if secret else ""
        front += f"key_results: [{{id: kr, title: K, done: {done}}}]\n"
        return objective(front, title=f"{secret}Goal {key} <b>&")

    return text(set()), text(hidden)


class Map(NamedTuple):
    """A map, as it is worked out and as it is drawn."""

    key: str
    view: maps.MapView
    found: tuple[Box, ...]
    lines: Lines
    portfolio: Portfolio

    @property
    def members(self) -> list[str]:
        """Every objective in every box."""
        return [key for box in self.found for key in box.members]

    @property
    def drawn(self) -> ElementTree.Element:
        """The drawing."""
        text = str(self.view.drawing).replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1)
        return ElementTree.fromstring(text)  # noqa: S314 (of our own making)


def every_map(root: Path, seed: int) -> Iterator[Map]:
    """All maps of a random organisation, for everyone."""
    found = portfolio(site(root, organisation(seed).files))
    for _, key in maps.pages(found):
        scope = Which.read(key).scope(found)
        drawn = boxes(scope, found)
        yield Map(key, maps.view(found, key), drawn, lines(drawn, found), found)


def places(drawn: ElementTree.Element) -> dict[str, tuple[float, float, float, float]]:
    """Each box's place: left, top, right, bottom."""
    found = {}
    for box in drawn.iter(f"{SVG}a"):
        x, y = map(float, re.findall(r"[\d.]+", box.attrib["transform"]))
        frame = next(each for each in box.iter(f"{SVG}rect") if each.get("class") == "fr")
        key = box.attrib["data-n"]
        assert key not in found, "drawn twice"
        found[key] = x, y, x + float(frame.attrib["width"]), y + float(frame.attrib["height"])
    return found


def paths(drawn: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """The lines of a kind: `al` for alignments, `dp` for dependencies."""
    return [
        each
        for each in drawn.iter(f"{SVG}path")
        if each.get("class", "").split()[:1] == [kind] and "data-many" in each.attrib
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_edge_is_drawn_or_counted(tmp_path: Path, seed: int) -> None:
    """Those with an end on a map are drawn, within a fold or told at the edge; no other is."""
    for each in every_map(tmp_path, seed):
        on, edges = set(each.members), each.portfolio.graph.edges
        assert sum(each.lines.account) == sum(e.source in on or e.objective in on for e in edges)
        drawn = paths(each.drawn, "al")
        assert sum(int(path.attrib["data-many"]) for path in drawn) == each.lines.account.drawn
        waits = [
            (one.id, need)
            for one in each.portfolio.objectives.values()
            for need in {n.objective.document for n in one.objective.depends_on}
        ]
        assert sum(each.lines.needs_account) == sum(one in on for one, _ in waits)
        drawn = paths(each.drawn, "dp")
        assert (
            sum(int(path.attrib["data-many"]) for path in drawn) == each.lines.needs_account.drawn
        )
        beyond = Counter(e.objective for e in edges if e.objective in on and e.source not in on)
        assert sum(beyond.values()) == each.lines.account.beyond
        for box in each.found:
            told = f"{beyond[box.key]} more aligned to it, not on this map"
            if box.single:
                assert (told in each.view.drawing) >= bool(beyond[box.key])
        if not each.key:
            current = now(each.portfolio)
            assert set(current) <= on
            assert all(e.objective in on for e in edges if e.source in current)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_objective_stands_twice_and_no_box_on_another(tmp_path: Path, seed: int) -> None:
    """On any map, and none is larger than can be read."""
    for each in every_map(tmp_path, seed):
        assert max(Counter(each.members).values(), default=1) == 1
        found = places(each.drawn)
        assert found.keys() == {box.key for box in each.found} | {"mission_"}
        for (_, one), (_, other) in combinations(found.items(), 2):
            apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
            assert apart, (one, other)
        assert len(found) <= 1 + 90
        wide, high = (float(each.drawn.attrib[name]) for name in ("width", "height"))
        assert all(min(x, y) >= 0 and r <= wide and b <= high for x, y, r, b in found.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_line_leads_one_way_and_past_all_boxes(tmp_path: Path, seed: int) -> None:
    """From the right edge of what is served to the left edge of what serves."""
    for each in every_map(tmp_path, seed):
        where = places(each.drawn)
        for path in paths(each.drawn, "al"):
            upper, lower = where[path.attrib["data-a"]], where[path.attrib["data-b"]]
            assert upper[2] < lower[0]
            x, y = map(float, re.findall(r"[\d.]+", path.attrib["d"])[:2])
            assert x == upper[2]
            assert y == pytest.approx((upper[1] + upper[3]) / 2, abs=0.06)
            points = re.findall(r"([CH])([\d. ]+)", path.attrib["d"])
            end = points[-1][1].split()
            assert float(end[0] if points[-1][0] == "H" else end[-2]) == lower[0]
            for command, numbers in points[:-1]:
                if command == "C":
                    *_, x, y = map(float, numbers.split())
                    assert not any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in where.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_list_says_what_the_drawing_says(tmp_path: Path, seed: int) -> None:
    """As many entries as boxes, and a line of the list for each that is drawn."""
    for each in every_map(tmp_path, seed):
        items = [item for level in each.view.levels for item in level.items]
        assert len(items) == len(each.found)
        single = {box.key for box in each.found if box.single}
        assert {item.row.id for item in items if item.row} == single
        of_folds = sum(not (a.upper in single and a.lower in single) for a in each.lines.alignments)
        between = sum(
            a.many for a in each.lines.alignments if a.upper in single and a.lower in single
        )
        assert sum(len(item.serves) for item in items) == of_folds + between
        assert sum(len(item.waits) for item in items) == len(each.lines.needs)


@pytest.mark.parametrize("seed", SEEDS)
def test_names_of_files_change_nothing(tmp_path: Path, seed: int) -> None:
    """Neither does the order in which they are read."""
    one, other = (
        portfolio(site(tmp_path / str(names), organisation(seed, names).files)) for names in (1, 2)
    )
    for _, key in maps.pages(one):
        assert maps.view(one, key).drawing == maps.view(other, key).drawing, key


@pytest.mark.parametrize("seed", SEEDS)
def test_what_an_audience_does_not_see_leaves_no_trace(tmp_path: Path, seed: int) -> None:
    """Its maps are those of an organisation in which it had never been written."""
    made = organisation(seed)
    cut = portfolio(site(tmp_path / "cut", made.files), audience="everyone")
    never = portfolio(site(tmp_path / "never", made.seen), audience="everyone")
    keys = [key for _, key in maps.pages(cut)]
    assert keys == [key for _, key in maps.pages(never)]
    for key in keys:
        seen = maps.view(cut, key)
        assert seen == maps.view(never, key)
        assert "SECRET" not in str(seen)


def test_a_chain_of_hundreds_is_no_hundred_columns(tmp_path: Path) -> None:
    """What stands deeper than sixteen levels is one box."""
    chain = {
        f"2026-Q4/company/g{at}.md": objective(f"aligns_to: [g{at - 1}]" if at else "")
        for at in range(200)
    }
    found = portfolio(site(tmp_path, chain))
    drawn = boxes(Which().scope(found), found)
    assert sorted(len(box.members) for box in drawn) == [1] * 16 + [184]
    assert sum(lines(drawn, found).account) == 199


def test_a_large_organisation_is_an_overview(tmp_path: Path) -> None:
    """Folded by team and level; each fold leads to the map of its team, which shows more."""
    org = "teams:\n  - {id: company, name: All}\n" + "".join(
        f"  - {{id: d{at}, name: D{at}, parent: company}}\n"
        f"  - {{id: t{at}, name: T{at}, parent: d{at}}}\n"
        for at in range(4)
    )
    files = {"org.yml": org, "2026-Q4/company/top.md": objective()}
    for at in range(200):
        files[f"2026-Q4/t{at % 4}/g{at}.md"] = objective("aligns_to: [top]")
    found = portfolio(site(tmp_path, files))
    whole = boxes(Which().scope(found), found)
    assert [(box.team, len(box.members)) for box in whole] == [
        ("company", 1), ("d0", 50), ("d1", 50), ("d2", 50), ("d3", 50)
    ]  # fmt: skip
    drawing = str(maps.view(found, "").drawing)
    assert re.findall(r'"\x7f(map/teams/[^"]*)"', drawing) == [f"map/teams/d{n}/" for n in range(4)]
    assert drawing.count("×50") == 4
    below = boxes(Which(team="t1").scope(found), found)
    assert len(below) == 51


def test_without_an_objective_there_is_nothing_but_the_mission(tmp_path: Path) -> None:
    """And the page says so."""
    view = maps.view(portfolio(site(tmp_path)), "")
    assert view.tally.total == 0
    assert view.said.reading == ""


def test_a_goal_of_a_closed_cycle_is_on_the_map_of_that_cycle(tmp_path: Path) -> None:
    """And on the map of now only where a goal of now leads to it."""
    files = {
        "2026-Q3/company/old.md": objective(title="Old"),
        "2026-Q3/company/older.md": objective(title="Served"),
        GOAL: objective("aligns_to: [older]"),
    }
    found = portfolio(site(tmp_path, files))
    seen = {key: {box.key for box in boxes(Which.read(key).scope(found), found)}
            for _, key in maps.pages(found)}  # fmt: skip
    assert seen[""] == {"2026-q4-onboarding", "2026-q3-older"}
    assert seen["cycle 2026-Q3"] == {"2026-q3-old", "2026-q3-older", "2026-q4-onboarding"}


def test_sums_of_a_map_are_said(tmp_path: Path) -> None:
    """In a sentence, with what is not on it."""
    files = {
        "2026-Q3/company/old.md": objective(title="Old"),
        "2026-Q3/it/older.md": objective("aligns_to: [old]", title="Older"),
        "2026-Q4/company/new.md": objective(title="New"),
        GOAL: objective("aligns_to: [new]\ndepends_on: [new]"),
    }
    view = maps.view(portfolio(site(tmp_path, files)), "")
    assert view.said.reading == "2 objectives on 2 levels."
    assert view.said.account == (
        "2 alignments on the site: 1 drawn and 1 of objectives that are not on it. "
        "The one dependency is drawn."
    )
