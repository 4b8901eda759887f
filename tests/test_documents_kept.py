"""What was read of documents is kept between commands, and harms none of them."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from okrsite.build import Built, build
from okrsite.cache import DOCUMENTS, FOLDER, Store, source_of
from okrsite.door import Door
from okrsite.order import Order
from okrsite.read import many
from okrsite.read.documents import read_document
from okrsite.serve import Session
from tests.conftest import ROOT
from tests.sites import GOAL, files_of, objective, run, site

LAPTOPS = "2026-Q4/it/laptops.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site, built once."""
    found = site(tmp_path, {GOAL: objective(), LAPTOPS: objective(title="Laptops")})
    made(found)
    return found


def made(root: Path, output: str = "site", *, drafts: bool = False) -> Built:
    """A build with the usual cache."""
    return build(Order(root, output=root / output, cache=root / FOLDER, drafts=drafts), Door())


def kept(root: Path) -> list[Path]:
    """The files of documents that were read."""
    return sorted((root / FOLDER / DOCUMENTS).iterdir())


def clean(root: Path, where: Path) -> dict[str, bytes]:
    """The files of a clean build."""
    build(Order(root, output=where), Door())
    return files_of(where)


@pytest.fixture
def parsing_is_forbidden(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever parses a document from now on fails."""
    assert kept(root)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was parsed again")

    monkeypatch.setattr(many, "read_document", never)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("parsing_is_forbidden")
def test_the_second_build_parses_nothing(root: Path) -> None:
    """Also one for another folder, and of another day."""
    assert made(root, "elsewhere").output is not None


@pytest.mark.usefixtures("parsing_is_forbidden")
def test_check_reads_what_a_build_kept(root: Path) -> None:
    """And leaves it as it is."""
    before = [(path, path.read_bytes()) for path in kept(root)]
    assert run("check", root).exit_code == 0
    assert [(path, path.read_bytes()) for path in kept(root)] == before


def test_check_keeps_nothing(tmp_path: Path) -> None:
    """It is asked what is wrong, not to write."""
    found = site(tmp_path, {GOAL: objective()})
    assert run("check", found).exit_code == 0
    assert not (found / FOLDER).exists()


def test_a_build_that_publishes_nothing_keeps_what_it_read(root: Path) -> None:
    """The next one, with the fault mended, reads that one file."""
    before = kept(root)[0].read_bytes()
    site(root, {LAPTOPS: objective("weigth: 2", title="Faulty")})
    assert made(root).output is None
    assert kept(root)[0].read_bytes() != before


def test_drafts_have_a_file_of_their_own(root: Path) -> None:
    """Who looks at drafts now and then does not lose the rest."""
    made(root, drafts=True)
    assert len(kept(root)) == 2


def preview(root: Path) -> Session:
    """A preview with the usual cache, as its command begins it."""
    session = Session(Order(root, cache=root / FOLDER), Door())
    session.refresh()
    return session


def test_a_preview_begins_where_the_last_one_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It parses what was written since, and nothing else; it shows the same."""
    root = site(tmp_path, {GOAL: objective(), LAPTOPS: objective(title="Laptops")})
    before = preview(root)
    assert len(kept(root)) == 1
    asked: list[str] = []
    parse = read_document

    def noting(*words: Any, **named: Any) -> object:
        asked.append(words[1].path)
        return parse(*words, **named)

    monkeypatch.setattr(many, "read_document", noting)
    again = preview(root)
    assert asked == []
    for address in ("/", "/cascade/", "/objectives/2026-q4-laptops/"):
        shown = before.page(address)
        assert shown is not None
        assert again.page(address) == shown
    (root / "content" / LAPTOPS).write_text(objective(title="Better laptops"), "utf-8")
    found = preview(root).page("/objectives/2026-q4-laptops/")
    assert found is not None
    assert b"Better laptops" in found[1]
    assert asked == [LAPTOPS]


def test_a_preview_without_a_cache_keeps_nothing(tmp_path: Path) -> None:
    """As its command is told by `--no-cache`."""
    root = site(tmp_path, {GOAL: objective()})
    session = Session(Order(root), Door())
    session.refresh()
    assert session.page("/") is not None
    assert not (root / FOLDER).exists()


def test_old_files_go(root: Path) -> None:
    """Of sets of folders that a cache has known, the last few are kept."""
    for number in range(12):
        os.utime(kept(root)[0], ns=(0, 0))
        folder = root / f"content-{number}"
        (root / "content").rename(folder)
        made_of = Order(root, (folder,), root / "site", cache=root / FOLDER)
        assert build(made_of, Door()).output is not None
        folder.rename(root / "content")
    assert len(kept(root)) == 8


def test_it_goes_with_its_checkout(tmp_path: Path) -> None:
    """A pipeline may work in another folder each time: the name stays the same."""
    names = {
        source_of(place / FOLDER, [place / "content"], drafts=False)
        for place in (tmp_path / "one", tmp_path / "other")
    }
    assert len(names) == 1
    assert source_of(tmp_path / FOLDER, [tmp_path / "goals"], drafts=False) not in names
    assert source_of(tmp_path / FOLDER, [tmp_path / "content"], drafts=True) not in names


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_cache_that_cannot_be_written_harms_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int, tmp_path: Path
) -> None:
    """The site is there, the old cache too, and nothing half."""
    before = [(path, path.read_bytes()) for path in kept(root)]
    site(root, {LAPTOPS: objective(title="Other laptops")})
    really = Path.write_bytes

    def fails(path: Path, data: bytes) -> int:
        if FOLDER not in path.parts:
            return really(path, data)
        really(path, data[: len(data) // 2])
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "write_bytes", fails)
    assert made(root).output is not None
    monkeypatch.undo()
    assert [(path, path.read_bytes()) for path in kept(root)] == before
    assert files_of(made(root).output or root) == clean(root, tmp_path / "clean")


def test_what_is_read_is_kept_after_the_site_is_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is room for one of the two only, it is the site."""
    site(root, {LAPTOPS: objective(title="Other laptops")})
    really, seen = Store.write, []

    def looking(store: Store, name: str, content: bytes) -> None:
        page = root / "site/objectives/2026-q4-laptops/index.html"
        seen.append((name.partition("/")[0], b"Other laptops" in page.read_bytes()))
        really(store, name, content)

    monkeypatch.setattr(Store, "write", looking)
    made(root)
    assert (DOCUMENTS, True) in seen


def test_builds_at_the_same_time_do_not_harm_each_other(root: Path, tmp_path: Path) -> None:
    """Each leaves a whole file, whoever comes last."""
    for number in range(30):
        site(root, {f"2026-Q4/it/goal-{number}.md": objective(title=f"Goal {number}")})
    words = [sys.executable, "-m", "okrsite", "build", str(root), "--cache", str(root / FOLDER)]
    running = [
        subprocess.Popen([*words, "--output", str(root / f"site-{number}")], cwd=ROOT)
        for number in range(3)
    ]
    assert [each.wait(timeout=300) for each in running] == [0, 0, 0]
    expected = clean(root, tmp_path / "clean")
    for number in range(3):
        assert files_of(root / f"site-{number}") == expected
    assert [path.suffix for path in kept(root)] == [""]
    assert files_of(made(root).output or root) == expected
