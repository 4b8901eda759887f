"""Rules of rhythm and ambition: what each of them tells, and above all what it leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okrsite.build import prepare
from okrsite.door import Door
from okrsite.model.problem import Problem
from okrsite.order import Order
from tests.sites import AS_OF, CYCLES, GOAL, SITE, goal, objective, site

LAPTOPS = "2026-Q4/it/laptops.md"
FRESH = "checkins: [{date: 2026-10-14, value: 14}, {date: 2026-11-18, value: 9}]"


def told(
    where: Path, rule: str, files: Mapping[str, str], as_of: date | None = AS_OF, **settings: float
) -> list[Problem]:
    """What a rule tells of a site, with settings of its own."""
    wanted = ", ".join(["severity: warning", *(f"{k}: {v}" for k, v in settings.items())])
    policy = f"policy: {{rules: {{{rule}: {{{wanted}}}}}}}\n"
    root = site(where, {"site.yml": SITE + policy, **files})
    found = prepare(Order(root, as_of=as_of), Door(environment={})).problems
    return [each for each in found if each.rule == rule]


def messages(found: list[Problem]) -> list[str]:
    """What they say."""
    return [each.message for each in found]


def metric(key: str, *words: tuple[str, float], more: str = "", to: str = "to: 5") -> str:
    """A key result from 15 to 5 days with its figures, (date, value) each."""
    said = ", ".join(f"{{date: {day}, value: {value}}}" for day, value in words)
    return f"{{id: {key}, title: {key}, metric: {{from: 15, {to}}}, checkins: [{said}]{more}}}"


def early(day: str = "2026-10-14", value: float = 13) -> tuple[str, float]:
    """A figure of the first weeks."""
    return day, value


# Silence --------------------------------------------------------------------------------------


def test_silence_that_has_just_begun_is_no_news(tmp_path: Path) -> None:
    """Marked stale after 10 days without a word, told after 14."""
    files = {GOAL: goal(metric("a", ("2026-11-07", 9)))}
    assert told(tmp_path, "stale-check-in", files) == []
    (found,) = told(tmp_path, "stale-check-in", files, date(2026, 11, 22))
    assert found.message == "No word on `a` for 15 days, where one is promised every week"
    assert len(told(tmp_path, "stale-check-in", files, late=3)) == 1


def test_an_objective_is_told_once_of_all_its_stale_key_results(tmp_path: Path) -> None:
    """The longest silence first, each with its days and its rhythm where these differ."""
    files = {
        GOAL: goal(
            metric("a", ("2026-11-02", 9)),
            metric("b", ("2026-10-05", 9), more=", checkin: monthly"),
            metric("c", ("2026-11-20", 9)),
        )
    }
    (found,) = told(tmp_path, "stale-check-in", files)
    assert found.message == (
        "No word on `b` (47 days; promised every month) and `a` (19 days; promised every week)"
    )
    assert found.subject == "2026-q4-onboarding"


def test_what_is_measured_by_others_is_not_told_beside_them(tmp_path: Path) -> None:
    """The objective that has not spoken is told, not the one that it moves."""
    files = {
        GOAL: goal("{id: all, title: All follow, aligned: mean}"),
        LAPTOPS: objective(
            f"aligns_to: onboarding#all\nkey_results:\n  - {metric('a', ('2026-10-20', 9))}\n"
        ),
    }
    found = told(tmp_path, "stale-check-in", files)
    assert [each.subject for each in found] == ["2026-q4-laptops"]


def test_a_cycle_in_which_everybody_has_stopped_is_one_finding(tmp_path: Path) -> None:
    """Three objectives without a word are no three faults; one that speaks makes them two."""
    files = {
        f"2026-Q4/it/{name}.md": goal(metric("a", ("2026-10-20", 9))) for name in ("x", "y", "z")
    }
    (found,) = told(tmp_path, "stale-check-in", files)
    assert found.subject == "2026-Q4"
    assert "Nobody has given a word on `2026-Q4` since 2026-10-20, 32 days ago" in found.message
    spoken = files | {"2026-Q4/it/z.md": goal(metric("a", ("2026-11-20", 9)))}
    subjects = [each.subject for each in told(tmp_path, "stale-check-in", spoken)]
    assert subjects == ["2026-q4-x", "2026-q4-y"]


def test_a_word_on_an_objective_breaks_the_silence_of_a_cycle(tmp_path: Path) -> None:
    """It is no word on its key results, but nobody may say that nobody spoke."""
    files = {f"2026-Q4/it/{name}.md": goal("{title: a}") for name in ("x", "y", "z")}
    assert len(told(tmp_path, "silent-key-result", files)) == 1
    spoken = {"2026-11-18-it.md": "- x: [on track] All is well\n"}
    assert len(told(tmp_path, "silent-key-result", files | spoken)) == 3


def test_a_silenced_objective_does_not_excuse_the_others(tmp_path: Path) -> None:
    """Its reason is its own: the others are told, and the reason is no idle one."""
    ignored = "ignore: {silent-key-result: waits for the new colleague}\n"
    files = {f"2026-Q4/it/{name}.md": goal("{title: a}") for name in ("x", "y", "z")}
    files[GOAL] = objective(f"{ignored}key_results: [{{title: a}}]")
    (found,) = told(tmp_path, "silent-key-result", files)
    assert found.subject == "2026-Q4"
    assert "3 objectives" in found.message
    assert told(tmp_path, "unused-ignore", files) == []


def test_silence_since_the_start_is_told_once(tmp_path: Path) -> None:
    """A silent key result is not stale as well; one that waits for the end is neither."""
    files = {
        GOAL: goal(
            metric("a"), metric("b"), metric("c", more=", checkin: end"), metric("d", early())
        )
    }
    (found,) = told(tmp_path, "silent-key-result", files)
    assert found.message.startswith("No word yet on `a` and `b` for 51 days")
    (stale,) = told(tmp_path, "stale-check-in", files)
    assert stale.message.startswith("No word on `d` for 38 days")


def test_what_was_said_of_the_objective_is_no_word_on_its_key_results(tmp_path: Path) -> None:
    """The message says what it is called all the same; that is no second fault."""
    files = {
        GOAL: goal(metric("a"), metric("b")),
        "2026-11-18-people-operations.md": "- onboarding: [on track] All is well\n",
    }
    (found,) = told(tmp_path, "silent-key-result", files)
    assert found.message.startswith("No word yet on any of its 2 key results")
    assert found.message.endswith(", though the objective is said to be on track")
    assert told(tmp_path, "watermelon", files) == []


@pytest.mark.parametrize("rule", ["silent-key-result", "stale-check-in"])
def test_nothing_is_asked_of_what_is_over_or_dropped(rule: str, tmp_path: Path) -> None:
    """Nobody can mend it any more."""
    files = {
        GOAL: objective(f"dropped: true\nkey_results: [{metric('a')}, {metric('b', early())}]"),
        LAPTOPS: goal(metric("a", more=", dropped: true"), metric("b", ("2026-11-20", 9))),
        "2026-Q3/it/old.md": goal(metric("a"), metric("b", ("2026-07-14", 9))),
        "2026-Q4/it/draft.md": objective(f"draft: true\nkey_results: [{metric('a')}]"),
    }
    assert told(tmp_path, rule, files) == []


# Words against figures ------------------------------------------------------------------------


def test_an_old_word_is_held_against_nobody(tmp_path: Path) -> None:
    """What is stale is asked for a new word first."""
    line = "- a: 14 (6/10) [on track]\n"
    old = {GOAL: goal(metric("a")), "2026-10-14-people-operations.md": line}
    assert told(tmp_path, "watermelon", old) == []
    new = {"2026-11-18-people-operations.md": line}
    (found,) = told(tmp_path, "watermelon", new)
    assert found.message == (
        "`2026-q4-onboarding#a` was last said to be on track on 2026-11-18, but is off track: "
        "10 % reached where 56 % is expected by now"
    )
    assert found.place
    assert found.place.path == "2026-11-18-people-operations.md"


def test_an_objective_is_told_where_none_of_its_key_results_is(tmp_path: Path) -> None:
    """Otherwise the same hope would be told twice."""
    both = {
        GOAL: goal(metric("a")),
        "2026-11-18-people-operations.md": "- a: 14 [on track]\n- onboarding: [on track]\n",
    }
    assert [each.subject for each in told(tmp_path, "watermelon", both)] == ["2026-q4-onboarding#a"]
    one = {"2026-11-18-people-operations.md": "- a: 14\n- onboarding: [on track]\n"}
    (found,) = told(tmp_path, "watermelon", one)
    assert found.subject == "2026-q4-onboarding"
    assert found.message.endswith("but is off track because of `a`")


def test_a_range_that_was_left_is_told_as_such(tmp_path: Path) -> None:
    """Progress says little of what has to be kept."""
    files = {
        GOAL: goal("{id: a, title: a, keep: {min: 4}}"),
        "2026-11-18-people-operations.md": "- a: 3 (6/10) [on track]\n",
    }
    (found,) = told(tmp_path, "watermelon", files)
    assert found.message.endswith("but is at risk: its last value lies outside the agreed range")


def _confident(count: int, confidence: str = ", confidence: 6") -> str:
    words = [f"{{date: 2026-11-{day}, value: 9{confidence}}}" for day in (4, 11, 18)]
    return goal(
        *(
            f"{{id: k{at}, title: k, metric: {{from: 15, to: 5}}, checkins: [{', '.join(words)}]}}"
            for at in range(count)
        )
    ).replace("2026-11-4", "2026-11-04")


def test_confidence_is_asked_for_only_where_most_give_it(tmp_path: Path) -> None:
    """It is a custom of the house, or it is none."""
    files = {GOAL: _confident(2), LAPTOPS: _confident(2, "")}
    (found,) = told(tmp_path, "missing-confidence", files)
    assert found.message == "The last 3 words on `k0` and `k1` do not say how sure anybody is of it"
    assert told(tmp_path, "missing-confidence", files | {LAPTOPS: _confident(3, "")}) == []
    assert told(tmp_path, "missing-confidence", {LAPTOPS: _confident(3, "")}) == []


def test_a_figure_of_a_kpi_has_no_confidence(tmp_path: Path) -> None:
    """It comes by itself, so nobody forgot to say it."""
    fed = "{id: a, title: a, metric: {from: 15, to: 5}, kpi: speed}"
    kpi = "---\ntype: kpi\ntitle: Speed\ncheckins: [%s]\n---\n"
    words = ", ".join(f"{{date: 2026-11-{day}, value: 9}}" for day in ("04", 11, 18))
    files = {GOAL: _confident(4), LAPTOPS: goal(fed), "kpis/speed.md": kpi % words}
    assert told(tmp_path, "missing-confidence", files) == []


# Days to come ---------------------------------------------------------------------------------


def _on_the_day(where: Path, files: Mapping[str, str], **order: date) -> list[str]:
    """What is told where the clock says 21 November 2026, and the site no other day."""
    root = site(where, {"site.yml": SITE.replace("as_of: 2026-11-21\n", ""), **files})
    door = Door(now=lambda: datetime(2026, 11, 21, 12, tzinfo=UTC), environment={})
    found = prepare(Order(root, **order), door).problems  # type: ignore[arg-type]
    return [each.message for each in found if each.rule == "check-in-in-the-future"]


def test_a_later_word_is_told_only_of_today(tmp_path: Path) -> None:
    """Who looks back at a day sees later words on purpose."""
    files = {GOAL: goal(metric("a")), "2026-12-18-people-operations.md": "- a: 9\n"}
    (message,) = _on_the_day(tmp_path, files)
    assert message.startswith("This check-in is dated 2026-12-18, 27 days from now")
    assert _on_the_day(tmp_path, files, as_of=date(2026, 11, 20)) == []


def test_tomorrow_is_today_elsewhere(tmp_path: Path) -> None:
    """One day ahead is a time zone, two are a slip."""
    assert _on_the_day(tmp_path, {GOAL: goal(metric("a", ("2026-11-22", 9)))}) == []
    (message,) = _on_the_day(tmp_path, {GOAL: goal(metric("a", ("2026-11-23", 9)))})
    assert message.startswith("A check-in of `a` is dated 2026-11-23, 2 days from now")


def test_what_is_done_on_a_later_day_is_only_planned(tmp_path: Path) -> None:
    """Of a milestone as of anything else."""
    steps = "{id: a, title: a, milestones: [{title: one, done: 2026-12-01}]}"
    messages = _on_the_day(tmp_path, {GOAL: goal(steps)})
    assert messages == ["`a` says that something was done on 2026-12-01, which is to come"]


# Reviews and grades ---------------------------------------------------------------------------

CHECKED = CYCLES.replace("{id: 2026-Q4,", "{id: 2026-Q4, health_check: 2026-11-12,")
GRADED = CYCLES.replace("{id: 2026-Q3,", "{id: 2026-Q3, grading: 2026-10-07,")
OLD = "2026-Q3/it/old.md"


def review(day: str, cycle: str, more: str = "") -> str:
    """A review of a cycle."""
    return f"---\ntype: review\ndate: {day}\ncycle: {cycle}\n{more}---\n"


def scored(*scores: float | None, more: str = "", front: str = "") -> str:
    """An objective of the third quarter, its key results at 60 % by their figures."""
    items = "".join(
        f"  - {metric(f'k{at}', ('2026-09-28', 9), more=more + _score(score))}\n"
        for at, score in enumerate(scores)
    )
    return objective(f"{front}key_results:\n{items}")


def _score(score: float | None) -> str:
    return "" if score is None else f", score: {score}"


@pytest.mark.parametrize(
    ("day", "count"), [("2026-11-17", 0), ("2026-11-18", 1), ("2026-12-31", 1), ("2027-01-01", 0)]
)
def test_a_health_check_is_asked_for_while_it_can_still_help(
    day: str, count: int, tmp_path: Path
) -> None:
    """More than five days after its date, and no longer than the cycle."""
    files = {"cycles.yml": CHECKED, GOAL: goal(metric("a"))}
    found = told(tmp_path, "missing-health-check", files, date.fromisoformat(day))
    assert len(found) == count


@pytest.mark.parametrize(
    ("more", "cycle", "count"),
    [("", "2026-Q4", 0), ("kind: health-check\nteam: it\n", "2026-Q4", 0), ("", "2026", 1)],
)
def test_a_review_held_while_the_cycle_runs_is_its_health_check(
    more: str, cycle: str, count: int, tmp_path: Path
) -> None:
    """Of any team, and with or without a kind; that of another cycle is none of this one."""
    files = {"cycles.yml": CHECKED, GOAL: goal(metric("a"))}
    files["r.md"] = review("2026-11-13", cycle, more)
    assert len(told(tmp_path, "missing-health-check", files)) == count


def test_a_cycle_that_nobody_uses_needs_no_health_check(tmp_path: Path) -> None:
    """There is nothing to be looked at."""
    assert told(tmp_path, "missing-health-check", {"cycles.yml": CHECKED}) == []


def test_a_score_that_is_missing_is_told_with_what_the_figures_say(tmp_path: Path) -> None:
    """Once for each objective, once where nothing was graded at all."""
    files = {"cycles.yml": GRADED, OLD: scored(0.7, None)}
    (found,) = told(tmp_path, "missing-grade", files)
    assert found.message.startswith("No score is written down for `k1`")
    assert found.hint.startswith("By its figures `k1` came to 0.60: write `score: 0.60`")
    files |= {OLD: scored(None), "2026-Q3/it/older.md": scored(None)}
    (found,) = told(tmp_path, "missing-grade", files)
    assert found.subject == "2026-Q3"


@pytest.mark.parametrize(
    "files",
    [
        {"cycles.yml": CYCLES, OLD: scored(None)},
        {OLD: scored(None, front="score: 0.5\n")},
        {OLD: scored(None), "r.md": review("2026-10-07", "2026-Q3", "scores: {old#k0: 0.5}\n")},
        {
            OLD: scored(None),
            "r.md": review(
                "2026-10-07", "2026-Q3", "decisions: [{decision: drop, objective: old}]\n"
            ),
        },
        {OLD: scored(None, more=", weight: 0")},
        {OLD: goal("{title: a, score_note: Nobody asked them}")},
    ],
    ids=[
        "no grading",
        "own score",
        "score of a review",
        "dropped by a review",
        "no weight",
        "note",
    ],
)
def test_what_is_settled_needs_no_score(files: Mapping[str, str], tmp_path: Path) -> None:
    """A score elsewhere, an end, or a reason."""
    assert told(tmp_path, "missing-grade", {"cycles.yml": GRADED, **files}) == []


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("missing-grade", date(2026, 12, 29)),
        ("missing-retrospective", date(2026, 11, 29)),
        ("missed-commitment-without-review", date(2026, 12, 29)),
    ],
)
def test_a_closed_cycle_is_not_told_of_for_ever(rule: str, last: date, tmp_path: Path) -> None:
    """What nobody has done by then nobody will do."""
    commitment = rule.startswith("missed")
    old = scored(0.2 if commitment else None, front="ambition: committed\n" if commitment else "")
    files = {"cycles.yml": GRADED, OLD: old}
    assert len(told(tmp_path, rule, files, last)) == 1
    assert told(tmp_path, rule, files, date.fromordinal(last.toordinal() + 1)) == []
    assert told(tmp_path, rule, files, date(2026, 10, 7)) == []


def test_a_retrospective_of_a_team_above_counts(tmp_path: Path) -> None:
    """And one of everybody; that of a team beside does not, and one without a kind does."""
    files = {OLD: scored(0.7)}
    assert len(told(tmp_path, "missing-retrospective", files)) == 1
    beside = review("2026-10-07", "2026-Q3", "kind: retrospective\nteam: people-operations\n")
    (found,) = told(tmp_path, "missing-retrospective", files | {"r.md": beside})
    assert found.message == "No retrospective of `2026-Q3`, which ended 52 days ago, from `IT`"
    for more in ("team: company\n", "kind: retrospective\n", "team: it\n"):
        held = {"r.md": review("2026-10-07", "2026-Q3", more)}
        assert told(tmp_path, "missing-retrospective", files | held) == []


def test_a_missed_commitment_and_its_retrospective_are_asked_for_once(tmp_path: Path) -> None:
    """By the sharper rule, unless the site has switched it off."""
    files = {OLD: scored(0.3, 0.2, front="ambition: committed\n")}
    (found,) = told(tmp_path, "missed-commitment-without-review", files)
    assert "was a commitment for `2026-Q3` and was missed (`k0` and `k1`)" in found.message
    assert told(tmp_path, "missing-retrospective", files) == []
    off = {"site.yml": SITE + "policy: {rules: {missed-commitment-without-review: off}}\n"}
    assert len(told(tmp_path, "missing-retrospective", files | off)) == 1


def test_a_commitment_that_was_partly_met_or_decided_on_is_left_alone(tmp_path: Path) -> None:
    """A decision of a later review on it is a review of it."""
    rule = "missed-commitment-without-review"
    assert told(tmp_path, rule, {OLD: scored(0.5, front="ambition: committed\n")}) == []
    assert told(tmp_path, rule, {OLD: scored(0.2)}) == []
    decided = review("2026-10-09", "2026-Q4", "decisions: [{decision: keep, objective: old}]\n")
    missed = {OLD: scored(0.2, front="ambition: committed\n")}
    assert len(told(tmp_path, rule, missed)) == 1
    assert told(tmp_path, rule, missed | {"r.md": decided}) == []


def test_a_team_is_soft_only_over_several_cycles(tmp_path: Path) -> None:
    """One good quarter proves nothing, and commitments are there to be met."""
    second = "- {id: 2026-Q2, within: 2026, starts: 2026-04-01, ends: 2026-06-30}\n"
    one = {"cycles.yml": CYCLES + second, OLD: scored(1.0), "2026-Q3/it/b.md": scored(1.0)}
    one["2026-Q3/it/c.md"] = scored(0.9)
    assert told(tmp_path, "always-met-team", one) == []
    two = one | {"2026-Q2/it/a.md": scored(1.0)}
    (found,) = told(tmp_path, "always-met-team", two)
    assert found.subject == "it"
    assert "in `2026-Q2` and `2026-Q3`, commitments aside, came to 0.97 on average" in found.message
    assert told(tmp_path, "always-met-team", two, date(2027, 1, 29)) == []
    promised = two | {"2026-Q2/it/a.md": scored(1.0, front="ambition: committed\n")}
    assert told(tmp_path, "always-met-team", promised) == []


# Ambition -------------------------------------------------------------------------------------


def _sandbagged(where: Path, key_result: str, front: str = "", **more: date) -> list[str]:
    text = objective(f"{front}key_results:\n  - {key_result}\n")
    return messages(told(where, "sandbagged-target", {GOAL: text}, **more))  # type: ignore[arg-type]


def test_a_target_reached_long_before_its_time_asks_for_more(tmp_path: Path) -> None:
    """Not one that was lost again, not a commitment, and not when its time is nearly over."""
    reached = metric("a", early(), ("2026-11-05", 5), ("2026-11-18", 5))
    (message,) = _sandbagged(tmp_path, reached)
    assert message == "`a` reached its target on 2026-11-05, with 62 % of its time still to come"
    assert _sandbagged(tmp_path, metric("a", early(), ("2026-11-05", 5), ("2026-11-18", 6))) == []
    assert _sandbagged(tmp_path, reached, "ambition: committed\n") == []
    assert _sandbagged(tmp_path, reached, as_of=date(2026, 12, 20)) == []


def test_a_target_that_was_met_at_once_asked_for_nothing(tmp_path: Path) -> None:
    """Of a commitment too; a figure that came later was worked for."""
    at_once = metric("a", ("2026-10-06", 5.5), ("2026-11-18", 5.5))
    (message,) = _sandbagged(tmp_path, at_once, "ambition: committed\n")
    assert message.startswith("`a` was 95 % of the way to its target on 2026-10-06")
    assert _sandbagged(tmp_path, metric("a", early(), ("2026-11-18", 5.5))) == []
    assert _sandbagged(tmp_path, metric("a", ("2026-10-06", 5.5), ("2026-11-18", 8))) == []


@pytest.mark.parametrize(
    ("measure", "count"),
    [
        ('{from: 99.5, to: 99.8, unit: "%"}', 0),
        ('{from: 50, to: 50.5, unit: "%"}', 1),
        ("{from: 4.4, to: 4.5, unit: points}", 0),
        ("{from: 1000, to: 1010}", 1),
        ("{from: 0, to: 1}", 0),
        ("{from: 0, to: 3, unit: regions}", 0),
    ],
)
def test_a_target_must_lie_beyond_its_baseline(measure: str, count: int, tmp_path: Path) -> None:
    """By the room there is: near 100 %, a little is a lot."""
    assert len(_sandbagged(tmp_path, f"{{id: a, title: a, metric: {measure}}}")) == count


SLOW = (("2026-10-14", 14.9), ("2026-10-28", 14.7), ("2026-11-11", 14.5), ("2026-11-18", 14.4))


def _unreachable(where: Path, key_result: str, front: str = "") -> list[str]:
    text = objective(f"{front}key_results:\n  - {key_result}\n")
    return messages(told(where, "unreachable-target", {GOAL: text}))


def test_even_the_best_pace_does_not_reach_it(tmp_path: Path) -> None:
    """A single good week is enough hope; so is a plan with a step to come."""
    (message,) = _unreachable(tmp_path, metric("a", *SLOW))
    assert message == (
        "`a` is 6 % of the way with 44 % of its time left, and even at the best pace it has had "
        "it would end at 12 %"
    )
    assert _unreachable(tmp_path, metric("a", *SLOW[:3], ("2026-11-18", 13))) == []
    assert _unreachable(tmp_path, metric("a", *SLOW, more=", pace: {2026-11-01: 0.4}")) == []
    assert _unreachable(tmp_path, metric("a", *SLOW, more=", pace: none")) == []


def test_what_has_not_moved_may_wait_for_one_step(tmp_path: Path) -> None:
    """No pace is known of it, so none is held against it."""
    assert _unreachable(tmp_path, metric("a", *((day, 15) for day, _ in SLOW))) == []


def test_a_commitment_must_be_within_reach(tmp_path: Path) -> None:
    """What is enough for a stretch is not enough for a promise."""
    words = (("2026-10-14", 14.2), ("2026-10-28", 13.6), ("2026-11-11", 12.6), ("2026-11-18", 12.1))
    assert _unreachable(tmp_path, metric("a", *words)) == []
    assert len(_unreachable(tmp_path, metric("a", *words), "ambition: committed\n")) == 1


def _moved(
    where: Path,
    change: str,
    *,
    now: str = "metric: {from: 15, to: 5}",
    words: str = FRESH,
    as_of: date = AS_OF,
    more: Mapping[str, str] | None = None,
) -> list[str]:
    text = goal(
        f"{{id: a, title: a, {now}, {words}, changed: [{{{change}}}]}}",
        metric("b", ("2026-11-18", 7)),
    )
    return messages(told(where, "moved-goalpost", {GOAL: text, **(more or {})}, as_of))


def test_an_easier_target_needs_a_reason(tmp_path: Path) -> None:
    """A harder one does not, nor one that was still to be set, nor one changed before the start."""
    (message,) = _moved(tmp_path, "date: 2026-11-03, field: to, was: 3")
    assert message == (
        "`a` was made easier on 2026-11-03 without a reason: "
        "what would be 50 % of the way counts as 60 %"
    )
    assert _moved(tmp_path, "date: 2026-11-03, field: to, was: 3, because: New law") == []
    assert _moved(tmp_path, "date: 2026-11-03, field: to, was: 7") == []
    assert _moved(tmp_path, "date: 2026-11-03, field: to, was: null") == []
    assert _moved(tmp_path, "date: 2026-09-03, field: to, was: 3") == []


def test_late_a_reason_is_not_enough(tmp_path: Path) -> None:
    """A review that decided it is; and nothing is told of a change that has yet to come."""
    change, late = "date: 2026-12-10, field: to, was: 3, because: New law", date(2026, 12, 12)
    (message,) = _moved(tmp_path, change, as_of=late)
    assert "made easier on 2026-12-10 with 23 % of its time left:" in message
    assert _moved(tmp_path, change) == []
    decided = "decisions: [{decision: change, objective: onboarding}]\n"
    held = {"r.md": review("2026-12-08", "2026-Q4", decided)}
    assert _moved(tmp_path, change, as_of=late, more=held) == []


def test_a_closed_cycle_keeps_its_moved_goalposts_for_a_while(tmp_path: Path) -> None:
    """As long as its grades are talked about."""
    change = "date: 2026-11-03, field: to, was: 3"
    assert len(_moved(tmp_path, change, as_of=date(2027, 3, 1))) == 1
    assert _moved(tmp_path, change, as_of=date(2027, 3, 2)) == []


def test_a_nearer_target_is_easier_even_below_the_baseline(tmp_path: Path) -> None:
    """There, progress falls as the target comes nearer."""
    worse = "checkins: [{date: 2026-11-18, value: 18}]"
    (message,) = _moved(tmp_path, "date: 2026-11-03, field: to, was: 3", words=worse)
    assert message.endswith("without a reason: less is asked for than before")
    assert _moved(tmp_path, "date: 2026-11-03, field: to, was: 7", words=worse) == []


@pytest.mark.parametrize(
    ("change", "now", "says"),
    [
        (
            "field: from, was: 12",
            "metric: {from: 15, to: 5}",
            "what would be 43 % of the way counts as 60 %",
        ),
        ("field: from, was: 18", "metric: {from: 15, to: 5}", ""),
        ("field: min, was: 12", "keep: {min: 8}", "more is allowed than before"),
        ("field: min, was: 6", "keep: {min: 8}", ""),
        (
            "field: due, was: 2026-11-30",
            "metric: {from: 15, to: 5}, due: 2026-12-20",
            "`due` went from 2026-11-30 to 2026-12-20",
        ),
        ("field: due, was: 2026-12-20", "metric: {from: 15, to: 5}, due: 2026-11-30", ""),
        (
            "field: weight, was: 3",
            "metric: {from: 15, to: 5}, weight: 1",
            "its weight fell from 3 to 1 while it lies behind",
        ),
        ("field: weight, was: 1", "metric: {from: 15, to: 5}, weight: 3", ""),
        ("field: title, was: Another", "metric: {from: 15, to: 5}", ""),
    ],
)
def test_every_goalpost_can_be_moved(change: str, now: str, says: str, tmp_path: Path) -> None:
    """Baseline, band, date and weight, each in one direction."""
    found = _moved(tmp_path, f"date: 2026-11-03, {change}", now=now)
    start = "`a` was made easier on 2026-11-03 without a reason: "
    assert found == ([start + says] if says else [])


def test_two_changes_are_judged_one_after_the_other(tmp_path: Path) -> None:
    """Each by what held before it: up in October, down again in November."""
    changes = "date: 2026-10-20, field: to, was: 7}, {date: 2026-11-03, field: to, was: 3"
    (message,) = _moved(tmp_path, changes)
    assert message.startswith("`a` was made easier on 2026-11-03")
