"""Objectives in the forms of the preview: written anew, changed, aligned, dropped and graded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite.door import Door
from okrsite.model.problem import Severity
from okrsite.order import Order
from okrsite.serve import Session
from okrsite.serve.editing import change_draft, change_form
from okrsite.serve.editing import desk as editing_desk
from okrsite.serve.editing.asked import OWN, Said
from tests.conftest import ROOT
from tests.editing import Desk, Reply, difference_of, editing
from tests.sites import GOAL, everything, objective, site

WRITTEN = """\
---
# what we promised to the board
title:   "Be ready on day one"      # said by Ada
aligns_to: {to: grow, weight: 2}
key_results:
  - "Days until all is ready: 15 -> 5 days"   # from HR
  - {id: score, title: First-week rating, keep: {min: 4, unit: points}}
  - id: handbook
    title: "The *handbook* is online"
    milestones: [Inventory, Text]
  - Calls for help: 9 -> 3 calls
---

Eleven of *32* waited.

- [x] one
"""
ABOVE = "2026/company/grow.md"
FILES = {
    ABOVE: objective(
        "key_results: [{id: drag, title: Costs for each parcel, metric: {from: 9, to: 7}}]",
        title="Grow without drag",
    ),
    "2026-Q4/it/laptops.md": objective("aligns_to: onboarding", title="Laptops on time"),
    GOAL: WRITTEN,
}
ID = "2026-q4-onboarding"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A browser in front of a small site that may be written."""
    with editing(site(tmp_path, FILES)) as found:
        yield found


def text(desk: Desk, path: str = GOAL) -> str:
    """A file as it is."""
    return (desk.root / "content" / path).read_bytes().decode()


def form_of(desk: Desk, name: str) -> list[tuple[str, str]]:
    """All that a form would send if nothing were changed, as a browser would."""
    page = desk.get(OWN + name).text.partition('<form class="ed-form"')[2]
    found: list[tuple[str, str]] = []
    pattern = re.compile(
        r'<input type="hidden" name="(?P<h>[^"]*)" value="(?P<hv>[^"]*)">'
        r'|<input id="[^"]*" name="(?P<i>[^"]*)" type="[^"]*" value="(?P<iv>[^"]*)"'
        r'|<textarea id="[^"]*" name="(?P<t>[^"]*)"[^>]*>\n(?P<tv>[^<]*)</textarea>'
        r'|<select id="[^"]*" name="(?P<s>[^"]*)"[^>]*>(?P<sv>.*?)</select>',
        re.DOTALL,
    )
    for each in pattern.finditer(page):
        name_, value = next(
            (each[k], each[f"{k}v"]) for k in ("h", "i", "t", "s") if each[k] is not None
        )
        if each["s"] is not None:
            options = re.findall(r'<option value="([^"]*)"( selected)?', value)
            value = next((o for o, on in options if on), options[0][0] if options else "")
        found.append((name_, html.unescape(value)))
    return found


def sent(desk: Desk, name: str, query: str, **changes: str) -> Reply:
    """A form with some answers changed, sent for the difference."""
    pairs = form_of(desk, f"{name}?{query}")
    known = [(key, changes.pop(key.replace(".", "_"), value)) for key, value in pairs]
    assert not changes, f"the form has no {list(changes)}"
    return desk.post(name, [*known, ("step", "see")])


def changed(desk: Desk, **changes: str) -> list[str]:
    """The lines that a changed objective differs in, once they are written."""
    before = text(desk)
    seen = sent(desk, "change", f"objective={ID}", **changes)
    assert seen.status == 200, seen.words
    shown = [line for line in difference_of(seen) if line[0] in "+-"]
    assert desk.write("change", seen).status == 303
    then = text(desk)
    gone = [line for line in before.splitlines() if line not in then.splitlines()]
    come = [line for line in then.splitlines() if line not in before.splitlines()]
    assert sorted(shown) == sorted([f"-{line}" for line in gone] + [f"+{line}" for line in come])
    errors = [p for p in everything(desk.root) if p.severity is Severity.ERROR]
    assert errors == []
    return shown


# New ---------------------------------------------------------------------------------------------


def test_a_new_objective_passes_the_checks(desk: Desk) -> None:
    """Aligned, with key results of every kind that the form knows."""
    seen = sent(
        desk, "new", "for=it&aligns_to=2026-grow%23drag", title="Nobody waits: for help",
        cycle="2026-Q4", kr0_title="Hours to the first answer", kr0_from="9", kr0_to="3",
        kr0_unit="hours", kr1_title="Rating: of the desk", kr1_how="keep", kr1_low="4.5",
        kr1_unit="points", kr2_title="The second desk is open", kr2_how="done",
        body="We lose # an hour\r\neach week.",
    )  # fmt: skip
    assert seen.status == 200, seen.words
    reply = desk.write("new", seen)
    assert reply.headers["Location"] == "/objectives/2026-q4-nobody-waits-for-help/"
    written = text(desk, "2026-Q4/it/nobody-waits-for-help.md")
    assert "Hours to the first answer: 9 -> 3 hours" in written
    assert "Rating: of the desk: >= 4.5 points" in written
    assert "aligns_to: [2026-grow#drag]" in written
    assert [f"+{line}" for line in written.splitlines()] == difference_of(seen)
    faults = [p for p in everything(desk.root) if p.place and p.place.path.endswith("for-help.md")]
    assert [p for p in faults if p.severity is Severity.ERROR] == []
    assert "Nobody waits: for help" in desk.get(reply.headers["Location"]).words


def test_an_example_fills_the_form_and_keeps_what_was_said(desk: Desk) -> None:
    """The title that somebody has stays; key results and context come."""
    pairs = [*form_of(desk, "new?for=it"), ("title", "Ours"), ("step", "example")]
    name = "answers-in-the-first-hour"
    options = desk.get(f"{OWN}new").text
    name = options.partition('<optgroup label="IT"><option value="')[2].partition('"')[0]
    told = [(k, "Ours" if k == "title" else name if k == "like" else v) for k, v in pairs]
    reply = desk.post("new", told)
    assert reply.status == 200
    assert "Ours</textarea>" in reply.text
    assert reply.text.count('name="kr0.title" type="text" value=""') == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "Say what you want to achieve"),
        ("cycle", "2020", "Say which cycle it is for"),
        ("kr0_from", "nine", "is no number"),
        ("kr0_title", "", "Say what gets better"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    desk: Desk, field: str, value: str, words: str
) -> None:
    """And all that was typed is still there."""
    said = {"title": "Ours", "kr0_title": "Hours", "kr0_from": "9", "kr0_to": "3", field: value}
    reply = sent(desk, "new", "for=it", **said)
    assert reply.status == 422
    assert words in reply.words
    assert 'aria-invalid="true"' in reply.text
    assert 'name="kr0.to" type="text" value="3"' in reply.text


def test_a_second_objective_of_a_name_gets_a_file_of_its_own(desk: Desk) -> None:
    """Nothing that is there is overwritten."""
    said = {"title": "Laptops", "kr0_title": "Days", "kr0_from": "9", "kr0_to": "3"}
    seen = sent(desk, "new", "for=it", **said)
    assert desk.write("new", seen).headers["Location"] == "/objectives/2026-q4-laptops-2/"


def test_a_script_is_told_the_same_as_the_form(desk: Desk) -> None:
    """What the rules say while somebody types, and at which field; nothing is written."""
    pairs = [(k, {"title": "Increase sales by 20%", "kr0.title": "Hold workshops"}.get(k, v))
             for k, v in form_of(desk, "new?for=it")]  # fmt: skip
    reply = desk.post("new", [*pairs, ("kr0.how", "judged"), ("step", "look")])
    assert reply.headers["Content-Type"] == "application/json"
    assert '"rule": "number-in-objective"' in reply.text or '"field": "kr0.to"' in reply.text
    told = [(k, "judged" if k == "kr0.how" else v) for k, v in pairs]
    reply = desk.post("new", [*told, ("step", "look")])
    assert '{"field": "title"' in reply.text
    assert '"rule": "no-measure"' in reply.text
    assert '"field": "kr0.title"' in reply.text
    assert sorted((desk.root / "content/2026-Q4/it").iterdir()) == [
        desk.root / "content/2026-Q4/it/laptops.md"
    ]


# Change ------------------------------------------------------------------------------------------


def test_nothing_changed_is_nothing_written(desk: Desk) -> None:
    """A form that is sent as it came would change no byte."""
    reply = sent(desk, "change", f"objective={ID}")
    assert reply.status == 422
    assert "Nothing was changed yet" in reply.words
    assert text(desk) == WRITTEN


def test_every_form_that_is_sent_as_it_came_changes_nothing(tmp_path: Path) -> None:
    """In the example and in a site of every odd but allowed way of writing."""
    odd = objective(
        'key_results:\n  - {title: "A  wide   title", metric: {from: 1, to: 2}}\n'
        "  - Unquoted: yes/no\n  - just words\n  - {title: B, done: true}\n"
        '  - {title: C, metric: {by: -30%}}\n  - {title: D, keep: {max: .5, unit: "%"}}\n'
        "  - {title: E, ladder: {0: 0, 1: 2}}\n  - {title: F, aligned: mean}\n"
        '  - "? -> 5 days of it: ? -> 5 days"',
        title="Two  spaces,   three",
    )
    headed = objective(title="", body="# A heading\n\ntext\n\n\n")
    small = site(tmp_path, {**FILES, "2026-Q4/it/odd.md": odd, "2026-Q4/it/headed.md": headed})
    for root in (small, ROOT):
        order, door = Order(root), Door(environment={})
        session = Session(order, door)
        desk = editing_desk.Desk(order, door, session.refresh())
        assert len(desk.portfolio.objectives) > 3
        for key in desk.portfolio.objectives:
            form = change_form.form(desk, Said([("objective", key)]))
            fields = [(each.name, each.value) for group in form.groups for each in group.fields]
            draft = change_draft.draft(desk, Said([("token", ""), *form.hidden, *fields]))
            assert [note.message for note in draft.notes] == ["Nothing was changed yet"], key


def test_only_the_title_changes_where_only_the_title_was_changed(desk: Desk) -> None:
    """In its quotes, with its comment."""
    shown = changed(desk, title="Ready, all of us")
    assert shown == [
        '-title:   "Be ready on day one"      # said by Ada',
        '+title:   "Ready, all of us"      # said by Ada',
    ]


def test_a_target_changes_in_the_form_it_is_written_in(desk: Desk) -> None:
    """A line stays a line, a mapping a mapping."""
    assert changed(desk, kr0_to="4") == [
        '-  - "Days until all is ready: 15 -> 5 days"   # from HR',
        '+  - "Days until all is ready: 15 -> 4 days"   # from HR',
    ]
    assert changed(desk, kr1_low="4.2")[1] == (
        "+  - {id: score, title: First-week rating, keep: {min: 4.2, unit: points}}"
    )


def test_a_goal_that_moves_is_told_in_the_open(desk: Desk) -> None:
    """With the day, the old figure and the reason: dates before it see the old one."""
    shown = changed(desk, kr1_low="4.2", kr1_because="The scale has changed")
    assert "was: 4" in shown[-1]
    assert "because: The scale has changed" in shown[-1]
    assert "date: 2026-11-21" in shown[-1]


def test_a_new_title_keeps_the_id_that_others_refer_to(desk: Desk) -> None:
    """A key result's id is made of its title where none is written: then it is written down."""
    changed(desk, kr0_title="Days until everything is there")
    assert "id: days-until-all-is" in text(desk)
    page = desk.get(f"/objectives/{ID}/")
    assert 'id="kr-days-until-all-is"' in page.text
    assert "Days until everything is there" in page.words


def test_a_key_result_is_added(desk: Desk) -> None:
    """The others stay as they are written."""
    pairs = form_of(desk, f"change?objective={ID}")
    more = desk.post("change", [*pairs, ("step", "more")])
    assert 'name="kr4.title"' in more.text
    said = [("kr4.title", "Forms: filled in"), ("kr4.how", "metric"), ("kr4.from", "8"),
            ("kr4.to", "3"), ("step", "see")]  # fmt: skip
    seen = desk.post("change", [*pairs, *said])
    assert [line for line in difference_of(seen) if line[0] in "+-"] == [
        '+  - "Forms: filled in: 8 -> 3"',
    ]


def test_the_text_changes_and_nothing_before_it(desk: Desk) -> None:
    """Line ends too stay those of the file."""
    path = desk.root / "content" / GOAL
    path.write_bytes(WRITTEN.replace("\n", "\r\n").encode())
    desk.session.refresh()
    seen = sent(desk, "change", f"objective={ID}", body="Eleven of *32* waited.\r\n\r\nNo more.")
    desk.write("change", seen)
    head = WRITTEN.partition("\nEleven")[0]
    assert text(desk) == f"{head}\nEleven of *32* waited.\n\nNo more.\n".replace("\n", "\r\n")


def test_milestones_are_left_to_the_file(desk: Desk) -> None:
    """What the form cannot show whole it does not touch."""
    page = desk.get(f"{OWN}change?objective={ID}")
    assert "Milestones – change it in the file" in page.words
    changed(desk, kr2_title="The *handbook* is there")
    assert "milestones: [Inventory, Text]" in text(desk)


def test_a_file_changed_meanwhile_is_refused_kindly_and_the_words_are_kept(desk: Desk) -> None:
    """The author's text stands in the form, and what the file says now beside it."""
    pairs = form_of(desk, f"change?objective={ID}")
    path = desk.root / "content" / GOAL
    path.write_text(WRITTEN.replace("Be ready on day one", "Somebody else's title"))
    mine = [(k, "My title" if k == "title" else v) for k, v in pairs]
    reply = desk.post("change", [*mine, ("step", "see")])
    assert reply.status == 422
    assert "The file was changed since you opened this form" in reply.words
    assert "My title</textarea>" in reply.text
    assert "The file says: Somebody else's title" in reply.words
    assert "Somebody else's title" in path.read_text()
    desk.session.refresh()
    again = [(k, reply.fields["digest"] if k == "digest" else v) for k, v in mine]
    seen = desk.post("change", [*again, ("step", "see")])
    assert desk.write("change", seen).status == 303
    assert 'title:   "My title"      # said by Ada' in path.read_text()


def test_a_file_changed_after_the_difference_was_shown_is_not_written(desk: Desk) -> None:
    """What was shown is no longer what would be written."""
    seen = sent(desk, "change", f"objective={ID}", title="Mine")
    path = desk.root / "content" / GOAL
    theirs = WRITTEN.replace("Eleven", "Twelve")
    path.write_text(theirs)
    reply = desk.write("change", seen)
    assert reply.status == 422
    assert "Mine</textarea>" in reply.text
    assert path.read_text() == theirs


def test_a_change_with_a_fault_is_not_written(desk: Desk) -> None:
    """An unknown goal, say, that somebody sends by hand."""
    reply = sent(desk, "change", f"objective={ID}", aligns_to="nowhere")
    assert reply.status == 422
    assert "nowhere" in reply.words
    assert text(desk) == WRITTEN


# Align, drop, grade ------------------------------------------------------------------------------


def test_goals_that_would_close_a_loop_are_not_offered(desk: Desk) -> None:
    """Neither the objective itself nor what serves it; what is chosen already stays chosen."""
    page = desk.get(f"{OWN}align?objective={ID}").text
    assert f'<option value="{ID}' not in page
    assert '<option value="2026-q4-laptops' not in page
    assert '<option value="2026-grow" selected' in page
    other = desk.get(f"{OWN}align?objective=2026-q4-laptops").text
    assert f'<option value="{ID}#score"' in other


def test_a_loop_sent_by_hand_is_refused(desk: Desk) -> None:
    """The rules see the whole graph as it would be."""
    reply = sent(desk, "align", f"objective={ID}", aligns_to="2026-q4-laptops")
    assert reply.status == 422
    assert text(desk) == WRITTEN


def test_alignments_change_one_by_one(desk: Desk) -> None:
    """Another goal in the place of the old one keeps its weight; one more stands beside it."""
    seen = sent(desk, "align", f"objective={ID}", aligns_to="2026-grow#drag")
    assert "+aligns_to: {to: 2026-grow#drag, weight: 2}" in difference_of(seen)
    desk.write("align", seen)
    seen = sent(desk, "align", f"objective={ID}", aligns_to="")
    assert "-aligns_to: {to: 2026-grow#drag, weight: 2}" in difference_of(seen)
    desk.write("align", seen)
    seen = sent(desk, "align", f"objective={ID}", aligns_to="2026-grow")
    desk.write("align", seen)
    assert "aligns_to: [2026-grow]\n" in text(desk)


def test_a_drop_needs_a_reason(desk: Desk) -> None:
    """And says since when; the rest of the file stays."""
    assert sent(desk, "drop", f"objective={ID}", what="all").status == 422
    seen = sent(desk, "drop", f"objective={ID}", what="all", because="Taken over: by IT")
    desk.write("drop", seen)
    assert 'dropped: 2026-11-21\ndropped_because: "Taken over: by IT"\n' in text(desk)
    assert "Dropped" in desk.get(f"/objectives/{ID}/").words


def test_one_key_result_is_dropped(desk: Desk) -> None:
    """The others go on."""
    seen = sent(desk, "drop", f"objective={ID}", what="#score", because="Nobody answers")
    assert desk.write("drop", seen).status == 303
    assert "dropped: 2026-11-21" in text(desk)
    found = desk.session.held.portfolio
    assert found is not None
    assert [str(each.status) for each in found.objectives[ID].key_results].count("dropped") == 1


def test_a_cycle_that_goes_on_is_not_graded(desk: Desk) -> None:
    """Its page has no such link, and a form sent by hand is refused."""
    assert "/edit/grade" not in desk.get(f"/objectives/{ID}/").text
    reply = sent(desk, "grade", f"objective={ID}", score="0.7")
    assert reply.status == 422
    assert "not over yet" in reply.words


def test_grades_are_offered_and_written(tmp_path: Path) -> None:
    """What the figures say can be taken or replaced; the objective gets the mean."""
    old = "2026-Q3/it/old.md"
    goals = ('key_results:\n  - "Days: 10 -> 5 days"\n  - {id: b, title: Rating, metric: '
             "{from: 0, to: 10}, checkins: [{date: 2026-09-01, value: 7}]}")  # fmt: skip
    root = site(tmp_path, {old: objective(goals)})
    with editing(root) as desk:
        assert "/edit/grade?objective=2026-q3-old" in desk.get("/objectives/2026-q3-old/").text
        seen = sent(desk, "grade", "objective=2026-q3-old", score_days="0.5", note="We learned")
        assert desk.write("grade", seen).status == 303
        written = text(desk, old)
        assert "score: 0.5" in written
        assert "score: 0.7" in written
        assert "\nscore: 0.6\n" in written
        assert "score_note: We learned" in written


def test_an_objective_that_is_gone_is_said_to_be(desk: Desk) -> None:
    """No matter by which form."""
    for name in ("change", "align", "drop", "grade"):
        reply = desk.get(f"{OWN}{name}?objective=gone")
        assert reply.status == 404
        assert "There is no such objective any more." in reply.words
