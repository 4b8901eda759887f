"""`okrsite explain`: every number says where it comes from."""

from pathlib import Path

from tests.sites import GOAL, goal, objective, run, site

FILES = {
    GOAL: goal(
        "{id: lead-time, title: Onboarding takes less time, metric: {from: 15, to: 5, unit: days}, "
        "weight: 2}",
        "{id: contract, title: The contract is signed, done: 2026-11-01}",
    ),
    "2026-11-18-people-operations.md": "- lead-time: 12 days (6/10) Laptops ship\n",
}


def test_a_key_result_is_explained_down_to_file_and_line(tmp_path: Path) -> None:
    """Formula, inputs, and where each was written."""
    root = site(tmp_path, FILES)
    result = run("explain", "onboarding#lead-time", root, "--audience", "leadership")
    assert result.exit_code == 0, result.output
    assert "progress: 0.3" in result.output
    assert "(12 − 15) ÷ (5 − 15)" in result.output
    assert "2026-11-18-people-operations.md:1" in result.output
    assert "onboarding.md:4" in result.output
    assert "cycles.yml:3" in result.output


def test_an_objective_is_explained_by_its_key_results(tmp_path: Path) -> None:
    """With the weight of each."""
    result = run("explain", "2026-q4-onboarding", site(tmp_path, FILES))
    assert result.exit_code == 0, result.output
    assert "(2 × 0.3 + 1 × 1) ÷ 3" in result.output


def test_withheld_figures_are_not_told(tmp_path: Path) -> None:
    """Progress is, as on the site."""
    line = "{id: margin, title: Margin, metric: {from: 11, to: 23}, withheld: true, "
    root = site(tmp_path, {GOAL: goal(line + "checkins: [{date: 2026-11-02, value: 17}]}")})
    result = run("explain", "onboarding#margin", root)
    assert "progress: 0.5" in result.output
    for figure in ("11", "17", "23"):
        assert f" {figure} " not in result.output.replace("2026-11", "")


def test_a_name_that_nothing_has_is_wrong_use(tmp_path: Path) -> None:
    """With what there is."""
    root = site(tmp_path, {GOAL: objective()})
    assert run("explain", "nothing", root).exit_code == 2
    result = run("explain", "onboarding#nothing", root)
    assert result.exit_code == 2
    assert "has no key result" in result.output
