"""`okrsite serve --edit --commit`: a branch of its own keeps what was written, and nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite.serve.editing.git import Branch, GitFault
from tests.editing import Desk, editing
from tests.serve.test_editing_goals import FILES, ID, WRITTEN, sent
from tests.sites import GOAL, run, site


def git(root: Path, *words: str) -> str:
    """What Git says."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a site."""
    found = site(tmp_path, FILES)
    git(found, "init", "-q", "-b", "main")
    git(found, "config", "user.name", "Ada")
    git(found, "config", "user.email", "ada@example.org")
    git(found, "add", ".")
    git(found, "commit", "-q", "-m", "Begin")
    return found


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    """A browser in front of it, with a branch that keeps what is written."""
    with editing(root, Branch.of(root, "okrs")) as found:
        yield found


def written(desk: Desk, **changes: str) -> str:
    """A change of the objective, written; what the page says then."""
    seen = sent(desk, "change", f"objective={ID}", **changes)
    assert seen.status == 200, seen.words
    return desk.get(desk.write("change", seen).headers["Location"]).words


def test_a_change_is_kept_on_its_branch_and_nothing_else_moves(desk: Desk) -> None:
    """Not the index, not the branch that is checked out, not what else lies about."""
    (desk.root / "staged.txt").write_text("staged")
    (desk.root / "loose.txt").write_text("loose")
    git(desk.root, "add", "staged.txt")
    before = git(desk.root, "rev-parse", "HEAD"), git(desk.root, "ls-files", "-s")
    words = written(desk, title="Ready, all of us")
    assert "Kept on the branch okrs as" in words
    assert "nothing was pushed" in words
    assert (git(desk.root, "rev-parse", "HEAD"), git(desk.root, "ls-files", "-s")) == before
    assert git(desk.root, "branch", "--show-current") == "main\n"
    path = f"content/{GOAL}"
    assert git(desk.root, "diff", "--name-only", "main", "okrs") == f"{path}\n"
    assert git(desk.root, "show", f"okrs:{path}") == (desk.root / path).read_text()
    assert git(desk.root, "log", "-1", "--format=%an: %s", "okrs") == (
        "Ada: Change: Be ready on day one\n"
    )
    assert "staged.txt" not in git(desk.root, "ls-tree", "-r", "--name-only", "okrs")


def test_each_change_is_a_commit_on_the_one_before(desk: Desk) -> None:
    """A new file too."""
    written(desk, title="Ready, all of us")
    said = {f"value.{ID}#score": "4.5", "for": "people-operations"}
    desk.write("check-in", desk.see("check-in", said, "check-in?for=people-operations&all=1"))
    assert git(desk.root, "rev-list", "--count", "main..okrs") == "2\n"
    name = "content/checkins/2026-11-21-people-operations.md"
    assert git(desk.root, "diff", "--name-status", "okrs~", "okrs") == f"A\t{name}\n"


def test_what_else_was_changed_in_the_file_is_not_kept(desk: Desk) -> None:
    """Somebody's own words in the working tree are theirs to commit."""
    path = desk.root / "content" / GOAL
    path.write_text(WRITTEN.replace("- [x] one", "- [x] one\n- [ ] mine, not done"))
    desk.session.refresh()
    words = written(desk, title="Ready, all of us")
    assert "Kept on the branch okrs" in words
    kept = git(desk.root, "show", f"okrs:content/{GOAL}")
    assert kept == WRITTEN.replace("Be ready on day one", "Ready, all of us")
    assert "mine, not done" in path.read_text()
    assert "Ready, all of us" in path.read_text()


def test_a_change_that_does_not_fit_the_branch_is_written_and_not_kept(desk: Desk) -> None:
    """The page says so; nothing on the branch is overwritten."""
    path = desk.root / "content" / GOAL
    path.write_text(WRITTEN.replace("Be ready on day one", "A title nobody committed"))
    desk.session.refresh()
    words = written(desk, title="Ready, all of us")
    assert "Not kept in Git" in words
    assert "holds other words at that place" in words
    assert "Ready, all of us" in path.read_text()
    assert git(desk.root, "branch", "--list", "okrs") == ""


def test_line_ends_are_those_that_the_repository_stores(root: Path) -> None:
    """A checkout with other line ends makes no whole file differ."""
    git(root, "config", "core.autocrlf", "true")
    path = root / "content" / GOAL
    path.write_bytes(WRITTEN.replace("\n", "\r\n").encode())
    with editing(root, Branch.of(root, "okrs")) as desk:
        assert "Kept on the branch" in written(desk, title="Ready, all of us")
    assert git(root, "diff", "--shortstat", "main", "okrs").strip() == (
        "1 file changed, 1 insertion(+), 1 deletion(-)"
    )


def test_a_branch_that_somebody_works_on_is_refused(root: Path) -> None:
    """There every change would seem to be undone; likewise what is no name, or no repository."""
    for name, words in (("main", "is checked out"), ("a b", "is no name"), ("--all", "is no name")):
        with pytest.raises(GitFault, match=words):
            Branch.of(root, name)
    result = run("serve", root, "--edit", "--commit", "main")
    assert result.exit_code == 2
    assert "name another branch" in result.output
    assert run("serve", root, "--commit", "okrs").exit_code == 2


def test_without_a_repository_nothing_begins(tmp_path: Path) -> None:
    """Better than a surprise after the first form."""
    result = run(
        "serve", site(tmp_path), "--edit", "--commit", GIT_CEILING_DIRECTORIES=str(tmp_path)
    )
    assert result.exit_code == 2


def test_a_branch_grows_in_a_repository_without_a_commit(tmp_path: Path) -> None:
    """The first commit has no parent."""
    root = site(tmp_path, FILES)
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "Ada")
    git(root, "config", "user.email", "ada@example.org")
    with editing(root, Branch.of(root, "okrs")) as desk:
        assert "Kept on the branch" in written(desk, title="Ready, all of us")
    assert git(root, "rev-list", "--count", "okrs") == "1\n"
