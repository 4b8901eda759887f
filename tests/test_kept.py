"""Compiled templates of our themes are kept, and never served after what they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from okrsite.render import kept


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A theme that comes with okrsite, of one template."""
    monkeypatch.setattr(kept, "OURS", (tmp_path / "themes",))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    folder = tmp_path / "themes" / "plain" / "templates"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text("One {{ 1 + 1 }}", encoding="utf-8")
    return folder


def _drawn(folder: Path, style: str = "atlas.1.css") -> str:
    cache = kept.Kept({"atlas.css": style})
    environment = Environment(
        loader=FileSystemLoader(folder), bytecode_cache=cache, autoescape=True
    )
    environment.filters["static"] = lambda name: style if name == "atlas.css" else ""
    return environment.get_template("page.html").render()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.parent.rglob("*") if path.is_file() and path.parent != folder]


def test_code_is_kept_once_and_used(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is compiled."""
    assert _drawn(theme) == "One 2"
    assert len(_files(theme)) == 1

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was compiled again")

    monkeypatch.setattr(Environment, "_compile", never)
    assert _drawn(theme) == "One 2"


def test_a_changed_text_is_compiled_again(theme: Path) -> None:
    """The code of another text is of no use."""
    _drawn(theme)
    (theme / "page.html").write_text("Two {{ 1 + 1 }}", encoding="utf-8")
    assert _drawn(theme) == "Two 2"
    assert len(_files(theme)) == 1


def test_a_changed_style_sheet_is_named_by_its_new_address(theme: Path) -> None:
    """Addresses of static files stand in the code."""
    (theme / "page.html").write_text("{{ 'atlas.css'|static }}", encoding="utf-8")
    assert _drawn(theme) == "atlas.1.css"
    assert _drawn(theme, "atlas.2.css") == "atlas.2.css"


def test_what_else_code_is_made_from_counts(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jinja's release is part of what is kept."""
    _drawn(theme)
    before = _files(theme)[0].read_bytes()
    monkeypatch.setattr("jinja2.__version__", "0")
    kept._making.cache_clear()
    try:
        _drawn(theme)
    finally:
        monkeypatch.undo()
        kept._making.cache_clear()
    assert _files(theme)[0].read_bytes()[:32] != before[:32]


@pytest.mark.parametrize("left", [b"", b"rubbish", b"\0" * 32, bytes(range(256))])
def test_a_damaged_file_does_no_harm(theme: Path, left: bytes) -> None:
    """What is no code of this template is made anew."""
    _drawn(theme)
    (file,) = _files(theme)
    file.write_bytes(file.read_bytes()[:32] + left)
    assert _drawn(theme) == "One 2"
    file.write_bytes(left)
    assert _drawn(theme) == "One 2"


def test_where_nothing_can_be_written_it_is_made_each_time(theme: Path) -> None:
    """A folder that cannot be made costs time and nothing else."""
    (theme.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    assert _drawn(theme) == "One 2"


def test_the_theme_of_a_site_is_never_kept(tmp_path: Path, theme: Path) -> None:
    """Nothing that lies beside content is ever run."""
    own = tmp_path / "content" / "themes" / "own" / "templates"
    own.mkdir(parents=True)
    (own / "page.html").write_text("Ours", encoding="utf-8")
    assert _drawn(own) == "Ours"
    assert _files(own) == []
    assert _files(theme) == []
