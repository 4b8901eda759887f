"""Rules that advise: each finds exactly its fault in a small site, and nothing once that is mended.

A site is `sites_advice/_base/content`, which is sound, with the files of `RULE[--VARIANT]/content`
laid over it; `mended/` laid over that is its mended twin.
"""

import shutil
from pathlib import Path

import pytest

from okrsite.check import rules
from okrsite.model.problem import Severity
from tests.conftest import ROOT
from tests.sites import everything, faults

SITES = ROOT / "tests/sites_advice"
FAULTS = sorted(path for path in SITES.iterdir() if path.is_dir() and path.name[0] != "_")


def laid(where: Path, *layers: Path) -> Path:
    """The base with layers over it, as a site of its own."""
    for layer in (SITES / "_base/content", *layers):
        shutil.copytree(layer, where / "content", dirs_exist_ok=True)
    return where


def told(root: Path) -> list[str]:
    """Every problem as in expected.txt: `rule content/path:line`."""
    return [line.replace(" ", " content/", 1) for line in faults(everything(root))]


def test_the_base_is_sound(tmp_path: Path) -> None:
    """No rule has anything to say of it."""
    assert told(laid(tmp_path)) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda path: path.name)
def test_a_fault_is_told_of_and_nothing_else(fault: Path, tmp_path: Path) -> None:
    """Exactly the lines of expected.txt, all of the rule that the site is named after."""
    expected = (fault / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert {line.split()[0] for line in expected} == {fault.name.partition("--")[0]}
    assert told(laid(tmp_path, fault / "content")) == expected


@pytest.mark.parametrize("fault", FAULTS, ids=lambda path: path.name)
def test_its_mended_twin_is_sound(fault: Path, tmp_path: Path) -> None:
    """What the rule asks for is what silences it."""
    assert told(laid(tmp_path, fault / "content", fault / "mended")) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda path: path.name)
def test_a_finding_says_what_to_do(fault: Path, tmp_path: Path) -> None:
    """In one sentence, with a hint, and about something."""
    for problem in everything(laid(tmp_path, fault / "content")):
        assert problem.message[0].isupper() or problem.message[0] == "`"
        assert not problem.message.endswith(".")
        assert len(problem.message) < 300
        assert "None" not in problem.message + problem.hint
        assert problem.hint.endswith(".")


COMPARING = {"renamed-id-without-alias"}
"""Rules that look at an earlier revision too: their histories are made in a test of their own."""


def test_every_rule_that_advises_has_a_site() -> None:
    """A rule that nothing breaks is not known to work."""
    shown = {path.name.partition("--")[0] for path in FAULTS}
    advising = {name for name, rule in rules().items() if rule.severity is not Severity.ERROR}
    assert advising - COMPARING == shown
    told = (Path(__file__).parents[1] / "cli/test_check_vanished.py").read_text(encoding="utf-8")
    assert all(name in told for name in COMPARING)
