"""What a file is where it does not say."""

from datetime import date
from pathlib import Path

import pytest

from okrsite.model.document import Document
from tests.sites import documents, faults, problems, site


def only(tmp_path: Path, path: str, text: str) -> Document:
    """The one document of a site."""
    (found,) = documents(site(tmp_path, {path: text})).all()
    return found


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("2026-Q4/it/x.md", "---\ntitle: T\nkey_results: []\n---\n", "Objective"),
        ("2026-Q4/it/x.md", "---\ntitle: T\nkey_results:\n---\n", "Objective"),
        ("2026-Q4/it/2026-10-14.md", "---\ntitle: T\nkey_results: [a]\n---\n", "Objective"),
        ("2026-10-14.md", "text", "CheckInDocument"),
        ("2026-10-14-it.md", "text", "CheckInDocument"),
        ("2026-10-14-IT.md", "text", "CheckInDocument"),
        ("2026-10-14-ada.md", "text", "CheckInDocument"),
        ("x.md", "---\ndate: 2026-10-14\n---\n", "CheckInDocument"),
        ("2026-10-14-it.md", "---\nkey_results: {}\n---\n", "CheckInDocument"),
        ("2026-10-14-nobody.md", "text", "FreePage"),
        ("2026-Q4/it/x.md", "# Title\n\ntext", "FreePage"),
        ("x.md", "", "FreePage"),
        ("x.md", "---\ntype: review\ndate: 2026-10-14\n---\n", "Review"),
        ("x.md", "---\ntype: kpi\n---\n", "Kpi"),
        ("2026-10-14.md", "---\ntype: page\n---\n", "FreePage"),
        ("2026-Q4/it/x.md", "---\ntype: objective\ntitle: T\n---\n", "Objective"),
    ],
)
def test_the_type_follows_from_fields_and_name(
    tmp_path: Path, path: str, text: str, kind: str
) -> None:
    """Key results make an objective, a date a check-in, all else is a page; `type` wins."""
    assert type(only(tmp_path, path, text)).__name__ == kind


@pytest.mark.parametrize(
    ("name", "team", "person"),
    [("2026-10-14-it", "it", None), ("2026-10-14-ada", None, "ada"), ("2026-10-14", None, None)],
)
def test_a_file_name_gives_date_and_author(
    tmp_path: Path, name: str, team: str | None, person: str | None
) -> None:
    """DATE-ID.md, the ID a team or person."""
    (found,) = documents(site(tmp_path, {f"{name}.md": "text"})).checkins
    assert found.date == date(2026, 10, 14)
    assert (found.team and found.team.text) == team
    assert (found.person and found.person.text) == person


@pytest.mark.parametrize("word", ["Objective", "okr", "[page]", "12", "true"])
def test_an_unknown_type_is_a_fault(tmp_path: Path, word: str) -> None:
    """A type is one of five words."""
    root = site(tmp_path, {"x.md": f"---\ntype: {word}\n---\n"})
    assert faults(problems(root)) == ["wrong-type x.md:2"]


def test_a_draft_of_any_type_stays_out(tmp_path: Path) -> None:
    """Until it is asked for."""
    root = site(
        tmp_path,
        {
            "2026-Q4/it/a.md": "---\ntitle: T\ndraft: true\nkey_results: []\n---\n",
            "b.md": "---\ntype: kpi\ndraft: true\n---\n",
            "c.md": "---\ntype: review\ndate: 2026-10-10\ndraft: true\n---\n",
            "2026-10-14-it.md": "---\ndraft: true\n---\n",
            "d.md": "---\ndraft: true\n---\n",
        },
    )
    assert documents(root).all() == ()
    assert len(documents(root, drafts=True).all()) == 5


def test_a_draft_may_be_unfinished(tmp_path: Path) -> None:
    """Its faults are told when drafts are shown, not before."""
    root = site(tmp_path, {"x.md": "---\ndraft: true\nzzz: 1\n---\n"})
    assert problems(root) == ()
    assert faults(problems(root, drafts=True)) == ["unknown-field x.md:3"]


def test_the_title_may_be_the_first_heading(tmp_path: Path) -> None:
    """It then leaves the body, and its line is the title's."""
    text = "---\nkey_results: []\n---\nBefore.\n\n# The *title*\n\nAfter.\n"
    (found,) = documents(site(tmp_path, {"2026-Q4/it/x.md": text})).objectives
    assert found.title.plain == "The title"
    assert found.place.line == 6
    assert found.body.plain == "Before. After."


def test_a_heading_in_a_code_block_is_no_title(tmp_path: Path) -> None:
    """Nor is one of the second rank."""
    text = "---\nkey_results: []\n---\n```\n# no\n```\n\n## no\n"
    root = site(tmp_path, {"2026-Q4/it/x.md": text})
    assert faults(problems(root)) == ["missing-field 2026-Q4/it/x.md:1"]


def test_an_ending_in_capitals_is_a_document_too(tmp_path: Path) -> None:
    """Some systems write X.MD; no document is lost in silence."""
    root = site(tmp_path, {"2026-Q4/it/X.MD": "---\ntitle: T\nkey_results: []\n---\n"})
    assert documents(root).objectives or problems(root)
