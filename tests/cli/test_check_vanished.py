"""`okrsite check --since`: an id that was there before does not vanish without a word."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.sites import GOAL, ORG, built, objective, run, site

OLD = objective("id: onboarding")
RULE = "renamed-id-without-alias"


def told(root: Path, *options: str) -> list[tuple[str, str]]:
    """Message and file of each id that is told to have vanished."""
    result = run("check", root, "--since", "HEAD", "--rule", RULE, "--format", "json", *options)
    found = json.loads(result.stdout)["problems"]
    return [(each["message"], Path(each["file"] or "").name) for each in found]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of one commit."""
    people = ORG + "  - {id: cy, name: Cy}\n"
    files = {GOAL: OLD, "org.yml": people, "page.md": "---\ntitle: How we work\n---\n"}
    found = site(tmp_path, files)
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message=First")):
        subprocess.run(["git", *who, *words], cwd=found, check=True, capture_output=True)
    return found


def test_an_id_that_is_renamed_in_its_file(root: Path) -> None:
    """Is told where the new one stands, until the old one is an alias."""
    site(root, {GOAL: objective("id: first-week")})
    ((message, file),) = told(root)
    assert "`onboarding` is `first-week` now" in message
    assert file == "onboarding.md"
    site(root, {GOAL: objective("id: first-week\naliases: onboarding")})
    assert told(root) == []


def test_a_file_of_another_name_is_known_by_its_title(root: Path) -> None:
    """Where the id was that of the file."""
    (root / "content/page.md").rename(root / "content/ways.md")
    ((message, file),) = told(root)
    assert "`page` is `ways` now" in message
    assert file == "ways.md"


def test_a_file_that_moves_keeps_its_id(root: Path) -> None:
    """Neither path, title nor cycle is part of an id that is written down."""
    (root / "content" / GOAL).unlink()
    site(root, {"2026/it/other.md": objective("id: onboarding", title="Another title")})
    assert told(root) == []


def test_what_is_gone_is_told_without_a_place(root: Path) -> None:
    """A goal, a person: with how each may end."""
    (root / "content" / GOAL).unlink()
    site(root, {"org.yml": ORG})
    assert [message for message, _ in told(root, "--audience", "leadership")] == [
        "The objective `onboarding` is gone, and its address leads nowhere",
        "The person `cy` is gone, and its address leads nowhere",
    ]


@pytest.mark.parametrize("front", ["audience: leadership", "draft: true", "zzz: 1"])
def test_what_is_only_hidden_now_is_not_told(root: Path, front: str) -> None:
    """A word about it would name it."""
    site(root, {GOAL: objective(f"id: onboarding\n{front}"), "org.yml": ORG})
    assert told(root) == []


def test_without_a_revision_nothing_is_known_to_be_gone(root: Path) -> None:
    """The rule looks back, and only then."""
    (root / "content" / GOAL).unlink()
    assert RULE not in run("check", root).stdout


def test_retired_teams_and_people_keep_their_pages(tmp_path: Path) -> None:
    """With what they did."""
    retired = ORG.replace("name: IT,", "name: IT, until: 2026-06-30,").replace(
        "{id: ben, name: Ben,", "{id: ben, name: Ben, until: 2026-06-30,"
    )
    output = built(site(tmp_path, {"org.yml": retired, "2026-Q3/it/x.md": objective("owner: ben")}))
    for page in ("teams/it", "people/ben", "objectives/2026-q3-x"):
        assert (output / page / "index.html").is_file()
    assert "2026-q3-x" in (output / "people/ben/index.html").read_text(encoding="utf-8")
