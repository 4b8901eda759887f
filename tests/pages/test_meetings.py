"""Meetings: the agenda, the slides, the brief, the timeline and two days compared say the truth."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.model.comparison import compare as compared
from okrsite.model.noun import replace
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages import agenda, brief, compare, present, timeline
from okrsite.pages._lookback import lookbacks
from okrsite.pages._topics import MINUTES
from okrsite.pages._words import percent, points
from okrsite.score import score
from tests.conftest import ROOT
from tests.sites import AS_OF, GOAL, SITE, goal, graph, objective, portfolio, run, site

EXAMPLE = graph(ROOT)
DAYS = st.dates(date(2026, 7, 1), date(2027, 1, 31))
LAWS = settings(max_examples=15, deadline=None)


def as_of(day: date) -> Portfolio:
    """The example, built as of a day."""
    return score(EXAMPLE, day, audience="everyone")


def shown(then: ScoredObjective, now: ScoredObjective) -> tuple[str, str]:
    """An objective's progress on two days, as a page writes it."""
    return percent(then.progress), percent(now.progress)


# Figures ----------------------------------------------------------------------------------------


@given(now=DAYS, back=st.integers(1, 120))
@LAWS
def test_two_days_compared_have_the_figures_of_two_builds(now: date, back: int) -> None:
    """Of every objective, whatever list it stands in; each stands in one."""
    today, earlier = as_of(now), as_of(now - timedelta(back))
    found = compared(today, earlier.as_of)
    pairs = [*found.turned, *found.moved, *found.ended, *found.dropped]
    for pair in pairs:
        key = pair.now.id
        assert pair.now == today.objectives[key]
        assert (pair.then.progress, pair.then.status, pair.then.grade) == (
            earlier.objectives[key].progress,
            earlier.objectives[key].status,
            earlier.objectives[key].grade,
        )
    listed = [pair.now.id for pair in pairs] + [each.id for each in (*found.begun, *found.still)]
    assert len(listed) == len(set(listed))
    for each in found.still:
        assert shown(earlier.objectives[each.id], each)[0] == percent(each.progress)
        assert earlier.objectives[each.id].status is each.status


@given(DAYS)
@LAWS
def test_the_page_of_two_days_shows_those_figures(now: date) -> None:
    """For each day that it looks back to."""
    today = as_of(now)
    for each in lookbacks(today):
        earlier = as_of(each.since)
        for turns in compare.view(today, each.key).lists:
            for line in turns.lines:
                then, this = earlier.objectives[line.row.id], today.objectives[line.row.id]
                assert (line.was, line.row.progress) == shown(then, this)


@given(DAYS)
@LAWS
def test_the_brief_shows_the_figures_of_its_day(now: date) -> None:
    """And what moved in four weeks is the difference of two builds."""
    today, earlier = as_of(now), as_of(now - timedelta(28))
    view = brief.view(today, "")
    for line in view.goals:
        key = line.href.split("/")[2]
        this = today.objectives[key]
        assert line.standing.key == str(this.status)
        if this.grade is None:
            assert f">{percent(this.progress)}<" in line.measured
        moved = points(this.progress, earlier.objectives[key].progress)
        assert line.points == (moved if moved != "±0" else "")


# The agenda -------------------------------------------------------------------------------------

LATE = (
    "{{id: {0}, title: T, metric: {{from: 0, to: 10}}, checkins:"
    " [{{date: 2026-11-12, value: {1}}}, {{date: 2026-11-18, value: {2}}}]}}"
)
REVIEW = "---\ntype: review\ndate: 2026-11-13\ndecisions: [{decision: change, objective: a}]\n---\n"


def met(tmp_path: Path, **goals: tuple[float, float]) -> Portfolio:
    """A site with objectives of IT whose key result had a value before and after a review."""
    files = {
        f"2026-Q4/it/{name}.md": objective(
            f"id: {name}\nowner: ada\nkey_results: [{LATE.format('k', *values)}]"
        )
        for name, values in goals.items()
    }
    return portfolio(site(tmp_path, {"r.md": REVIEW, **files}))


def test_an_agenda_begins_with_what_turned_worse_since_the_last_review(tmp_path: Path) -> None:
    """Then what is still off track; what is on its way is not talked about."""
    found = met(tmp_path, a=(4.7, 1), b=(1, 1), c=(6, 6))
    view = agenda.view(found, "it")
    assert [(talk.title, [topic.row.id for topic in talk.topics]) for talk in view.talks] == [
        ("Turned worse", ["a"]),
        ("Still off track", ["b"]),
    ]
    assert view.looked_back == "It looks back to the last review on 13 Nov"


def test_an_agenda_follows_up_what_was_decided(tmp_path: Path) -> None:
    """And says where nothing has come of it."""
    view = agenda.view(met(tmp_path, a=(5, 5)), "it")
    assert [(each.decision, each.row.id, each.since) for each in view.follow_ups] == [
        ("Change", "a", "No change is written down yet")
    ]


def test_an_agenda_tells_what_went_well(tmp_path: Path) -> None:
    """What was off its way at the last review and is on it now."""
    view = agenda.view(met(tmp_path, a=(1, 7)), "it")
    assert [(each.row.id, each.points) for each in view.better] == [("a", "+60")]
    assert view.talks == ()


def test_an_agenda_fits_into_its_time(tmp_path: Path) -> None:
    """What does not fit is read beforehand, and nothing is lost."""
    goals: dict[str, Any] = {f"g{at}": (1, 1) for at in range(20)}
    view = agenda.view(met(tmp_path, **goals), "it")
    assert sum(talk.minutes for talk in view.talks) <= MINUTES
    talked = sum(len(talk.topics) for talk in view.talks)
    assert talked + view.later_total == 20
    assert view.minutes == sum(talk.minutes for talk in view.talks) + sum(view.minutes_for)


def test_the_example_s_agendas_name_each_objective_once() -> None:
    """Of the whole organisation and every team."""
    today = as_of(AS_OF)
    for _, key in agenda.PAGE.pages(today):
        view = agenda.view(today, key)
        named = [topic.row.id for talk in view.talks for topic in talk.topics]
        named += [row.id for row in view.later]
        assert len(named) == len(set(named)), key


def test_a_team_without_anything_under_way_has_no_meeting(tmp_path: Path) -> None:
    """The whole organisation has one always, and says so where there is nothing to review."""
    found = portfolio(site(tmp_path))
    assert [key for _, key in agenda.PAGE.pages(found)] == [""]
    assert agenda.view(found, "").talks == ()
    assert present.view(found, "").slides == ()


# Slides, timeline -------------------------------------------------------------------------------


def test_every_objective_of_a_team_has_a_slide() -> None:
    """With each of its key results, and their last check-ins as evidence."""
    today = as_of(AS_OF)
    view = present.view(today, "fleet")
    held = [each for each in today.objectives.values() if each.cycle.contains(AS_OF)]
    own = {e.id for e in held if e.objective.team and e.objective.team.text == "fleet"}
    of_its_people = {"2026-q4-gentle-driving"}
    assert {slide.row.id for slide in view.slides} == own | of_its_people
    assert all(proof.words for slide in view.slides for proof in slide.key_results)


def test_a_withheld_figure_stands_on_no_page_for_meetings(tmp_path: Path) -> None:
    """Neither now nor before a change."""
    files = {
        GOAL: goal(
            "{id: a, title: T, withheld: true, metric: {from: 1234.5, to: 9876.5},"
            " changed: [{date: 2026-11-18, field: to, was: 8765.5, because: Prices}],"
            " checkins: [{date: 2026-11-19, value: 5432.5}]}"
        )
    }
    found = portfolio(site(tmp_path, files))
    for module in (agenda, present, brief, compare, timeline):
        for _, key in module.PAGE.pages(found):
            view = str(module.PAGE.view(found, key)).replace("\u202f", "")
            assert not any(figure in view for figure in ("1234.5", "9876.5", "8765.5", "5432.5"))


def test_the_timeline_tells_late_from_done_and_ahead(tmp_path: Path) -> None:
    """By the day, and in the words beside the drawing."""
    files = {
        GOAL: goal(
            "{id: a, title: T, milestones: [{title: One, done: 2026-10-20},"
            " {title: Two, due: 2026-11-20}, {title: Three, due: 2026-12-01}]}"
        )
    }
    view = timeline.view(portfolio(site(tmp_path, files)), "")
    assert [line.title for line in view.late] == ["Two"]
    assert [line.title for month in view.ahead for line in month.lines][0:2] == [
        "2026-11",
        "Three",
    ]
    assert "One" in [line.title for line in view.past]
    assert [lane.told for lane in view.lanes] == ["1 done, 1 late, 1 ahead"]


def test_comparing_begins_no_earlier_than_the_first_cycle(tmp_path: Path) -> None:
    """Before it there was nothing to compare with, but for the week that is always there."""
    found = portfolio(site(tmp_path, {"cycles.yml": "- {id: a, starts: 2026-11-18}\n"}))
    assert [each.key for each in lookbacks(found)] == [""]


# The command ------------------------------------------------------------------------------------


def test_the_command_gives_the_figures_of_two_builds() -> None:
    """As data, for any two days."""
    result = run("compare", ROOT, "--from", "2026-10-24", "--to", "2026-11-21", "--format", "json")
    answer = json.loads(result.output)
    now, then = as_of(date(2026, 11, 21)), as_of(date(2026, 10, 24))
    assert answer["turned"]
    for each in (*answer["turned"], *answer["moved"], *answer["over"], *answer["dropped"]):
        for name, found in (("then", then), ("now", now)):
            scored = found.objectives[each["id"]]
            assert each[name]["progress"] == scored.progress
            assert each[name]["status"] == str(scored.status)


def test_the_command_says_what_changed_in_words(tmp_path: Path) -> None:
    """For a terminal, and for minutes, where a title is text."""
    files = {
        "site.yml": SITE,
        GOAL: objective(
            f"id: a\nkey_results: [{LATE.format('k', 5.2, 5.6)}]", title="Be *first* <b>"
        ),
    }
    root = site(tmp_path, files)
    assert "52% → 56% (+4)  [a]" in run("compare", root).output
    assert "**Be first \\<b\\>**: 52% → 56% (+4)" in run(
        "compare", root, "--format", "markdown"
    ).output.replace("Be \\*first\\*", "Be first")
    assert "Nothing has changed." in run("compare", root, "--from", "2026-11-19").output
    assert "Nothing has changed." in run("compare", root, "--team", "it").output


def test_the_command_refuses_what_makes_no_sense(tmp_path: Path) -> None:
    """With what to do about it."""
    root = site(tmp_path)
    assert "is after --to" in run("compare", root, "--from", "2027-01-01").output
    assert (
        "give one of them" in run("compare", root, "--from", "2026-01-01", "--since", "HEAD").output
    )
    assert "is no team" in run("compare", root, "--team", "nobody").output
    assert "Git repository" in run("compare", root, "--since", "HEAD").output


def test_figures_of_another_day_do_not_hang_on_what_was_asked_before() -> None:
    """The same comparison twice, with others between, is the same."""
    today = as_of(AS_OF)
    first = compared(today, AS_OF - timedelta(30))
    compared(today, AS_OF - timedelta(3))
    assert compared(today, AS_OF - timedelta(30)) == replace(first)
