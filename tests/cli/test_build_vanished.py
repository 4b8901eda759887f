"""`okrsite build`: an id of the site that was published last does not vanish without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import GOAL, ORG, SITE, objective, run, site

RULE = "renamed-id-without-alias"
PAGE = "---\ntitle: How we work\n---\n"
NARROW = ORG + "  - {id: cy, name: Cy}\n"


def told(root: Path, *options: str) -> list[str]:
    """What a build says of ids that have vanished."""
    result = run("build", root, *options)
    assert result.exit_code == 0, result.output
    return [line for line in result.stderr.splitlines() if f"[{RULE}] " in line]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that was published for its leadership."""
    found = site(tmp_path, {GOAL: objective("id: onboarding"), "page.md": PAGE, "org.yml": NARROW})
    assert told(found, "--audience", "leadership") == []
    return found


def test_an_id_that_is_renamed_is_told_until_it_is_an_alias(root: Path) -> None:
    """By the build that would take it away, and by nobody once it leads somewhere."""
    site(root, {GOAL: objective("id: first-week"), "org.yml": NARROW})
    (line,) = told(root, "--audience", "leadership")
    assert "`onboarding` is `first-week` now" in line
    site(
        root, {GOAL: objective("id: monday\naliases: [onboarding, first-week]"), "org.yml": NARROW}
    )
    assert told(root, "--audience", "leadership") == []


def test_teams_and_people_that_are_gone_are_told(root: Path) -> None:
    """They have no place any more."""
    site(root, {GOAL: objective("id: onboarding")})
    (line,) = told(root, "--audience", "leadership")
    assert "`cy` is gone" in line


def test_as_an_error_nothing_is_published(root: Path) -> None:
    """And it is told again, until it is mended."""
    strict = SITE + f"policy: {{rules: {{{RULE}: error}}}}\n"
    site(root, {GOAL: objective("id: first-week"), "site.yml": strict, "org.yml": NARROW})
    for _ in range(2):
        result = run("build", root, "--audience", "leadership")
        assert result.exit_code == 1
        assert "`onboarding` is `first-week` now" in result.stderr
    assert (root / "site/objectives/onboarding/index.html").exists()


def test_builds_for_other_readers_are_not_compared(root: Path) -> None:
    """What those may not see was never theirs; nor is a build of another day, or with drafts."""
    site(root, {GOAL: objective("id: first-week\naudience: leadership"), "org.yml": NARROW})
    assert told(root, "--audience", "everyone") == []
    assert told(root, "--audience", "leadership") == []


def test_what_is_a_draft_or_faulty_now_is_not_told(root: Path) -> None:
    """Its file is there: it may come back."""
    (root / "content/page.md").write_text("---\ntitle: How we work\ndraft: true\n---\n")
    site(root, {GOAL: "---\ntitle: [\n---\n", "org.yml": NARROW})
    assert told(root, "--audience", "leadership", "--keep-going") == []


def test_a_cache_that_makes_no_sense_is_no_fault(root: Path) -> None:
    """It only helps."""
    (kept,) = (root / ".okrsite/sites").glob("*.ids")
    for content in (b"", b"[]", b'{"of": 1}', kept.read_bytes()[:-9], b"\xff"):
        kept.write_bytes(content)
        site(root, {GOAL: objective(f"id: goal-{len(content)}"), "org.yml": NARROW})
        assert told(root, "--audience", "leadership") == []
