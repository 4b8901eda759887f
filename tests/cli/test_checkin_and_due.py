"""`okrsite checkin` and `okrsite due`, as a person uses them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from okrsite.cli import main
from tests.sites import GOAL, goal, objective, portfolio, problems, run, site

KPI = "---\ntype: kpi\ntitle: On time\nteam: people-operations\nunit: '%'\ncheckin: monthly\n---\n"
FILES = {
    GOAL: goal(
        "{id: lead-time, title: Onboarding takes less time, metric: {from: 15, to: 5, unit: days}}",
        "{id: handbook, title: The handbook, milestones: [Inventory agreed, First half published]}",
        "{id: contract, title: The contract, done: false}",
        "{id: heard, title: Colleagues feel heard}",
        "{id: rest, title: All follow, aligned: mean}",
    ),
    "2026-Q4/it/answers.md": goal(
        "{id: hours, title: Hours, metric: {from: 9, to: 3}, owner: ben}",
    ),
    "kpis/on-time.md": KPI,
    "updates/2026-11-16-people-operations.md": "- lead-time: 12 days (6/10)\n- contract: 40%\n",
}  # fmt: skip


def answer(root: Path, lines: list[str], *arguments: str) -> Result:
    """`okrsite checkin`, with what somebody types."""
    typed = "".join(f"{line}\n" for line in lines)
    return CliRunner(env={"SOURCE_DATE_EPOCH": None}).invoke(
        main, ["checkin", *arguments[:1], str(root), *arguments[1:]], input=typed
    )


# Asked ----------------------------------------------------------------------------------------


def test_what_is_due_is_asked_and_written(tmp_path: Path) -> None:
    """Where the team's check-ins lie; each answer is where it belongs."""
    root = site(tmp_path, FILES)
    said = [
        "done Inventory agreed", "8", "Half: done",  # handbook
        "60%", "11", "7", "",  # heard: no confidence is 11
        "95.5 %", "",  # the kpi
        "It rained.", "y",
    ]  # fmt: skip
    result = answer(root, said, "people-operations")
    assert result.exit_code == 0, result.output
    assert "lead-time" not in result.output  # said on Monday, and weekly
    assert "`11` is no confidence" in result.output
    file = root / "content/updates/2026-11-21-people-operations.md"
    assert file.read_text() == (
        "---\ntype: checkin\ndate: 2026-11-21\nteam: people-operations\nkey_results:\n"
        "  2026-q4-onboarding#handbook:\n    done: [inventory-agreed]\n    confidence: 8\n"
        '    note: "Half: done"\n'
        "  2026-q4-onboarding#heard: {progress: 0.6, confidence: 7}\n"
        'kpis: {on-time: {value: 95.5}}\n---\nIt rained.\n'
    )  # fmt: skip
    assert not problems(root)
    update = portfolio(root).updates[0]
    assert (len(update.on_key_results), len(update.on_kpis)) == (2, 1)


def test_a_wrong_figure_is_asked_again_with_what_would_be_right(tmp_path: Path) -> None:
    """By its kind; no confidence and no line is fine, and so is no figure but a line."""
    root = site(tmp_path, FILES)
    said = [
        "",  # handbook
        "0.6", "half", "60%", "", "",  # heard
        "",  # contract
        "-", "3", "Nothing new",  # lead-time
        "", "",
    ]  # fmt: skip
    result = answer(root, said, "people-operations", "--all", "--yes")
    assert result.exit_code == 0, result.output
    assert "`0.6` is no figure for a key result without a measure" in result.output
    assert "`half` is no figure. It has no measure: write how far it is, `40%`." in result.output
    text = (root / "content/updates/2026-11-21-people-operations.md").read_text()
    assert "#heard: {progress: 0.6}" in text
    assert "#lead-time: {confidence: 3, note: Nothing new}" in text


def test_nothing_said_is_nothing_written(tmp_path: Path) -> None:
    """Enter, Enter, Enter; or no at the end."""
    root = site(tmp_path, FILES)
    assert "Nothing was said" in answer(root, [""] * 9, "people-operations").output
    assert (
        "Nothing was written"
        in answer(root, ["", "50%", "", "", "", "", "n"], "people-operations").output
    )
    assert answer(root, [], "people-operations").exit_code == 1  # the input ends: as Ctrl+C
    assert [each.name for each in (root / "content/updates").iterdir()] == [
        "2026-11-16-people-operations.md"
    ]


def test_a_person_is_asked_what_they_look_after(tmp_path: Path) -> None:
    """A key result of another team that is theirs."""
    root = site(tmp_path, FILES)
    result = answer(root, ["7", "", "", "", "", "", "", "", "", "", "y"], "ben", "--all")
    file = root / "content/updates/2026-11-21-ben.md"
    assert "person: ben" in file.read_text(), result.output
    assert "2026-q4-answers#hours: {value: 7}" in file.read_text()
    assert not problems(root)


def test_who_is_picked_from_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number; a name that nobody has is told."""
    root = site(tmp_path, FILES)
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": None})
    listed = runner.invoke(main, ["checkin", "itt", str(root)])
    assert listed.exit_code == 2
    assert "Did you mean `it`?" in listed.output
    said = "nobody\n1\n7\n\n\n\ny\n"
    monkeypatch.chdir(root)
    result = runner.invoke(main, ["checkin"], input=said)
    assert "Who checks in?" in result.output
    assert "`nobody` is not in the list" in result.output
    assert len(list(root.rglob("2026-11-21-*.md"))) == 1, result.output


def test_nothing_is_due(tmp_path: Path) -> None:
    """When the next word is, and how to say one all the same."""
    files = {GOAL: goal("{title: Days, metric: {from: 15, to: 5}}"),
             "2026-11-20-people-operations.md": "- days: 9\n"}  # fmt: skip
    result = answer(site(tmp_path, files), [], "people-operations")
    assert result.exit_code == 0
    assert "Nothing is due from people-operations before 2026-11-27" in result.output
    assert "--all" in result.output
    empty = answer(site(tmp_path / "empty"), [], "it")
    assert "Nothing is due from it." in empty.output


# In options -----------------------------------------------------------------------------------


def flags(root: Path, *arguments: str) -> Result:
    """`okrsite checkin people-operations`, all in options."""
    return run("checkin", "people-operations", root, *arguments)


def test_all_in_options(tmp_path: Path) -> None:
    """Short references, a date, an author; the second of a day gets a number."""
    root = site(tmp_path, FILES)
    given = ("--value", "lead-time=9 days", "--confidence", "7", "--note", "A=B: fine",
             "--status", "on track", "--date", "2026-11-18", "--by", "Ada", "--yes")  # fmt: skip
    result = flags(root, *given)
    assert result.exit_code == 0, result.output
    file = root / "content/updates/2026-11-18-people-operations.md"
    assert "by: ada\n" in file.read_text()
    assert 'value: 9, confidence: 7, status: on_track, note: "A=B: fine"' in " ".join(
        file.read_text().replace("\n    ", ", ").split()
    ).replace(":, ", ": ")
    again = flags(root, "--value", "contract=50%", "--date", "2026-11-18", "--yes")
    assert again.exit_code == 0, again.output
    assert (file.parent / "2026-11-18-people-operations-2.md").is_file()
    assert not problems(root)


def test_a_second_figure_of_a_day_is_refused(tmp_path: Path) -> None:
    """The one that is there would go on counting: it is to be changed where it stands."""
    root = site(tmp_path, FILES)
    result = flags(root, "--value", "lead-time=9", "--date", "2026-11-16", "--yes")
    assert result.exit_code == 1
    assert "has a figure of 2026-11-16 already" in result.output
    assert "updates/2026-11-16-people-operations.md:1" in result.output
    assert len(list((root / "content/updates").iterdir())) == 1
    note = ("--note", "lead-time=Checked twice", "--date", "2026-11-16", "--yes")
    assert flags(root, *note).exit_code == 0
    assert not problems(root)


def test_what_would_be_an_error_is_not_written(tmp_path: Path) -> None:
    """The check-in is checked before it is there."""
    root = site(tmp_path, FILES)
    result = flags(root, "--value", "contract=90%", "--text", "- lead-tim: 9 days", "--yes")
    assert result.exit_code == 1
    assert "would have faults" in result.output
    assert "Did you mean `lead-time`?" in result.output
    assert not list(tmp_path.rglob("2026-11-21*"))


def test_a_dry_run_shows_and_writes_nothing(tmp_path: Path) -> None:
    """What would be written, and where."""
    root = site(tmp_path, FILES)
    result = flags(root, "--value", "lead-time=9", "--into", "elsewhere", "--dry-run")
    assert result.exit_code == 0
    assert "elsewhere/2026-11-21-people-operations.md" in result.output
    assert "#lead-time: {value: 9}" in result.output
    assert not (root / "content/elsewhere").exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--value", "lead-tim=9"], "Did you mean `lead-time`?"),
        (["--value", "lead-time=40%"], "is a percentage"),
        (["--value", "lead-time=9 weeks"], "`weeks` is more than a figure"),
        (["--value", "rest=3"], "is no figure"),
        (["--value", "onboarding=3"], "is an objective"),
        (["--value", "12"], "say what `12` is about"),
        (["--confidence", "7"], "say what `7` is about"),
        (["--value", "lead-time=9", "--confidence", "70"], "is no confidence"),
        (["--status", "onboarding=green"], "is no status"),
        (["--value", "lead-time=9", "--by", "nobody"], "`nobody` is no team or person"),
        (["--value", "lead-time=9", "--into", "/"], "is not within a content folder"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, given: list[str], told: str) -> None:
    """With what would; nothing is written."""
    result = flags(site(tmp_path, FILES), *given, "--yes")
    assert result.exit_code == 2
    assert told in result.output
    assert not list(tmp_path.rglob("2026-11-21*"))


def test_a_word_on_an_objective(tmp_path: Path) -> None:
    """A status and a note need no figure."""
    root = site(tmp_path, FILES)
    given = ("--status", "onboarding=at_risk", "--note", "onboarding=Two regions wait", "--yes")
    assert flags(root, *given).exit_code == 0
    (word,) = portfolio(root).objectives["2026-q4-onboarding"].words
    assert (str(word.status), word.note.plain) == ("at_risk", "Two regions wait")


def test_without_any_check_in_yet_they_go_to_a_folder_of_their_own(tmp_path: Path) -> None:
    """content/checkins/."""
    root = site(tmp_path, {GOAL: FILES[GOAL]})
    assert flags(root, "--value", "lead-time=9", "--yes").exit_code == 0
    assert (root / "content/checkins/2026-11-21-people-operations.md").is_file()


def test_of_several_content_folders_the_one_of_the_goals_is_taken(tmp_path: Path) -> None:
    """A second repository that only some may read keeps its own check-ins."""
    root = site(tmp_path, {GOAL: FILES[GOAL]})
    more = tmp_path / "more"
    (more / "2026-Q4/it").mkdir(parents=True)
    (more / "2026-Q4/it/a.md").write_text(goal("{title: Hours, metric: {from: 9, to: 3}}"))
    both = ("--content", str(root / "content"), "--content", str(more), "--yes")
    assert run("checkin", "it", root, "--value", "hours=4", *both).exit_code == 0
    assert (more / "checkins/2026-11-21-it.md").is_file()


# Due ------------------------------------------------------------------------------------------


def test_due_lists_by_team_what_is_due_and_what_is_overdue(tmp_path: Path) -> None:
    """Said on Monday is not due on Saturday; what is aligned or achieved never is."""
    result = run("due", site(tmp_path, FILES))
    assert result.exit_code == 0
    assert "People Operations: 3 words are due, 2 overdue" in result.output
    assert "IT: 1 word is due, 1 overdue" in result.output
    assert "lead-time" not in result.output
    assert "#rest" not in result.output


def test_due_of_a_team_on_a_day(tmp_path: Path) -> None:
    """A week after its last word it is due; three days later it is overdue."""
    root = site(tmp_path, FILES)
    for day, late in (("2026-11-22", None), ("2026-11-23", False), ("2026-11-27", True)):
        told = run("due", root, "--as-of", day, "--team", "people-operations", "--format", "json")
        (group,) = json.loads(told.output)["due"]
        words = {each["reference"]: each["overdue"] for each in group["words"]}
        assert words.get("2026-q4-onboarding#lead-time") is late
    assert "Did you mean `it`?" in run("due", root, "--team", "itt").output


def test_a_nudge_is_ready_to_be_sent(tmp_path: Path) -> None:
    """Who, what, where it stood, where it is to go, how to say more."""
    said = run("due", site(tmp_path, FILES), "--format", "nudge", "--as-of", "2026-12-05").output
    assert "Hello People Operations, 5 words are due, 4 overdue on your OKRs:" in said
    assert "- Onboarding takes less time: 12 days on 2026-11-16, going for 5 days" in said
    assert "okrsite checkin people-operations" in said


def test_nothing_due_is_said(tmp_path: Path) -> None:
    """And an empty list for machines."""
    root = site(tmp_path, {GOAL: objective()})
    assert run("due", root).output == "Nothing is due on 2026-11-21.\n"
    assert json.loads(run("due", root, "--format", "json").output)["due"] == []
