"""A site is published as a whole or not at all."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite.publish import NotASite, publish, refuse_unless_site
from okrsite.publish import folder as step

OLD = {"index.html": b"old", "gone/index.html": b"gone", "a/b/c.html": b"deep"}
NEW = {"index.html": b"new", "a/b/c.html": b"deep", "more.json": b"{}"}


def written(output: Path) -> dict[str, bytes]:
    """What a folder holds, but for the mark of a site."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.name != step.MARKER
    }


def beside(output: Path) -> list[str]:
    """What else lies in the folder around it."""
    return sorted(path.name for path in output.parent.iterdir() if path != output)


def test_a_first_build_writes_everything(tmp_path: Path) -> None:
    """Into folders that did not exist; it says how many files."""
    output = tmp_path / "deep" / "site"
    assert publish(OLD.items(), output) == 3
    assert written(output) == OLD
    assert beside(output) == []


def test_a_second_build_replaces_everything(tmp_path: Path) -> None:
    """What is no longer there is gone, empty folders too; nothing is left beside it."""
    output = tmp_path / "site"
    publish(OLD.items(), output)
    publish(NEW.items(), output)
    assert written(output) == NEW
    assert not (output / "gone").exists()
    assert beside(output) == []


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), ValueError("x"), KeyboardInterrupt()]
)
@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_failure_midway_leaves_the_old_site(
    tmp_path: Path, fault: BaseException, after: int
) -> None:
    """Whatever fails, and whenever."""
    output = tmp_path / "site"
    publish(OLD.items(), output)

    def failing() -> Iterator[tuple[str, bytes]]:
        yield from list(NEW.items())[:after]
        raise fault

    with pytest.raises(type(fault)):
        publish(failing(), output)
    assert written(output) == OLD
    assert beside(output) == []


def test_a_failure_of_the_first_build_leaves_nothing(tmp_path: Path) -> None:
    """No half of a site that a server might show."""

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(failing(), tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path", ["index.html/x", "a/b/c.html/d", "../outside", "ABSOLUTE", "a/../../outside"]
)
def test_a_path_that_cannot_be_written_leaves_the_old_site(tmp_path: Path, path: str) -> None:
    """Nor is anything written outside of the site."""
    output = tmp_path / "around" / "site"
    publish(OLD.items(), output)
    path = path.replace("ABSOLUTE", str(tmp_path / "outside"))
    with pytest.raises((OSError, ValueError)):
        publish([*OLD.items(), (path, b"x")], output)
    assert written(output) == OLD
    assert beside(output) == []
    assert not (tmp_path / "outside").exists()


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """The second would overwrite the first in silence."""
    with pytest.raises(OSError, match="exists"):
        publish([("a", b"1"), ("a", b"2")], tmp_path / "site")


@pytest.mark.parametrize("name", ["notes.txt", "index.html", ".git", "folder/x"])
def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, name: str) -> None:
    """It is not touched."""
    output = tmp_path / "home"
    file = output / name
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    for refused in (lambda: publish(NEW.items(), output), lambda: refuse_unless_site(output)):
        with pytest.raises(NotASite):
            refused()
    assert written(output) == {name: b"mine"}


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    """And stays."""
    output = tmp_path / "site"
    output.write_text("mine")
    with pytest.raises(NotASite, match="file"):
        publish(NEW.items(), output)
    assert output.read_text() == "mine"


def test_an_empty_folder_may_become_a_site(tmp_path: Path) -> None:
    """A pipeline may have made it."""
    publish(NEW.items(), tmp_path)
    assert written(tmp_path) == NEW


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is replaced."""
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    publish(OLD.items(), tmp_path / "site")
    publish(NEW.items(), tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert written(tmp_path / "real") == NEW


@pytest.mark.parametrize("leftover", [".site.new-1", ".site.new-99999"])
def test_what_a_killed_build_left_is_swept(tmp_path: Path, leftover: str) -> None:
    """By the next one."""
    (tmp_path / leftover / "deep").mkdir(parents=True)
    (tmp_path / leftover / "deep" / "x").write_text("x")
    publish(NEW.items(), tmp_path / "site")
    assert beside(tmp_path / "site") == []


def test_without_exchange_folders_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on systems that cannot exchange two folders in one step."""
    monkeypatch.setattr(step, "exchange", lambda _one, _other: False)
    output = tmp_path / "site"
    publish(OLD.items(), output)
    publish(NEW.items(), output)
    assert written(output) == NEW
    assert beside(output) == []


def test_killed_between_two_renames_the_old_site_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build, even one that fails, begins by putting it back."""
    output = tmp_path / "site"
    publish(OLD.items(), output)
    output.rename(tmp_path / ".site.old")

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(failing(), output)
    assert written(output) == OLD


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published folder that can be neither exchanged nor renamed, as a mount point."""
    output = tmp_path / "site"
    publish(OLD.items(), output)
    rename = Path.rename

    def busy(self: Path, target: str | os.PathLike[str]) -> Path:
        if self == output or Path(target) == output:
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(step, "exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", busy)
    return output


def test_a_mount_point_is_brought_up_to_date_file_by_file(mounted: Path) -> None:
    """The same files come out, and nothing else."""
    publish(NEW.items(), mounted)
    assert written(mounted) == NEW
    assert beside(mounted) == []


def test_a_mount_point_may_change_files_into_folders_and_back(mounted: Path) -> None:
    """`gone` was a folder and is a file now; `index.html` the other way round."""
    turned = {"gone": b"file", "index.html/x": b"x", "a": b"file"}
    publish(turned.items(), mounted)
    assert written(mounted) == turned


def test_two_builds_at_once_end_with_one_whole_site(tmp_path: Path) -> None:
    """One waits for the other."""
    output = tmp_path / "site"
    sites = [{f"{n}/{k}.html": bytes([n]) * 1000 for k in range(50)} for n in range(4)]
    threads = [threading.Thread(target=publish, args=(each.items(), output)) for each in sites]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert written(output) in sites
    assert beside(output) == []
