"""Whole small sites: each broken one is told of by exactly its faults, each sound one by none."""

from pathlib import Path

import pytest

from okrsite.check import rules
from okrsite.model.problem import Problem, Severity
from tests.conftest import ROOT
from tests.sites import faults, problems

INVALID = sorted(path for path in (ROOT / "tests/sites_invalid").iterdir() if path.is_dir())
VALID = sorted(path for path in (ROOT / "tests/sites_valid").iterdir() if path.is_dir())


def told(found: tuple[Problem, ...]) -> list[str]:
    """What must not be missing and not be more: faults of content, and broken links.

    Advice on how to write goals has tests of its own; a small broken site may earn some.
    """
    kept = [
        each
        for each in found
        if each.severity is Severity.ERROR or each.rule in ("broken-link", "conflicting-check-ins")
    ]
    return [line.replace(" ", " content/", 1) if line[-1] != "-" else line for line in faults(kept)]


def audience(root: Path) -> str | None:
    """Leaks are told to the narrowest audience."""
    return "leadership" if root.name.startswith("audience-leak") else None


@pytest.mark.parametrize("root", INVALID, ids=lambda path: path.name)
def test_a_broken_site_is_told_of_by_rule_and_line(root: Path) -> None:
    """Exactly the lines of expected.txt, and no others."""
    expected = (root / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert told(problems(root, audience=audience(root))) == expected


@pytest.mark.parametrize("root", INVALID, ids=lambda path: path.name)
def test_every_problem_points_into_its_file(root: Path) -> None:
    """To a line and column that are there."""
    for problem in problems(root, audience=audience(root)):
        place = problem.place
        assert place is not None
        file = root / "content" / place.path
        if not file.is_file():
            assert problem.rule == "missing-field"
            continue
        lines = file.read_bytes().decode("utf-8", "replace").splitlines() or [""]
        assert 1 <= place.line <= len(lines) + 1
        assert 1 <= place.column <= len([*lines, ""][place.line - 1]) + 1


@pytest.mark.parametrize("root", INVALID, ids=lambda path: path.name)
def test_every_problem_is_said_in_words(root: Path) -> None:
    """One sentence without a stop, no Python, no placeholder."""
    for problem in problems(root, audience=audience(root)):
        assert problem.message[0].isupper() or problem.message[0] == "`"
        assert "\n" not in problem.message + problem.hint
        assert "Error" not in problem.message
        assert "None" not in problem.message + problem.hint
        assert "``" not in problem.message
        assert "``" not in problem.hint
        assert len(problem.message) < 300


@pytest.mark.parametrize("root", VALID, ids=lambda path: path.name)
def test_a_sound_site_has_no_fault(root: Path) -> None:
    """Nothing is told of it but advice."""
    assert told(problems(root)) == []


def test_every_error_has_a_broken_site() -> None:
    """A rule that nothing breaks is not known to work."""
    shown = {path.name.partition("--")[0] for path in INVALID}
    errors = {name for name, rule in rules().items() if rule.severity is Severity.ERROR}
    assert errors <= shown


def test_every_broken_site_is_named_after_a_rule() -> None:
    """RULE or RULE--VARIANT."""
    assert {path.name.partition("--")[0] for path in INVALID} <= set(rules())
