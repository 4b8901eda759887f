"""What views say of small portfolios, and what becomes of it on the page."""

import gc
from datetime import date
from pathlib import Path

import pytest

from okrsite.model.page import Format, Page
from okrsite.pages import cascade, cycle, home, objective, person, team, updates
from okrsite.plan import plan
from okrsite.plan.addresses import page_types
from okrsite.render import Drawing, Theme, ThemeError
from okrsite.whereabouts import theme_folders
from tests.conftest import ROOT
from tests.sites import GOAL, goal, portfolio, site
from tests.sites import objective as written

WHOLE = "2026-Q4/company/scale.md"
LOOSE = "2026-Q4/it/laptops.md"
DRAWN = {each.name for each in page_types().values() if each.format is Format.HTML}
DOCUMENT = "2026-11-18-people-operations.md"
UNDER_WAY = """\
aligns_to: [scale#forms]
depends_on: [{objective: laptops}]
key_results:
  - id: lead-time
    title: Onboarding takes 5 days instead of 15
    metric: {from: 15, to: 5, unit: days}
    checkins:
      - {date: 2026-10-14, value: 14, confidence: 6}
      - {date: 2026-11-18, value: 13, confidence: 4, status: on_track, note: Laptops *ship*}
"""
FILES = {
    WHOLE: written(
        "key_results:\n  - {id: forms, title: Fewer forms, aligned: mean}\n", title="Scale"
    ),
    GOAL: written(UNDER_WAY),
    LOOSE: written(title="Laptops on time"),
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Three objectives: of the whole, aligned to it, and aligned to nothing."""
    return site(tmp_path, FILES)


def page(root: Path, address: str) -> str:
    """A page of a site as it is drawn."""
    found = portfolio(root)
    pages = plan(found)
    theme = Theme.load("atlas", theme_folders(ROOT))
    return Drawing(theme, frozenset(pages)).draw(pages[address], found).decode()


def test_an_objective_shows_its_way_to_the_mission(small: Path) -> None:
    """Mission, the objective above, the key result that it serves."""
    view = objective.view(portfolio(small), "2026-q4-onboarding")
    assert [(step.label, step.title) for step in view.sight] == [
        ("Mission", "Goods arrive on time."),
        ("Objective", "Scale"),
        ("Key result", "Fewer forms"),
    ]
    assert not view.unaligned


def test_an_objective_without_a_line_of_sight_says_so(small: Path) -> None:
    """In words, on its page and in a group of its own in the cascade."""
    found = portfolio(small)
    view = objective.view(found, "2026-q4-laptops")
    assert view.sight == ()
    assert view.unaligned.startswith("Not aligned to")
    assert [each.row.id for each in cascade.view(found, "").unaligned] == ["2026-q4-laptops"]


def test_every_objective_stands_in_the_cascade(small: Path) -> None:
    """Each once, those below after the one they hang under."""
    view = cascade.view(portfolio(small), "")
    assert [(each.row.id, each.level) for each in view.branches] == [
        ("2026-q4-scale", 1),
        ("2026-q4-onboarding", 2),
    ]


def test_the_sentence_of_reading_is_made_from_the_figures(small: Path) -> None:
    """Progress 0.2 where 0.5604 is expected."""
    view = objective.view(portfolio(small), "2026-q4-onboarding")
    assert view.reading.startswith("36 points behind pace.")
    assert "Onboarding takes 5 days" in view.reading


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (60, "It ended 40 points short of its targets."),
        (99, "It ended one point short of its targets."),
        (100, "It reached its targets."),
    ],
)
def test_what_has_ended_is_told_by_its_end(tmp_path: Path, value: int, told: str) -> None:
    """Nobody has a pace to keep any more."""
    word = f"checkins: [{{date: 2026-09-28, value: {value}}}]"
    line = f"{{id: a, title: A, metric: {{from: 0, to: 100}}, {word}}}"
    root = site(tmp_path, {"2026-Q3/it/ended.md": goal(line)})
    view = objective.view(portfolio(root, date(2026, 11, 21)), "2026-q3-ended")
    assert view.reading == told


def test_a_status_said_better_than_computed_is_told(small: Path) -> None:
    """Green outside, red inside: the key result keeps its computed status and names the other."""
    (kr,) = objective.view(portfolio(small), "2026-q4-onboarding").key_results
    assert kr.standing.word == "Off track"
    assert kr.said is not None
    assert kr.said.word == "On track"


def test_what_is_at_risk_below_shows_on_the_team_above(small: Path) -> None:
    """A department's head sees it without going down."""
    view = team.view(portfolio(small), "company")
    found = {each.row.id for group in view.attention for each in group.shown}
    assert "2026-q4-onboarding" in found


def test_a_team_sees_who_depends_on_it(small: Path) -> None:
    """And the other team sees on whom it depends."""
    found = portfolio(small)
    assert [each.theirs.id for each in team.view(found, "it").needed] == ["2026-q4-onboarding"]
    needs = team.view(found, "people-operations").needs
    assert [(each.theirs.id, each.sure) for each in needs] == [("2026-q4-laptops", False)]


def test_a_person_who_owns_nothing_sees_the_line_of_sight_of_the_team(tmp_path: Path) -> None:
    """Nobody is left without an answer to what their work is for."""
    org = "people:\n  - {id: eve, name: Eve, team: it}\nteams:\n  - {id: it, name: IT}\n"
    root = site(tmp_path, {"org.yml": org, LOOSE: written(title="Laptops on time")})
    view = person.view(portfolio(root), "eve")
    assert view.of_team
    assert [each.row.id for each in view.sights] == ["2026-q4-laptops"]


def test_withheld_figures_are_nowhere_on_the_page(tmp_path: Path) -> None:
    """Neither in the chart, nor in the table, nor in the explanation."""
    goal = UNDER_WAY.replace("unit: days}", "unit: days}\n    withheld: true").replace(
        "13", "13.37"
    )
    text = page(site(tmp_path, {**FILES, GOAL: written(goal)}), "/objectives/2026-q4-onboarding/")
    assert "13.37" not in text
    assert "withheld" in text


def test_a_week_s_page_holds_each_document_under_its_id(tmp_path: Path) -> None:
    """A link to a check-in leads to its entry; words on the goals themselves stand there too."""
    words = "- lead-time: 12 days (5/10) Nearly there\n\n## Next\n\nThe regions.\n"
    found = portfolio(site(tmp_path, {**FILES, f"checkins/{DOCUMENT}": words}))
    assert [key for _, key in updates.pages(found)] == ["", "2026-w47", "2026-w42"]
    view = updates.view(found, "2026-w47")
    assert [entry.id for entry in view.entries] == ["2026-11-18-people-operations", ""]
    assert view.older is not None
    assert view.older.href == "/updates/2026-w42/"


def test_a_cycle_that_is_over_has_a_scorecard(small: Path) -> None:
    """And none before."""
    assert cycle.view(portfolio(small), "2026-Q4").scorecard is None
    over = cycle.view(portfolio(small, date(2027, 2, 1)), "2026-Q4")
    assert over.scorecard is not None
    assert [each.name for each in over.scorecard.ambitions] == ["Aspirational"]


@pytest.mark.parametrize("as_of", [date(2020, 1, 1), date(2026, 11, 21), date(2040, 1, 1)])
def test_the_overview_stands_whatever_the_day(small: Path, as_of: date) -> None:
    """Before all cycles, within one, after all of them."""
    view = home.view(portfolio(small, as_of), "")
    assert view.cycles
    assert view.tally.total == 3


def test_the_same_page_is_the_same_bytes(small: Path) -> None:
    """Whoever draws it, whenever, after whatever else was drawn."""
    once = page(small, "/objectives/2026-q4-onboarding/")
    page(small, "/cascade/")
    assert page(small, "/objectives/2026-q4-onboarding/") == once


def test_the_lost_page_leads_home_from_any_depth(tmp_path: Path) -> None:
    """Its addresses begin with the path of the site's address."""
    settings = "title: Example\nurl: https://example.org/okrs/\nas_of: 2026-11-21\n"
    text = page(site(tmp_path, {"site.yml": settings}), "/404.html")
    assert 'href="/okrs/cascade/"' in text
    assert "\x7f" not in text


def test_a_template_cannot_ask_for_what_the_view_has_not(tmp_path: Path, small: Path) -> None:
    """It fails, instead of drawing nothing."""
    own = tmp_path / "themes" / "ours"
    (own / "templates").mkdir(parents=True)
    (own / "theme.toml").write_text('extends = "atlas"\n', encoding="utf-8")
    (own / "templates" / "teams.html").write_text("{{ view.no_such_thing }}", encoding="utf-8")
    theme = Theme.load("ours", (tmp_path / "themes", *theme_folders(ROOT)))
    with pytest.raises(ThemeError, match=r"ours/templates/teams.html:1: .*no_such_thing"):
        Drawing(theme, frozenset()).draw(Page("/teams/", "teams"), portfolio(small))


@pytest.mark.parametrize("theme", ["atlas", "broadsheet"])
def test_a_page_that_was_drawn_is_gone(theme: str) -> None:
    """A build lets no collector run: what holds itself would stay in memory until its end."""
    found = portfolio(ROOT)
    pages = plan(found)
    drawing = Drawing(Theme.load(theme, theme_folders(ROOT)), frozenset(pages))
    one_each = {page.type: page for page in pages.values() if page.type in DRAWN}
    assert DRAWN - one_each.keys() == {"theme_page"}  # none of these two has pages of its own
    left = {}
    for page in one_each.values():
        drawing.draw(page, found)  # what is kept on purpose is made now
        gc.collect()
        gc.disable()
        try:
            drawing.draw(page, found)
            left[page.type] = gc.collect()
        finally:
            gc.enable()
    assert left == dict.fromkeys(one_each, 0)


def test_views_are_frozen(small: Path) -> None:
    """A template cannot change what another page sees."""
    view = home.view(portfolio(small), "")
    with pytest.raises(AttributeError):
        view.reading = "better"  # type: ignore[misc]
