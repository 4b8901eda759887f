"""`okrsite checkin --from`: the answers of a form become check-ins."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from tests.docs.examples import DOCS, Block, read
from tests.docs.test_pipelines import scripts
from tests.sites import GOAL, goal, portfolio, problems, run, site

FILES = {
    GOAL: goal(
        "{id: lead-time, title: Onboarding takes less time, metric: {from: 15, to: 5, unit: days}}",
        "{id: contract, title: The contract, done: false}",
    ),
    "2026-Q4/it/answers.md": goal("{id: lead-time, title: Hours, metric: {from: 9, to: 3}}"),
    "kpis/on-time.md": "---\ntype: kpi\ntitle: On time\nteam: it\nunit: '%'\n---\n",
}
HEAD = "Timestamp,Your team,Key result,New value,How sure are you? (0-10),Status,Comments\n"
ROWS = (
    "2026-11-18 10:22:31,People Operations,onboarding takes less time,9 days,6,At risk,"
    '"Rain, wind"\n'
    "18.11.2026,people-operations,contract,40%,,,\n"
    "2026-11-19,it,lead-time,4,7/10,,\n"
    "2026-11-19,,On time,95.5,,,\n"
)


def taken(root: Path, text: str, *arguments: str) -> Result:
    """What `--from` makes of a table."""
    file = root / "answers.csv"
    file.write_text(text, encoding="utf-8-sig", newline="")
    return run("checkin", "--from", file, "--yes", *arguments, "--content", root / "content")


def written(root: Path) -> dict[str, str]:
    """The check-ins."""
    return {each.name: each.read_text() for each in (root / "content/checkins").glob("*.md")}


def test_answers_become_check_ins(tmp_path: Path) -> None:
    """One document a day and team; ids, titles and names in any case."""
    root = site(tmp_path, FILES)
    result = taken(root, HEAD + ROWS)
    assert result.exit_code == 0, result.output
    assert "4 answers placed, 0 taken before, 0 not placed." in result.output
    found = written(root)
    assert set(found) == {"2026-11-18-people-operations.md", "2026-11-19-it.md"}
    text = found["2026-11-18-people-operations.md"]
    assert 'note: "Rain, wind"' in text
    assert "#contract: {progress: 0.4}" in text
    assert not problems(root)
    scored = portfolio(root)
    word = scored.objectives["2026-q4-onboarding"].key_results[0].words[-1]
    assert (word.value, word.confidence, str(word.status)) == (9, 6, "at_risk")
    assert scored.objectives["2026-q4-answers"].key_results[0].value == 4
    assert scored.kpis["on-time"].value == 95.5


def test_what_was_taken_before_is_left_out(tmp_path: Path) -> None:
    """Nothing is written twice; a later answer of that day goes into the same document."""
    root = site(tmp_path, FILES)
    taken(root, HEAD + ROWS)
    before = written(root)
    again = taken(root, HEAD + ROWS)
    assert (again.exit_code, written(root)) == (0, before)
    assert "0 answers placed, 4 taken before" in again.output
    more = "2026-11-18 16:00:00,People Operations,lead-time,8,,,Counted again\n"
    result = taken(root, HEAD + more + ROWS)
    assert result.exit_code == 0, result.output
    after = written(root)
    assert set(after) == set(before)
    assert portfolio(root).objectives["2026-q4-onboarding"].key_results[0].value == 8
    assert not problems(root)
    assert "1 answer placed, 4 taken before, 0 not placed." in result.output
    assert "5 taken before" in taken(root, HEAD + more + ROWS).output


def test_what_cannot_be_placed_is_named(tmp_path: Path) -> None:
    """With its row and a hint; the rest is written, and the exit code is 1."""
    root = site(tmp_path, FILES)
    rows = (
        "2026-11-18,it,lead-tme,4,,,\n"
        "2026-11-18,itt,lead-time,4,,,\n"
        "someday,it,lead-time,4,,,\n"
        "2026-11-18,it,lead-time,4 weeks,,,\n"
        "2026-11-18,it,lead-time,4,70,,\n"
        "2026-11-18,it,lead-time,4,7,green,\n"
        "2026-11-18,it,lead-time,,,,\n"
        "2026-11-18,,lead-time,4,,,\n"
        "2026-11-18,it,lead-time,5,,,\n"
    )
    result = taken(root, HEAD + rows)
    assert result.exit_code == 1
    assert "1 answer placed, 0 taken before, 8 not placed." in result.output
    told = {
        line.split(": ")[0].rpartition(":")[2]: line
        for line in result.output.splitlines()
        if "answers.csv:" in line
    }
    for row, words in {
        "2": "Did you mean `lead-time`?",
        "3": "Did you mean `it`?",
        "4": "`someday` is no date",
        "5": "`weeks` is more than a figure",
        "6": "no confidence",
        "7": "no status",
        "8": "It says nothing",
        "9": "could mean",
    }.items():
        assert words in told[row], result.output
    assert list(written(root)) == ["2026-11-18-it.md"]


def test_a_figure_that_somebody_wrote_is_not_outvoted(tmp_path: Path) -> None:
    """It is named; theirs stays."""
    root = site(tmp_path, {**FILES, "2026-11-19-it.md": "- lead-time: 5\n"})
    result = taken(root, HEAD + "2026-11-19,it,lead-time,4,,,\n")
    assert result.exit_code == 1
    assert "2026-11-19-it.md:1). Change it there." in result.output


def test_columns_are_chosen(tmp_path: Path) -> None:
    """By their heading; a misspelt one, or a field that is none, is told."""
    root = site(tmp_path, FILES)
    table = "What,Where are we now\nlead-time,4\n"
    assert "No column says which key result" in taken(root, table).output
    columns = ("--column", "key_result=What", "--column", "value=Where are we now")
    result = taken(root, table, *columns, "it")
    assert result.exit_code == 0, result.output
    assert "2026-11-21-it.md" in written(root)
    for wrong, told in (
        ("vlue=What", "Did you mean `value`?"),
        ("value=Wat", "Did you mean `What`?"),
    ):
        answer = taken(root, table, "--column", wrong)
        assert (answer.exit_code, told in answer.output) == (2, True), answer.output


@pytest.mark.parametrize("more", [["--value", "a=1"], ["--by", "ada"], ["--all"]])
def test_answers_stand_for_themselves(tmp_path: Path, more: list[str]) -> None:
    """No option adds to them."""
    root = site(tmp_path, FILES)
    assert taken(root, HEAD + ROWS, *more).exit_code == 2
    assert run("checkin", "it", root, "--column", "value=x").exit_code == 2


# The pipelines --------------------------------------------------------------------------------

PAGE = DOCS / "how-to" / "check-in-without-an-account.md"
PIPELINES = [block for block in read(PAGE).blocks if block.language == "yaml"]


def stub(folder: Path, name: str, script: str) -> None:
    """A program that stands for another one."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def git(folder: Path, *words: str) -> str:
    """What Git says."""
    return subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def morning(block: Block, root: Path, table: str) -> subprocess.CompletedProcess[str]:
    """Run a pipeline, with another one's curl and gh, against a repository on this disk."""
    bare, tools = root.parent / "origin.git", root.parent / "tools"
    (root.parent / "table.csv").write_text(table)
    stub(tools, "curl", f'cp "{root.parent / "table.csv"}" ../answers.csv')
    stub(tools, "gh", 'echo "gh $*" >> ../asked.txt')
    stub(tools, "okrsite", f'exec "{sys.executable}" -m okrsite "$@"')
    lines = [each for each in scripts(yaml.safe_load(block.text)) if "pip install" not in each]
    environment = {
        **os.environ,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PYTHONPATH": str(DOCS.parent),
        "OKRS_ANSWERS": "https://example.org/?output=csv",
        "OKRS_TOKEN": "t",
        "CI_SERVER_HOST": "host",
        "CI_PROJECT_PATH": "a/b",
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": f"url.{bare}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://oauth2:t@host/a/b.git",
        "GIT_CONFIG_KEY_1": "safe.directory",
        "GIT_CONFIG_VALUE_1": "*",
    }
    code = "".join(f"bash -e <<'END'\n{each}\nEND\n" for each in lines)
    return subprocess.run(
        ["bash", "-e"],
        input=code,
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A site in Git, cloned from one on this disk that takes push options."""
    bare, root = tmp_path / "origin.git", tmp_path / "work"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)
    git(bare, "config", "receive.advertisePushOptions", "true")
    site(root, FILES)
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", ".")
    git(root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "All")
    git(root, "remote", "add", "origin", str(bare))
    git(root, "push", "--quiet", "origin", "main")
    return root


@pytest.mark.slow
@pytest.mark.parametrize("block", PIPELINES, ids=str)
def test_a_pipeline_proposes_what_is_new(block: Block, repository: Path) -> None:
    """On a branch of its own; nothing new is no proposal; what is lost turns it red."""
    done = morning(block, repository, HEAD + ROWS)
    assert done.returncode == 0, done.stdout + done.stderr
    bare = repository.parent / "origin.git"
    files = git(bare, "diff", "--name-only", "main", "check-ins").split()
    assert files == [
        "content/checkins/2026-11-18-people-operations.md",
        "content/checkins/2026-11-19-it.md",
    ]
    before = git(bare, "rev-parse", "check-ins")
    assert morning(block, repository, HEAD + ROWS).returncode == 0
    assert git(bare, "rev-parse", "check-ins") == before
    lost = morning(block, repository, HEAD + ROWS + "2026-11-20,it,lead-tme,3,,,\n")
    assert lost.returncode == 1
    assert "Did you mean `lead-time`?" in lost.stdout


@pytest.mark.parametrize("block", PIPELINES, ids=str)
def test_what_is_written_into_a_script_is_no_expression(block: Block) -> None:
    """An address or a token is handed over, not pasted in."""
    assert all("${{" not in each for each in scripts(yaml.safe_load(block.text)))
    assert "pull_request" not in block.text.replace("pull-requests", "").partition("jobs:")[0]
