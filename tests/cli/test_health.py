"""`okrsite health`: how well the OKRs are run, in words and for machines."""

import json
from pathlib import Path

from tests.conftest import ROOT
from tests.sites import GOAL, goal, objective, run, site

TOP = "2026-Q4/company/scale.md"
LAPTOPS = "2026-Q4/it/laptops.md"
FILES = {
    TOP: objective(title="Scale without drag"),
    GOAL: goal(
        "{id: lead-time, title: Onboarding takes less time, metric: {from: 15, to: 5, unit: days}}",
        "{id: contract, title: The contract is signed, metric: {from: 0, to: 10}}",
    ).replace("key_results:", "aligns_to: [scale]\nkey_results:"),
    LAPTOPS: objective(title="Laptops on time"),
    "2026-11-18-people-operations.md": "- lead-time: 14 days (4/10) [on track] Soon\n",
}


def test_it_names_what_needs_a_look(tmp_path: Path) -> None:
    """Shares first, then each list under its name; what is empty is left out."""
    said = run("health", site(tmp_path, FILES)).output
    assert "As of 2026-11-21: objectives that run 3, that lie ahead 0" in said
    assert "1 of 2  objectives have a line of sight" in said
    assert "Silent\n  2026-q4-onboarding#contract  The contract is signed  silent" in said
    assert "Without a line of sight\n  2026-q4-laptops" in said
    assert "Orphans\n  2026-q4-laptops" in said
    assert "Said to be better than they are\n  2026-q4-onboarding#lead-time" in said
    assert "1 objective  2 key results" in said
    assert "Grades" not in said


def test_it_answers_machines(tmp_path: Path) -> None:
    """Every figure as the list that it counts."""
    found = json.loads(run("health", site(tmp_path, FILES), "--format", "json").output)
    assert found["coverage"]["line_of_sight"] == {
        "counted": 2,
        "share": 0.5,
        "lacking": ["2026-q4-laptops"],
    }
    assert found["rhythm"]["silent"] == [
        {"objective": "2026-q4-onboarding", "key_result": "contract"}
    ]
    assert found["alignments"] == [
        {
            "from": "people-operations",
            "to": "company",
            "count": 1,
            "edges": [
                {
                    "objective": "2026-q4-onboarding",
                    "to": {"objective": "2026-q4-scale", "key_result": None},
                    "drives": True,
                }
            ],
        }
    ]
    assert found["calibration"]["said"] == []
    assert found["calibration"]["brier"] is None
    assert [each["id"] for each in found["load"]["owners"]] == ["ben", "ada", None]


def test_an_empty_organisation_has_an_answer(tmp_path: Path) -> None:
    """Zero is an answer too."""
    result = run("health", site(tmp_path))
    assert result.exit_code == 0
    assert "objectives that run 0" in result.output
    assert "0 of 3  teams have an objective" in result.output
    assert run("health", site(tmp_path), "--format", "json").exit_code == 0


def test_the_example_has_every_section() -> None:
    """Grades, confidence and forecasts too."""
    said = run("health", ROOT).output
    for head in ("Load by owner", "Where key results land", "Grades", "Confidence and outcome"):
        assert f"\n{head}\n" in said
    assert "Brier score" in said


def test_for_an_audience_nothing_narrower_is_counted(tmp_path: Path) -> None:
    """Neither in words nor in figures."""
    hidden = objective("audience: leadership\n", title="Laptops on time")
    root = site(tmp_path, {**FILES, LAPTOPS: hidden})
    assert "laptops" not in run("health", root, "--audience", "everyone").output
    assert "laptops" in run("health", root, "--audience", "leadership").output


def test_machines_are_told_each_confidence_and_what_became_of_it() -> None:
    """The counts of the calibration are those of its list; the example has a graded quarter."""
    found = json.loads(run("health", ROOT, "--format", "json").output)["calibration"]
    said = found["said"]
    assert len(said) == found["given"] > 10
    assert sum(each["met"] for each in said) == found["met"]
    off = [(each["confidence"] / 10 - each["met"]) ** 2 for each in said]
    assert round(sum(off) / len(off), 9) == round(found["brier"], 9)
    for team, record in found["teams"].items():
        assert sum(each["team"] == team for each in said) == record["given"]
    assert set(said[0]) == {"objective", "key_result", "team", "confidence", "met"}
