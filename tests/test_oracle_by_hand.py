"""The independent calculation, held against cases that were worked out by hand.

The cycle of most cases has a hundred days, so that a day is a hundredth of the share, and a weekly
rhythm: a silence of ten days is allowed.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from okrsite.model.noun import replace
from tests.oracle.compare import differences
from tests.oracle.organisations import organisation
from tests.oracle.publish import published_cycle
from tests.oracle.structure import (
    Aligned,
    Alignment,
    Change,
    CheckIn,
    CheckInDocument,
    Cycle,
    Done,
    Judged,
    Keep,
    KeyResult,
    Kpi,
    Ladder,
    Measure,
    Metric,
    Milestone,
    Milestones,
    Objective,
    Organisation,
    Policy,
    Review,
    Said,
    Site,
    Team,
)
from tests.oracle.windows import allowed_silence

START = date(2026, 1, 1)
HUNDRED = Cycle("hundred", START, START + timedelta(100), checkin="weekly")
OPEN = Cycle("open", START, None, checkin="weekly")
ONE_DAY = Cycle("day", START, START, checkin="weekly")
RISES = Metric(0.0, 10.0)
FALLS = Metric(15.0, 5.0)
LADDER = Ladder(((0.0, 0.0), (0.3, 0.5), (0.7, 1.0), (1.0, 2.0)))
BAND = Keep(4.0, 5.0)


def day(number: int) -> date:
    """A day of the cycle, its first being 0."""
    return START + timedelta(number)


def said(number: int, value: float | None = None, **others: Any) -> CheckIn:
    """An inline check-in on a day of the cycle."""
    return CheckIn(day(number), value=value, **others)


def measured(measure: Measure, *check_ins: CheckIn, **others: Any) -> KeyResult:
    """A key result with a history."""
    return KeyResult(others.pop("id", "kr"), "Title", measure, checkins=check_ins, **others)


def values(*figures: float, until: int = 50) -> list[CheckIn]:
    """Values on consecutive days, the last one on day `until`."""
    first = until - len(figures) + 1
    return [said(first + place, figure) for place, figure in enumerate(figures)]


def published(
    key_results: Iterable[KeyResult],
    number: int,
    *,
    cycle: Cycle = HUNDRED,
    below: Iterable[Objective] = (),
    policy: Policy | None = None,
    **others: Any,
) -> dict[str, Any]:
    """The objective `top` with these key results, as published on a day."""
    more = {name: others.pop(name, ()) for name in ("documents", "kpis", "reviews")}
    top = Objective("top", "top", cycle.id, team="company", key_results=tuple(key_results))
    whole = Organisation(
        site=Site(policy=policy or Policy()),
        teams=(Team("company"), Team("sales", parent="company")),
        cycles=(HUNDRED, OPEN, ONE_DAY),
        objectives=(replace(top, **others), *below),
        **more,
    )
    as_of = day(number)
    found: Any = published_cycle(whole, cycle.id, as_of)
    return dict(found["objectives"][0])


def first(*arguments: Any, **named: Any) -> dict[str, Any]:
    """The first key result of the objective that `published` gives."""
    return dict(published(*arguments, **named)["key_results"][0])


def agrees(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Compare the fields that are asked for."""
    assert not differences(wanted, found)


PROGRESS: list[tuple[str, KeyResult, dict[str, Any]]] = [
    ("rises", measured(RISES, said(40, 4.0)), {"raw": 0.4, "progress": 0.4, "expected": 0.5}),
    ("falls", measured(FALLS, said(40, 12.0)), {"raw": 0.3, "value": 12.0}),
    ("beyond", measured(RISES, said(40, 25.0)), {"raw": 2.5, "progress": 1.0}),
    ("backwards", measured(FALLS, said(40, 20.0)), {"raw": -0.5, "progress": 0.0}),
    ("no value", measured(RISES), {"raw": 0.0, "progress": 0.0, "value": None}),
    ("last with a value", measured(RISES, said(9, 3.0), said(10)), {"raw": 0.3, "value": 3.0}),
    ("tomorrow", measured(RISES, said(50, 3.0), said(51, 9.0)), {"raw": 0.3}),
    ("before and after", measured(RISES, said(-9, 2.0), due=day(20)), {"raw": 0.2, "expected": 1}),
    ("first is from", measured(Metric(None, 10.0), *values(2, 6)), {"raw": 0.5, "from": 2.0}),
    ("no from", measured(Metric(None, 10.0)), {"raw": None, "progress": None, "expected": None}),
    ("first is to", measured(Metric(None, 2.0), *values(2, 6)), {"raw": None, "expected": None}),
    ("no to", measured(Metric(3.0, None), said(40, 4.0)), {"raw": None, "progress": None}),
    ("by", measured(Metric(20.0, None, -30.0), said(9, 17.0)), {"raw": 0.5, "to": 14.0}),
    ("by first", measured(Metric(None, None, 50.0), *values(10, 12)), {"raw": 0.4, "to": 15.0}),
    ("by nothing", measured(Metric(None, None, 50.0), *values(0, 3)), {"raw": None}),
    ("rung", measured(LADDER, said(9, 1.0)), {"raw": 0.7, "expected": 0.5}),
    ("between rungs", measured(LADDER, said(9, 1.5)), {"raw": 0.85}),
    ("under rungs", measured(LADDER, said(9, -3.0)), {"raw": 0.0}),
    ("over rungs", measured(LADDER, said(9, 7.0)), {"raw": 1.0}),
    ("ladder, no value", measured(LADDER), {"raw": 0.0, "progress": 0.0}),
    ("falling rungs", measured(Ladder(((0.0, 8.0), (1.0, 4.0))), said(9, 7.0)), {"raw": 0.25}),
    ("keep", measured(BAND, *values(4, 5, 6, 3.9)), {"raw": 0.25, "expected": 0.5}),
    ("keep, min", measured(Keep(4.0, None), *values(99, 4)), {"raw": 0.5}),
    ("keep, max", measured(Keep(None, 4.0), *values(-9, 5)), {"raw": 0.25}),
    ("keep, no value", measured(BAND, said(40)), {"raw": None, "expected": None}),
    ("judged", measured(Judged(), said(1, progress=0.2), said(2)), {"raw": 0.2, "expected": None}),
    ("judged, none", measured(Judged(), said(1)), {"raw": None, "progress": None}),
    ("not done", measured(Done()), {"raw": 0.0, "expected": None}),
    ("bare done", measured(Done(True)), {"raw": 1.0, "last_word": None}),
    ("done today", measured(Done(day(50))), {"raw": 1.0, "last_word": "2026-02-20"}),
    ("done tomorrow", measured(Done(day(51))), {"raw": 0.0, "last_word": None}),
    ("done by word", measured(Done(), said(3, done=True), said(4, progress=0.5)), {"raw": 1.0}),
    ("partly done", measured(Done(), said(3, progress=0.4)), {"raw": 0.4}),
    ("pace none", measured(RISES, said(9, 3.0), pace="none"), {"raw": 0.3, "expected": None}),
    ("paced", measured(RISES, pace=((day(80), 0.2),)), {"expected": 0.125}),
    ("paced later", measured(RISES, pace=((day(25), 0.4), (day(75), 0.6))), {"expected": 0.5}),
    ("own window", measured(RISES, starts=day(40), due=day(60)), {"expected": 0.5}),
    ("not begun", measured(RISES, starts=day(60)), {"expected": 0.0, "status": "planned"}),
]


@pytest.mark.parametrize(
    ("key_result", "wanted"), [case[1:] for case in PROGRESS], ids=[case[0] for case in PROGRESS]
)
def test_progress_and_expectation_at_half_time(
    key_result: KeyResult, wanted: dict[str, Any]
) -> None:
    """The lines of the table of progress and expectation, half-way through the cycle."""
    agrees(first([key_result], 50), wanted)


def test_milestones_count_by_weight_and_by_due_date() -> None:
    """Weights done by weights; expected is what is due, without `due` at the window's end."""
    items = (
        Milestone("A", due=day(50), weight=2.0, done=day(30)),
        Milestone("B", due=day(51)),
        Milestone("C", done=True),
    )
    wanted = {"raw": 0.75, "expected": 0.5, "last_word": day(30).isoformat()}
    agrees(first([measured(Milestones(items))], 50), wanted)
    agrees(first([measured(Milestones(items))], 99), {"expected": 0.75})
    agrees(first([measured(Milestones(items))], 100), {"expected": 1.0})


def test_milestones_are_done_by_check_in() -> None:
    """`done` names some, or means all."""
    items = (Milestone("A"), Milestone("B"), Milestone("C"), Milestone("D", weight=0.0))
    some = measured(Milestones(items), said(3, done=("A", "D")))
    agrees(first([some], 50), {"raw": 1 / 3})
    agrees(first([measured(Milestones(items), said(3, done=True))], 50), {"raw": 1.0})


def test_open_cycle_expects_nothing() -> None:
    """In an open cycle the share is 1 and nothing is expected, even of what has a due date."""
    kept = measured(BAND, *values(4, 6))
    agrees(first([kept], 50, cycle=OPEN), {"raw": 0.5, "expected": None, "due": None})
    due = measured(RISES, said(9, 3.0), due=day(60))
    agrees(first([due], 50, cycle=OPEN), {"raw": 0.3, "expected": None})


def test_one_day_is_all_or_nothing() -> None:
    """Where both are one day, the share is 1 from that day on, else 0."""
    for number, share in ((-1, 0.0), (0, 1.0), (1, 1.0)):
        agrees(first([measured(RISES)], number, cycle=ONE_DAY), {"expected": share})


def at(progress: float, **others: Any) -> KeyResult:
    """A metric from 0 to 10 with its progress said on day 45, five days before half-time."""
    return measured(RISES, said(45, progress * 10), **others)


STATUSES: list[tuple[str, KeyResult, int, str]] = [
    ("dropped", at(0.9, dropped=True), 50, "dropped"),
    ("dropped today", at(0.9, dropped=day(50)), 50, "dropped"),
    ("dropped tomorrow", at(0.9, dropped=day(51)), 50, "on_track"),
    ("dropped when over", at(0.9, dropped=True, score=1.0), 101, "dropped"),
    ("met", at(0.7), 101, "met"),
    ("not over on its last day", at(0.9), 100, "on_track"),
    ("partly", at(0.69), 101, "partly"),
    ("just partly", at(0.4), 101, "partly"),
    ("missed", at(0.39), 101, "missed"),
    ("committed", at(0.99, ambition="committed"), 101, "partly"),
    ("committed and met", at(1.0, ambition="committed"), 101, "met"),
    ("learning", at(0.7, ambition="learning"), 101, "met"),
    ("score", at(0.2, score=0.8), 101, "met"),
    ("score too early", at(0.2, score=0.8), 100, "off_track"),
    ("unreported", measured(RISES), 101, "unreported"),
    ("score without a word", measured(RISES, score=0.5), 101, "partly"),
    ("something done", measured(Done(True)), 101, "met"),
    ("milestone done", measured(Milestones((Milestone("A", done=True),))), 101, "met"),
    ("word without figure", measured(Metric(None, 9.0), said(9)), 101, "unmeasured"),
    ("aligned, over", measured(Aligned()), 101, "unmeasured"),
    ("achieved", at(1.0), 50, "achieved"),
    ("achieved early", measured(Done(True), starts=day(60)), 50, "achieved"),
    ("keep never achieved", measured(BAND, said(95, 5.0)), 100, "on_track"),
    ("before", at(0.5), -1, "planned"),
    ("before its window", at(0.5, starts=day(60)), 50, "planned"),
    ("none due", measured(RISES), 10, "planned"),
    ("one was due", measured(RISES), 11, "silent"),
    ("monthly, capped by half", measured(RISES, checkin="quarterly"), 50, "planned"),
    ("over half", measured(RISES, checkin="quarterly"), 51, "silent"),
    ("end", measured(RISES, checkin="end"), 100, "planned"),
    ("aligned is never silent", measured(Aligned()), 50, "unmeasured"),
    ("aligned before", measured(Aligned()), -1, "planned"),
    ("silent before unmeasured", measured(Judged()), 50, "silent"),
    ("unmeasured", measured(Judged(), said(45)), 50, "unmeasured"),
    ("inside", measured(BAND, *values(9, 9, 4)), 50, "on_track"),
    ("outside", measured(BAND, *values(9, 4, 9)), 50, "at_risk"),
    ("twice running", measured(BAND, *values(4, 9, 9)), 50, "off_track"),
    ("outside at first", measured(BAND, *values(9)), 50, "at_risk"),
    ("nine tenths", at(0.45), 50, "on_track"),
    ("a gap of 0.05", measured(RISES, said(1, 0.5)), 10, "on_track"),
    ("under nine tenths", at(0.449), 50, "at_risk"),
    ("seven tenths", at(0.35), 50, "at_risk"),
    ("a gap of 0.15", measured(RISES, said(1, 0.5)), 20, "at_risk"),
    ("under seven tenths", at(0.349), 50, "off_track"),
    ("confidence 7", at(0.1, pace="none", checkin="end"), 50, "on_track"),
    ("none given, late", at(0.1, pace="none"), 51, "at_risk"),
    ("high", measured(Done(), said(45, confidence=7.0)), 90, "on_track"),
    ("middling", measured(Done(), said(45, confidence=4.0)), 50, "at_risk"),
    ("low", measured(Done(), said(45, confidence=3.9)), 50, "off_track"),
]


@pytest.mark.parametrize(
    ("key_result", "number", "wanted"),
    [case[1:] for case in STATUSES],
    ids=[case[0] for case in STATUSES],
)
def test_status_of_a_key_result(key_result: KeyResult, number: int, wanted: str) -> None:
    """The lines of the table of statuses, at and beside their borders."""
    assert first([key_result], number)["status"] == wanted


def test_open_window_counts_as_early() -> None:
    """Without expectation and confidence, an open window is on track for as long as it is open."""
    assert first([at(0.1)], 400, cycle=OPEN)["status"] == "on_track"


def test_thresholds_are_policy() -> None:
    """The two pairs of site.yml take the place of the defaults."""
    strict = Policy((1.0, 0.0), (0.95, 0.0), status_written=True)
    assert first([at(0.5)], 50, policy=strict)["status"] == "on_track"
    assert first([at(0.49)], 50, policy=strict)["status"] == "at_risk"
    assert first([at(0.47)], 50, policy=strict)["status"] == "off_track"


def test_stale_is_a_silence_that_was_not_allowed() -> None:
    """Ten days are allowed in a weekly rhythm; `end` allows any; other statuses are never stale."""
    assert not first([at(0.5)], 55)["stale"]
    assert first([at(0.5)], 56)["stale"]
    assert not first([at(0.5, checkin="end")], 99)["stale"]
    assert not first([at(0.5, checkin="monthly")], 79)["stale"]
    assert first([at(0.5, checkin="monthly")], 80)["stale"]
    assert not first([at(1.0)], 99)["stale"]
    assert first([at(0.5)], 56, cycle=OPEN)["stale"]


def test_said_better_than_computed_is_a_watermelon() -> None:
    """Said on track, computed at risk; not so where as good was said, or where it is over."""
    claimed = measured(RISES, said(45, 3.5, status="on_track"))
    agrees(first([claimed], 50), {"status": "at_risk", "said": "on_track", "watermelon": True})
    honest = measured(RISES, said(45, 3.5, status="off_track"))
    agrees(first([honest], 50), {"said": "off_track", "watermelon": False})
    agrees(first([claimed], 101), {"status": "missed", "said": "on_track", "watermelon": False})


def test_last_of_one_date_counts() -> None:
    """On one date inline ones come first, then documents by path, then as written."""
    entries = tuple(
        Said(CheckIn(day(45), value=value, path=path), "top#kr", "top", "kr")
        for value, path in ((8.0, "b.md"), (3.0, "a.md"))
    )
    documents = tuple(
        CheckInDocument(one.check_in.path or "", day(45), entries=(one,)) for one in entries
    )
    found = first([at(0.1)], 50, documents=documents)
    assert [one["value"] for one in found["checkins"]] == [1.0, 3.0, 8.0]
    agrees(found, {"value": 8.0, "raw": 0.8})


def test_word_of_an_objective_is_none_of_its_key_results() -> None:
    """A check-in of an objective gives it a said status and leaves its key results silent."""
    word = Said(CheckIn(day(45), status="on_track"), "top", "top")
    found = published(
        [measured(RISES)], 50, documents=(CheckInDocument("a.md", day(45), entries=(word,)),)
    )
    agrees(found, {"status": "silent", "said": "on_track", "watermelon": True})
    agrees(found["key_results"][0], {"said": None, "last_word": None})


def test_moved_goalpost_is_seen_from_its_date_on() -> None:
    """Dates before the change see the old value."""
    moved = at(0.5, changed=(Change(day(60), "to", 20.0), Change(day(48), "to", 50.0)))
    agrees(first([moved], 47), {"to": 50.0, "raw": 0.1})
    agrees(first([moved], 59), {"to": 20.0, "raw": 0.25})
    agrees(first([moved], 60), {"to": 10.0, "raw": 0.5})


def test_kpi_gives_its_values() -> None:
    """A key result takes the values of its kpi, and they are words for it."""
    kpi = Kpi("running", checkins=(said(40, 2.0), said(45, 6.0)))
    found = first([measured(RISES, kpi="running")], 50, kpis=(kpi,))
    agrees(found, {"raw": 0.6, "value": 6.0, "last_word": day(45).isoformat()})


def test_withheld_figures_are_not_shown() -> None:
    """Progress is shown, the figures are not, nor those of the check-ins."""
    found = first([at(0.5, withheld=True)], 50)
    agrees(found, {"progress": 0.5, "from": None, "to": None, "value": None})
    assert found["checkins"][0]["value"] is None


def test_rhythm_is_that_of_the_enclosing_cycle() -> None:
    """Own rhythm, else the cycle's, else that of `within`, else monthly."""
    outer = replace(OPEN, id="outer", checkin="fortnightly")
    inner = replace(OPEN, id="inner", within="outer", checkin=None)
    alone = replace(OPEN, id="alone", checkin=None)
    whole = Organisation(cycles=(outer, inner, alone))
    for cycle, allowed in ((outer, 17), (inner, 17), (alone, 34)):
        assert allowed_silence(whole, measured(RISES), cycle) == allowed
    assert allowed_silence(whole, measured(RISES, checkin="quarterly"), inner) == 95
    assert allowed_silence(whole, measured(RISES), ONE_DAY) == 0


# Objectives


def roll(*key_results: KeyResult, number: int = 50, **others: Any) -> dict[str, Any]:
    """The objective of some key results, their ids made different."""
    named = [replace(one, id=f"kr-{place}") for place, one in enumerate(key_results)]
    return published(named, number, **others)


SILENT = measured(RISES)
UNMEASURED = measured(Judged(), said(45))
PLANNED = measured(RISES, starts=day(60))
DROPPED = at(0.9, dropped=True)
UNEXPECTED = measured(Done(), said(45, confidence=3.0))

ROLLED: list[tuple[str, list[KeyResult], dict[str, Any]]] = [
    ("mean", [at(0.5, weight=3.0), at(0.1)], {"progress": 0.4, "expected": 0.5}),
    ("weight 0", [at(0.5), at(0.0, weight=0.0)], {"progress": 0.5, "status": "on_track"}),
    ("no weight", [at(0.5, weight=0.0)], {"progress": None, "expected": None}),
    ("all of no weight", [at(0.3, weight=0.0), at(0.5, weight=0.0)], {"status": "off_track"}),
    ("dropped aside", [at(0.5), DROPPED], {"progress": 0.5, "status": "on_track"}),
    ("all dropped", [DROPPED, DROPPED], {"progress": None, "status": "dropped"}),
    ("unmeasured aside", [at(0.5), UNMEASURED], {"progress": 0.5, "status": "on_track"}),
    ("all unmeasured", [UNMEASURED, DROPPED], {"progress": None, "status": "unmeasured"}),
    ("planned", [PLANNED, UNMEASURED, DROPPED], {"progress": 0.0, "status": "planned"}),
    ("silent", [SILENT, SILENT], {"progress": 0.0, "status": "silent"}),
    ("achieved", [at(1.0), at(1.0)], {"progress": 1.0, "status": "achieved"}),
    ("expected of some", [at(0.5), UNEXPECTED], {"progress": 0.25, "expected": 0.5}),
    ("p of some", [at(0.5), UNEXPECTED], {"status": "at_risk"}),
    ("none expected", [UNEXPECTED, at(1.0, pace="none")], {"status": "off_track"}),
    ("one step better", [at(0.9, weight=9.0), at(0.1)], {"progress": 0.82, "status": "at_risk"}),
    ("silent is a step", [at(0.9, weight=9.0), SILENT], {"status": "at_risk"}),
    ("not by weight 0", [at(0.9), at(0.0, weight=0.0)], {"status": "on_track"}),
    ("no key results", [], {"progress": None, "status": "unmeasured"}),
]


@pytest.mark.parametrize(
    ("key_results", "wanted"), [case[1:] for case in ROLLED], ids=[case[0] for case in ROLLED]
)
def test_objective_at_half_time(key_results: list[KeyResult], wanted: dict[str, Any]) -> None:
    """How an objective is rolled up from its key results."""
    agrees(roll(*key_results), wanted)


GRADED: list[tuple[str, list[KeyResult], dict[str, Any], dict[str, Any]]] = [
    ("mean", [at(0.9), at(0.5)], {}, {"grade": 0.7, "status": "met"}),
    ("committed", [at(0.9), at(0.5)], {"ambition": "committed"}, {"status": "partly"}),
    ("own score", [at(0.9)], {"score": 0.3}, {"grade": 0.3, "status": "missed", "progress": 0.9}),
    ("unreported aside", [at(0.9), SILENT], {}, {"grade": 0.9, "progress": 0.9, "status": "met"}),
    ("all unreported", [SILENT, UNMEASURED], {}, {"grade": None, "status": "unreported"}),
    ("all unmeasured", [UNMEASURED], {}, {"grade": None, "status": "unmeasured"}),
    ("scores", [at(0.1, score=0.8), at(0.5)], {}, {"grade": 0.65, "progress": 0.3}),
    ("dropped", [at(0.9)], {"dropped": True}, {"grade": None, "status": "dropped"}),
]


@pytest.mark.parametrize(
    ("key_results", "others", "wanted"),
    [case[1:] for case in GRADED],
    ids=[case[0] for case in GRADED],
)
def test_objective_when_over(
    key_results: list[KeyResult], others: dict[str, Any], wanted: dict[str, Any]
) -> None:
    """How an objective is graded once its cycle is over."""
    agrees(roll(*key_results, number=101, **others), wanted)


def test_review_scores_count() -> None:
    """A score may be written down in a review."""
    review = Review("end", day(100), "hundred", (("top", "kr", 0.8),))
    agrees(first([at(0.1)], 101, reviews=(review,)), {"score": 0.8, "status": "met", "grade": 0.8})


def test_stale_key_result_with_weight_makes_its_objective_stale() -> None:
    """Without weight it does not."""
    assert roll(at(0.6), at(0.6, checkin="end"), number=60)["stale"]
    assert not roll(at(0.6, weight=0.0), at(0.6, checkin="end"), number=60)["stale"]


# What is aligned


def follower(name: str, to: Alignment, *key_results: KeyResult, **others: Any) -> Objective:
    """An objective of a team, aligned to something."""
    cycle = others.pop("cycle", "hundred")
    edges = (to, *others.pop("also", ()))
    made = Objective(name, name, cycle, team="sales", aligns_to=edges, key_results=key_results)
    return replace(made, **others)


TO_KR = Alignment("top", "kr")
TO_TOP = Alignment("top")


def test_aligned_key_result_is_the_mean_of_its_contributors() -> None:
    """By the weights of the edges; dropped ones and those without progress are no contributors."""
    below = [
        follower("a", replace(TO_KR, weight=3.0), at(0.5)),
        follower("b", TO_KR, at(0.1)),
        follower("c", TO_KR, at(0.9), dropped=True),
        follower("d", TO_KR, UNMEASURED),
    ]
    found = published([measured(Aligned())], 50, below=below)
    wanted = {"raw": 0.4, "progress": 0.4, "expected": 0.5, "status": "at_risk", "stale": False}
    agrees(found["key_results"][0], wanted)
    assert found["aligned"] == ["a", "b", "c", "d"]


def test_aligned_min_is_the_lowest_of_the_first_id() -> None:
    """Ties go to the first id; the expectation is that one's, here none, so the worst decides."""
    below = [
        follower("b", TO_KR, at(0.3)),
        follower("a", TO_KR, at(0.3, pace="none")),
        follower("c", TO_KR, at(0.9)),
    ]
    found = first([measured(Aligned("min"))], 50, below=below)
    agrees(found, {"raw": 0.3, "expected": None, "status": "off_track"})


def test_aligned_expectation_is_of_those_that_have_one() -> None:
    """A contributor in an open cycle adds progress and no expectation."""
    below = [follower("a", TO_KR, at(0.5)), follower("b", TO_KR, at(0.1), cycle="open")]
    agrees(first([measured(Aligned())], 50, below=below), {"raw": 0.3, "expected": 0.5})


def test_aligned_without_expectation_is_as_its_worst_contributor() -> None:
    """Written on_track, at_risk or off_track: a silent one makes it off track."""
    below = [
        follower("a", TO_KR, at(1.0), cycle="open"),
        follower("b", TO_KR, measured(RISES), cycle="open"),
    ]
    agrees(first([measured(Aligned())], 50, below=below), {"expected": None, "status": "off_track"})
    agrees(first([measured(Aligned())], 50, below=below[:1]), {"status": "achieved"})


def test_aligned_is_stale_when_all_contributors_are() -> None:
    """One that is not is enough to speak for it."""
    below = [
        follower("a", TO_KR, at(0.6)),
        follower("b", TO_KR, measured(RISES, said(58, 6.0))),
    ]
    assert not first([measured(Aligned())], 60, below=below)["stale"]
    assert first([measured(Aligned())], 60, below=below[:1])["stale"]


def test_rollup_says_what_drives() -> None:
    """Directly aligned objectives stand beside, or in the place of, the key results."""
    to_top, own = replace(TO_TOP, weight=3.0), "key_results"
    below = [follower("a", to_top, at(0.1), rollup=own), follower("b", TO_KR, at(0.9), rollup=own)]
    for rollup, progress in ((None, 0.5), ("key_results", 0.5), ("both", 0.2), ("aligned", 0.1)):
        found = published([at(0.5)], 50, below=below, rollup=rollup)
        agrees(found, {"progress": progress, "expected": 0.5})
        by_policy = published([at(0.5)], 50, below=below, policy=Policy(rollup=rollup))
        agrees(by_policy, {"progress": progress})
    agrees(published([], 50, below=below[:1], rollup="key_results"), {"progress": 0.1})


def test_edges_say_whether_they_drive() -> None:
    """An edge drives at an aligned key result, or where the roll-up above says so."""
    whole = Organisation(
        teams=(Team("company"), Team("sales", parent="company")),
        cycles=(HUNDRED,),
        objectives=(
            Objective("top", "top", "hundred", team="company", key_results=(measured(Aligned()),)),
            follower("a", TO_KR, at(0.5), also=(TO_TOP,)),
            follower("b", Alignment("a", "kr"), at(0.5)),
            follower("c", Alignment("b"), rollup=None),
            follower("d", Alignment("c"), at(0.5)),
        ),
    )
    found: Any = published_cycle(whole, "hundred", day(50))
    edges = {
        one["id"]: [edge["drives"] for edge in one["aligns_to"]] for one in found["objectives"]
    }
    assert edges == {"top": [], "a": [True, False], "b": [False], "c": [False], "d": [True]}
    leverage = {one["id"]: one["leverage"] for one in found["objectives"]}
    assert leverage == {"top": {}, "a": {"top": 1.0}, "b": {}, "c": {}, "d": {"c": 1.0}}
    chains = {
        one["id"]: [step["objective"] for step in one["line_of_sight"]]
        for one in found["objectives"]
    }
    assert chains["d"] == ["c", "b", "a", "top"]
    sight = {one["id"]: one["line_of_sight"] for one in found["objectives"]}
    assert sight["a"] == [{"objective": "top", "key_result": None}]


def test_line_of_sight_is_the_shortest_and_the_first_by_id() -> None:
    """An orphan and an objective of the whole organisation have none."""
    tops = [Objective(one, one, "hundred", team="company") for one in ("top-b", "top-a")]
    middle = follower("middle", Alignment("top-a"))
    long = follower("long", Alignment("middle"), also=(Alignment("top-b"), Alignment("top-a", "x")))
    orphan = Objective("orphan", "orphan", "hundred", team="sales")
    top_a = replace(tops[1], key_results=(measured(Judged(), id="x"),))
    whole = Organisation(
        teams=(Team("company"), Team("sales", parent="company")),
        cycles=(HUNDRED,),
        objectives=(tops[0], top_a, middle, long, orphan),
    )
    found: Any = published_cycle(whole, "hundred", day(50))
    sight = {one["id"]: one["line_of_sight"] for one in found["objectives"]}
    assert sight["long"] == [{"objective": "top-a", "key_result": "x"}]
    assert sight["top-a"] == sight["orphan"] == []


def test_leverage_is_the_product_along_driving_edges() -> None:
    """Edge weight by the contributors' weights, times key-result weight by the used ones'."""
    below = [
        follower("a", replace(TO_KR, weight=3.0), at(0.5)),
        follower("b", TO_KR, at(0.1)),
    ]
    key_results = [measured(Aligned()), at(0.5, id="other", weight=3.0)]
    whole = Organisation(
        teams=(Team("company"), Team("sales", parent="company")),
        cycles=(HUNDRED,),
        objectives=(
            Objective("top", "top", "hundred", team="company", key_results=tuple(key_results)),
            *below,
        ),
    )
    found: Any = published_cycle(whole, "hundred", day(50))
    leverage = {one["id"]: one["leverage"] for one in found["objectives"]}
    assert leverage == {"top": {}, "a": {"top": 0.1875}, "b": {"top": 0.0625}}


def test_forecast_is_a_line_through_the_medians() -> None:
    """Three points on a line land where the line ends, with no spread; two are too few."""
    line = measured(RISES, said(10, 1.0), said(20, 2.0), said(30, 9.0), said(30, 3.0))
    forecast = first([line], 50)["forecast"]
    assert forecast == pytest.approx({"at_due": 1.0, "low": 1.0, "high": 1.0})
    assert first([line], 25)["forecast"] is None
    bent = measured(RISES, said(0, 0.0), said(10, 1.0), said(20, 5.0))
    # slopes 0.01, 0.025, 0.04: median 0.025; b = median(0, -0.15, 0) = 0; residuals -0.15, 0, 0
    forecast = first([bent], 50)["forecast"]
    assert forecast == pytest.approx({"at_due": 2.5, "low": 2.38, "high": 2.5})


def test_comparison_tells_what_differs() -> None:
    """Numbers within 1e-9 agree, true is not 1, and a path leads to what differs."""
    made = organisation(1)
    expected: Any = published_cycle(made, made.cycles[0].id, made.dates[2])
    assert differences(expected, expected) == []
    found = differences(
        {"a": 1.0, "b": True, "c": [{"d": 2}]}, {"a": 1.0 + 1e-12, "b": 1, "c": [{}]}
    )
    assert found == ["b: expected True, published 1", "c[0].d: expected 2, not published"]
