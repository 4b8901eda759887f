"""`okrsite new`, `okrsite rename` and `okrsite cycle`, as a person uses them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from okrsite.cli import main
from okrsite.library import find
from tests.sites import CYCLES, GOAL, SITE, goal, objective, portfolio, problems, run, site

SCALE = "2026/company/scale.md"
LAPTOPS = "2026-Q4/it/laptops.md"
OLD = "2026-Q3/people-operations/arrive.md"
CHECKIN = "2026-11-18-people-operations.md"
FILES = {
    SCALE: objective(
        "key_results:\n  - {id: capacity, title: Capacity, aligned: mean}\n", title="Scale"
    ),
    GOAL: "\ufeff"
    + objective(
        "# whose is it?\naligns_to:   'Scale#capacity'  # the year's\nkey_results:\n"
        "  - {id: lead-time, title: Days, metric: {from: 15, to: 5, unit: days}}  # falls\n",
        "See [laptops](2026-q4-laptops).\n",
    ).replace("\n", "\r\n"),
    LAPTOPS: objective(
        "aligns_to: [2026-q4-onboarding]\n"
        "depends_on: {objective: onboarding#lead-time, confirmed: 2026-10-06}\n"
    ),
    CHECKIN: "---\nobjectives:\n  \"onboarding\": {status: at_risk} # said\n"
    "key_results: {lead-time: {confidence: 4}}\n---\nüö\n\n- onboarding#lead-time: 12 (6/10)\n"
    "- lead-time: 11\n- Onboarding: [at risk] Rain\n- other: text\n",
    "reviews/a.md": "---\ntype: review\ndate: 2026-11-13\ncycle: 2026-Q4\ndecisions:\n"
    "- {decision: keep, objective: onboarding}\nscores: {onboarding#lead-time: 0.5}\n---\n",
}  # fmt: skip


def typed(lines: list[str], *arguments: str | Path) -> Result:
    """What somebody types."""
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": None})
    return runner.invoke(
        main, [str(a) for a in arguments], input="".join(f"{line}\n" for line in lines)
    )


def content(root: Path) -> dict[str, str]:
    """Every file, byte for byte."""
    return {
        path.relative_to(root / "content").as_posix(): path.read_bytes().decode()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


# Rename ---------------------------------------------------------------------------------------


def test_every_reference_is_rewritten_and_nothing_else(tmp_path: Path) -> None:
    """Short ones, with a key result, keys, lines; the old id stays as an alias."""
    root = site(tmp_path, FILES)
    before = content(root)
    assert not problems(root)
    result = run("rename", "onboarding", "first-week", root, "--yes")
    assert result.exit_code == 0, result.output
    after = content(root)
    title = "title: Be ready on day one\r\n"
    wanted = {
        GOAL: before[GOAL].replace(
            title, f"{title}id: first-week\r\naliases: [2026-q4-onboarding]\r\n"
        ),
        LAPTOPS: before[LAPTOPS]
        .replace("[2026-q4-onboarding]", "[first-week]")
        .replace("onboarding#lead-time", "first-week#lead-time"),
        CHECKIN: before[CHECKIN]
        .replace('"onboarding"', '"first-week"')
        .replace("- onboarding#", "- first-week#")
        .replace("- Onboarding:", "- first-week:"),
        "reviews/a.md": before["reviews/a.md"]
        .replace("objective: onboarding", "objective: first-week")
        .replace("{onboarding#", "{first-week#"),
    }
    assert after == {**before, **wanted}
    assert not problems(root)
    found = portfolio(root)
    assert found.graph.redirects
    assert len(found.objectives["first-week"].key_results[0].words) == 3


def test_a_reference_keeps_its_quotes_and_its_part(tmp_path: Path) -> None:
    """An alias and another spelling mean the same."""
    root = site(tmp_path, FILES)
    run("rename", "scale", "grow", root, "--yes")
    text = (root / "content" / GOAL).read_bytes().decode()
    assert "aligns_to:   'grow#capacity'  # the year's\r\n" in text
    run("rename", "2026-scale", "grow-more", root, "--yes")
    assert "'grow-more#capacity'" in (root / "content" / GOAL).read_text()
    assert "aliases: [2026-scale, grow]" in (root / "content" / SCALE).read_text()
    assert not problems(root)


def test_a_kpi_is_renamed_too(tmp_path: Path) -> None:
    """In key results, check-ins and as the north star."""
    files = {
        "site.yml": SITE + "north_star: on-time # it\n",
        "kpis/on-time.md": "---\ntype: kpi\ntitle: On time\n---\n",
        GOAL: goal("{title: Days, metric: {to: 5}, kpi: on-time}"),
        CHECKIN: "- on-time: 94\n",
    }
    root = site(tmp_path, files)
    assert run("rename", "on-time", "punctual", root, "--yes").exit_code == 0
    after = content(root)
    assert "north_star: punctual # it\n" in after["site.yml"]
    assert "kpi: punctual}" in after[GOAL]
    assert after[CHECKIN] == "- punctual: 94\n"
    assert not problems(root)


def test_a_dry_run_of_a_rename_shows_the_difference(tmp_path: Path) -> None:
    """And changes nothing; so does a no."""
    root = site(tmp_path, FILES)
    before = content(root)
    shown = run("rename", "onboarding", "first-week", root, "--dry-run").output
    lines = {"-aligns_to: [2026-q4-onboarding]", "+aligns_to: [first-week]"}
    assert lines <= set(shown.splitlines())
    assert "Change 4 files?" in typed(["n"], "rename", "onboarding", "first-week", root).output
    assert content(root) == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("onbording", "x", "Did you mean `onboarding`?"),
        ("onboarding", "2026-q4-laptops", "is taken already"),
        ("onboarding", "laptops", "is taken already"),
        ("onboarding", "First Week", "is no id"),
        ("onboarding#lead-time", "x", "not one of its key results"),
    ],
)
def test_a_rename_that_cannot_be(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Is told with the reason."""
    result = run("rename", old, new, site(tmp_path, FILES), "--yes")
    assert (result.exit_code, told in result.output) == (2, True), result.output


# Close ----------------------------------------------------------------------------------------

ARRIVE = {
    OLD: goal(
        '"Days: 15 -> 5 days"  # short',
        "{id: forms, title: Forms, metric: {from: 10, to: 0}, score: 0.9}",
        "Rooms ready on the day: 0 -> 10 rooms",
        "{id: gone, title: Gone, done: true, dropped: true}",
        "{id: quiet, title: Nobody said, metric: {from: 1, to: 2}}",
    ),
    "2026-09-28-people-operations.md": "- days: 8\n- rooms-ready-on-the: 7\n",
}


def test_a_cycle_is_closed_with_its_progress(tmp_path: Path) -> None:
    """What has a score keeps it; lines become fields; the objective gets the mean."""
    root = site(tmp_path, ARRIVE)
    result = run("cycle", "close", "2026-q3", root, "--yes", "--lesson", "Ask first: always")
    assert result.exit_code == 0, result.output
    text = (root / "content" / OLD).read_text()
    assert "  - {title: Days, measure: 15 -> 5 days, score: 0.7}  # short\n" in text
    assert "to: 0}, score: 0.9}\n" in text
    assert "  - {title: Rooms ready on the day, measure: 0 -> 10 rooms, score: 0.7}\n" in text
    assert "{id: quiet, title: Nobody said, metric: {from: 1, to: 2}}\n" in text
    assert "score: 0.76\n" in text
    review = root / "content/reviews/2026-11-21-2026-q3-retrospective.md"
    assert 'lessons: ["Ask first: always"]' in review.read_text()
    assert not problems(root)
    scored = portfolio(root).objectives["2026-q3-arrive"]
    assert scored.score == 0.76
    assert scored.key_results[0].id == "days"
    again = run("cycle", "close", "2026-Q3", root, "--yes").output
    assert "The retrospective is there" in again


def test_scores_are_asked_for(tmp_path: Path) -> None:
    """Enter takes what is offered; what nobody spoke of is open; lessons one a line."""
    root = site(tmp_path, ARRIVE)
    lines = ["0.5", "1.2", "", "", "0.6", "A lesson", "Another", "", "y"]
    result = typed(lines, "cycle", "close", "2026-Q3", root)
    assert result.exit_code == 0, result.output
    assert "`1.2` is no score" in result.output
    text = (root / "content" / OLD).read_text()
    assert "measure: 15 -> 5 days, score: 0.5}" in text
    assert "measure: 0 -> 10 rooms, score: 0.7}" in text
    assert "\nscore: 0.6\n" in text
    assert "lessons: [A lesson, Another]" in next((root / "content/reviews").iterdir()).read_text()


def test_only_what_is_over_is_closed(tmp_path: Path) -> None:
    """And a cycle that is none is told."""
    root = site(tmp_path, ARRIVE)
    assert "ends on 2026-12-31" in run("cycle", "close", "2026-Q4", root).output
    told = run("cycle", "close", "2026-Q5", root)
    assert (told.exit_code, "Did you mean" in told.output) == (2, True)
    before = content(root)
    run("cycle", "close", "2026-Q3", root, "--yes", "--dry-run")
    assert content(root) == before


# Open -----------------------------------------------------------------------------------------

GOING = {
    SCALE: FILES[SCALE],
    GOAL: objective(
        "id: onboarding\naligns_to: scale # up\nscore_note: x\nkey_results:\n"
        "  - {id: lead-time, title: Days, metric: {from: 15, to: 5, unit: days}, due: 2026-11-30}\n"
        '  - "Forms: -30% forms"\n'
        "  - {id: contract, title: Signed, done: 2026-11-02}\n",
        "Why.\n",
    ),
    LAPTOPS: objective("aligns_to: onboarding", title="Laptops"),
    CHECKIN: "- lead-time: 9\n- forms: 10\n",
    "2026-11-19-people-operations.md": "- forms: 8 forms\n",
    "reviews/r.md": "---\ntype: review\ndate: 2026-11-13\ncycle: 2026-Q4\nlessons: [Ask]\n---\n",
    "cycles.yml": CYCLES + "- {id: 2027, starts: 2027-01-01, ends: 2027-12-31}  # next\n",
}


def test_the_next_cycle_is_opened(tmp_path: Path) -> None:
    """Dates, what goes on and from where, the lessons and the two questions."""
    root = site(tmp_path, GOING)
    before = content(root)
    lines = ["What to stop", "", "2,2026-q4-laptops,2", "y"]
    result = typed(lines, "cycle", "open", "2027-Q1", root, "--from", "2026-Q4")
    assert result.exit_code == 0, result.output
    assert "What was learned in 2026-Q4:\n  - Ask\n" in result.output
    after = content(root)
    assert after["cycles.yml"] == before["cycles.yml"] + (
        '- {id: 2027-Q1, within: "2027", starts: 2027-01-01, ends: 2027-03-31, checkin: weekly}\n'
    )
    text = after["2027-Q1/people-operations/onboarding.md"]
    assert "id: onboarding-2027-q1\n" in text
    assert "aligns_to: 2026-scale # up\ncontinues: onboarding\n" in text
    assert "  - {id: lead-time, title: Days, metric: {from: 9, to: 5, unit: days}}\n" in text
    assert '  - {title: Forms, measure: "8 -> 7 forms"}\n' in text
    assert "contract" not in text
    assert "score_note" not in text
    assert "aligns_to: onboarding-2027-q1\n" in after["2027-Q1/it/laptops.md"]
    assert "What to stop" in after["pages/before-2027-q1.md"]
    assert {path: after[path] for path in before if path != "cycles.yml"} == {
        path: text for path, text in before.items() if path != "cycles.yml"
    }
    assert not problems(root)
    assert portfolio(root).objectives["onboarding-2027-q1"].cycle.id == "2027-Q1"


def test_milestones_go_on_from_where_they_are(tmp_path: Path) -> None:
    """What is done stays done, whoever said so; days of the old cycle are left out."""
    steps = "[{title: A, due: 2026-10-30}, B, {title: C, done: 2026-10-20, due: 2026-10-20}, D]"
    files = {GOAL: goal(f"{{id: book, title: The book, milestones: {steps}}}"),
             CHECKIN: "- book: done A, B\n"}  # fmt: skip
    root = site(tmp_path, files)
    given = ("cycle", "open", "2027-Q1", root, "--from", "2026-Q4", "--carry-all", "--yes")
    assert run(*given, "--ends", "2027-03-31").exit_code == 0
    text = (root / "content/2027-Q1/people-operations/onboarding.md").read_text()
    assert (
        "milestones: [{title: A, done: 2026-11-18}, {title: B, done: 2026-11-18}, "
        "{title: C, done: 2026-10-20}, D]" in text
    )
    assert not problems(root)


def test_what_goes_on_is_chosen_in_options(tmp_path: Path) -> None:
    """One, or all, or none; a name that is none is told."""
    root = site(tmp_path, GOING)
    base = ("cycle", "open", "2027-Q1", root, "--from", "2026-Q4", "--yes")
    wrong = run(*base, "--carry", "laptop")
    assert "Did you mean `laptops`?" in wrong.output
    before = content(root)
    assert "continues: 2026-q4-laptops" in run(*base, "--carry", "laptops", "--dry-run").output
    assert content(root) == before
    assert run(*base, "--carry", "laptops").exit_code == 0
    assert not (root / "content/2027-Q1/people-operations").exists()
    again = run(*base)
    assert "is there already, and nothing goes on" in again.output


def test_a_cycle_without_an_end_needs_dates(tmp_path: Path) -> None:
    """Nothing is guessed."""
    root = site(tmp_path, {"cycles.yml": CYCLES + "- {id: open, starts: 2026-01-01}\n"})
    told = run("cycle", "open", "next", root, "--from", "open", "--yes")
    assert "say --starts and --ends" in told.output
    dates = ("--starts", "2027-01-01", "--ends", "2027-03-31")
    assert run("cycle", "open", "next", root, "--from", "open", "--yes", *dates).exit_code == 0
    assert "next" in portfolio(root).cycles


# New ------------------------------------------------------------------------------------------


def test_an_objective_is_asked_for(tmp_path: Path) -> None:
    """Pickers for team, cycle and what it serves; a line without a measure is asked about."""
    root = site(tmp_path, FILES)
    lines = [
        "Nobody waits: for money", "it", "2026-Q4", "1",
        "Days until it is paid: 34 -> 10 days", "People are happy", "n", "",
        "It takes a month.", "y",
    ]  # fmt: skip
    result = typed(lines, "new", "objective", root)
    assert result.exit_code == 0, result.output
    assert "2026-scale  Scale" in result.output
    text = (root / "content/2026-Q4/it/nobody-waits-for-money.md").read_text()
    assert text == (
        '---\ntitle: "Nobody waits: for money"\nteam: it\ncycle: 2026-Q4\n'
        "aligns_to: [2026-scale]\n"
        'key_results: ["Days until it is paid: 34 -> 10 days"]\n---\nIt takes a month.\n'
    )
    assert not problems(root)


def test_an_objective_begins_from_an_example(tmp_path: Path) -> None:
    """Its key results stay as they are; team, cycle and what it serves are ours; a slip is told."""
    root = site(tmp_path, FILES)
    given = ("--for", "it", "--cycle", "2026-Q4", "--aligns-to", "scale", "--yes")
    slip = run("new", "objective", root, "--like", "clean-handovr", *given)
    assert slip.exit_code == 2
    assert "Did you mean `clean-handover`?" in slip.output
    assert run("new", "objective", root, "--like", "clean-handover", *given).exit_code == 0
    example = find("clean-handover")
    assert example is not None
    written = portfolio(root).objectives["2026-q4-the-next-shift-starts-where-the"].objective
    assert written.title == example.objective.title
    assert [each.id for each in written.key_results] == [
        each.id for each in example.objective.key_results
    ]
    assert written.body.plain == example.objective.body.plain
    assert not problems(root)


def test_everything_new_in_options_passes_the_check(tmp_path: Path) -> None:
    """An objective, a team, a cycle, a review, a kpi."""
    root = site(tmp_path, FILES)
    for given in (
        ("objective", "--title", "Paid soon", "--for", "ben", "--cycle", "2026-q4",
         "--aligns-to", "scale#capacity", "--ambition", "committed"),
        ("team", "--name", "Fleet & Garage", "--parent", "company", "--lead", "ada"),
        ("cycle", "--id", "2027", "--starts", "2027-01-01", "--ends", "2027-12-31"),
        ("review", "--kind", "health-check", "--cycle", "2026-Q4", "--decision", "onboarding=keep"),
        ("kpi", "--title", "On time", "--team", "it", "--unit", "%", "--min", "95"),
    ):  # fmt: skip
        result = run("new", given[0], root, *given[1:], "--yes")
        assert result.exit_code == 0, result.output
        again = run("new", given[0], root, *given[1:], "--yes")
        assert again.exit_code == 2, again.output
    assert not problems(root)
    found = portfolio(root)
    assert found.teams["fleet-garage"].parent == "company"
    assert {"2027", "2026-Q4"} <= set(found.cycles)
    assert "on-time" in found.kpis
    assert found.objectives["2026-q4-paid-soon"].up[0].key_result == "capacity"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("objective", "--for", "it", "--cycle", "2026-Q4"), "Say --title"),
        (("objective", "--title", "A", "--for", "itt", "--cycle", "2026-Q4"), "Did you mean `it`?"),
        (("objective", "--title", "A", "--for", "it", "--cycle", "2026-Q4", "--aligns-to", "scal"),
         "Did you mean `scale`?"),
        (("team", "--name", "X", "--parent", "nobody"), "is not in org.yml"),
        (("review", "--cycle", "2026-Q4", "--decision", "onboarding=maybe"),
         "keep, change or drop"),
        (("cycle", "--id", "2027", "--starts", "2027-01-01", "--ends", "2026-01-01"), "before it"),
    ],
)  # fmt: skip
def test_what_would_be_wrong_is_told(tmp_path: Path, given: tuple[str, ...], told: str) -> None:
    """And nothing is written."""
    root = site(tmp_path, FILES)
    before = content(root)
    result = run("new", given[0], root, *given[1:], "--yes")
    assert result.exit_code in (1, 2)
    assert told in result.output
    assert content(root) == before
