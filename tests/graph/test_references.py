"""Short references, ambiguity, aliases, and "did you mean"."""

from pathlib import Path

import pytest

from tests.sites import GOAL, faults, goal, graph, objective, problems, site


def aligned(root: Path, key: str = "2026-q4-onboarding") -> list[str]:
    """What an objective aligns to, as looked up."""
    return [each.to.text for each in graph(root).objectives[key].aligns_to]


def aiming(at: str) -> str:
    """An objective that aligns to something."""
    return objective(f"aligns_to: {at}")


@pytest.mark.parametrize(
    "short",
    [
        "growth",
        "2026-q4-growth",
        "Growth",
        " growth ",
        "old-growth",
        "growth#speed",
        "old-growth#speed",
    ],
)
def test_a_reference_may_be_an_id_an_alias_or_a_stem(tmp_path: Path, short: str) -> None:
    """With or without a key result, without regard to case."""
    target = objective("aliases: old-growth\nkey_results: [{id: speed, title: S, done: false}]")
    root = site(tmp_path, {GOAL: aiming(f'"{short}"'), "2026-Q4/company/growth.md": target})
    assert aligned(root) == ["2026-q4-growth" + ("#speed" if "#" in short else "")]
    assert problems(root) == ()


def test_an_id_wins_over_a_stem(tmp_path: Path) -> None:
    """`growth` means the document of that id, wherever it is."""
    files = {
        GOAL: aiming("growth"),
        "2026-Q4/company/growth.md": objective(),
        "2026-Q3/it/other.md": objective("id: growth"),
    }
    assert aligned(site(tmp_path, files)) == ["growth"]


@pytest.mark.parametrize(
    ("present", "meant"),
    [
        (("2026-Q4", "2026", "2026-Q3"), "2026-q4-growth"),
        (("2026", "2026-Q3", "2026-11"), "2026-growth"),
        (("2026-Q3",), "2026-q3-growth"),
        (("2026-11",), "2026-11-growth"),
    ],
)
def test_a_stem_is_sought_in_the_same_cycle_then_around_then_anywhere(
    tmp_path: Path, present: tuple[str, ...], meant: str
) -> None:
    """Nearest first."""
    files = {f"{cycle}/company/growth.md": objective() for cycle in present}
    root = site(tmp_path, {GOAL: aiming("growth"), **files})
    assert aligned(root) == [meant]
    assert problems(root) == ()


@pytest.mark.parametrize(
    "cycles", [("2026-Q4/company", "2026-Q4/it"), ("2026-Q3/company", "2026-11/it")]
)
def test_two_candidates_are_ambiguous(tmp_path: Path, cycles: tuple[str, str]) -> None:
    """Neither is taken; the message names both."""
    files = {f"{where}/growth.md": objective(f"id: g-{n}") for n, where in enumerate(cycles)}
    root = site(tmp_path, {GOAL: aiming("growth"), **files})
    (found,) = problems(root)
    assert faults([found]) == [f"ambiguous-reference {GOAL}:3"]
    assert "g-0" in found.message
    assert "g-1" in found.message
    assert aligned(root) == []


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("growht", "growth"),
        ("2026-q4-grwth", "2026-q4-growth"),
        ("growth#sped", "speed"),
        ("growth#quality", "speed"),
    ],
)
def test_a_misspelt_reference_is_offered_the_right_one(
    tmp_path: Path, written: str, offered: str
) -> None:
    """The hint names what was probably meant, or what there is."""
    target = goal("{id: speed, title: S, done: false}")
    root = site(tmp_path, {GOAL: aiming(f'"{written}"'), "2026-Q4/company/growth.md": target})
    (found,) = problems(root)
    assert found.rule == "unknown-reference"
    assert f"`{offered}`" in found.hint


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("team: peple-operations", 3),
        ("person: bem", 3),
        ("owner: bem", 3),
        ("contributors: [it, bem]", 3),
        ("cycle: 2026-Q5", 3),
        ("focus: qualty", 3),
        ("depends_on: [nowhere]", 3),
        ("continues: nowhere", 3),
        ("aligns_to:\n  - {to: nowhere}", 4),
        ("initiatives: [{title: I, owner: nobody}]", 3),
        ("initiatives: [{title: I, key_result: none}]", 3),
        ("key_results:\n  - {title: A, done: false, owner: nobody}", 4),
        ("key_results:\n  - {title: A, done: false, kpi: nothing}", 4),
        ("key_results:\n  - {title: A, done: false, deferred_to: 2099}", 4),
        ("key_results:\n  - {title: A, done: false, contributors: [nobody]}", 4),
    ],
)
def test_every_reference_of_an_objective_is_looked_up(
    tmp_path: Path, field: str, line: int
) -> None:
    """A name that nothing has is told where it stands."""
    root = site(tmp_path, {"2026-Q4/it/x.md": objective(field)})
    assert faults(problems(root)) == [f"unknown-reference 2026-Q4/it/x.md:{line}"]


def test_references_to_a_broken_document_are_no_faults_of_their_own(tmp_path: Path) -> None:
    """One word about it is enough."""
    files = {GOAL: aiming("growth"), "2026-Q4/company/growth.md": objective("zzz: 1")}
    assert faults(problems(site(tmp_path, files))) == ["unknown-field 2026-Q4/company/growth.md:3"]


def test_references_to_a_draft_lead_nowhere_in_silence(tmp_path: Path) -> None:
    """A draft may be referred to before it is published."""
    files = {GOAL: aiming("growth"), "2026-Q4/company/growth.md": objective("draft: true")}
    root = site(tmp_path, files)
    assert problems(root) == ()
    assert aligned(root) == []


def test_of_two_documents_with_one_id_the_second_is_the_fault(tmp_path: Path) -> None:
    """By path; the same id in another kind is none."""
    files = {
        "2026-Q4/it/a.md": objective("id: same"),
        "2026-Q4/it/b.md": objective("id: same"),
        "same.md": "a page",
    }
    assert faults(problems(site(tmp_path, files))) == ["duplicate-id 2026-Q4/it/b.md:2"]


@pytest.mark.parametrize("alias", ["2026-q4-b", "b-old"])
def test_an_alias_that_another_document_has_is_a_fault(tmp_path: Path, alias: str) -> None:
    """As its id, or as its alias too."""
    files = {
        "2026-Q4/it/a.md": objective(f"aliases: [{alias}]"),
        "2026-Q4/it/b.md": objective("aliases: [b-old]"),
    }
    (found,) = problems(site(tmp_path, files))
    assert found.rule == "duplicate-id"


def test_an_alias_redirects(tmp_path: Path) -> None:
    """Old addresses lead to new ones, of every kind of document."""
    files = {
        GOAL: objective("aliases: [was, 2026-q4-was]"),
        "k.md": "---\ntype: kpi\naliases: was\n---\n",
        "p.md": "---\ntype: page\naliases: was\n---\n",
        "r.md": "---\ntype: review\ndate: 2026-10-10\naliases: was\n---\n",
    }
    assert dict(graph(site(tmp_path, files)).redirects) == {
        "/objectives/was/": "/objectives/2026-q4-onboarding/",
        "/objectives/2026-q4-was/": "/objectives/2026-q4-onboarding/",
        "/kpis/was/": "/kpis/k/",
        "/pages/was/": "/pages/p/",
        "/reviews/was/": "/reviews/r/",
    }
