"""What stands on what: leverage, reasons, and what would happen if."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.model.contributors import contributors
from okrsite.model.impact import impact
from okrsite.model.portfolio import Portfolio
from okrsite.model.why import amounts, reasons, shortfall
from tests.sites import portfolio, site

LAWS = settings(max_examples=40, deadline=None)
WEIGHTS = st.sampled_from([0.5, 1, 2, 3])
VALUES = st.integers(0, 10)


def metric(key: str, value: float | None, weight: float = 1) -> str:
    """A key result from 0 to 10."""
    said = "" if value is None else f", checkins: [{{date: 2026-11-18, value: {value}}}]"
    return f"{{id: {key}, title: {key}, weight: {weight}, metric: {{from: 0, to: 10}}{said}}}"


def goal(*key_results: str, to: str = "") -> str:
    """An objective that is aligned to others."""
    lines = "".join(f"  - {each}\n" for each in key_results)
    listed = f"key_results:\n{lines}" if lines else "key_results: []\n"
    return f"---\ntitle: Get better\n{f'aligns_to: [{to}]' if to else ''}\n{listed}---\n"


def small(files: Mapping[str, str]) -> Portfolio:
    """A portfolio of objectives of the fourth quarter, by stem."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {f"2026-Q4/company/{name}.md": text for name, text in files.items()}
        return portfolio(site(Path(folder), paths))


TOP = goal("{id: all, title: All, aligned: mean, weight: 2}", metric("own", 9))
CHAIN = {
    "top": TOP,
    "middle": goal("{id: most, title: Most, aligned: mean}", metric("mine", 9), to="top#all"),
    "low": goal(metric("a", 1), metric("b", 9), to="middle#most"),
    "aside": goal(metric("c", 2), to="{to: 'top#all', weight: 3}"),
    "fan": goal(metric("d", 0), to="top"),
}


def test_leverage_is_multiplied_along_a_way() -> None:
    """Of the two thirds of `all`, a quarter is `middle`'s; of that, half is `low`'s."""
    found = small(CHAIN).leverage
    assert found["2026-q4-aside"] == pytest.approx({"2026-q4-top": 2 / 3 * 3 / 4})
    assert found["2026-q4-middle"] == pytest.approx({"2026-q4-top": 2 / 3 / 4})
    wanted = {"2026-q4-middle": 1 / 2, "2026-q4-top": 2 / 3 / 4 / 2}
    assert found["2026-q4-low"] == pytest.approx(wanted)
    assert "2026-q4-fan" not in found


def test_leverage_is_added_up_over_ways() -> None:
    """Directly and through another."""
    files = {
        **CHAIN,
        "low": goal(metric("a", 1), to="middle#most, top#all"),
    }
    found = small(files).leverage["2026-q4-low"]
    assert found["2026-q4-top"] == pytest.approx(2 / 3 * (1 / 5 * 1 / 2 + 1 / 5))


@given(
    weights=st.lists(WEIGHTS, min_size=4, max_size=4),
    values=st.lists(VALUES, min_size=4, max_size=4),
)
@LAWS
def test_reasons_add_up_to_the_shortfall(weights: list[float], values: list[int]) -> None:
    """All that is behind, less all that is ahead, is what the objective lacks."""
    named = [metric(key, *each) for key, *each in zip("abcd", values, weights, strict=True)]
    found = small(
        {
            "top": goal("{id: all, title: All, aligned: mean, weight: 3}", named[0]),
            "middle": goal("{id: most, title: Most, aligned: mean}", named[1], to="top#all"),
            "low": goal(named[2], to="middle#most, {to: 'top#all', weight: 2}"),
            "other": goal(named[3], to="middle#most"),
        }
    )
    for each in found.objectives.values():
        assert sum(amounts(each, found).values()) == pytest.approx(shortfall(each))


@given(values=st.lists(VALUES, min_size=3, max_size=3), weight=WEIGHTS)
@LAWS
def test_an_objective_that_is_done_moves_those_above_by_its_leverage(
    values: list[int], weight: float
) -> None:
    """Where means are taken, what is worked out anew is leverage times what is still to do."""
    found = small(
        {
            "top": goal("{id: all, title: All, aligned: mean}", metric("own", values[0])),
            "one": goal(metric("a", values[1]), to=f"{{to: 'top#all', weight: {weight}}}"),
            "two": goal(metric("b", values[2]), to="top#all"),
        }
    )
    for each in found.objectives.values():
        for above in impact(each, found).above:
            assert each.progress is not None
            assert above.leverage is not None
            assert above.gain == pytest.approx(above.leverage * (1 - each.progress))


def test_the_next_lowest_counts_once_the_lowest_is_done() -> None:
    """With `min` the gain ends where another one holds it back; leverage does not know that."""
    found = small(
        {
            "top": goal("{id: all, title: All, aligned: min}"),
            "one": goal(metric("a", 2), to="top#all"),
            "two": goal(metric("b", 5), to="top#all"),
        }
    )
    (above,) = impact(found.objectives["2026-q4-one"], found).above
    assert (above.leverage, above.gain) == pytest.approx((1, 0.3))
    (above,) = impact(found.objectives["2026-q4-two"], found).above
    assert (above.leverage, above.gain) == (None, 0)


def test_one_without_a_progress_counts_once_it_is_done() -> None:
    """Among the contributors, with its weight."""
    found = small(
        {
            "top": goal("{id: all, title: All, aligned: mean}"),
            "one": goal(metric("a", 4), to="top#all"),
            "two": goal("{id: felt, title: Felt}", to="top#all"),
        }
    )
    (above,) = impact(found.objectives["2026-q4-two"], found).above
    assert above.gain == pytest.approx(0.3)


def test_what_drives_has_points_and_what_supports_has_none() -> None:
    """The leaves are named, not what lies between; those that stand badly first."""
    found = small(CHAIN)
    top = found.objectives["2026-q4-top"]
    told = [(each.objective[8:], each.key_result, each.amount) for each in reasons(top, found)]
    expected = 51 / 91
    assert told == [
        ("aside", "c", pytest.approx((expected - 0.2) / 2)),
        ("low", "a", pytest.approx((expected - 0.1) / 24)),
        ("fan", "d", None),
    ]
    assert reasons(found.objectives["2026-q4-middle"], found) == ()


def test_an_objective_whose_key_results_all_stand_well_is_named_itself() -> None:
    """Here one that is behind only because a key result that is told of at the end counts 0."""
    late = "{id: late, title: Late, checkin: end, metric: {from: 0, to: 10}}"
    found = small(
        {
            "top": goal(metric("own", 0)),
            "fan": goal(metric("near", 5.5), late, to="top"),
            "well": goal(metric("kept", 9), to="top"),
        }
    )
    top, fan = (found.objectives[f"2026-q4-{name}"] for name in ("top", "fan"))
    assert fan.status == "off_track"
    told = [(each.objective, each.key_result) for each in reasons(top, found)]
    assert told == [(top.id, "own"), (fan.id, None)]


def test_the_tree_opens_each_objective_once() -> None:
    """One that contributes on two ways stands on both, what is below it on the first."""
    files = {**CHAIN, "low": goal(metric("a", 1), to="middle#most, top#all")}
    found = small(files)
    lines = [*contributors(found.objectives["2026-q4-top"], found)]
    low = [each for each in lines if each.objective.id == "2026-q4-low" and not each.key_result]
    assert sorted(each.again for each in low) == [False, True]
    named = [each.key_result.id for each in lines if each.key_result is not None]
    assert sorted(named) == ["a", "all", "c", "d", "mine", "most", "own"]
    assert all(each.weighs is None for each in lines if each.objective.id == "2026-q4-fan")
    flat = [*contributors(found.objectives["2026-q4-top"], found, 0)]
    assert [each.key_result and each.key_result.id for each in flat] == ["all", "own"]


def test_a_long_chain_is_walked_to_its_end() -> None:
    """Without a limit of depth of its own."""
    many = 1200
    files = {"o0": goal("{id: all, title: All, aligned: mean}")}
    files |= {
        f"o{n}": goal("{id: all, title: All, aligned: mean}", to=f"o{n - 1}#all")
        for n in range(1, many)
    }
    files[f"o{many}"] = goal(metric("leaf", 2), to=f"o{many - 1}#all")
    found = small(files)
    top, leaf = found.objectives["2026-q4-o0"], found.objectives[f"2026-q4-o{many}"]
    assert found.leverage[leaf.id][top.id] == pytest.approx(1)
    assert [each.objective for each in reasons(top, found)] == [leaf.id]
    assert len([*contributors(top, found)]) == 2 * many + 1
    assert impact(leaf, found).above[-1].gain == pytest.approx(0.8)
