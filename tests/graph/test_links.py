"""Links in texts lead to pages, headings and files, or are shown as text and told."""

from pathlib import Path

import pytest

from okrsite.model.prose import Leads, Link
from tests.sites import GOAL, faults, goal, graph, objective, problems, site

FILES: dict[str, str | bytes] = {
    "2026-Q4/it/growth.md": objective(
        "key_results: [{id: speed, title: S, done: false}]", "# Why\n"
    ),
    "guide/how.md": "# How\n\n## First steps\n",
    "kpis/otif.md": "---\ntype: kpi\n---\n",
    "reviews/half.md": "---\ntype: review\ndate: 2026-10-10\n---\n",
    "checkins/2026-10-14-it.md": "Words.\n",
    "2026-Q4/people-operations/plan.csv": "a,b\n",
    "pictures/a b.png": b"png",
    "evil.html": "<script>",
    "evil.svg": "<svg/>",
}


def links(tmp_path: Path, text: str) -> list[Link]:
    """The links of a body, settled."""
    root = site(tmp_path, {**FILES, GOAL: objective("", text)})
    return list(graph(root).objectives["2026-q4-onboarding"].body.links)


@pytest.mark.parametrize(
    ("to", "address"),
    [
        ("growth", "/objectives/2026-q4-growth/"),
        ("2026-q4-growth", "/objectives/2026-q4-growth/"),
        ("growth#speed", "/objectives/2026-q4-growth/#kr-speed"),
        ("../it/growth.md", "/objectives/2026-q4-growth/"),
        ("../it/growth.md#speed", "/objectives/2026-q4-growth/#kr-speed"),
        ("../it/growth", "/objectives/2026-q4-growth/"),
        ("../it/./growth.md", "/objectives/2026-q4-growth/"),
        ("/2026-Q4/it/growth.md", "/objectives/2026-q4-growth/"),
        ("../../guide/how.md", "/pages/how/"),
        ("how#first-steps", "/pages/how/#guide-how--first-steps"),
        ("otif", "/kpis/otif/"),
        ("half", "/reviews/half/"),
        ("../../checkins/2026-10-14-it.md", "/updates/2026-w42/#2026-10-14-it"),
        ("people-operations", "/teams/people-operations/"),
        ("ada", "/people/ada/"),
        ("2026-Q4", "/cycles/2026-q4/"),
        ("/cascade/", "/cascade/"),
        ("/objectives/2026-q4-growth", "/objectives/2026-q4-growth/"),
    ],
)
def test_a_link_to_a_document_leads_to_its_page(tmp_path: Path, to: str, address: str) -> None:
    """By path or by id."""
    (found,) = links(tmp_path, f"[x]({to})\n")
    assert (found.leads, found.target) == (Leads.PAGE, address)


def test_a_link_to_a_heading_of_its_own_text_stays(tmp_path: Path) -> None:
    """`#` and the words of the heading."""
    (found,) = links(tmp_path, "[x](#the-why)\n\n# The why\n")
    assert found.leads is Leads.HERE


@pytest.mark.parametrize(
    "to",
    ["nowhere", "nowhere.md", "#nowhere", "/nowhere/", "../../../../etc/passwd", "..", ".", "/",
     "growth#nothing", "../it/", "evil.html", "../../evil.html", "../../evil.svg", "/site.yml",
     "../../org.yml", "/../secret", "%2e%2e/%2e%2e/%2e%2e/x", "a%00b", "?x", "\\\\host\\share"],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_text_and_told(tmp_path: Path, to: str) -> None:
    """Among them what would leave the content, or be run by a browser. `/` is the home page."""
    root = site(tmp_path, {**FILES, GOAL: objective("", f"[x]({to})\n")})
    told = [each for each in problems(root) if each.rule == "broken-link"]
    if to in ("/", "growth#nothing"):
        assert told == []
    else:
        assert faults(told) == [f"broken-link {GOAL}:5"]


def test_files_beside_the_content_are_taken_along(tmp_path: Path) -> None:
    """Only those that a visible text links to."""
    root = site(
        tmp_path, {**FILES, GOAL: objective("", "[t](plan.csv) ![p](<../../pictures/a b.png>)\n")}
    )
    assert dict(graph(root).files) == {
        "/files/2026-Q4/people-operations/plan.csv": "content/2026-Q4/people-operations/plan.csv",
        "/files/pictures/a%20b.png": "content/pictures/a b.png",
    }


@pytest.mark.parametrize("to", ["plan.csv", "../../evil.svg", "../it/growth.md", "nowhere.png"])
def test_only_a_picture_is_shown_as_one(tmp_path: Path, to: str) -> None:
    """Anything else as an image leads nowhere."""
    (found,) = links(tmp_path, f"![x]({to})\n")
    assert found.leads is Leads.NOWHERE


@pytest.mark.parametrize("to", ["https://a.example/x.png", "//a.example/x.png"])
def test_a_picture_from_elsewhere_becomes_a_link(tmp_path: Path, to: str) -> None:
    """Nothing is loaded from another site."""
    (found,) = links(tmp_path, f"![words]({to})\n")
    assert found.leads is Leads.OUT
    root = site(tmp_path, {**FILES, GOAL: objective("", f"![words]({to})\n")})
    html = graph(root).objectives["2026-q4-onboarding"].body.html(lambda at: at)
    assert "<img" not in html
    assert ">words</a>" in html


@pytest.mark.parametrize(
    "front",
    [
        'title: "[x](nowhere)"\nkey_results: []',
        'title: T\nkey_results: [{title: "[x](nowhere)", done: false}]',
        'title: T\nkey_results: [{title: T, done: false, source: "[x](nowhere)"}]',
        'title: T\nkey_results: [{title: T, milestones: [{title: "[x](nowhere)"}]}]',
        'title: T\nkey_results: [{title: T, done: false, checkins: [{date: 2026-10-10, note: "[x](nowhere)"}]}]',  # noqa: E501
        'title: T\nkey_results: []\ninitiatives: ["[x](nowhere)"]',
        'title: T\nkey_results: []\ndropped_because: "[x](nowhere)"',
    ],
)
def test_every_text_with_markdown_has_its_links_looked_up(tmp_path: Path, front: str) -> None:
    """A broken link in any of them is told."""
    root = site(tmp_path, {GOAL: f"---\n{front}\n---\n"})
    assert [each.rule for each in problems(root)] == ["broken-link"]


def test_a_note_of_a_check_in_is_told_of_once_and_where_it_was_written(tmp_path: Path) -> None:
    """Though two pages show it."""
    root = site(
        tmp_path,
        {
            GOAL: goal("{id: a, title: A, done: false}"),
            "2026-10-14-people-operations.md": "- a: 4% [x](nowhere)\n",
        },
    )
    assert faults(problems(root)) == ["broken-link 2026-10-14-people-operations.md:1"]
