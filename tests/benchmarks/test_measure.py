import sys
from pathlib import Path

import pytest

from benchmarks.measure.command import Failed, cost, peak
from benchmarks.measure.organisation import organisation
from benchmarks.measure.pages import addresses, alone, weight
from benchmarks.measure.preview import edits, previewed
from benchmarks.peers.peer import itself

LARGE = 60_000_000
CHILD = f"held = bytearray({LARGE}); import time; time.sleep(0.5)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"
BUSY = "import time\nwhile time.process_time() < 0.3: pass"


def python(code: str) -> tuple[str, ...]:
    """A command that runs some code."""
    return (sys.executable, "-c", code)


def test_what_a_command_costs_is_its_time_and_its_work(tmp_path: Path) -> None:
    """Waiting takes time and is no work; computing is both."""
    waiting = cost(python("import time; time.sleep(0.4)"), tmp_path)
    computing = cost(python(BUSY), tmp_path)
    assert waiting.time >= 0.4
    assert waiting.work < waiting.time
    assert computing.work >= 0.3


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    """It would be fast."""
    for measure in (cost, peak):
        with pytest.raises(Failed):
            measure(python("raise SystemExit(3)"), tmp_path)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells it")
def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    """A program does not become small by letting others work."""
    assert peak(python(PARENT), tmp_path) > LARGE


@pytest.mark.slow
def test_a_preview_is_measured_until_the_page_shows_the_edit(tmp_path: Path) -> None:
    """One edit after the other, on a preview that runs."""
    where = organisation(tmp_path / "one", 12, 2, itself())
    with previewed(itself(), where) as (port, start, held):
        took = edits(port, where, 2)
        memory = held()
    assert start > 0
    assert len(took) == 2
    assert min(took) > 0
    assert memory > 10_000_000


def test_pages_are_told_by_sort_and_by_what_the_other_has_not(tmp_path: Path) -> None:
    """Below a name stand other pages of the same one."""
    sites = tmp_path / "ours", tmp_path / "theirs"
    both = ("", "teams/", "teams/it/", "teams/hr/")
    for site, found in zip(sites, ((*both, "teams/it/agenda/", "map/x/y/"), both), strict=True):
        for address in found:
            (site / address).mkdir(parents=True, exist_ok=True)
            (site / address / "index.html").write_text("12345", encoding="utf-8")
    assert list(alone(*sites)) == [
        ("(home)", 1, 0),
        ("map/*", 1, 1),
        ("teams", 1, 0),
        ("teams/*", 2, 0),
        ("teams/*/agenda", 1, 1),
    ]
    assert addresses(sites[1]) == set(both)
    assert weight(sites[1]) == 20
