"""The site that was replaced stays as the spare that the next one is made of."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from okrsite.build import build
from okrsite.door import Door
from okrsite.order import Order
from okrsite.publish import folder as step
from okrsite.publish import publish
from okrsite.publish.within import Within
from tests.processes import killed
from tests.publish.test_publish import written
from tests.sites import goal, site

Site = Mapping[str, bytes]
PATHS = ("index.html", "a", "a/index.html", "a/b/index.html", "a/b", "b/c.json", "b", "d/e/f/g")
GOING_ON = """
import sys
from pathlib import Path
from okrsite.publish import publish
top, number = Path(sys.argv[1]), int(sys.argv[2])
output = top / "site"
print("ready", flush=True)
while True:
    publish((
        (f"{n}/index.html", None if n % 3 and (output / f"{n}").exists() else b"%d" % number * 900)
        for n in range(150)
    ), output, top / "spare")
    number += 1
"""


class Sites:
    """Sites published one after the other, each told only what has changed."""

    def __init__(self, top: Path) -> None:
        self.output, self.spare = top / "site", top / "spare"
        self.last: Site = {}

    def publish(self, site: Site) -> None:
        """Publish the next one."""
        files = [
            (p, None if self.last.get(p) == content else content) for p, content in site.items()
        ]
        assert publish(files, self.output, self.spare) == len(site)
        self.last = site


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    """None so far."""
    return Sites(tmp_path)


def numbers(folder: Path) -> dict[str, int]:
    """The number of each file in its file system."""
    return {path: (folder / path).stat().st_ino for path in written(folder)}


def test_the_site_that_was_replaced_is_the_spare(sites: Sites) -> None:
    """Each build makes one of the two from the other; files that stay are shared by both."""
    sites.publish({"a/x": b"1", "b/x": b"1", "c/x": b"1"})
    assert not sites.spare.exists()
    sites.publish({"a/x": b"2", "b/x": b"1", "c/x": b"1"})
    assert written(sites.spare) == {"a/x": b"1", "b/x": b"1", "c/x": b"1"}
    folders = sites.output.stat().st_ino, sites.spare.stat().st_ino
    sites.publish({"a/x": b"2", "b/x": b"3", "d/x": b"1"})
    assert written(sites.output) == {"a/x": b"2", "b/x": b"3", "d/x": b"1"}
    assert written(sites.spare) == {"a/x": b"2", "b/x": b"1", "c/x": b"1"}
    assert (sites.spare.stat().st_ino, sites.output.stat().st_ino) == folders
    assert numbers(sites.output)["a/x"] == numbers(sites.spare)["a/x"]
    assert not (sites.output / "c").exists()
    assert sorted(path.name for path in sites.output.parent.iterdir()) == ["site", "spare"]


def test_whatever_the_sites_are_the_last_one_lies_there(sites: Sites) -> None:
    """Files become folders and folders files; nothing of an earlier site is left, or changed."""
    chance = random.Random(3)
    for _ in range(150):
        chosen: dict[str, bytes] = {}
        for path in chance.sample(PATHS, chance.randrange(1, len(PATHS))):
            clash = any(
                f"{path}/".startswith(f"{p}/") or f"{p}/".startswith(f"{path}/") for p in chosen
            )
            if not clash:
                chosen[path] = chance.choice([b"one", b"two"])
        before = sites.last
        sites.publish(chosen)
        assert written(sites.output) == chosen
        assert not sites.spare.exists() or written(sites.spare) == before
        folders = {
            p.relative_to(sites.output).as_posix() for p in sites.output.rglob("*") if p.is_dir()
        }
        assert folders == {
            parent.as_posix() for path in chosen for parent in Path(path).parents if parent.name
        }


def test_what_somebody_did_to_the_spare_is_not_published(sites: Sites, tmp_path: Path) -> None:
    """Whatever lies there: only a file that the site has too is taken as it is."""
    first = {"a/x": b"1", "b/x": b"1", "c/x": b"1", "d/x": b"1"}
    sites.publish(first)
    sites.publish({**first, "a/x": b"2"})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x").write_bytes(b"mine")
    spare = sites.spare
    (spare / "b/x").unlink()
    (spare / "b/x").write_bytes(b"another")
    (spare / "c/x").unlink()
    (spare / "c").rmdir()
    (spare / "c").symlink_to(elsewhere)
    (spare / "d/x").unlink()
    (spare / "d/x").symlink_to(elsewhere / "x")
    (spare / "more").mkdir()
    os.mkfifo(spare / "more/pipe")
    sites.publish({**first, "a/x": b"3"})
    assert written(sites.output) == {**first, "a/x": b"3"}
    assert not any(path.is_symlink() for path in sites.output.rglob("*"))
    assert not (sites.output / "more").exists()
    assert (elsewhere / "x").read_bytes() == b"mine"


@pytest.mark.parametrize("sort", ["file", "link"])
def test_what_is_no_spare_is_left_alone(sites: Sites, tmp_path: Path, sort: str) -> None:
    """The site is published without one."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/mine").write_bytes(b"mine")
    if sort == "file":
        sites.spare.write_bytes(b"mine")
    else:
        sites.spare.symlink_to(tmp_path / "elsewhere")
    for content in (b"1", b"2", b"3"):
        sites.publish({"a": content})
        assert written(sites.output) == {"a": content}
    assert sites.spare.is_symlink() == (sort == "link")
    assert [p.name for p in (tmp_path / "elsewhere").iterdir()] == ["mine"]


def test_a_spare_that_cannot_be_changed_is_not_used(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else may have put a folder of theirs into the site that became it."""
    sites.publish({"a/x": b"1"})
    sites.publish({"a/x": b"2"})
    (sites.spare / "theirs").mkdir()
    (sites.spare / "theirs/y").write_bytes(b"theirs")
    real = os.access

    def refused(path: str, mode: int) -> bool:
        return "theirs" not in path and real(path, mode)

    monkeypatch.setattr(os, "access", refused)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # it cannot be removed, too
    for content in (b"3", b"4", b"5"):
        sites.publish({"a/x": content})
        assert written(sites.output) == {"a/x": content}
    assert (sites.spare / "theirs/y").read_bytes() == b"theirs"


def test_a_spare_that_can_share_no_file_is_removed(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two mounts of one file system, say: the site is published as if there were none."""
    sites.publish({"a/x": b"1", "b/x": b"1"})
    sites.publish({"a/x": b"2", "b/x": b"1"})

    def apart(one: str, other: str) -> None:
        raise OSError(18, "Invalid cross-device link", one, None, other)

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", apart)
        patch.setattr(step, "_moved", lambda _old, _spare: False)
        sites.publish({"a/x": b"3", "b/x": b"1"})
    assert written(sites.output) == sites.last
    assert not sites.spare.exists()
    sites.publish({"a/x": b"4", "b/x": b"1"})
    assert written(sites.output) == sites.last
    assert sites.spare.exists()


def test_where_case_does_not_tell_files_apart_there_is_no_spare(sites: Sites) -> None:
    """A folder that was renamed from `a` to `A` would be swept away with its files."""
    for content in (b"1", b"2", b"3"):
        sites.publish({"a/x": content})
        assert written(sites.output) == {"a/x": content}
        assert not sites.spare.exists()
        (sites.output / step.MARKER.upper()).write_bytes(b"what such a disk says of any name")


def test_a_name_that_is_taken_unawares_stops_the_build(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written over a file that both sites may share; the next build begins anew."""
    sites.publish({"a/x": b"1", "b/x": b"1"})
    sites.publish({"a/x": b"2", "b/x": b"1"})
    with monkeypatch.context() as patch:
        patch.setattr(Within, "_look", lambda _self, _folder: None)
        with pytest.raises(FileExistsError):
            publish([("b/x", None)], sites.output, sites.spare)
    assert written(sites.output) == sites.last
    sites.publish({"a/x": b"2", "b/x": b"3"})
    assert written(sites.output) == sites.last


def test_without_exchange_there_is_no_spare(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is none the worse."""
    monkeypatch.setattr(step, "exchange", lambda _one, _other: False)
    for content in (b"1", b"2", b"3"):
        sites.publish({"a": content, "b": b"1"})
        assert written(sites.output) == {"a": content, "b": b"1"}
        assert not sites.spare.exists()


def test_a_build_that_fails_takes_its_spare_along(sites: Sites) -> None:
    """The site is as it was, and room on the disk is free again."""
    sites.publish({"a": b"1", "b": b"1"})
    sites.publish({"a": b"2", "b": b"1"})
    with pytest.raises(FileNotFoundError):
        publish([("a", b"3"), ("gone", None)], sites.output, sites.spare)
    assert written(sites.output) == sites.last
    assert not sites.spare.exists()


def test_killed_at_any_moment_no_half_of_a_spare_is_published(tmp_path: Path) -> None:
    """Whether it was brought up to date in part or in full."""
    chance = random.Random(11)
    output = tmp_path / "site"
    for number in range(6):
        killed(GOING_ON, str(tmp_path), str(number * 1000), chance=chance, within=0.3)
        if output.exists():
            pages = sorted(output.glob("*/index.html"))
            assert len(pages) == 150
            assert len({page.read_bytes() for page in pages if int(page.parent.name) % 3 == 0}) == 1
            for page in pages:
                content = page.read_bytes()
                assert content == content[: len(content) // 900] * 900


@pytest.mark.parametrize(("environment", "there"), [({}, True), ({"CI": "true"}, False)])
def test_a_build_keeps_a_spare_where_the_next_one_finds_it(
    tmp_path: Path, environment: Mapping[str, str], *, there: bool
) -> None:
    """A pipeline that saves the cache would carry a second site about for nothing."""
    root = site(tmp_path, {"2026-Q4/it/a.md": goal("Answer tickets in 4 hours, not 12", "First")})
    order = Order(root, cache=root / ".okrsite")
    for title in ("One", "Two", "Three"):
        (root / "content/about.md").write_text(
            f"---\ntitle: {title}\n---\nText\n", encoding="utf-8"
        )
        assert build(order, Door(environment=environment)).output is not None
    spares = [*(root / ".okrsite/sites").glob("*.spare")]
    assert len(spares) == there
    if there:
        assert b"Two" in (spares[0] / "pages/about/index.html").read_bytes()
        assert b"Three" in (root / "site/pages/about/index.html").read_bytes()
