"""`okrsite why` and `okrsite impact`: what pulls an objective down, and what stands on it."""

import json
from pathlib import Path

import pytest

from tests.sites import GOAL, SITE, goal, objective, run, site

TOP = "2026-Q4/company/scale.md"
LAPTOPS = "2026-Q4/it/laptops.md"
ROLLED = "key_results:\n  - {id: forms, title: Fewer forms, aligned: mean}\n"
FILES = {
    TOP: objective(ROLLED, title="Scale without drag"),
    GOAL: goal(
        "{id: lead-time, title: Onboarding takes less time, metric: {from: 15, to: 5, unit: days}}",
        "{id: contract, title: The contract is signed, metric: {from: 0, to: 10}}",
    ).replace("key_results:", "aligns_to: [scale#forms]\nkey_results:"),
    LAPTOPS: objective("aligns_to: [scale]\ndepends_on: [onboarding]\n", title="Laptops on time"),
    "2026-11-18-people-operations.md": "- lead-time: 13 days (4/10)\n- contract: 6\n",
}


def test_why_names_what_pulls_an_objective_down(tmp_path: Path) -> None:
    """Through the graph, with its points; the way up, and the tree below."""
    said = run("why", "scale", site(tmp_path, FILES)).output
    assert "Scale without drag\n2026-q4-scale, as of 2026-11-21: at risk, 40% against 56%" in said
    sight, because, tree = said.split("\n\n")[1:4]
    assert "the mission    Goods arrive on time." in sight
    assert because.splitlines()[0] == "At risk because of"
    assert because.splitlines()[1].split()[:4] == ["18", "points", "off", "track"]
    assert "2026-q4-onboarding#lead-time" in because
    assert "contract" not in because
    levels = [len(line) - len(line.lstrip()) for line in tree.splitlines()]
    assert levels[0] == 0
    assert "#forms  Fewer forms" in tree
    assert "    #lead-time  Onboarding takes less time" in tree
    assert tree.splitlines()[-1].endswith("supports")


def test_the_depth_of_the_tree_is_a_choice(tmp_path: Path) -> None:
    """What is left out is told."""
    root = site(tmp_path, FILES)
    flat = run("why", "scale", root, "--depth", "0").output
    assert "2026-q4-onboarding  Be" not in flat
    assert "to see it: --depth 1" in flat
    assert "--depth" not in run("why", "scale", root).output


def test_why_answers_machines(tmp_path: Path) -> None:
    """Amounts and the shortfall unrounded, the tree in the order of reading."""
    root = site(tmp_path, FILES)
    found = json.loads(run("why", "scale", root, "--format", "json").output)
    assert found["shortfall"] == pytest.approx(51 / 91 - 0.4)
    assert found["line_of_sight"] == []
    assert [each["key_result"] for each in found["reasons"]] == ["lead-time"]
    assert found["reasons"][0]["amount"] == pytest.approx((51 / 91 - 0.2) / 2)
    tree = found["contributors"]
    told = [(each["level"], each["objective"], each["key_result"]) for each in tree]
    assert told == [
        (1, "2026-q4-scale", "forms"),
        (2, "2026-q4-onboarding", None),
        (3, "2026-q4-onboarding", "lead-time"),
        (3, "2026-q4-onboarding", "contract"),
        (1, "2026-q4-laptops", None),
    ]
    below = sum(each["amount"] for each in tree if each["level"] == 3)
    assert below == pytest.approx(found["shortfall"])


def test_impact_tells_what_would_move(tmp_path: Path) -> None:
    """How far, what is only supported, and who depends on it."""
    root = site(tmp_path, FILES)
    said = run("impact", "onboarding", root).output
    assert "+0.60 on  2026-q4-scale  Scale without drag  at risk  40% now  leverage 1" in said
    assert "These depend on it\n  2026-q4-laptops  Laptops on time" in said
    assert "not confirmed" in said
    assert "It supports\n  2026-q4-scale" in run("impact", "laptops", root).output
    assert "Nothing stands on it" in run("impact", "scale", root).output


def test_impact_answers_machines(tmp_path: Path) -> None:
    """The same, unrounded."""
    found = json.loads(
        run("impact", "onboarding", site(tmp_path, FILES), "--format", "json").output
    )
    (above,) = found["above"]
    assert above["objective"] == "2026-q4-scale"
    assert (above["gain"], above["leverage"], above["level"]) == pytest.approx((0.6, 1, 1))
    (needs,) = found["needed_by"]
    assert (needs["objective"], needs["confirmed"]) == ("2026-q4-laptops", None)


def test_titles_do_not_steer_a_terminal(tmp_path: Path) -> None:
    """Nor turn the direction of what follows."""
    text = objective(ROLLED, title='"Scale \\u202e\\u2066 \\u200f up"')
    mission = SITE.replace("Goods arrive", '"Goods \\u202e arrive').replace("time.", 'time."')
    root = site(tmp_path, {**FILES, TOP: text, "site.yml": mission})
    for command in ("why", "impact"):
        said = run(command, "scale", root).output
        assert "Scale" in said
        assert all(letter.isprintable() for letter in said.replace("\n", ""))


@pytest.mark.parametrize("command", ["why", "impact"])
def test_a_name_that_nothing_has_is_wrong_use(tmp_path: Path, command: str) -> None:
    """As for explain."""
    result = run(command, "nothing", site(tmp_path, FILES))
    assert result.exit_code == 2
    assert "`nothing` is no objective" in result.output
