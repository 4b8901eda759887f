"""Where a key result lands: a straight line that a few odd figures do not bend."""

import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.model.forecast import Forecast
from okrsite.score.forecast import forecast
from okrsite.score.slopes import median_slope
from tests.sites import GOAL, goal, key_result, run, site

FIRST = date(2026, 10, 1)
DUE = date(2026, 12, 31)
RAW = st.floats(-3, 3, allow_nan=False).map(lambda number: round(number, 4))
LAWS = settings(max_examples=80, deadline=None)


def course(points: Iterable[tuple[int, float]]) -> list[tuple[date, float]]:
    """Days from the first, and figures, as dates."""
    return [(FIRST + timedelta(day), raw) for day, raw in points]


def told(points: Iterable[tuple[int, float]]) -> Forecast:
    """A forecast that there is."""
    found = forecast(course(points), DUE)
    assert found is not None
    return found


def every_slope(points: list[tuple[int, float]]) -> float:
    """The median looked for the long way."""
    return median((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2))


def test_two_dates_are_too_few_and_an_open_window_lands_nowhere() -> None:
    """A line through two points would claim to know too much."""
    points = course([(0, 0.0), (10, 0.1), (20, 0.2)])
    assert forecast(points[:2], DUE) is None
    assert forecast(points, None) is None
    assert forecast(points, DUE) is not None


@given(start=RAW, slope=RAW, days=st.sets(st.integers(0, 90), min_size=3))
@LAWS
def test_figures_on_a_line_land_on_it(start: float, slope: float, days: set[int]) -> None:
    """Without any spread."""
    found = told([(day, start + slope * day) for day in sorted(days)])
    landed = start + slope * (DUE - FIRST).days
    assert (found.low, found.at_due, found.high) == pytest.approx([landed] * 3, abs=1e-9)


@given(
    points=st.dictionaries(st.integers(0, 90), RAW, min_size=3, max_size=12),
    factor=RAW,
    more=RAW,
)
@LAWS
def test_a_forecast_moves_as_its_figures_do(
    points: dict[int, float], factor: float, more: float
) -> None:
    """Figures in another unit land in that unit; turned round, the range turns round with them."""
    plain = told(sorted(points.items()))
    moved = told([(day, factor * raw + more) for day, raw in sorted(points.items())])
    wanted = sorted(factor * each + more for each in (plain.low, plain.high))
    assert moved.at_due == pytest.approx(factor * plain.at_due + more, abs=1e-7)
    assert [moved.low, moved.high] == pytest.approx(wanted, abs=1e-7)


def test_one_wrong_figure_in_five_moves_nothing() -> None:
    """What a mean would not survive."""
    line = [(day, day / 100) for day in range(0, 50, 5)]
    wrong = [(day, 9.0 if day == 20 else raw) for day, raw in line]
    assert told(wrong).at_due == pytest.approx(told(line).at_due, abs=0.02)


@given(
    seed=st.randoms(use_true_random=False),
    many=st.integers(41, 120),
    figures=st.sampled_from(["any", "few", "flat", "line", "curve"]),
)
@settings(max_examples=60, deadline=None)
def test_the_quick_way_to_the_median_slope_is_exact(seed: Random, many: int, figures: str) -> None:
    """Beyond forty points not every pair is looked at; the median is the same."""
    chance = seed.random
    kinds: dict[str, Callable[[int], float]] = {
        "any": lambda _day: chance(),
        "few": lambda _day: float(chance() < 0.3),
        "flat": lambda _day: 0.5,
        "line": lambda day: 0.1 * day,
        "curve": lambda day: day * day / 1000 + chance() / 10,
    }
    points = [(3 * day + int(chance() * 3), kinds[figures](day)) for day in range(many)]
    assert median_slope(points) == pytest.approx(every_slope(points), rel=1e-9, abs=1e-12)


def test_an_unlucky_sample_only_costs_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sample misses the median, the bracket is widened until it does not."""
    points = [(day, (day * 37 % 101) / 10) for day in range(90)]
    monkeypatch.setattr("okrsite.score.slopes._sample", lambda points, size: [7.0] * size)
    assert median_slope(points) == pytest.approx(every_slope(points), abs=1e-12)


def test_a_year_of_daily_figures_costs_nothing_to_speak_of() -> None:
    """400 dates are 80,000 pairs; a tenth of a second is many times what it takes."""
    points = course([(day, (day * 37 % 101) / 100 + day / 400) for day in range(400)])
    began = time.perf_counter()
    assert forecast(points, DUE + timedelta(400)) is not None
    assert time.perf_counter() - began < 0.1


def test_of_several_figures_of_a_day_the_last_counts(tmp_path: Path) -> None:
    """And the goalposts are those of the day that is looked at."""
    said = [(5, 1), (15, 9), (15, 2), (25, 3)]
    words = ", ".join(f"{{date: {FIRST + timedelta(day)}, value: {value}}}" for day, value in said)
    line = f"{{id: a, title: T, metric: {{from: 0, to: 10}}, checkins: [{words}]}}"
    found = key_result(site(tmp_path, {GOAL: goal(line)}), "a").forecast
    assert found is not None
    assert found.dates == 3
    assert found.at_due == pytest.approx(0.05 + 91 / 100)


def test_milestones_land_by_what_was_done_when(tmp_path: Path) -> None:
    """Their own dates and those of check-ins; what is done at no date was always done."""
    steps = ["{title: Zero, done: true}", "{title: One, done: 2026-10-11}", "{title: Two}"]
    steps += ["{title: Three, done: 2026-10-31}"]
    words = "checkins: [{date: 2026-10-21, done: [Two]}, {date: 2026-11-09, note: Waiting}]"
    line = f"{{id: a, title: T, milestones: [{', '.join(steps)}], {words}}}"
    found = key_result(site(tmp_path, {GOAL: goal(line)}), "a").forecast
    assert found is not None
    assert (found.dates, found.first) == (3, date(2026, 10, 11))
    assert (found.start, found.slope) == pytest.approx((0.5, 0.025))


@pytest.mark.parametrize(
    ("measure", "said"),
    [("keep: {min: 3}", "4"), ("done: false", "20%"), ("aligned: mean", "(5/10)")],
)
def test_other_kinds_land_nowhere(tmp_path: Path, measure: str, said: str) -> None:
    """What is kept, done or made of others goes along no line."""
    line = f"{{id: a, title: T, {measure}}}"
    days = [FIRST + timedelta(day) for day in (1, 2, 3)]
    files = {f"{day}-people-operations.md": f"- a: {said}\n" for day in days}
    found = key_result(site(tmp_path, {GOAL: goal(line), **files}), "a")
    assert len(found.words) == 3
    assert found.forecast is None


def test_a_forecast_is_explained(tmp_path: Path) -> None:
    """The line's two numbers, how many dates it goes through, and when it is read off."""
    words = ", ".join(f"{{date: 2026-10-{day}, value: {day}}}" for day in (10, 20, 30))
    line = f"{{id: a, title: T, metric: {{from: 0, to: 100}}, checkins: [{words}]}}"
    said = run("explain", "onboarding#a", site(tmp_path, {GOAL: goal(line)})).output
    assert "forecast: 0.92 (0.92 to 0.92)" in said
    assert "0.1 + 0.01 × 82" in said
    assert "dates with a figure: 3, the first 2026-10-10" in said
    assert "due: 2026-12-31" in said
