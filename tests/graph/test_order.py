"""Which key result a line means, and which of several words counts."""

from pathlib import Path

import pytest

from tests.sites import GOAL, faults, goal, graph, key_result, objective, problems, site

SPEED = "{id: speed, title: S, metric: {from: 0, to: 100}}"
DAY = "checkins/2026-11-10-people-operations.md"


def spoken(root: Path) -> list[tuple[str, str, float | None]]:
    """(objective, key result, value) of every word."""
    return [
        (each.id, part.id, word.value)
        for each in graph(root).objectives.values()
        for part in each.key_results
        for word in part.checkins
    ]


@pytest.mark.parametrize(
    ("cycles", "meant"),
    [
        (("2026", "2026-Q4", "2026-11"), "2026-11"),
        (("2026", "2026-Q4"), "2026-Q4"),
        (("2026", "2026-Q3"), "2026"),
        (("2026-Q3",), "2026-Q3"),
    ],
)
def test_a_line_is_sought_in_the_innermost_cycle_first(
    tmp_path: Path, cycles: tuple[str, ...], meant: str
) -> None:
    """Then in those around it, then in the one last ended."""
    files = {f"{cycle}/people-operations/x.md": goal(SPEED) for cycle in cycles}
    root = site(tmp_path, {**files, DAY: "- speed: 40\n"})
    assert spoken(root) == [(f"{meant.lower()}-x", "speed", 40)]
    assert problems(root) == ()


def test_a_line_is_sought_among_the_goals_of_its_team(tmp_path: Path) -> None:
    """Another team's key result of the same name is not meant."""
    files = {"2026-Q4/it/y.md": goal(SPEED), GOAL: goal(SPEED), DAY: "- speed: 40\n"}
    assert spoken(site(tmp_path, files)) == [("2026-q4-onboarding", "speed", 40)]


def test_a_person_checks_in_on_their_own_goals(tmp_path: Path) -> None:
    """DATE-PERSON.md."""
    files = {
        "2026-Q4/mine.md": objective(f"person: ben\nkey_results: [{SPEED}]"),
        GOAL: goal(SPEED),
        "2026-11-10-ben.md": "- speed: 40\n",
    }
    assert spoken(site(tmp_path, files)) == [("2026-q4-mine", "speed", 40)]


def test_two_of_one_name_in_one_cycle_are_ambiguous(tmp_path: Path) -> None:
    """Until the objective is named too."""
    files = {
        "2026-Q4/people-operations/a.md": goal(SPEED),
        "2026-Q4/people-operations/b.md": goal(SPEED),
        DAY: "- speed: 40\n- b#speed: 50\n",
    }
    root = site(tmp_path, files)
    assert faults(problems(root)) == [f"ambiguous-reference {DAY}:1"]
    assert spoken(root) == [("2026-q4-b", "speed", 50)]


def test_a_key_result_is_sought_before_an_objective_and_that_before_a_kpi(tmp_path: Path) -> None:
    """In this order."""
    files = {
        GOAL: goal("{id: same, title: S, metric: {from: 0, to: 100}}"),
        "2026-Q4/it/same.md": objective(),
        "same.md": "---\ntype: kpi\n---\n",
    }
    root = site(tmp_path / "a", {**files, DAY: "- same: 40\n"})
    assert spoken(root) == [("2026-q4-onboarding", "same", 40)]
    del files[GOAL]
    root = site(tmp_path / "b", {**files, DAY: "- same: [at risk]\n"})
    assert len(graph(root).objectives["2026-q4-same"].checkins) == 1


def last(tmp_path: Path, inline: str, **documents: str) -> float | None:
    """The value that counts of several words on one day."""
    kr = f"{{id: speed, title: S, metric: {{from: 0, to: 100}}, checkins: [{inline}]}}"
    files = {f"{name.replace('_', '/')}.md": text for name, text in documents.items()}
    return key_result(site(tmp_path, {GOAL: goal(kr), **files}), "speed").value


INLINE = "{date: 2026-11-10, value: 1}"
TEAM = "---\ntype: checkin\ndate: 2026-11-10\nteam: people-operations\n---\n"


def test_on_one_day_a_document_counts_before_an_inline_word(tmp_path: Path) -> None:
    """Inline ones first, then documents: the last one counts."""
    assert last(tmp_path, INLINE, c_a=f"{TEAM}- speed: 2\n") == 2


def test_on_one_day_documents_count_in_order_of_their_paths(tmp_path: Path) -> None:
    """The later path wins, and a warning says that figures differ."""
    documents = {"c_b": f"{TEAM}- speed: 3\n", "c_a": f"{TEAM}- speed: 2\n"}
    assert last(tmp_path, INLINE, **documents) == 3


def test_within_a_document_the_last_written_counts(tmp_path: Path) -> None:
    """As written."""
    assert last(tmp_path, INLINE, c_a=f"{TEAM}- speed: 5\n- speed: 4\n") == 4


def test_a_later_day_counts_whatever_its_path(tmp_path: Path) -> None:
    """By date first."""
    late = TEAM.replace("11-10", "11-11")
    assert last(tmp_path, INLINE, c_z=f"{TEAM}- speed: 2\n", c_a=f"{late}- speed: 9\n") == 9


def test_a_word_of_the_future_waits_for_its_day(tmp_path: Path) -> None:
    """As of an earlier day it has not been said."""
    late = TEAM.replace("11-10", "11-25")
    assert last(tmp_path, INLINE, c_z=f"{late}- speed: 9\n") == 1


def test_different_figures_of_one_day_in_two_documents_are_told(tmp_path: Path) -> None:
    """Not of two days, not of one document, not the same figure twice."""
    base = {GOAL: goal(SPEED)}
    one, other = f"{TEAM}- speed: 2\n", f"{TEAM}- speed: 3\n"
    later = other.replace("11-10", "11-11")
    differing = site(tmp_path / "a", {**base, "a.md": one, "b.md": other})
    assert faults(problems(differing)) == ["conflicting-check-ins b.md:6"]
    for name, texts in (("b", (one, one)), ("c", (one, later)), ("d", (one + "- speed: 3\n", ""))):
        files = {f"{place}.md": text for place, text in zip("ab", texts, strict=True) if text}
        assert problems(site(tmp_path / name, {**base, **files})) == ()


def test_front_matter_takes_milestones_by_id_or_title(tmp_path: Path) -> None:
    """For tools and for every odd case."""
    book = "{id: book, title: B, milestones: [One thing, {id: other, title: Other thing}]}"
    text = "---\ndate: 2026-11-10\nkey_results:\n  onboarding#book: {done: [One thing, other], confidence: 8}\n---\n"  # noqa: E501
    root = site(tmp_path, {GOAL: goal(book), "x.md": text})
    found = key_result(root, "book")
    assert (found.progress, found.confidence) == (1.0, 8)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("{progress: 0.4}", "wrong-type"),
        ("{done: true}", "wrong-type"),
        ("{value: .inf}", "wrong-type"),
        ("{value: 1e16}", "wrong-type"),
        ("{value: '4'}", "wrong-type"),
        ("{confidence: 11}", "wrong-type"),
        ("{confidence: -0.1}", "wrong-type"),
        ("{status: red}", "wrong-type"),
        ("{valeu: 4}", "unknown-field"),
        ("4", "wrong-type"),
    ],
)
def test_front_matter_is_held_to_the_same_kinds(tmp_path: Path, said: str, rule: str) -> None:
    """A figure of another kind or out of range is told."""
    text = f"---\ndate: 2026-11-10\nkey_results:\n  onboarding#speed: {said}\n---\n"
    (found,) = problems(site(tmp_path, {GOAL: goal(SPEED), "x.md": text}))
    assert faults([found]) == [f"{rule} x.md:4"]


def test_a_kpi_lends_its_values_and_nothing_else(tmp_path: Path) -> None:
    """How sure somebody is of the kpi says nothing of the goal on it."""
    kpi = "---\ntype: kpi\ncheckins: [{date: 2026-11-09, value: 30, confidence: 2, status: off_track}]\n---\n"  # noqa: E501
    kr = "{id: speed, title: S, metric: {from: 0, to: 100}, kpi: pace}"
    found = key_result(site(tmp_path, {GOAL: goal(kr), "pace.md": kpi}), "speed")
    assert (found.value, found.confidence, found.said) == (30, None, None)
