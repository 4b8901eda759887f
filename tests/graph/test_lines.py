"""Check-in lines: REF: figure (n/10) [status] note, all but REF optional, in this order."""

from pathlib import Path
from typing import Any

import pytest

from tests.sites import GOAL, faults, goal, graph, problems, site

GOALS = goal(
    "{id: lead-time, title: L, metric: {from: 15, to: 5, unit: days}}",
    '{id: share, title: S, metric: {from: 0, to: 100, unit: "%"}}',
    "{id: contract, title: C, done: false}",
    "{id: heard, title: H}",
    "{id: score, title: Sc, keep: {min: 4, unit: points}}",
    "{id: ladder, title: La, ladder: {0: 0, 1: 2}}",
    "{id: follow, title: F, aligned: mean}",
    "{id: book, title: B, milestones: [Inventory agreed, {id: first-half, title: First half published},"  # noqa: E501
    ' {title: First half}, {title: "A, b and c"}]}',
)
KPI = '---\ntype: kpi\ntitle: On time\nunit: "%"\n---\n'
DAY = "checkins/2026-10-14-people-operations.md"


def checked_in(tmp_path: Path, *lines: str) -> Path:
    """A site with one check-in of the given items."""
    text = "".join(f"- {each}\n" for each in lines)
    return site(tmp_path, {GOAL: GOALS, "kpis/otif.md": KPI, DAY: text})


def said(root: Path) -> dict[str, Any]:
    """What was said, by what it is about: the fields that are set, the note as plain text."""
    found = graph(root)
    objective = found.objectives["2026-q4-onboarding"]
    words = [(each.id, word) for each in objective.key_results for word in each.checkins]
    words += [("objective", word) for word in objective.checkins]
    words += [(kpi.id, word) for kpi in found.kpis.values() for word in kpi.checkins]
    fields = ("value", "progress", "done", "confidence", "status")
    return {
        key: {name: getattr(word, name) for name in fields if getattr(word, name) is not None}
        | ({"note": word.note.plain} if word.note else {})
        for key, word in words
    }


@pytest.mark.parametrize(
    ("line", "about", "expected"),
    [
        ("lead-time: 12", "lead-time", {"value": 12}),
        ("Lead-Time: 12", "lead-time", {"value": 12}),
        ("lead-time: 12 days", "lead-time", {"value": 12}),
        ("lead-time: 12days", "lead-time", {"value": 12}),
        ("lead-time: 12 Days", "lead-time", {"value": 12, "note": "Days"}),
        ("lead-time: -3", "lead-time", {"value": -3}),
        ("lead-time: −3.5", "lead-time", {"value": -3.5}),
        ("lead-time: .5 days", "lead-time", {"value": 0.5}),
        ("lead-time: 12 (6/10)", "lead-time", {"value": 12, "confidence": 6}),
        ("lead-time: (6.5/10)", "lead-time", {"confidence": 6.5}),
        ("lead-time: ( 6 / 10 )", "lead-time", {"confidence": 6}),
        ("lead-time: [at risk]", "lead-time", {"status": "at_risk"}),
        ("lead-time: [AT_RISK] x", "lead-time", {"status": "at_risk", "note": "x"}),
        ("lead-time: [off track]", "lead-time", {"status": "off_track"}),
        ("lead-time: [on_track]", "lead-time", {"status": "on_track"}),
        ("lead-time: [red] x", "lead-time", {"note": "[red] x"}),
        ("lead-time: just words", "lead-time", {"note": "just words"}),
        ("lead-time:", "lead-time", {}),
        (
            "lead-time: 12 days (6/10) [at risk] Ships, before day one: see #12",
            "lead-time",
            {"value": 12, "confidence": 6, "status": "at_risk", "note": "Ships, before day one: see #12"},  # noqa: E501
        ),
        ("lead-time: 12. Laptops ship", "lead-time", {"value": 12, "note": ". Laptops ship"}),
        ("lead-time: 12: see #4", "lead-time", {"value": 12, "note": ": see #4"}),
        ("lead-time: 12\n  days later", "lead-time", {"value": 12, "note": "later"}),
        ("lead-time: 12 (6 of 10)", "lead-time", {"value": 12, "note": "(6 of 10)"}),
        ("lead-time: 6/10", "lead-time", {"note": "6/10"}),
        ("onboarding#lead-time: 12", "lead-time", {"value": 12}),
        ("2026-q4-onboarding#lead-time: 12", "lead-time", {"value": 12}),
        ("share: 40%", "share", {"value": 40}),
        ("share: 40 %", "share", {"value": 40}),
        ("share: 40", "share", {"value": 40}),
        ("contract: 40%", "contract", {"progress": 0.4}),
        ("contract: done", "contract", {"done": True}),
        ("contract: Done (9/10)", "contract", {"done": True, "confidence": 9}),
        ("contract: done-ish", "contract", {"note": "done-ish"}),
        ("heard: 40 % better", "heard", {"progress": 0.4, "note": "better"}),
        ("score: 4.4 points", "score", {"value": 4.4}),
        ("ladder: 1.5", "ladder", {"value": 1.5}),
        ("follow: (5/10) steady", "follow", {"confidence": 5, "note": "steady"}),
        ("book: done", "book", {"done": True}),
        ("book: done (8/10)", "book", {"done": True, "confidence": 8}),
        ("book: done Inventory agreed (8/10)", "book", {"done": ("inventory-agreed",), "confidence": 8}),  # noqa: E501
        ("book: done inventory-agreed", "book", {"done": ("inventory-agreed",)}),
        (
            "book: done inventory agreed, First half published [on track] x",
            "book",
            {"done": ("inventory-agreed", "first-half"), "status": "on_track", "note": "x"},
        ),
        ("book: done A, b and c, first-half", "book", {"done": ("a-b-and-c", "first-half")}),
        ("book: done Inventory agreed and more", "book", {"done": ("inventory-agreed",), "note": "and more"}),  # noqa: E501
        ("onboarding: [at risk] Two regions", "objective", {"status": "at_risk", "note": "Two regions"}),  # noqa: E501
        ("otif: 95.9% fine", "otif", {"value": 95.9, "note": "fine"}),
    ],
)  # fmt: skip
def test_a_line_is_taken_apart(
    tmp_path: Path, line: str, about: str, expected: dict[str, Any]
) -> None:
    """Figure, confidence, status, note; what does not fit the order is note."""
    root = checked_in(tmp_path, line)
    found = said(root)
    assert list(found) == [about]
    note = found[about].pop("note", None)
    assert (note or "").lstrip(".:! ") == expected.pop("note", "").lstrip(".:! ")
    assert found[about] == expected
    assert problems(root) == ()


@pytest.mark.parametrize(
    "line",
    [
        "lead-time: 40%",
        "lead-time: done",
        "lead-time: 1,200",
        "lead-time: 4,5 days",
        "lead-time: 1 200",
        "lead-time: 1\u00a0200 days",
        "lead-time: 1\u202f200 days",
        "lead-time: (11/10)",
        "lead-time: 9999999999999999",
        "lead-time: " + "9" * 40,
        "contract: 40",
        "contract: 140%",
        "heard: done",
        "heard: 0.4",
        "book: 50%",
        "book: 2",
        "follow: 40%",
        "onboarding: 40%",
        "onboarding: done",
    ],
)
def test_a_figure_of_another_kind_is_a_fault(tmp_path: Path, line: str) -> None:
    """It is told, never guessed at."""
    root = checked_in(tmp_path, line)
    assert faults(problems(root)) == [f"wrong-type {DAY}:1"]
    assert said(root) == {}


@pytest.mark.parametrize(
    "line",
    ["book: done Nothing", "book: done inventory", "book: done Inventory agreed, zzz (5/10)"],
)
def test_an_unknown_milestone_is_a_fault(tmp_path: Path, line: str) -> None:
    """With the milestones there are as a hint, and a name in the message."""
    (found,) = problems(checked_in(tmp_path, line))
    assert found.rule == "unknown-reference"
    assert found.hint
    assert "``" not in found.message


def test_the_longest_name_of_a_milestone_counts(tmp_path: Path) -> None:
    """`First half` is another than `First half published`."""
    assert said(checked_in(tmp_path / "a", "book: done First half"))["book"] == {
        "done": ("first-half-2",)
    }
    assert said(checked_in(tmp_path / "b", "book: done First half published"))["book"] == {
        "done": ("first-half",)
    }


@pytest.mark.parametrize(
    "line",
    ["leadtime: 12", "lead-tme: 12 days", "lead-tiem: (5/10)", "led-tim: [at risk]", "contrat: done",  # noqa: E501
     "oitf: 95%", "onbording: [at risk]", "onboarding#lead-tim: 12", "onbording#lead-time: 12"],
)  # fmt: skip
def test_a_head_nearly_a_name_before_a_figure_is_a_fault(tmp_path: Path, line: str) -> None:
    """It was meant as one, and would be lost in silence."""
    (found,) = problems(checked_in(tmp_path, line))
    assert faults([found]) == [f"unknown-reference {DAY}:1"]
    assert found.hint.startswith("Did you mean")


@pytest.mark.parametrize(
    "line",
    ["leadtime: words", "Next: 3 things", "TODO: 4 items", "Note: done", "risk: 5", "lead-time:12",
     "lead-time : 12", "**lead-time**: 12", "lead time: 12", "http://a.example: 12", "quarter: 4",
     "[ ] lead-time: 12", "10:30: 4 people"],
)  # fmt: skip
def test_other_text_stays_text(tmp_path: Path, line: str) -> None:
    """An item that is no check-in is shown as it was written."""
    root = checked_in(tmp_path, line)
    assert problems(root) == ()
    assert said(root) == {}
    assert graph(root).updates[0].text


def test_a_word_among_text_leaves_the_text_whole(tmp_path: Path) -> None:
    """Prose before, between and after stays; items that are check-ins do not stand there twice."""
    root = site(
        tmp_path, {GOAL: GOALS, DAY: "Intro.\n\n- lead-time: 12\n- Words.\n\nNext: a thing.\n"}
    )
    text = [prose.plain for prose in graph(root).updates[0].text]
    assert text == ["Intro.", "Words.", "Next: a thing."]
    assert said(root) == {"lead-time": {"value": 12}}


def test_nested_items_are_part_of_their_item(tmp_path: Path) -> None:
    """Only items of the top level are check-ins."""
    root = checked_in(tmp_path, "lead-time: 12 words\n  - share: 40%")
    assert list(said(root)) == ["lead-time"]
