"""Confidence held against what happened: two independent readings, and cases worked out by hand."""

from pathlib import Path

import pytest

from okrsite.build import prepare
from okrsite.door import Door
from okrsite.model.calibration import Calibration, Level, Record, calibration
from okrsite.order import Order
from tests.oracle.calculate import Calculation
from tests.oracle.calibration import Record as Expected
from tests.oracle.calibration import calibration as expected
from tests.oracle.organisations import organisation, write
from tests.sites import portfolio, site

SEEDS = range(12)


def agrees(found: Record, wanted: Expected) -> None:
    """The same counts, and the same score."""
    assert {each.confidence: (each.given, each.met) for each in found.levels} == wanted.levels
    assert found.given == len(wanted.outcomes)
    assert found.met == sum(met for _, met in wanted.outcomes)
    assert found.brier == (None if wanted.brier is None else pytest.approx(wanted.brier))


def test_both_readings_agree_on_random_organisations(tmp_path: Path) -> None:
    """At their last date, for the site and for each team; and there is something to agree on."""
    given = 0
    for seed in SEEDS:
        made, root = organisation(seed), tmp_path / str(seed)
        write(made, root)
        as_of = max(made.dates)
        prepared = prepare(Order(root, as_of=as_of), Door())
        assert prepared.portfolio is not None, prepared.problems
        found = calibration(prepared.portfolio)
        wanted, teams = expected(Calculation(made, as_of))
        agrees(found.site, wanted)
        assert found.teams.keys() == teams.keys()
        for key, record in teams.items():
            agrees(found.teams[key], record)
        given += found.site.given
    assert given > 20


def of_last_quarter(tmp_path: Path, *key_results: str, person: str = "") -> Calibration:
    """The calibration after a quarter with one objective: its middle is the 15th of August."""
    lines = "".join(f"  - {{title: T{n}, {each}}}\n" for n, each in enumerate(key_results))
    head = f"title: Get better\n{person}"
    where = "2026-Q3/goal.md" if person else "2026-Q3/it/goal.md"
    text = f"---\n{head}\nkey_results:\n{lines}---\n"
    return calibration(portfolio(site(tmp_path, {where: text})))


def said(*given: tuple[str, float], score: float = 1) -> str:
    """A key result with confidences, and how it ended."""
    words = ", ".join(f"{{date: 2026-{day}, confidence: {n}}}" for day, n in given)
    return f"score: {score}, checkins: [{words}]"


def test_the_word_nearest_to_the_middle_counts(tmp_path: Path) -> None:
    """Not the first, not the last; of two as near the earlier, of one day the last."""
    found = of_last_quarter(
        tmp_path,
        said(("07-02", 1), ("08-13", 7), ("08-18", 3), ("09-29", 10)),
        said(("08-14", 6), ("08-17", 2)),
        said(("08-15", 1), ("08-15", 9)),
    )
    assert [each.confidence for each in found.site.levels] == [6, 7, 9]


def test_a_seven_that_is_met_seven_times_in_ten_is_right(tmp_path: Path) -> None:
    """And the Brier score says how far off each was."""
    kept = [said(("08-15", 7))] * 7 + [said(("08-15", 7), score=0.6)] * 3
    found = of_last_quarter(tmp_path, *kept)
    assert found.site.levels == (Level(7, given=10, met=7),)
    assert found.site.brier == pytest.approx(0.7 * 0.09 + 0.3 * 0.49)
    assert found.teams == {"it": found.site}


def test_what_has_no_outcome_or_no_confidence_does_not_count(tmp_path: Path) -> None:
    """Dropped, unreported, or never given a number."""
    found = of_last_quarter(
        tmp_path,
        f"dropped: true, {said(('08-15', 7))}",
        "metric: {from: 0, to: 10}",
        "score: 1, checkins: [{date: 2026-08-15, note: Well}]",
    )
    assert found == Calibration(Record(0, 0, None, ()), {})


def test_a_person_is_never_held_to_account(tmp_path: Path) -> None:
    """A person's objective counts for the team."""
    found = of_last_quarter(tmp_path, said(("08-15", 7)), person="person: ben\n")
    assert list(found.teams) == ["people-operations"]


def test_a_cycle_that_runs_tells_nothing_yet(tmp_path: Path) -> None:
    """However sure people are."""
    text = f"---\ntitle: Go on\nkey_results:\n  - {{title: T, {said(('11-02', 9))}}}\n---\n"
    assert calibration(portfolio(site(tmp_path, {"2026-Q4/it/on.md": text}))).site.given == 0
