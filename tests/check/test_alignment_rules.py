"""The rules of focus and alignment: laws, and where they must keep silent."""

import re
import tempfile
from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.check import rules
from okrsite.model.cycle import Cycle, CycleKind, outlasts
from okrsite.model.place import Place
from okrsite.model.problem import Case, Finding
from okrsite.model.status import Rhythm
from okrsite.rules._likeness import alike, words_of
from tests.sites import AS_OF, everything, objective, portfolio, site

LAWS = settings(max_examples=40, deadline=None)
TWO = 'key_results: ["A: 1 -> 2 days", "B: 3 -> 4 days"]'


def found(root: Path, rule: str, as_of: date = AS_OF, audience: str | None = None) -> list[Finding]:
    """What one rule finds, switched on or not."""
    return list(rules()[rule].find(Case(portfolio(root, as_of, audience))))


def goals(where: Path, fronts: Mapping[str, str], **other: str) -> Path:
    """A site whose objectives are given as `cycle/team/id` -> further front matter."""
    files = {
        f"{path}.md": objective(f"{front}\n{TWO}".lstrip(), title=f"Goal {path.rpartition('/')[2]}")
        for path, front in fronts.items()
    }
    extra = {name.replace("_", "."): text for name, text in other.items()}
    return site(where, {**files, **extra})


# Dependencies ---------------------------------------------------------------------------------

NAMES = ["a", "b", "c", "d", "e", "f"]
ARROWS = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12)


def depending(where: Path, arrows: set[tuple[str, str]]) -> Path:
    """Objectives that wait for each other."""
    needs = {name: sorted(b for a, b in arrows if a == name) for name in NAMES}
    return goals(
        where,
        {f"2026-Q4/company/{name}": f"depends_on: [{', '.join(n)}]" for name, n in needs.items()},
    )


@given(arrows=ARROWS)
@LAWS
def test_each_knot_of_dependencies_is_told_once_by_a_true_circle(
    arrows: set[tuple[str, str]],
) -> None:
    """Findings are the strongly connected parts that hold a circle, each with one of its own."""
    with tempfile.TemporaryDirectory() as folder:
        told = found(depending(Path(folder), arrows), "dependency-loop")
    graph: nx.DiGraph[str] = nx.DiGraph(arrows)
    circles = [frozenset(circle) for circle in nx.simple_cycles(graph)]
    knots = [
        part
        for part in nx.strongly_connected_components(graph)
        if any(circle <= part for circle in circles)
    ]
    written = [
        [name.removeprefix("2026-q4-") for name in re.findall(r"`([^`]+)`", each.message)]
        for each in told
    ]
    names = [path[1:] or path for path in written]  # `a` waits for `b`, which waits for `a`
    assert sorted(min(path) for path in names) == sorted(min(part) for part in knots)
    for path in names:
        assert frozenset(path) in circles


def test_a_long_circle_is_written_out_in_the_hint(tmp_path: Path) -> None:
    """A message stays short; nothing is left out."""
    many = [f"a-goal-with-a-rather-long-name-{at}" for at in range(9)]
    fronts = {
        f"2026-Q4/company/{name}": f"depends_on: {many[(at + 1) % len(many)]}"
        for at, name in enumerate(many)
    }
    (told,) = found(goals(tmp_path, fronts), "dependency-loop")
    assert told.message == f"`2026-q4-{many[0]}` waits for itself, by way of 8 others"
    assert all(name in told.hint for name in many)


# Levels ---------------------------------------------------------------------------------------


def chain_of_teams(count: int) -> str:
    """Teams one below the other, with a person in the lowest."""
    teams = [
        f"  - {{id: t{at}, name: Team {at}{f', parent: t{at - 1}' if at else ''}, lead: ada}}"
        for at in range(count)
    ]
    return "\n".join(
        ["teams:", *teams, "people:", f"  - {{id: ada, name: Ada, team: t{count - 1}}}"]
    )


@given(count=st.integers(1, 6), jump=st.integers(1, 6))
@LAWS
def test_a_level_is_skipped_where_one_lies_between_and_never_among_neighbours(
    count: int, jump: int
) -> None:
    """Each team serves the one above; the lowest one's second goal goes up by `jump` levels."""
    low = count - 1
    up = max(0, low - jump)
    fronts = {f"2026-Q4/t{at}/g{at}": f"aligns_to: g{at - 1}" if at else "" for at in range(count)}
    if low:
        fronts[f"2026-Q4/t{low}/extra"] = f"aligns_to: g{up}"
    with tempfile.TemporaryDirectory() as folder:
        root = goals(Path(folder), fronts, org_yml=chain_of_teams(count))
        told = found(root, "level-skip")
        assert found(root, "orphan-objective") == []
    assert [each.subject for each in told] == (["2026-q4-extra"] if low - up > 1 else [])


def test_a_persons_objective_stands_below_its_team(tmp_path: Path) -> None:
    """Serving the team's goal is one step; serving what that serves is two."""
    fronts = {
        "2026-Q4/company/top": "",
        "2026-Q4/people-operations/mid": "aligns_to: top",
        "2026-Q4/own/near": "person: ben\naligns_to: mid",
        "2026-Q4/own/far": "person: ben\naligns_to: top",
    }
    assert [each.subject for each in found(goals(tmp_path, fronts), "level-skip")] == [
        "2026-q4-far"
    ]


@pytest.mark.parametrize(
    "middle",
    ["", "aligns_to: other", "aligns_to: top#b", "aligns_to: top\ndropped: 2026-11-01"],
    ids=["serves nothing", "serves another", "serves another part", "was dropped"],
)
def test_no_level_is_skipped_where_it_has_no_step_towards_the_same(
    tmp_path: Path, middle: str
) -> None:
    """A goal that leads elsewhere is no step that could be gone past."""
    fronts = {
        "2026-Q4/company/top": "",
        "2026-Q4/company/other": "",
        "2026-Q4/people-operations/mid": middle,
        "2026-Q4/own/far": "person: ben\naligns_to: top",
    }
    assert found(goals(tmp_path, fronts), "level-skip") == []


# Orphans and support --------------------------------------------------------------------------


def test_goals_of_the_whole_organisation_are_no_orphans(tmp_path: Path) -> None:
    """Nothing stands above them; nor above teams that no org.yml puts below another."""
    fronts = {"2026-Q4/company/top": "", "2026-Q4/company/more": "", "2026-Q4/it/low": "team: it"}
    whole = {path: front for path, front in fronts.items() if "company" in path}
    assert found(goals(tmp_path / "one", whole), "orphan-objective") == []
    flat = goals(
        tmp_path / "flat", {p: f or "team: company" for p, f in fronts.items()}, org_yml=""
    )
    assert found(flat, "orphan-objective") == []


def test_a_site_that_does_not_align_at_all_is_told_once(tmp_path: Path) -> None:
    """Thirty findings of one cause would hide all others; once one is aligned, each counts."""
    fronts = {"2026-Q4/company/top": ""}
    fronts |= {f"2026-Q4/it/goal-{at}": "" for at in range(30)}
    (told,) = found(goals(tmp_path / "none", fronts), "orphan-objective")
    assert "30" in told.message
    fronts["2026-Q4/it/goal-0"] = "aligns_to: top"
    assert len(found(goals(tmp_path / "one", fronts), "orphan-objective")) == 29


def test_nothing_is_an_orphan_where_there_is_nothing_to_serve(tmp_path: Path) -> None:
    """No goal above, one of another time, or one that lasts only a month."""
    for name, above in (
        ("none", "2026-Q4/people-operations/beside"),
        ("earlier", "2026-Q3/company/top"),
        ("month", "2026-11/company/top"),
    ):
        root = goals(tmp_path / name, {above: "", "2026-Q4/it/low": ""})
        assert "2026-q4-low" not in [each.subject for each in found(root, "orphan-objective")]


def test_what_serves_something_unseen_is_no_orphan(tmp_path: Path) -> None:
    """Hidden from the audience, unknown or unreadable: that is told elsewhere or to nobody."""
    fronts = {"2026-Q4/company/top": "", "2026-Q4/it/low": "aligns_to: secret"}
    hidden = goals(
        tmp_path / "hidden", {**fronts, "2026-Q4/company/secret": "audience: leadership"}
    )
    assert found(hidden, "orphan-objective") == []
    assert found(goals(tmp_path / "unknown", fronts), "orphan-objective") == []
    broken = goals(tmp_path / "broken", fronts)
    (broken / "content/2026-Q4/company/secret.md").write_text("---\n: [\n---\n")
    assert found(broken, "orphan-objective") == []


def test_teams_without_teams_below_need_no_support(tmp_path: Path) -> None:
    """The ground stands by itself; above it, what others of the same team have is missed."""
    fronts = {
        "2026-Q4/company/top": "",
        "2026-Q4/company/alone": "",
        "2026-Q4/it/low": "aligns_to: top",
        "2026-Q4/it/lower": "aligns_to: top",
    }
    told = found(goals(tmp_path, fronts), "unsupported-objective")
    assert [each.subject for each in told] == ["2026-q4-alone"]


def test_support_is_not_asked_for_where_nobody_below_serves_the_team(tmp_path: Path) -> None:
    """Where teams below write no goals, or align none, it is not that one goal that is wrong."""
    for name, low in (("none", {}), ("orphan", {"2026-Q4/it/low": ""})):
        root = goals(tmp_path / name, {"2026-Q4/company/top": "", **low})
        assert found(root, "unsupported-objective") == []


# Time -----------------------------------------------------------------------------------------


@given(
    first=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    days=st.integers(1, 400),
    second=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    more=st.integers(1, 400),
)
def test_of_two_cycles_at_most_one_outlasts_the_other(
    first: date, days: int, second: date, more: int
) -> None:
    """And none itself."""
    one, other = cycle("one", first, days), cycle("other", second, more)
    both = {"one": one, "other": other}
    assert not (outlasts(one, other, both) and outlasts(other, one, both))
    assert not outlasts(one, one, both)


def cycle(name: str, starts: date, days: int) -> Cycle:
    """A cycle of so many days."""
    ends = date.fromordinal(starts.toordinal() + days - 1)
    return Cycle(
        name, name, starts, ends, None, CycleKind.STRATEGIC, Rhythm.WEEKLY, None, None, "", NOWHERE
    )


NOWHERE = Place("content", "cycles.yml")

EVERYTHING = {
    "2026-Q3/company/old": "",
    "2026-Q4/company/top": "depends_on: low",
    "2026-Q4/company/alone": "",
    "2026-11/it/month": "",
    "2026-Q4/it/low": "aligns_to: [old, month]\ndepends_on: top",
    "2026-Q4/people-operations/orphan": "",
    "2026-Q4/people-operations/more": "aligns_to: top",
}


def test_what_is_over_is_not_worth_a_word(tmp_path: Path) -> None:
    """Whatever was wrong with a plan, once its time has passed no advice can mend it."""
    root = goals(tmp_path, EVERYTHING)
    mine = [
        rule
        for rule in rules().values()
        if rule.topic in ("focus", "alignment") and rule.severity != "error"
    ]
    told = {rule.name for rule in mine if found(root, rule.name)}
    assert told == {
        "aligned-to-closed-cycle",
        "dependency-loop",
        "longer-serves-shorter",
        "missing-owner",
        "operational-without-strategic",
        "orphan-objective",
        "unconfirmed-dependency",
        "unsupported-objective",
    }
    assert not [rule.name for rule in mine if found(root, rule.name, date(2027, 3, 1))]


def test_a_successor_is_named_where_a_cycle_has_closed(tmp_path: Path) -> None:
    """Most alignments to a closed cycle are a copy of last quarter's file."""
    fronts = {
        "2026-Q3/company/old": "",
        "2026-Q4/company/new": "continues: old",
        "2026-Q4/it/low": "aligns_to: 2026-q3-old",
    }
    (told,) = found(goals(tmp_path, fronts), "aligned-to-closed-cycle")
    assert "`2026-q4-new`" in told.hint


# Likeness -------------------------------------------------------------------------------------

TITLES = st.lists(
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6).map(frozenset),
    max_size=20,
    unique=True,
)


@given(many=TITLES, least=st.sampled_from([0.5, 0.6, 0.75, 0.9, 1.0]))
@LAWS
def test_likeness_is_found_as_by_comparing_each_with_each(
    many: list[frozenset[str]], least: float
) -> None:
    """Filing under rare words leaves no pair out and adds none."""
    each = {frozenset((a, b)) for a, b in combinations(many, 2) if len(a & b) / len(a | b) >= least}
    assert {frozenset(pair) for pair in alike(many, least)} == each


def test_goals_that_do_not_meet_in_time_are_no_duplicates(tmp_path: Path) -> None:
    """A goal of the last quarter, and a month's step towards the quarter's, may say the same."""
    title = "Lorries leave the yard on time every day"
    files = {
        "2026-Q3/it/a.md": objective(TWO, title=title),
        "2026-Q4/it/b.md": objective(TWO, title=title),
        "2026-11/it/c.md": objective(f"aligns_to: b\n{TWO}", title=title),
    }
    early = date(2026, 9, 1)
    assert found(site(tmp_path, files), "near-duplicate-objective", early) == []
    files["2026-Q4/company/d.md"] = objective(TWO, title="Lorries leave our yard on time every day")
    (told,) = found(site(tmp_path, files), "near-duplicate-objective")
    assert told.subject == "2026-11-c"  # the first by id; d says the same beside it
    assert "`2026-q4-d`" in told.hint
    assert "`2026-q4-b`" not in told.hint  # c is a step towards b


def test_words_are_compared_without_case() -> None:
    """In any script."""
    assert words_of("Été, ÉTÉ – Прибыль!") == {"été", "прибыль"}


# Policy ---------------------------------------------------------------------------------------


def test_thresholds_are_the_sites(tmp_path: Path) -> None:
    """policy.key_results, objectives_per_team and the settings of a rule."""
    fronts = {f"2026-Q4/company/g{at}": "" for at in range(3)}
    text = """\
title: Example
as_of: 2026-11-21
policy:
  key_results: {min: 3, max: 5}
  objectives_per_team: 2
  rules: {unsupported-objective: {levels: 0}, overloaded-owner: {key_results: 5}}
"""
    fronts |= {"2026/company/year": "", "2026-Q4/it/low": "owner: ben\naligns_to: g0"}
    told = [each.rule for each in everything(goals(tmp_path, fronts, site_yml=text))]
    assert told.count("too-few-key-results") == 5
    assert told.count("too-many-objectives") == 1
    assert told.count("overloaded-owner") == 1  # the lead, with the year and the quarter
    assert told.count("unsupported-objective") == 0
