"""Whatever happens to a build, the site is one whole version, and the next build is right.

Some tens of faults are tried; a thousand with OKRSITE_FAULTS=1000.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import NamedTuple

import pytest

from okrsite import press
from okrsite.build import build
from okrsite.door import Door
from okrsite.order import Order
from tests import faults
from tests.conftest import ROOT
from tests.faults import Act, building
from tests.sites import GOAL, SITE, built, files_of, goal, objective, site

Files = dict[str, bytes]

KINDS = 9
ROUNDS = max(1, round(int(os.environ.get("OKRSITE_FAULTS", "27")) / KINDS))
"""How many faults of each kind."""

_VERSIONS = 3
_CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT)


def write(root: Path, version: int) -> None:
    """The content of a version: each says something else on every page, and has its own pages."""
    shutil.rmtree(root / "content", ignore_errors=True)
    files = {
        "site.yml": SITE.replace("Example", f"Version {version}"),
        GOAL: goal("Answer sooner, from 12 to 4 hours"),
        f"2026-Q4/it/only-{version}.md": objective(title=f"Only in version {version}"),
        "2026-Q4/it/sometimes.md": objective(body="Words. " * (3000 if version % 2 else 1)),
    }
    site(root, files)


@pytest.fixture(scope="module", autouse=True)
def _templates() -> Iterator[None]:
    """Compiled here, and found so by the processes that are forked from this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(press, "Drawing", faults.compiled_once)
        yield


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, ...]:
    """What each version is, whole."""
    found = []
    for version in range(_VERSIONS):
        root = tmp_path_factory.mktemp("version")
        write(root, version)
        found.append(files_of(built(root)))
    assert len({tuple(each) for each in found}) == _VERSIONS
    return tuple(found)


class Measured(NamedTuple):
    """What a build takes where nothing happens."""

    seconds: float
    steps: int


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """Of a build that goes on from another version."""
    root = tmp_path_factory.mktemp("measured")
    write(root, 0)
    assert ended(building(root, faults.nothing), root) == 0
    write(root, 1)
    began = time.monotonic()
    assert ended(building(root, faults.counting(root, root / "steps")), root) == 0
    return Measured(time.monotonic() - began, (root / "steps").stat().st_size)


def ended(build: ForkProcess, root: Path, number: int = 0) -> int:
    """The exit code of a build, which does not hang and has no traceback."""
    build.join(faults.PATIENCE * 2)
    told = faults.said(root, number).read_text(encoding="utf-8")
    assert build.exitcode not in {None, faults.CRASHED}, told
    assert "Timeout" not in told, told
    return build.exitcode or 0


class Tried:
    """A site that meets with one fault after another."""

    def __init__(self, root: Path, versions: tuple[Files, ...]) -> None:
        self.root = root
        self.output = root / "site"
        self.versions = versions
        self.old = 0
        self.new = 0
        write(root, 0)
        self.is_right()

    def change(self, chance: random.Random) -> None:
        """Another version is to be published."""
        self.new = chance.choice([each for each in range(_VERSIONS) if each != self.old])
        write(self.root, self.new)

    def lies(self) -> Files:
        """What is published, or would be put back by the next build."""
        aside = self.root / ".site.old"
        return files_of(aside if aside.exists() and not self.output.exists() else self.output)

    def is_whole(self) -> bool:
        """Make sure that what is published is one version; gives whether it is the new one."""
        found = self.lies()
        assert found in (self.versions[self.old], self.versions[self.new]), self._odd(found)
        return found == self.versions[self.new]

    def has_whole_files(self) -> None:
        """Where folders cannot change places each file is of a version, whole."""
        for path, content in self.lies().items():
            both = (self.versions[self.old].get(path), self.versions[self.new].get(path))
            assert path.endswith(".part") or content in both, path

    def is_right(self) -> None:
        """The next build comes to the new version, and leaves nothing beside it."""
        code = ended(building(self.root, faults.nothing), self.root)
        assert code == 0, faults.said(self.root).read_text(encoding="utf-8")
        found = files_of(self.output)
        assert found == self.versions[self.new], self._odd(found)
        if "nothing has changed" not in faults.said(self.root).read_text(encoding="utf-8"):
            beside = {path.name for path in self.root.iterdir()} - {"content", "site", ".okrsite"}
            assert not [name for name in beside if not name.startswith(faults.SAID)]
        self.old = self.new

    def _odd(self, found: Files) -> list[str]:
        wanted = self.versions[self.new]
        return sorted(path for path in found.keys() | wanted if found.get(path) != wanted.get(path))


@pytest.fixture
def tried(tmp_path: Path, versions: tuple[Files, ...]) -> Tried:
    """Version 0, published."""
    return Tried(tmp_path, versions)


def each_round(name: str) -> list[random.Random]:
    """A source of chance for each round, to be had again by its name and number."""
    return [random.Random(f"{name} {number}") for number in range(ROUNDS)]


def meets(tried: Tried, chance: random.Random, act: Act, *ways: str) -> int:
    """Publish another version, which meets with a fault; the site is whole, the next is right."""
    tried.change(chance)
    way = chance.choice(ways or ("exchange", "exchange", "rename", "mount"))
    code = ended(building(tried.root, act, way), tried.root)
    if way == "mount":
        tried.has_whole_files()
    elif code == 0:
        assert tried.is_whole()
    else:
        tried.is_whole()
    tried.is_right()
    return code


def test_killed_at_any_step(tried: Tried, measured: Measured) -> None:
    """With no time to tidy up, or asked to end."""
    for chance in each_round("killed"):
        number = chance.choice((signal.SIGKILL, signal.SIGTERM))
        step = chance.randint(1, measured.steps)
        code = meets(tried, chance, faults.at_step(tried.root, step, faults.ends(number)))
        assert code in {-number, 0}


def test_killed_at_any_moment(tried: Tried, measured: Measured) -> None:
    """From outside; its workers end with it, or the lock of the folder would be held for ever."""
    for chance in each_round("moment"):
        tried.change(chance)
        build = building(tried.root, faults.nothing)
        time.sleep(chance.random() * measured.seconds)
        assert build.pid is not None
        os.kill(build.pid, chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
        ended(build, tried.root)
        tried.is_whole()
        tried.is_right()


def test_one_step_fails(tried: Tried, measured: Measured) -> None:
    """Once: what can be done without goes on, the rest is told."""
    for chance in each_round("once"):
        step, code = chance.randint(1, measured.steps), chance.choice(_CODES)
        meets(tried, chance, faults.fails(tried.root, step, code, again=False))


def test_every_step_fails_from_one_on(tried: Tried, measured: Measured) -> None:
    """As on a disk that is full, or gone; not even tidying up can be done."""
    for chance in each_round("always"):
        step, code = chance.randint(1, measured.steps), chance.choice(_CODES)
        meets(tried, chance, faults.fails(tried.root, step, code, again=True))


def test_a_file_does_not_fit(tried: Tried, versions: tuple[Files, ...]) -> None:
    """Half of it was written before the system said so: that half is never published."""
    lengths = {len(content) for each in versions for content in each.values()}
    sizes = sorted(length for length in lengths if length > 10_000)  # what it says must fit
    for chance in each_round("short"):
        most = chance.choice(sizes) - chance.choice((1, 7, 4096))
        meets(tried, chance, faults.short_of_room(most))


def test_a_worker_is_killed(tried: Tried, measured: Measured) -> None:
    """For want of memory, say: its share is done by another, or the site stays."""
    for chance in each_round("worker"):
        tried.change(chance)
        build = building(tried.root, faults.nothing)
        time.sleep(chance.random() * measured.seconds / 2)
        until = time.monotonic() + measured.seconds
        while build.is_alive() and time.monotonic() < until:
            for worker in children(build):
                with suppress(ProcessLookupError):  # it has ended by itself
                    os.kill(worker, signal.SIGKILL)
        assert ended(build, tried.root) == 0
        assert tried.is_whole()
        tried.is_right()


def children(build: ForkProcess) -> list[int]:
    """The processes that a build has begun."""
    try:
        told = Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text(encoding="ascii")
    except OSError:  # it has ended
        return []
    return [int(each) for each in told.split()]


def test_two_builds_at_once(tried: Tried, measured: Measured) -> None:
    """One waits for the other, which may be killed."""
    for chance in each_round("two"):
        tried.change(chance)
        step, spared = chance.randint(1, measured.steps * 2), chance.random() < 0.5
        act = faults.at_step(tried.root, step, faults.ends(signal.SIGKILL))
        first = building(tried.root, faults.nothing if spared else act)
        time.sleep(chance.random() * measured.seconds)
        second = building(tried.root, faults.nothing, number=1)
        assert ended(first, tried.root) in {0, -signal.SIGKILL}
        assert ended(second, tried.root, 1) == 0
        assert tried.is_whole()
        tried.is_right()


def test_the_site_is_removed_meanwhile(tried: Tried, measured: Measured) -> None:
    """It is gone, or the new one: nothing of it is there without the rest."""
    for chance in each_round("removed"):
        tried.change(chance)
        step, way = chance.randint(1, measured.steps), chance.choice(("exchange", "rename"))
        act = faults.at_step(tried.root, step, faults.removed(tried.output))
        ended(building(tried.root, act, way), tried.root)
        if tried.output.exists():
            tried.is_whole()
        tried.is_right()


def test_something_is_put_in_the_way_meanwhile(tried: Tried, measured: Measured) -> None:
    """It is somebody's: it stays, and the site that was moved away is whole."""
    for chance in each_round("way"):
        tried.change(chance)
        step, way = chance.randint(1, measured.steps), chance.choice(("exchange", "rename"))
        put = faults.in_the_way(tried.output, file=chance.random() < 0.5)
        ended(building(tried.root, faults.at_step(tried.root, step, put), way), tried.root)
        moved = tried.root / "moved-away"
        if moved.exists():
            theirs = tried.output if tried.output.is_file() else tried.output / "notes.txt"
            assert theirs.read_text(encoding="utf-8") == "mine"
            assert files_of(moved) in (tried.versions[tried.old], tried.versions[tried.new])
            shutil.rmtree(moved)
            theirs.unlink()
        tried.is_right()


def test_a_build_that_begins_while_another_draws_waits_with_all(
    tried: Tried, versions: tuple[Files, ...]
) -> None:
    """What it keeps of the site is what lies there once the other has ended.

    Here that is nothing: it was told to publish again what was there before the other.
    """
    others: list[subprocess.Popen[bytes]] = []

    @contextmanager
    def go_back(name: str, _size: int) -> Iterator[Callable[[int], None]]:
        if name == "Drawing":
            write(tried.root, 0)
            command = [sys.executable, "-m", "okrsite", "build", str(tried.root)]
            others.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL))
            time.sleep(2)
        yield lambda _done: None

    write(tried.root, 1)
    order = Order(tried.root, cache=tried.root / ".okrsite")
    assert build(order, Door(environment={}, progress=go_back)).output == tried.output
    assert [other.wait(faults.PATIENCE) for other in others] == [0]
    assert files_of(tried.output) == versions[0]
