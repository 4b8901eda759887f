"""A site that goes on from the one before shares the files that stay, and is whole all the same."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from okrsite.publish import folder as step
from okrsite.publish import publish
from tests.processes import killed

GOING_ON = """
import sys
from pathlib import Path
from okrsite.publish import publish
output = Path(sys.argv[1])
print("ready", flush=True)
number = int(sys.argv[2])
while True:
    publish((
        (f"{n}.html", None if n % 3 and (output / f"{n}.html").exists() else b"%d" % number * 900)
        for n in range(150)
    ), output)
    number += 1
"""


def test_files_that_stay_are_the_same_files(tmp_path: Path) -> None:
    """Neither read nor written; times stay."""
    output = tmp_path / "site"
    publish([("a/b.html", b"one"), ("c.html", b"two")], output)
    before = (output / "a/b.html").stat()
    assert publish([("a/b.html", None), ("c.html", b"three")], output) == 2
    after = (output / "a/b.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (output / "c.html").read_bytes() == b"three"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_files_cannot_be_shared_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With their times: the next build knows them by these."""
    output = tmp_path / "site"
    publish([("a.html", b"one")], output)
    before = (output / "a.html").stat()

    def refused(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refused)
    publish([("a.html", None)], output)
    after = (output / "a.html").stat()
    assert (output / "a.html").read_bytes() == b"one"
    assert after.st_mtime_ns == before.st_mtime_ns
    assert after.st_ino != before.st_ino


def test_a_file_that_was_to_stay_and_is_gone_stops_the_build(tmp_path: Path) -> None:
    """The site is as it was: a page is never left out in silence."""
    output = tmp_path / "site"
    publish([("a.html", b"one")], output)
    with pytest.raises(FileNotFoundError):
        publish([("a.html", None), ("gone.html", None)], output)
    assert sorted(path.name for path in output.iterdir()) == sorted(["a.html", step.MARKER])


def test_a_killed_build_that_goes_on_leaves_no_file_half_written(tmp_path: Path) -> None:
    """A shared file is never written to; killed at random, the site is whole."""
    output, chance = tmp_path / "site", random.Random(7)
    for number in range(5):
        killed(GOING_ON, str(output), str(number * 1000), chance=chance, within=0.3)
        if output.exists():
            pages = sorted(output.glob("*.html"))
            assert len(pages) == 150
            fresh = {page.read_bytes() for page in pages if int(page.stem) % 3 == 0}
            assert len(fresh) == 1
            for page in pages:
                content = page.read_bytes()
                assert content == content[: len(content) // 900] * 900
