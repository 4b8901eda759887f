"""A cache is believed by whoever made it, and by nobody else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from okrsite.build import build
from okrsite.cache import DOCUMENTS, FOLDER
from okrsite.cache.seal import KEY, own_key
from okrsite.door import Door
from okrsite.order import Order
from okrsite.read import Earlier, many
from okrsite.read.documents import read_document
from tests.sites import GOAL, files_of, objective, site


def test_a_key_is_made_once(tmp_path: Path) -> None:
    """For its owner's eyes only."""
    state = {"XDG_STATE_HOME": str(tmp_path)}
    made = own_key(state)
    assert made is not None
    assert len(made) == 32
    assert own_key(state) == made
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert file.stat().st_mode & 0o077 == 0
    assert own_key({"XDG_STATE_HOME": str(tmp_path / "another's")}) != made


def test_a_key_can_be_said(tmp_path: Path) -> None:
    """Then none is made."""
    state = {"XDG_STATE_HOME": str(tmp_path)}
    assert own_key({**state, KEY: "one"}) == own_key({KEY: "one"}) != own_key({KEY: "other"})
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "environment", [{}, {"HOME": ""}, {"HOME": "not/a/whole/path"}, {"HOME": "/dev/null"}]
)
def test_where_no_key_can_be_there_is_none(environment: dict[str, str]) -> None:
    """A build without a home keeps no documents."""
    assert own_key(environment) is None


def test_a_key_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    """By a disk that was full, say."""
    state = {"HOME": str(tmp_path)}
    assert own_key(state) is not None
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    file.write_bytes(b"")
    made = own_key(state)
    assert made is not None
    assert file.read_bytes() == made


def _built(root: Path, key: str) -> bytes:
    """The page of the goal, built with a key."""
    order = Order(root, output=root / "site", cache=root / FOLDER)
    assert build(order, Door(environment={KEY: key} if key else {})).output is not None
    return files_of(root / "site")["objectives/2026-q4-onboarding/index.html"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site."""
    return site(tmp_path, {GOAL: objective(body="Read *this*.")})


def test_what_others_made_changes_nothing(root: Path) -> None:
    """Whoever can write into a cache, and has no key, can put nothing on a page."""
    _built(root, "ours")
    (file,) = (root / FOLDER / DOCUMENTS).iterdir()
    _built(root, "theirs")
    theirs = Earlier(file.read_bytes(), b"")
    assert theirs.nothing
    harm = file.read_bytes().replace(b"<em>this</em>", b"<script></s>;")
    for left in (harm, harm[16:], os.urandom(16) + harm[16:]):
        file.write_bytes(left)
        (root / "site" / "objectives/2026-q4-onboarding/index.html").unlink()
        page = _built(root, "ours")
        assert b"<em>this</em>" in page
        assert b"<script></s>" not in page


def test_what_others_made_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is replaced by what the build read itself."""
    parsed: list[str] = []

    def noting(text: str, *rest: object, **more: object) -> object:
        parsed.append(text)
        return read_document(text, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "read_document", noting)
    counts = []
    for key in ("ours", "ours", "theirs", "theirs", "", ""):
        parsed.clear()
        _built(root, key)
        counts.append(len(parsed))
    assert counts == [1, 0, 1, 0, 1, 1]
