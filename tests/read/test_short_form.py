"""A key result may be one line: TITLE: MEASURE."""

from pathlib import Path

import pytest

from okrsite.kinds.aligned import Aligned
from okrsite.kinds.done import Done
from okrsite.kinds.judged import Judged
from okrsite.kinds.keep import Keep
from okrsite.kinds.metric import Metric
from okrsite.model.document import Band, KeyResult
from okrsite.model.measure import Measure
from okrsite.model.place import Place
from okrsite.read.key_result import split_line
from tests.sites import GOAL, documents, faults, goal, problems, site


def split(line: str) -> tuple[str, Measure]:
    """Title and measure of a line."""
    return split_line(line, Place("content", "x.md"))


def only(tmp_path: Path, item: str) -> KeyResult:
    """The key result that a YAML list item is read as."""
    (objective,) = documents(site(tmp_path, {GOAL: goal(item)})).objectives
    (found,) = objective.key_results
    return found


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("15 -> 5 days", Metric(15, 5, None, "days")),
        ("15 → 5 days", Metric(15, 5, None, "days")),
        ("15->5", Metric(15, 5)),
        ("15 days -> 5 days", Metric(15, 5, None, "days")),
        ("15 days -> 5", Metric(15, 5, None, "days")),
        ("80 % -> 95 %", Metric(80, 95, None, "%")),
        ("80% → 95%", Metric(80, 95, None, "%")),
        ("-5 -> +5 °C", Metric(-5, 5, None, "°C")),
        ("−5 -> 5.25", Metric(-5, 5.25)),
        ("from 15 to 5 days", Metric(15, 5, None, "days")),
        ("From 15 days to 5 days", Metric(15, 5, None, "days")),
        ("? -> 5 days", Metric(None, 5, None, "days")),
        ("15 -> ? days", Metric(15, None, None, "days")),
        ("-30% forms", Metric(None, None, -0.3, "forms")),
        ("+30 %", Metric(None, None, 0.3)),
        ("−12.5 % of cost", Metric(None, None, -0.125, "of cost")),
        (">= 4.5 points", Keep(Band(4.5, None), "points")),
        ("≥ 4.5", Keep(Band(4.5, None))),
        ("<= 2 hours", Keep(Band(None, 2), "hours")),
        ("≤2", Keep(Band(None, 2))),
        ("4..5 points", Keep(Band(4, 5), "points")),
        ("-10 .. -5 °C", Keep(Band(-10, -5), "°C")),
        ("99.5..100 %", Keep(Band(99.5, 100), "%")),
        ("yes/no", Done(False)),
        ("Yes / No", Done(False)),
        ("aligned", Aligned("mean")),
        ("aligned min", Aligned("min")),
    ],
)
def test_a_measure_is_read_from_its_words(words: str, measure: Measure) -> None:
    """Each form of the reference, with and without unit."""
    title, found = split(f"Title of it: {words}")
    assert title == "Title of it"
    assert found == measure or (
        isinstance(found, Metric)
        and isinstance(measure, Metric)
        and (found.start, found.to, found.unit) == (measure.start, measure.to, measure.unit)
        and found.by == pytest.approx(measure.by)
    )


@pytest.mark.parametrize(
    "words",
    [
        "30% forms",
        "5..4",
        "15",
        "15 days",
        "15 days -> 5 weeks",
        "> 4",
        "= 4",
        "3 - > 4",
        "yes",
        "aligned max",
        "NaN -> 5",
        "a -> b",
        "15 to 5",
        "1,000 -> 2,000",
        "5 -> 10,000 forms",
        "5 -> 10 000 forms",
        ">= 10 000",
        ">= 4,5 points",
        "<= 1,000",
        "4..5,5 points",
        "1e3 -> 2e3",
        "3 -> 4 -> 5",
        "3 -> 4: c",
        "-30%, or so: less",
    ],
)
def test_words_that_are_no_measure_belong_to_the_title(words: str) -> None:
    """What fits no form is title, and judged: nothing is guessed, no digit becomes a unit."""
    title, found = split(f"Title of it: {words}")
    assert isinstance(found, Judged), found
    assert title == f"Title of it: {words}"


def test_the_line_splits_at_its_last_colon_after_which_a_measure_fits() -> None:
    """Earlier colons, and earlier measures, stay in the title."""
    assert split("Cost: from 3 -> 4: 15 -> 5")[0] == "Cost: from 3 -> 4"
    assert split("Note: speed: 15 -> 5")[0] == "Note: speed"
    assert split("a: 15 -> 5: later")[0] == "a: 15 -> 5: later"


def test_a_colon_without_a_space_splits_nothing() -> None:
    """`10:30` and `a:b` are text."""
    assert split("Close by 10:30")[0] == "Close by 10:30"
    assert isinstance(split("x:3 -> 4")[1], Judged)


@pytest.mark.parametrize(
    ("item", "title", "kind"),
    [
        ("Onboarding: 15 -> 5 days", "Onboarding", "metric"),
        ("{Onboarding: 15 -> 5 days}", "Onboarding", "metric"),
        ("Forms: -30% forms", "Forms", "metric"),
        ("Payroll: yes/no", "Payroll", "done"),
        ("Regions: aligned", "Regions", "aligned"),
        ("Score: 4..5", "Score", "keep"),
        ("Score: 4.50", "Score: 4.50", "judged"),
        ("Open it: true", "Open it: true", "judged"),
        ("Open it by: 2026-11-01", "Open it by: 2026-11-01", "judged"),
        ("Feel heard:", "Feel heard", "judged"),
        ("Colleagues feel heard", "Colleagues feel heard", "judged"),
    ],
)
def test_an_unquoted_line_that_yaml_takes_for_a_mapping_is_the_same_line(
    tmp_path: Path, item: str, title: str, kind: str
) -> None:
    """One entry whose key is no field is a line."""
    found = only(tmp_path, item)
    assert (found.title.plain, found.measure.kind) == (title, kind)


def test_a_key_that_is_a_field_begins_the_long_form(tmp_path: Path) -> None:
    """`owner: ...` alone is fields without a title, not a line."""
    root = site(tmp_path, {GOAL: goal("owner: 3 -> 4")})
    assert faults(problems(root)) == [f"missing-field {GOAL}:4"]


def test_where_yaml_cannot_read_the_line_the_hint_is_quotes(tmp_path: Path) -> None:
    """`Score: >= 4` needs quotes, and is told so."""
    (found,) = problems(site(tmp_path, {GOAL: goal("Score: >= 4 points")}))
    assert found.rule == "unreadable-document"
    assert "quotes" in found.hint


def test_the_field_measure_takes_the_same_words(tmp_path: Path) -> None:
    """`measure: 15 -> 5 days` beside other fields."""
    found = only(tmp_path, '{title: Lead time, measure: "15 -> 5 days", weight: 2}')
    assert found.measure == Metric(15, 5, None, "days")
    assert found.weight == 2


@pytest.mark.parametrize("words", ["soon", "1,000 -> 2,000", "15 days", "5..4"])
def test_a_field_measure_that_is_none_is_a_fault(tmp_path: Path, words: str) -> None:
    """There the words were meant as a measure."""
    (found,) = problems(site(tmp_path, {GOAL: goal(f'{{title: T, measure: "{words}"}}')}))
    assert found.rule == "wrong-type"
    assert found.hint


@pytest.mark.parametrize("figure", ["9" * 40 + " -> 5", "0 -> 1" + "0" * 28, ">= 1" + "0" * 20])
def test_figures_beyond_what_is_counted_are_no_measure(tmp_path: Path, figure: str) -> None:
    """Out of range in the long form is out of range in the short one."""
    root = site(tmp_path, {GOAL: goal(f'"x: {figure}"')})
    assert only(tmp_path, f'"x: {figure}"').measure.kind == "judged" or problems(root)
