"""An objective's page says why it is not on track, and where its key results land."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from okrsite.pages import objective
from okrsite.pages._forecast import Ahead, label
from okrsite.plan import plan
from okrsite.render import Drawing, Theme
from okrsite.whereabouts import theme_folders
from tests.conftest import ROOT
from tests.html_reader import Document
from tests.sites import GOAL, goal, portfolio, site

TOP = "2026-Q4/company/scale.md"
FIRST = date(2026, 10, 1)


def said(key: str, *values: float, more: str = "") -> str:
    """A key result from 0 to 100 with a value every ten days."""
    words = [f"{{date: {FIRST + timedelta(10 * n)}, value: {v}}}" for n, v in enumerate(values)]
    listed = f"checkins: [{', '.join(words)}]"
    return f"{{id: {key}, title: The {key} one, metric: {{from: 0, to: 100}}, {listed}{more}}}"


def small(where: Path, *below: str, top: str = "{id: all, title: All, aligned: mean}") -> Path:
    """An objective of the company, and one that is aligned to it."""
    aligned = goal(*below).replace("key_results:", "aligns_to: [scale#all]\nkey_results:", 1)
    return site(where, {TOP: goal(top), GOAL: aligned})


def drawn(root: Path, key: str) -> Document:
    """The page of an objective."""
    found = portfolio(root)
    pages = plan(found)
    theme = Theme.load("atlas", theme_folders(ROOT))
    return Document(
        Drawing(theme, frozenset(pages)).draw(pages[f"/objectives/{key}/"], found).decode()
    )


def test_the_page_names_what_pulls_it_down(tmp_path: Path) -> None:
    """Links to the key results below, with their points; those that bring none are left out."""
    root = small(tmp_path, said("slow", 0, 2, 4, 6, 10), said("fast", 0, 20, 40, 60, 80))
    view = objective.view(portfolio(root), "2026-q4-scale").because
    assert view is not None
    assert (view.title, view.lead) == ("At risk because of", "11 points behind pace.")
    (cause,) = view.causes
    assert (cause.amount, cause.title, cause.of) == (
        "23 points",
        "The slow one",
        "Be ready on day one",
    )
    page = drawn(root, "2026-q4-scale")
    links = {each.attributes.get("href", ""): each.text for each in page.elements}
    assert links["../../objectives/2026-q4-onboarding/#kr-slow"] == "The slow one"


def test_an_objective_that_is_on_track_needs_no_reason(tmp_path: Path) -> None:
    """The sentence of reading stands alone."""
    root = small(tmp_path, said("fast", 0, 20, 40, 60, 80))
    assert objective.view(portfolio(root), "2026-q4-scale").because is None
    assert "because of" not in drawn(root, "2026-q4-scale").html


def test_many_reasons_are_cut_and_counted(tmp_path: Path) -> None:
    """Five are told; what has no points says why."""
    top = "{id: all, title: All, metric: {from: 0, to: 10}}"
    root = small(tmp_path, *(said(f"k{n}", 0, 1, 2) for n in range(7)), top=top)
    view = objective.view(portfolio(root), "2026-q4-onboarding").because
    assert view is not None
    assert len(view.causes) == 5
    assert view.note == "And 2 more."
    above = objective.view(portfolio(root), "2026-q4-scale").because
    assert above is not None
    assert above.note.startswith("And 3 more. A dash marks")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((0, 8, 16, 24), "lands at 73%"),
        ((0, 8, 20, 24), "lands at 73% (73–76)"),
        ((0, 20, 40, 60), "lands at 182%"),
        ((0, 8), ""),
        ((0, 8, 100), ""),
        ((0, 200, 4000, 1), ""),
    ],
)
def test_a_forecast_is_told_in_plain_words(
    tmp_path: Path, values: tuple[float, ...], words: str
) -> None:
    """As long as the key result moves, and where it makes sense."""
    found = objective.view(portfolio(small(tmp_path, said("a", *values))), "2026-q4-onboarding")
    (kr,) = found.key_results
    assert kr.lands == words
    told = [str(line.drawn) for line in kr.lines if line.name == "Forecast"]
    assert told == ([words] if words else [])
    assert ("l-fc" in kr.picture) is kr.ahead is (words != "")


def test_a_course_that_would_flatten_the_chart_is_only_told(tmp_path: Path) -> None:
    """Far back from where it began; the words have a real minus sign."""
    root = small(tmp_path, said("a", 0, -8, -16, -24))
    (kr,) = objective.view(portfolio(root), "2026-q4-onboarding").key_results
    assert kr.lands == "lands at −73%"
    assert "l-fc" not in kr.picture
    assert "forecast and its range" not in drawn(root, "2026-q4-onboarding").html


def test_nothing_lands_once_it_is_due(tmp_path: Path) -> None:
    """The figures stay in the data; the page has the outcome."""
    root = small(tmp_path, said("a", 0, 8, 16, more=", due: 2026-11-20"))
    (kr,) = objective.view(portfolio(root), "2026-q4-onboarding").key_results
    assert kr.lands == ""
    assert "l-fc" not in kr.picture


def test_a_chart_says_its_forecast_in_words_too(tmp_path: Path) -> None:
    """In the unit of its values, with no more digits than it deserves."""
    root = small(tmp_path, said("a", 0, 8, 20, 24))
    (kr,) = objective.view(portfolio(root), "2026-q4-onboarding").key_results
    assert "; forecast 72.8, 72.8 to 75.6." in kr.picture
    assert drawn(root, "2026-q4-onboarding").html.count("forecast and its range") == 1


def test_withheld_values_are_not_drawn_ahead_either(tmp_path: Path) -> None:
    """Progress is told, so where it lands is; a chart would tell the values."""
    root = small(tmp_path, said("a", 0, 8, 16, more=", withheld: true"))
    (kr,) = objective.view(portfolio(root), "2026-q4-onboarding").key_results
    assert kr.lands.startswith("lands at")
    assert not kr.picture


@pytest.mark.parametrize("target", [0, 10, 30, 50, 70, 90, 100])
@pytest.mark.parametrize("at_due", [0, 10, 30, 50, 70, 90, 100])
def test_the_labels_of_target_and_forecast_keep_clear(target: float, at_due: float) -> None:
    """Of each other, and of the chart's edges."""
    height = 168

    def spot(_day: date, value: float) -> tuple[float, float]:
        return 100, (100 - value) / 100 * height

    course = Ahead((FIRST, 0), FIRST, at_due, at_due, at_due)
    text = label(course, spot, target, height)
    y = float(text.partition(' y="')[2].partition('"')[0]) - 1
    other = min(max(spot(FIRST, target)[1], 8), height - 14)
    assert abs(y - other) >= 34
    assert 0 <= y <= height - 14
