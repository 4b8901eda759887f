"""`okrsite check`: only some rules, only what a change causes, only what is not known."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.sites import GOAL, ORG, SITE, objective, run, site

BROKEN = objective("", "[x](nowhere)\n")
OTHER = "2026-Q4/it/other.md"
QUIET = {
    "site.yml": SITE
    + "policy: {rules: {missing-owner: off, too-few-key-results: off, orphan-objective: off}}\n",
    "org.yml": ORG.replace("name: IT,", "name: IT, lead: ada,"),
}


def told(root: Path, *options: str | Path) -> list[str]:
    """`rule file:line` of what is told, in order."""
    report = json.loads(run("check", root, "--format", "json", *options).stdout)
    return [
        f"{p['rule']} {Path(p['file']).name}:{p['line']}" if p["file"] else f"{p['rule']} -"
        for p in report["problems"]
    ]


def git(root: Path, *words: str) -> str:
    """Run Git in a folder, with a name to commit by."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *words], cwd=root, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def committed(root: Path) -> Path:
    """The site as the first commit of a repository."""
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=First")
    return root


def write(root: Path, path: str, text: str) -> None:
    """Write a file of the content."""
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


# --rule ---------------------------------------------------------------------------------------


def test_only_the_rules_that_are_asked_for(tmp_path: Path) -> None:
    """May be repeated; the others do not count."""
    root = site(tmp_path, {**QUIET, GOAL: BROKEN, OTHER: objective("zzz: 1")})
    assert told(root, "--rule", "broken-link") == ["broken-link onboarding.md:5"]
    assert run("check", root, "--rule", "broken-link").exit_code == 0
    assert len(told(root, "--rule", "broken-link", "--rule", "unknown-field")) == 2


def test_an_unknown_rule_is_a_wrong_use(tmp_path: Path) -> None:
    """With a "did you mean"."""
    result = run("check", site(tmp_path), "--rule", "brokenlink")
    assert result.exit_code == 2
    assert "Did you mean `broken-link`?" in result.output


def test_a_rule_that_is_off_says_so(tmp_path: Path) -> None:
    """Or its silence would be taken for praise."""
    settings = SITE + "policy: {rules: {broken-link: off}}\n"
    result = run(
        "check", site(tmp_path, {"site.yml": settings, GOAL: BROKEN}), "--rule", "broken-link"
    )
    assert "`broken-link` is off" in result.output


# --since --------------------------------------------------------------------------------------


def test_since_tells_what_is_new_and_what_is_touched(tmp_path: Path) -> None:
    """In files that changed, were added, or are not yet in Git; nothing of those left alone."""
    root = committed(site(tmp_path, {**QUIET, GOAL: BROKEN, OTHER: BROKEN}))
    assert told(root, "--since", "HEAD") == []
    write(root, OTHER, objective("tags: [a]", "[x](nowhere)\n"))
    write(root, "2026-Q4/it/new.md", BROKEN)
    assert told(root, "--since", "HEAD") == ["broken-link new.md:5", "broken-link other.md:6"]
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Second")
    assert told(root, "--since", "HEAD") == []
    assert len(told(root, "--since", "HEAD~1")) == 2
    assert run("check", root, "--strict", "--since", "HEAD").exit_code == 0


def test_since_tells_what_a_change_causes_elsewhere(tmp_path: Path) -> None:
    """A document that went breaks the link of one that nobody touched."""
    root = committed(
        site(tmp_path, {**QUIET, GOAL: objective("", "[x](../it/other.md)\n"), OTHER: objective()})
    )
    (root / "content" / OTHER).unlink()
    assert told(root, "--since", "HEAD") == [
        "renamed-id-without-alias -",
        "broken-link onboarding.md:5",
    ]


def test_since_compares_as_of_one_day(tmp_path: Path) -> None:
    """What only time has caused is told by nobody's pull request."""
    settings = SITE.replace("as_of: 2026-11-21\n", "")
    inline = "{id: a, title: A, metric: {from: 1, to: 2}, checkins: [{date: 2026-10-02, value: 1}]}"
    root = committed(
        site(tmp_path, {"site.yml": settings, GOAL: objective(f"key_results: [{inline}]")})
    )
    assert "stale-check-in onboarding.md:3" in told(root, "--as-of", "2026-11-21")
    for day in ("2026-10-03", "2026-11-21"):
        assert told(root, "--as-of", day, "--since", "HEAD") == []


def test_since_a_branch_is_since_it_was_left(tmp_path: Path) -> None:
    """What others mend on main meanwhile is no part of a change."""
    root = committed(site(tmp_path, {**QUIET, GOAL: BROKEN}))
    git(root, "switch", "--quiet", "--create", "change")
    git(root, "switch", "--quiet", "main")
    write(root, GOAL, objective())
    git(root, "commit", "--quiet", "--all", "--message=Mended")
    git(root, "switch", "--quiet", "change")
    assert told(root, "--since", "main") == []


def test_since_works_below_the_top_and_beside_other_folders(tmp_path: Path) -> None:
    """ROOT is a folder of a larger repository; a second content folder lies outside of it."""
    top, aside = tmp_path / "top", tmp_path / "aside"
    root = site(top / "okrs", {**QUIET, GOAL: objective("", "[x](nowhere)\n")})
    (top / "code.py").write_text("")
    (aside / "2026-Q4" / "it").mkdir(parents=True)
    (aside / "2026-Q4" / "it" / "far.md").write_text(BROKEN)
    committed(top)
    folders = ("--content", root / "content", "--content", aside)
    assert len(told(root, *folders)) == 2
    assert told(root, *folders, "--since", "HEAD") == []
    write(root, OTHER, BROKEN)
    assert told(root, *folders, "--since", "HEAD") == ["broken-link other.md:5"]


def test_since_a_time_without_content(tmp_path: Path) -> None:
    """Everything is new then, and nothing fails."""
    root = site(tmp_path, {**QUIET, GOAL: BROKEN})
    (root / "README.md").write_text("x")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "README.md")
    git(root, "commit", "--quiet", "--message=First")
    assert told(root, "--since", "main") == ["broken-link onboarding.md:5"]


def test_since_asks_nothing_of_attributes(tmp_path: Path) -> None:
    """What is left out of archives was there all the same."""
    root = site(tmp_path, {**QUIET, GOAL: BROKEN})
    (root / ".gitattributes").write_text("content/** export-ignore\n")
    assert told(committed(root), "--since", "HEAD") == []


@pytest.mark.parametrize("revision", ["nope", "--output=x", "", "HEAD:content", "-h", "a b\n"])
def test_since_an_unknown_revision_is_a_wrong_use(tmp_path: Path, revision: str) -> None:
    """A revision is never an option."""
    root = committed(site(tmp_path))
    result = run("check", root, f"--since={revision}")
    assert result.exit_code == 2
    assert "is no revision" in result.output
    assert not (root / "x").exists()


def test_since_needs_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And Git."""
    root = site(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "lies in no Git repository" in run("check", root, "--since", "HEAD").output
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("check", root, "--since", "HEAD")
    assert result.exit_code == 2
    assert "Git is not installed" in result.output


def test_since_in_a_shallow_clone_says_what_to_do(tmp_path: Path) -> None:
    """Pipelines clone one commit unless they are told otherwise."""
    full, clone = tmp_path / "full", tmp_path / "clone"
    committed(site(full))
    git(full, "commit", "--quiet", "--allow-empty", "--message=Second")
    git(tmp_path, "clone", "--quiet", "--depth=1", full.as_uri(), str(clone))
    result = run("check", clone, "--since", "HEAD~1")
    assert result.exit_code == 2
    assert "fetch-depth: 0" in result.output


def test_since_leaves_the_repository_as_it_is(tmp_path: Path) -> None:
    """Index, branches and files."""
    root = committed(site(tmp_path, {**QUIET, GOAL: BROKEN}))
    write(root, OTHER, BROKEN)
    before = git(root, "status", "--porcelain"), git(root, "stash", "list")
    told(root, "--since", "HEAD")
    assert (git(root, "status", "--porcelain"), git(root, "stash", "list")) == before


# --baseline -----------------------------------------------------------------------------------


def test_known_problems_are_not_told(tmp_path: Path) -> None:
    """Written once; then only what is new counts."""
    known = tmp_path / "known.json"
    root = site(tmp_path, {**QUIET, GOAL: BROKEN, OTHER: objective("zzz: 1")})
    result = run("check", root, "--baseline", known, "--write-baseline")
    assert result.exit_code == 0
    assert "2 known problems are listed" in result.output
    assert told(root, "--baseline", known) == []
    result = run("check", root, "--strict", "--baseline", known)
    assert result.exit_code == 0
    assert "2 known problems are not told." in result.output
    write(root, "2026-Q4/it/new.md", BROKEN)
    assert told(root, "--baseline", known) == ["broken-link new.md:5"]


def test_a_baseline_outlives_moved_lines_and_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is written on one machine and read on another."""
    known = tmp_path / "known.json"
    root = site(tmp_path / "a", {**QUIET, GOAL: BROKEN})
    run("check", root, "--baseline", known, "--write-baseline")
    write(root, GOAL, objective("tags: [a, b]", "\n\n[x](nowhere)\n"))
    monkeypatch.chdir(root / "content")
    assert told(Path(".."), "--baseline", known) == []


def test_a_baseline_reads_well_and_is_the_same_twice(tmp_path: Path) -> None:
    """Rule, file and message beside the fingerprint, in order of files."""
    root = site(tmp_path, {**QUIET, GOAL: BROKEN, OTHER: BROKEN})
    for name in ("a.json", "b.json"):
        run("check", root, "--baseline", tmp_path / name, "--write-baseline")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert text == (tmp_path / "b.json").read_text(encoding="utf-8")
    entries = json.loads(text)["problems"]
    assert [each["file"] for each in entries] == [OTHER, GOAL]
    assert entries[0]["rule"] == "broken-link"
    assert "nowhere" in entries[0]["message"]


def test_entries_that_no_longer_apply_are_mentioned(tmp_path: Path) -> None:
    """In one line; writing it again takes them out."""
    known = tmp_path / "known.json"
    root = site(tmp_path, {**QUIET, GOAL: BROKEN, OTHER: BROKEN})
    run("check", root, "--baseline", known, "--write-baseline")
    write(root, GOAL, objective())
    assert "1 entry of " in run("check", root, "--baseline", known).stderr
    run("check", root, "--baseline", known, "--write-baseline")
    assert "no longer" not in run("check", root, "--baseline", known).output
    assert len(json.loads(known.read_text())["problems"]) == 1


@pytest.mark.parametrize(
    "text",
    [None, "", "[]", "{}", "[" * 100_000, '{"version": 1, "problems": [1]}', "\udcff",
     '{"version": 1, "problems": [{"fingerprint": []}]}', '{"version": 2, "problems": []}',
     '{"version": 1, "problems": [{"fingerprint": 1}]}'],
)  # fmt: skip
def test_what_is_no_baseline_is_a_wrong_use(tmp_path: Path, text: str | None) -> None:
    """Absent, broken, of another shape, or of a later okrsite."""
    known = tmp_path / "known.json"
    if text is not None:
        known.write_bytes(text.encode("utf-8", "surrogateescape"))
    result = run("check", site(tmp_path), "--baseline", known)
    assert result.exit_code == 2
    assert "known.json" in result.output


@pytest.mark.parametrize(
    "options",
    [
        ["--write-baseline"],
        ["--write-baseline", "--baseline", "x.json", "--rule", "broken-link"],
        ["--write-baseline", "--baseline", "x.json", "--since", "HEAD"],
        ["--write-baseline", "--baseline", "x.json", "--fix"],
        ["--dry-run"],
    ],
)
def test_what_does_not_go_together_is_a_wrong_use(tmp_path: Path, options: list[str]) -> None:
    """Before anything is done."""
    result = run("check", site(tmp_path), *options)
    assert result.exit_code == 2
    assert result.output.count("Error: --") == 1
