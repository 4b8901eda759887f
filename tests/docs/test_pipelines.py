"""The pipelines of the documentation: their commands work, and none gives away a right."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from okrsite.reports.markdown import MARKER
from tests.cli.test_check_choice import committed
from tests.docs.examples import DOCS, ROOT, Block, read
from tests.sites import objective, run, site

PAGE = DOCS / "how-to" / "check-in-a-pipeline.md"
PIPELINES = [block for block in read(PAGE).blocks if block.language == "yaml"]
STARTER = ROOT / "okrsite/cli/starter/dot-github/workflows/okrs.yml"


def scripts(value: object) -> Iterator[str]:
    """What a pipeline runs: `run` on GitHub, the items of `script` on GitLab."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "run":
                yield each
            elif key == "script":
                yield from each
            else:
                yield from scripts(each)
    elif isinstance(value, list):
        for each in value:
            yield from scripts(each)


def commands(block: Block) -> list[list[str]]:
    """The words of each okrsite command."""
    lines = [line for each in scripts(yaml.safe_load(block.text)) for line in each.splitlines()]
    found = [line.removesuffix(" || true") for line in lines if line.startswith("okrsite ")]
    return [shlex.split(re.sub(r"[\w/]*\$\w+", "main", line))[1:] for line in found]


@pytest.mark.parametrize("block", PIPELINES, ids=str)
def test_its_commands_work(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sound repository each exits with 0, and writes what the next steps take."""
    monkeypatch.chdir(committed(site(tmp_path)))
    assert commands(block)
    for words in commands(block):
        # Advice on the small site is no fault of a command.
        result = run(*(word for word in words if word != "--strict"))
        assert result.exit_code == 0, (words, result.output)
        if "--output" in words:
            assert Path(words[words.index("--output") + 1]).exists()


@pytest.mark.parametrize("block", PIPELINES, ids=str)
def test_its_scripts_are_scripts(block: Block) -> None:
    """As a shell reads them."""
    for script in scripts(yaml.safe_load(block.text)):
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_it_finds_its_comment() -> None:
    """By the marker that the report begins with."""
    assert sum(MARKER in block.text for block in PIPELINES) == 2


@pytest.mark.parametrize("text", [*(b.text for b in PIPELINES), STARTER.read_text()])
def test_nothing_foreign_runs_with_a_right_to_write(text: str) -> None:
    """A job that may write checks out nothing; what is written into a script is no expression."""
    assert "pull_request_target" not in text
    for script in scripts(yaml.safe_load(text)):
        assert "${{" not in script
    for used in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w/-]+@v\d+", used), used
    jobs = yaml.safe_load(text).get("jobs", {})
    for name, job in jobs.items():
        if "pull-requests" in job.get("permissions", {}):
            steps = [step.get("uses", "") for step in job["steps"]]
            assert not any("checkout" in each for each in steps), name


# Two repositories -----------------------------------------------------------------------------

PRIVATE = DOCS / "how-to" / "private-repository.md"
BOTH = [block for block in read(PRIVATE).blocks if block.language == "yaml" and not block.name]


@pytest.mark.parametrize(
    ("block", "narrow"), [*zip(BOTH, ("leadership/content", "content"), strict=True)]
)
def test_two_repositories_build_two_sites_and_an_audit(
    block: Block, narrow: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line works, in order; a document that does not say whom it is for stops it."""
    root = site(tmp_path / "okrs", {})
    secret = tmp_path / narrow / "2026-Q4/it/depot.md"
    secret.parent.mkdir(parents=True)
    secret.write_text(objective("audience: leadership", title="The depot closes"), encoding="utf-8")
    monkeypatch.chdir(root.parent)
    lines = [line for each in scripts(yaml.safe_load(block.text)) for line in each.splitlines()]
    guard = next(line for line in lines if line.startswith("test "))
    for line in lines:
        if line.startswith("okrsite "):
            result = run(*shlex.split(line)[1:])
            assert result.exit_code == 0, (line, result.output)
    assert subprocess.run(["sh", "-c", guard], check=False).returncode == 0
    everyone, narrow_site = tmp_path / "everyone", shlex.split(lines[-1])[-1]
    assert not list(everyone.rglob("*depot*"))
    assert list((tmp_path / narrow_site).rglob("*depot*"))
    secret.write_text(objective(title="The depot closes"), encoding="utf-8")
    assert subprocess.run(["sh", "-c", guard], check=False).returncode == 1
