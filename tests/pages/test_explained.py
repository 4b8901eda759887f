"""Explanations on pages write figures as pages do; on the command line, exactly."""

import re
from pathlib import Path

from okrsite.model.explanation import english_figure, figure, percentage
from okrsite.pages import objective
from tests.sites import GOAL, goal, portfolio, run, site

DAYS = (
    "{date: 2026-10-07, value: 14}, {date: 2026-10-20, value: 12}, {date: 2026-11-11, value: 11.3}"
)
THIRDS = (
    "{id: lead-time, title: Onboarding takes less time, weight: 2, "
    f"metric: {{from: 15, to: 5, unit: days}}, checkins: [{DAYS}]}}"
)
ID = "2026-q4-onboarding"
KEPT = (
    "{id: rate, title: The error rate stays, keep: {max: 2}, "
    "checkins: [{date: 2026-10-20, value: 1}]}"
)


def test_shares_are_percentages_with_one_decimal_at_most(tmp_path: Path) -> None:
    """Progress, pace, thresholds and distances; nowhere a share such as 0.5543."""
    view = objective.view(portfolio(site(tmp_path, {GOAL: goal(THIRDS, KEPT)})), ID)
    told = "".join((view.explained, *(kr.explained for kr in view.key_results)))
    assert "Progress <b>37%</b>" in told
    assert "(2 × 37% + 1 × " in told
    assert "Progress <b>43.3%</b>" in told
    assert "Pace <b>56%</b>" in told
    assert re.search(r"is at least 0\.\d+ × [\d.]+% = [\d.]+%|is [\d.]+ points behind", told)
    assert "(1 ÷ 1) × 56%" in told
    assert not re.search(r"\d\.\d{3,}", told)
    assert not re.search(r"\d\.\d\d+%(?! a day| × \d+;)", told)


def test_figures_of_the_measure_stay_as_they_were_written(tmp_path: Path) -> None:
    """Days are days."""
    view = objective.view(portfolio(site(tmp_path, {GOAL: goal(THIRDS)})), ID)
    assert "(11.3 − 15) ÷ (5 − 15)" in view.key_results[0].explained


def test_grades_are_written_as_grades(tmp_path: Path) -> None:
    """With two decimals, as everywhere on the page."""
    over = goal("{id: a, title: A, score: 0.6}")
    root = site(tmp_path, {GOAL.replace("Q4", "Q3"): over})
    view = objective.view(portfolio(root), "2026-q3-onboarding")
    assert "Grade <b>0.60</b>" in view.key_results[0].explained


def test_the_command_line_keeps_the_digits(tmp_path: Path) -> None:
    """For those who check by hand."""
    said = run("explain", "onboarding", site(tmp_path, {GOAL: goal(THIRDS, KEPT)})).output
    assert "2 × 0.37 + 1 × " in said
    assert re.search(r"expected: 0\.\d{4}", said)


def test_there_is_no_zero_below_zero() -> None:
    """It equals the other one: what is remembered of one figure would be said of both."""
    assert {figure(-0.0), english_figure(-0.0), figure(0.0)} == {"0"}
    assert percentage(-0.0004) == percentage(0.0) == "0%"
