"""What is written down of a closed cycle says the same as the figures did."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.edit.carrying import carried_path, following
from okrsite.edit.closing import mean, two_places
from okrsite.model.cycle import Cycle, CycleKind
from okrsite.model.place import Place
from okrsite.model.status import Ambition, Rhythm
from okrsite.score.figures import band


@given(st.floats(0, 1), st.sampled_from(Ambition))
def test_a_score_in_two_places_has_the_same_band(score: float, ambition: Ambition) -> None:
    """Writing it down neither keeps a promise nor breaks one."""
    found = two_places(score)
    assert found == round(found, 2)
    assert 0 <= score - found + 1e-10 < 0.01 + 1e-9
    if min(abs(score - edge) for edge in (0.4, 0.7, 1)) > 1e-9:
        assert band(found, ambition) == band(score, ambition)


@pytest.mark.parametrize("score", [0.4, 0.7, 0.29, 0.57, 1, 0])
def test_a_score_that_has_two_places_stays(score: float) -> None:
    """Whatever 0.57 times 100 is."""
    assert two_places(score) == score


def test_the_mean_is_weighted() -> None:
    """What has no weight is left out; nothing is no mean."""
    assert mean([(0.5, 1), (0.8, 2), (0, 0)]) == 0.7
    assert mean([(1, 0)]) is None


def cycle(starts: str, ends: str | None, key: str = "2026-Q4") -> Cycle:
    """A cycle of two dates."""
    end = date.fromisoformat(ends) if ends else None
    return Cycle(key, key, date.fromisoformat(starts), end, None, CycleKind.STRATEGIC,
                 Rhythm.WEEKLY, None, None, "", Place("", ""))  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "ends", "then"),
    [
        ("2026-10-01", "2026-12-31", ("2027-01-01", "2027-03-31")),
        ("2026-01-01", "2026-12-31", ("2027-01-01", "2027-12-31")),
        ("2026-02-01", "2026-02-28", ("2026-03-01", "2026-03-31")),
        ("2026-11-02", "2026-11-15", ("2026-11-16", "2026-11-29")),
        ("2026-04-06", "2026-07-05", ("2026-07-06", "2026-10-04")),
    ],
)
def test_the_cycle_after_is_as_long(starts: str, ends: str, then: tuple[str, str]) -> None:
    """In months where it is whole months, else in days."""
    found = following(cycle(starts, ends))
    assert found == tuple(map(date.fromisoformat, then))
    assert following(cycle(starts, None)) is None


@pytest.mark.parametrize(
    ("path", "then"),
    [
        ("2026-Q4/it/a.md", "2027-Q1/it/a.md"),
        ("goals/2026-q4/a.md", "goals/2027-Q1/a.md"),
        ("it/a.md", "it/a-2027-q1.md"),
        ("2026-q4.md", "2026-q4-2027-q1.md"),
    ],
)
def test_where_a_goal_that_goes_on_stands(path: str, then: str) -> None:
    """In the folder of the new cycle, else beside the old one."""
    assert carried_path(path, cycle("2026-10-01", "2026-12-31"), "2027-Q1") == then
