"""The commands explain themselves."""

import subprocess
import sys

import pytest

from okrsite.cli import main
from tests.conftest import ROOT
from tests.sites import run

COMMANDS = sorted(main.list_commands(None))  # type: ignore[arg-type]


def test_the_main_help_lists_every_command() -> None:
    """Each with a line."""
    result = run("--help")
    assert result.exit_code == 0
    assert COMMANDS
    for name in COMMANDS:
        assert f"\n  {name} " in result.output


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself_and_each_option(name: str, flag: str) -> None:
    """No option without words."""
    result = run(name, flag)
    assert result.exit_code == 0
    assert "Usage:" in result.output
    command = main.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.help
    for option in command.params:
        if option.param_type_name == "option":
            assert getattr(option, "help", None), option.name


@pytest.mark.parametrize("words", [["biuld"], ["check", "--strcit"], ["check", "--format", "xml"]])
def test_a_misspelt_word_exits_with_2(words: list[str]) -> None:
    """And is named."""
    result = run(*words)
    assert result.exit_code == 2
    assert words[-1] in result.output


def test_it_runs_as_a_module_and_tells_its_version() -> None:
    """`python -m okrsite --version`."""
    done = subprocess.run(
        [sys.executable, "-m", "okrsite", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("okrsite")


def test_what_is_told_to_a_full_disk_is_an_error_and_no_traceback() -> None:
    """Nobody can read it there, and what a program held when it failed helps nobody."""
    command = [sys.executable, "-m", "okrsite", "check", str(ROOT)]
    with open("/dev/full", "w") as full:  # noqa: PTH123 (no file of ours)
        done = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "Error: nothing more can be written: No space left on device\n"
