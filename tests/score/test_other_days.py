"""Other days: what a page says of an earlier day is what a build of that day says."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.model.noun import fields, replace
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.score import score
from tests.conftest import ROOT
from tests.sites import AS_OF, GOAL, goal, graph, objective, portfolio, site

EXAMPLE = graph(ROOT)


def unforeseen(scored: ScoredObjective) -> ScoredObjective:
    """An objective without the forecasts of its key results."""
    plain = tuple(replace(each, forecast=None) for each in scored.key_results)
    return replace(scored, key_results=plain)


@given(st.dates(date(2026, 1, 1), date(2027, 2, 1)))
@settings(max_examples=40, deadline=None)
def test_an_earlier_day_is_what_a_build_of_that_day_says(day: date) -> None:
    """Every figure, status, grade and word of every objective; only forecasts are not made."""
    now = score(EXAMPLE, AS_OF, audience="everyone")
    then = score(EXAMPLE, day, audience="everyone")
    assert {key: now.then(day)[key] for key in now.objectives} == {
        key: unforeseen(each) for key, each in then.objectives.items()
    }


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_one_objective_alone_is_as_among_all(data: st.DataObject) -> None:
    """Whichever is asked for first."""
    now = score(EXAMPLE, AS_OF, audience="everyone")
    day = AS_OF - timedelta(data.draw(st.integers(0, 200)))
    key = data.draw(st.sampled_from(sorted(now.objectives)))
    then = score(EXAMPLE, day, audience="everyone")
    assert now.then(day)[key] == unforeseen(then.objectives[key])


def test_a_goalpost_that_was_moved_stands_where_it_stood(tmp_path: Path) -> None:
    """Before `changed`, the old target counts."""
    root = site(
        tmp_path,
        {
            GOAL: goal(
                "{id: a, title: T, metric: {from: 0, to: 10},"
                " changed: [{date: 2026-11-10, field: to, was: 20, because: too hard}],"
                " checkins: [{date: 2026-10-20, value: 5}]}"
            )
        },
    )
    now = portfolio(root)
    key = "2026-q4-onboarding"
    assert now.objectives[key].progress == 0.5
    assert now.then(date(2026, 11, 9))[key].progress == 0.25
    assert now.then(date(2026, 11, 10))[key].progress == 0.5


def test_a_chain_of_any_length_is_looked_down(tmp_path: Path) -> None:
    """An objective made of one made of one: without asking deeper than Python can."""
    many = 1500
    files = {
        f"2026-Q4/it/a{at}.md": objective(
            f"id: a{at}\naligns_to: a{at - 1}\nrollup: aligned" if at else "id: a0\nrollup: aligned"
        )
        for at in range(many)
    }
    files[f"2026-Q4/it/a{many}.md"] = objective(
        f"id: a{many}\naligns_to: a{many - 1}\nkey_results:\n"
        "  - {id: k, title: T, metric: {from: 0, to: 10}, checkins: [{date: 2026-10-20, value: 5}]}"
    )
    assert portfolio(site(tmp_path, files)).then(date(2026, 11, 1))["a0"].progress == 0.5


def test_what_is_no_objective_has_no_other_day(tmp_path: Path) -> None:
    """As a mapping says it."""
    now = portfolio(site(tmp_path, {GOAL: objective()}))
    with pytest.raises(KeyError):
        now.then(AS_OF)["nothing"]
    assert list(now.then(AS_OF)) == ["2026-q4-onboarding"]
    assert len(now.then(AS_OF)) == 1


def test_a_portfolio_of_another_making_says_that_it_knows_no_other_day(tmp_path: Path) -> None:
    """Rather than giving figures of the wrong day."""
    now = portfolio(site(tmp_path, {GOAL: objective()}))
    names = [each.name for each in fields(Portfolio) if each.name != "then"]
    given = {name: getattr(now, name) for name in names}
    with pytest.raises(LookupError, match="2026-11-21"):
        Portfolio(**given).then(AS_OF)
