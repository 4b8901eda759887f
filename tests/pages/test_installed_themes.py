"""Themes of installed packages: found where they are asked for, never in the way."""

from pathlib import Path

import pytest

from okrsite.render import installed
from okrsite.whereabouts import theme_folders
from tests.sites import GOAL, SITE, built, objective, run, site


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where packages are installed."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def _install(packages: Path, theme: str, value: str, *, holds: bool = True) -> None:
    name = value.partition(".")[0]
    told = packages / f"{name}-1.0.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (told / "entry_points.txt").write_text(f"[okrsite.themes]\n{theme} = {value}\n", "utf-8")
    folder = packages / value.replace(".", "/") / theme
    folder.mkdir(parents=True)
    (packages / name / "__init__.py").write_text("", "utf-8")
    if holds:
        text = f'extends = "atlas"\nstyles = ["{theme}.css"]\n'
        (folder / "theme.toml").write_text(text, "utf-8")
        (folder / "static").mkdir()
        (folder / "static" / f"{theme}.css").write_text(":root{--ink:navy}", "utf-8")


def _site(where: Path, theme: str) -> Path:
    return site(where / "here", {"site.yml": f"{SITE}theme: {theme}\n", GOAL: objective()})


def test_an_installed_theme_is_worn(packages: Path, tmp_path: Path) -> None:
    """By its name alone."""
    _install(packages, "acme", "acme_okrs.themes")
    text = (built(_site(tmp_path, "acme")) / "index.html").read_text("utf-8")
    assert "static/acme." in text


def test_a_theme_of_the_site_extends_an_installed_one(packages: Path, tmp_path: Path) -> None:
    """As it does any other."""
    _install(packages, "brand", "brand_okrs.themes")
    root = _site(tmp_path, "ours")
    (root / "themes" / "ours").mkdir(parents=True)
    (root / "themes" / "ours" / "theme.toml").write_text('extends = "brand"\n', "utf-8")
    assert "static/brand." in (built(root) / "index.html").read_text("utf-8")


def test_a_changed_installed_theme_is_drawn_again(packages: Path, tmp_path: Path) -> None:
    """With the cache, as without."""
    _install(packages, "fresh", "fresh_okrs.themes")
    root = _site(tmp_path, "fresh")
    assert run("build", root).exit_code == 0
    before = {path.name for path in (root / "site/static").glob("fresh.*")}
    sheet = packages / "fresh_okrs/themes/fresh/static/fresh.css"
    sheet.write_text(":root{--ink:green}", "utf-8")
    assert run("build", root).exit_code == 0
    assert {path.name for path in (root / "site/static").glob("fresh.*")} != before


@pytest.mark.parametrize("value", ["hollow_okrs.themes", "hollow_okrs.nowhere:thing"])
def test_a_promise_that_is_not_kept_is_told(packages: Path, tmp_path: Path, value: str) -> None:
    """With the package's name, in the line that asks for the theme; no traceback."""
    _install(packages, "hollow", value.partition(":")[0], holds=False)
    result = run("build", _site(tmp_path, "hollow"))
    assert result.exit_code == 1
    assert "`hollow_okrs` says that it has the theme `hollow`" in result.output
    assert "site.yml:6" in result.output


def test_a_package_that_fails_is_told_only_where_it_is_worn(packages: Path, tmp_path: Path) -> None:
    """Other sites are built as ever."""
    _install(packages, "rude", "rude_okrs.themes")
    (packages / "rude_okrs" / "__init__.py").write_text("raise RuntimeError('no')", "utf-8")
    assert run("build", _site(tmp_path, "rude")).exit_code == 1
    assert installed("another") == ()
    built(_site(tmp_path / "b", "broadsheet"))


def test_nothing_is_looked_up_for_a_theme_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would cost every build."""
    monkeypatch.setattr("okrsite.whereabouts.installed", lambda _: pytest.fail("it was looked up"))
    assert len(theme_folders(tmp_path, "atlas")) == len(theme_folders(tmp_path, "broadsheet")) == 3
