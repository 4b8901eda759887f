"""Ids as written and by default; folders that give cycle and team."""

from pathlib import Path

import pytest

from tests.sites import GOAL, documents, faults, goal, objective, problems, site


def ids(root: Path) -> list[str]:
    """The ids of all objectives."""
    return [each.id for each in documents(root).objectives]


def parts(root: Path) -> list[str]:
    """The ids of the key results of the only objective."""
    (found,) = documents(root).objectives
    return [each.id for each in found.key_results]


def test_an_objective_is_called_after_its_cycle_and_file(tmp_path: Path) -> None:
    """Cycle + file stem, lower-cased."""
    assert ids(site(tmp_path, {GOAL: objective()})) == ["2026-q4-onboarding"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Fewer Forms.md", "2026-q4-fewer-forms"),
        ("Größe_und--Maß.md", "2026-q4-groe-und-ma"),
        ("a.b.c.md", "2026-q4-a-b-c"),
        ("-x-.md", "2026-q4-x"),
        ("ﬁne.md", "2026-q4-fine"),
    ],
)
def test_a_file_name_becomes_an_id_by_nfkd(tmp_path: Path, name: str, expected: str) -> None:
    """Letters a-z and digits stay, the rest joins them with hyphens."""
    assert ids(site(tmp_path, {f"2026-Q4/it/{name}": objective()})) == [expected]


def test_names_in_another_script_have_ids_that_differ(tmp_path: Path) -> None:
    """Where nothing of a name is a-z, the id is still there, its own, and the same every time."""
    files = {"2026-Q4/it/目標.md": objective(), "2026-Q4/it/成長.md": objective()}
    first, second = ids(site(tmp_path / "a", files)), ids(site(tmp_path / "b", files))
    assert first == second
    assert len(set(first)) == 2


def test_a_written_id_wins(tmp_path: Path) -> None:
    """And may be a number that YAML would take for one."""
    assert ids(site(tmp_path, {GOAL: objective("id: ready")})) == ["ready"]
    assert ids(site(tmp_path, {GOAL: objective("id: 2026")})) == ["2026"]


@pytest.mark.parametrize(
    "written", ["A", "a b", "a_b", "../x", "a/b", "é", "-a", "a-", "a.b", "a" * 121]
)
def test_an_id_of_another_form_is_a_fault(tmp_path: Path, written: str) -> None:
    """Lower-case letters, digits and hyphens; nothing that is a path."""
    root = site(tmp_path, {GOAL: objective(f"id: {written}")})
    assert faults(problems(root)) == [f"wrong-type {GOAL}:3"]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Onboarding takes 5 days instead"], ["onboarding-takes-5-days"]),
        (["One two", "One two", "One two"], ["one-two", "one-two-2", "one-two-3"]),
        (["目標", "x", "成長"], ["kr-1", "x", "kr-3"]),
        (["Élan vital — now or never"], ["elan-vital-now"]),
        (["**Bold** `code` [link](https://a.example) end"], ["bold-code-link-end"]),
    ],
)
def test_a_key_result_is_called_after_its_first_four_words(
    tmp_path: Path, titles: list[str], expected: list[str]
) -> None:
    """Words of the title; nothing left of them: its number; repeated: counted."""
    assert parts(site(tmp_path, {GOAL: goal(*(f'"{title}"' for title in titles))})) == expected


def test_a_default_id_does_not_take_one_that_is_written_further_down(tmp_path: Path) -> None:
    """The written one keeps its name."""
    root = site(tmp_path, {GOAL: goal("One two", "{id: one-two, title: Other}")})
    assert parts(root) == ["one-two-2", "one-two"]


def test_pages_reviews_and_kpis_are_called_after_their_file(tmp_path: Path) -> None:
    """The stem, each kind a space of its own."""
    found = documents(
        site(
            tmp_path,
            {
                "a/Same.md": "text",
                "b/same.md": "---\ntype: kpi\ntitle: K\n---\n",
                "c/same.md": "---\ntype: review\ndate: 2026-10-10\n---\n",
            },
        )
    )
    assert [each.id for each in found.pages] == ["same"]
    assert [each.id for each in found.kpis] == ["same"]
    assert [each.id for each in found.reviews] == ["same"]


@pytest.mark.parametrize(
    ("path", "cycle", "team"),
    [
        ("2026-Q4/it/x.md", "2026-Q4", "it"),
        ("2026-q4/IT/x.md", "2026-Q4", "it"),
        ("it/2026-Q4/x.md", "2026-Q4", "it"),
        ("2026/2026-Q4/company/it/x.md", "2026-Q4", "it"),
        ("2026-Q4/2026/it/company/x.md", "2026", "company"),
        ("old/2026-Q4/stuff/it/more/x.md", "2026-Q4", "it"),
    ],
)
def test_the_innermost_folder_that_matches_wins(
    tmp_path: Path, path: str, cycle: str, team: str
) -> None:
    """Folders are compared with cycle and team ids, without regard to case."""
    (found,) = documents(site(tmp_path, {path: objective()})).objectives
    assert found.team is not None
    assert (found.cycle.text, found.team.text) == (cycle, team)


def test_front_matter_wins_over_folders(tmp_path: Path) -> None:
    """What is written stands."""
    front = "cycle: 2026-Q3\nteam: company"
    (found,) = documents(site(tmp_path, {GOAL: objective(front)})).objectives
    assert found.team is not None
    assert (found.cycle.text, found.team.text) == ("2026-Q3", "company")
    assert found.id == "2026-q3-onboarding"


def test_a_folder_gives_no_team_to_a_persons_objective(tmp_path: Path) -> None:
    """A team only where there is no `person`."""
    (found,) = documents(site(tmp_path, {GOAL: objective("person: ada")})).objectives
    assert found.team is None
    assert found.person is not None
