"""What an audience may not see is not there: no document, no name, no figure, no hole."""

from pathlib import Path

import pytest

from okrsite.cut import UnknownAudience
from tests.sites import CYCLES, GOAL, ORG, SITE, goal, graph, objective, portfolio, problems, site

NARROW = "audience: leadership\n"
ORG_2 = (
    ORG.replace(
        "  - {id: it,",
        "  - {id: board, name: Board, parent: company, audience: leadership}\n"
        "  - {id: panel, name: Panel, parent: board}\n  - {id: it,",
    )
    + "  - {id: cy, name: Cy, audience: leadership}\n"
)
CYCLES_2 = (
    CYCLES
    + "- {id: 2027, starts: 2027-01-01, ends: 2027-12-31, audience: leadership}\n"
    + "- {id: 2027-Q1, within: 2027, starts: 2027-01-01, ends: 2027-03-31}\n"
)
SETTINGS = {"org.yml": ORG_2, "cycles.yml": CYCLES_2}


@pytest.mark.parametrize(
    "path",
    ["2026-Q4/board/x.md", "2026-Q4/panel/x.md", "2027/it/x.md", "2027-Q1/it/x.md"],
)
def test_a_goal_of_a_hidden_team_or_cycle_is_hidden(tmp_path: Path, path: str) -> None:
    """And of one within a hidden one."""
    root = site(tmp_path, {**SETTINGS, path: objective()})
    assert len(graph(root, "leadership").objectives) == 1
    assert graph(root).objectives == {}


@pytest.mark.parametrize("front", [NARROW, "audience: leadrship\n", "person: cy\n"])
def test_a_goal_that_says_so_is_hidden(tmp_path: Path, front: str) -> None:
    """By its own word, by its person; a misspelt audience hides until it is mended."""
    team = "" if "person" in front else "it/"
    root = site(tmp_path, {**SETTINGS, f"2026-Q4/{team}x.md": objective(front)})
    assert graph(root).objectives == {}


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntype: kpi\n{NARROW}---\n",
        "---\ntype: kpi\nteam: board\n---\n",
        f"---\ntype: review\ndate: 2026-10-10\n{NARROW}---\n",
        "---\ntype: review\ndate: 2026-10-10\ncycle: 2027\n---\n",
        f"---\ntype: page\n{NARROW}---\n",
        f"---\ndate: 2026-10-10\n{NARROW}---\nWords.\n",
        "---\ndate: 2026-10-10\nteam: panel\n---\nWords.\n",
        "---\ndate: 2026-10-10\nperson: cy\n---\nWords.\n",
    ],
)
def test_documents_of_every_kind_can_be_hidden(tmp_path: Path, text: str) -> None:
    """Kpis, reviews, pages and check-ins as well as goals."""
    root = site(tmp_path, {**SETTINGS, "secret.md": text})
    seen = graph(root)
    assert (seen.kpis, seen.reviews, seen.pages, seen.updates) == ({}, {}, {}, ())
    full = graph(root, "leadership")
    assert len([*full.kpis, *full.reviews, *full.pages, *full.updates]) == 1


@pytest.mark.parametrize(
    "path", ["2026-Q4/board/notes.md", "2027/notes.md", "board/2026-10-14-it.md"]
)
def test_a_text_in_the_folder_of_something_hidden_is_hidden(tmp_path: Path, path: str) -> None:
    """Where front matter is silent the folder speaks, for a page and a check-in too."""
    seen = graph(site(tmp_path, {**SETTINGS, path: "Words.\n"}))
    assert (seen.pages, seen.updates) == ({}, ())


def test_teams_people_and_cycles_are_hidden(tmp_path: Path) -> None:
    """With all that lies within them."""
    seen = graph(site(tmp_path, SETTINGS))
    assert set(seen.teams) == {"company", "people-operations", "it"}
    assert set(seen.people) == {"ada", "ben"}
    assert "2027-Q1" not in seen.cycles


def test_the_default_is_the_widest_audience(tmp_path: Path) -> None:
    """Which is safe to publish."""
    root = site(tmp_path, {GOAL: objective(NARROW)})
    assert portfolio(root).audience == "everyone"
    assert portfolio(root).objectives == {}


def test_an_unknown_audience_is_refused(tmp_path: Path) -> None:
    """With what it may have meant."""
    with pytest.raises(UnknownAudience, match="everyone"):
        graph(site(tmp_path), "everyon")


def test_three_audiences_nest(tmp_path: Path) -> None:
    """Each sees its own and all that is wider."""
    files = {
        "site.yml": SITE.replace("[leadership, everyone]", "[board, leads, everyone]"),
        "a.md": "---\naudience: board\n---\n",
        "b.md": "---\naudience: leads\n---\n",
        "c.md": "c",
    }
    root = site(tmp_path, files)
    seen = {name: set(graph(root, name).pages) for name in ("board", "leads", "everyone")}
    assert seen == {"board": {"a", "b", "c"}, "leads": {"b", "c"}, "everyone": {"c"}}


def test_figures_are_those_of_what_is_seen(tmp_path: Path) -> None:
    """A hidden contributor does not move what a wide audience sees."""

    def part(front: str, done: str) -> str:
        return objective(f"{front}aligns_to: top#all\nkey_results: [{{title: A, done: {done}}}]")

    root = site(
        tmp_path,
        {
            "2026-Q4/company/top.md": goal("{id: all, title: A, aligned: mean}"),
            "2026-Q4/it/a.md": part("", "2026-10-10"),
            "2026-Q4/it/b.md": part(NARROW, "false"),
        },
    )
    assert portfolio(root, audience="leadership").objectives["2026-q4-top"].progress == 0.5
    assert portfolio(root).objectives["2026-q4-top"].progress == 1.0


def test_a_site_without_audiences_hides_nothing(tmp_path: Path) -> None:
    """The only audience is everyone; another word is a fault."""
    plain = SITE.replace("audiences: [leadership, everyone]\n", "")
    root = site(tmp_path, {"site.yml": plain, GOAL: objective("audience: everyone")})
    assert len(graph(root).objectives) == 1
    assert problems(root) == ()
