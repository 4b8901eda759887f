"""Laws of the numbers: what holds whatever is written."""

import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.model.portfolio import ScoredObjective
from okrsite.model.status import Status
from tests.sites import GOAL, goal, portfolio, site

FIRST = date(2026, 10, 1)
DAYS = st.integers(0, 91)
FIGURES = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3))
WEIGHTS = st.sampled_from([0, 0.5, 1, 2, 7])
HISTORY = st.lists(st.tuples(DAYS, FIGURES), max_size=5)
LAWS = settings(max_examples=60, deadline=None)


def scored(*lines: str, day: int = 50) -> ScoredObjective:
    """An objective with key results, some days into its quarter."""
    with tempfile.TemporaryDirectory() as folder:
        root = site(Path(folder), {GOAL: goal(*lines)})
        return portfolio(root, FIRST + timedelta(day)).objectives["2026-q4-onboarding"]


def metric(
    start: float,
    to: float,
    history: Iterable[tuple[int, float]],
    weight: float = 1,
    name: str = "a",
) -> str:
    """A key result with inline history."""
    words = ", ".join(
        f"{{date: {FIRST + timedelta(day)}, value: {value}}}" for day, value in history
    )
    return (
        f"{{id: {name}, title: T, weight: {weight}, metric: {{from: {start}, to: {to}}},"
        f" checkins: [{words}]}}"
    )


@given(start=FIGURES, to=FIGURES, history=HISTORY, day=DAYS)
@LAWS
def test_progress_and_expectation_lie_between_0_and_1(
    start: float, to: float, history: list[tuple[int, float]], day: int
) -> None:
    """And progress is raw, clamped; where raw is null so are both."""
    found = scored(metric(start, to, history), day=day).key_results[0]
    if found.raw is None:
        assert found.progress is None
        assert found.expected is None
    else:
        assert found.progress == min(1, max(0, found.raw))
        assert found.expected is not None
        assert 0 <= found.expected <= 1


@given(day=DAYS, later=DAYS, history=HISTORY)
@LAWS
def test_expectation_never_falls(day: int, later: int, history: list[tuple[int, float]]) -> None:
    """From one day to a later one."""
    day, later = sorted((day, later))
    before, after = (
        scored(metric(0, 10, history), day=each).key_results[0] for each in (day, later)
    )
    assert before.expected is not None
    assert after.expected is not None
    assert before.expected <= after.expected


@given(low=FIGURES, high=FIGURES, start=FIGURES, to=FIGURES)
@LAWS
def test_a_value_nearer_to_the_target_is_no_less_progress(
    low: float, high: float, start: float, to: float
) -> None:
    """Rising and falling alike."""
    if abs(start - to) < 1e-6:
        return
    near, far = sorted((low, high), key=lambda value: (value - start) / (to - start), reverse=True)
    one = scored(metric(start, to, [(10, near)])).key_results[0].progress
    other = scored(metric(start, to, [(10, far)])).key_results[0].progress
    assert one is not None
    assert other is not None
    assert one >= other


@given(history=HISTORY, day=DAYS)
@LAWS
def test_what_is_said_later_changes_nothing_before(
    history: list[tuple[int, float]], day: int
) -> None:
    """A figure of a day is the same with and without what was said after it."""
    full = scored(metric(0, 10, history), day=day)
    known = scored(metric(0, 10, [each for each in history if each[0] <= day]), day=day)
    for one, other in zip(full.key_results, known.key_results, strict=True):
        assert (one.raw, one.status, one.stale) == (other.raw, other.status, other.stale)
    assert (full.progress, full.expected, full.status) == (
        known.progress,
        known.expected,
        known.status,
    )


PARTS = st.lists(st.tuples(FIGURES, WEIGHTS), min_size=1, max_size=4)


def objective(parts: Iterable[tuple[str, float, float]]) -> ScoredObjective:
    """An objective of metrics with one value each."""
    return scored(*(metric(0, 1000, [(40, value)], weight, name) for name, value, weight in parts))


@given(parts=PARTS, order=st.randoms(use_true_random=False))
@LAWS
def test_the_order_of_key_results_does_not_matter(
    parts: list[tuple[float, float]], order: st.DrawFn
) -> None:
    """To progress and status of their objective."""
    named = [(f"k{place}", *each) for place, each in enumerate(parts)]
    mixed = list(named)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = objective(named), objective(mixed)
    assert one.status == other.status
    assert (one.progress is None) == (other.progress is None)
    if one.progress is not None and other.progress is not None:
        assert abs(one.progress - other.progress) < 1e-9


@given(parts=PARTS)
@LAWS
def test_an_objective_lies_between_its_key_results(parts: list[tuple[float, float]]) -> None:
    """Its progress is a mean; no weight, no progress; weights count by their ratio alone."""
    found = objective((f"k{place}", *each) for place, each in enumerate(parts))
    heavy = [
        k.progress for k in found.key_results if k.key_result.weight > 0 and k.progress is not None
    ]
    if not heavy:
        assert found.progress is None
        return
    assert found.progress is not None
    assert min(heavy) - 1e-9 <= found.progress <= max(heavy) + 1e-9
    doubled = objective(
        (f"k{place}", value, 2 * weight) for place, (value, weight) in enumerate(parts)
    )
    assert doubled.progress is not None
    assert abs(doubled.progress - found.progress) < 1e-9
    assert doubled.status == found.status


@given(value=FIGURES, extra=FIGURES)
@LAWS
def test_a_dropped_key_result_counts_for_nothing(value: float, extra: float) -> None:
    """An objective with it is as one without."""
    kept = metric(0, 1000, [(40, value)], name="a")
    gone = metric(0, 1000, [(40, extra)], name="b").replace("weight", "dropped: 2026-10-20, weight")
    one, other = scored(kept), scored(kept, gone)
    assert (one.progress, one.expected, one.status) == (
        other.progress,
        other.expected,
        other.status,
    )
    assert other.key_results[1].status is Status.DROPPED


def test_dropping_counts_from_its_day_on() -> None:
    """The day before, it is as it was."""
    kr = metric(0, 10, [(5, 4)]).replace("weight", "dropped: 2026-10-20, weight")
    assert scored(kr, day=18).status is not Status.DROPPED
    assert scored(kr, day=19).status is Status.DROPPED


def test_where_files_lie_does_not_matter(tmp_path: Path) -> None:
    """The same check-ins in one file, in several, or inline give the same figures."""
    plain = "{id: a, title: T, metric: {from: 0, to: 10}}"
    said = [(5, 2), (20, 4), (40, 5)]
    inline = site(tmp_path / "a", {GOAL: goal(metric(0, 10, said))})
    files = {
        f"{where}/{FIRST + timedelta(day)}-people-operations.md": f"- a: {value}\n"
        for where, (day, value) in zip(("z", "y", "x"), said, strict=True)
    }
    spread = site(tmp_path / "b", {GOAL: goal(plain), **files})
    found = [portfolio(root).objectives["2026-q4-onboarding"] for root in (inline, spread)]
    figures = [(each.progress, each.expected, each.status, each.stale) for each in found]
    assert figures[0] == figures[1]
    values = [[word.value for word in each.key_results[0].words] for each in found]
    assert values[0] == values[1] == [2, 4, 5]


@given(day=st.integers(0, 91))
@LAWS
def test_silence_is_never_green(day: int) -> None:
    """Without a word a key result is planned, then silent; never on track."""
    found = scored("{id: a, title: T, metric: {from: 0, to: 10}}", day=day).key_results[0]
    assert found.status in (Status.PLANNED, Status.SILENT)
    assert (found.status is Status.SILENT) is (day > 10)
