"""What templates see is written down: all of it, and nothing that is not there."""

import re
from functools import cache
from pathlib import Path

import pytest

from okrsite.render import Theme
from okrsite.whereabouts import theme_folders
from tests.conftest import ROOT
from tests.docs.theme_views import PAGE, seen, views, written
from tests.pages.theme_types import Follower

REFERENCE = (ROOT / "docs/reference/theme.md").read_text("utf-8")
BASE = (ROOT / "themes/atlas/templates/base.html").read_text("utf-8")
SHEET = (ROOT / "themes/atlas/static/atlas.css").read_text("utf-8")
THEMES = sorted(path.parent.name for path in (ROOT / "themes").glob("*/theme.toml"))


@cache
def _followed(theme: str, *more: Path) -> Follower:
    follower = Follower([*Theme.load(theme, (*more, *theme_folders(ROOT))).folders])
    for name in views():
        follower.page(name)
    return follower


def test_the_reference_of_views_is_that_of_the_code() -> None:
    """Field by field, with what each is and means; `python -m tests.docs.theme_views` writes it."""
    assert PAGE.read_text("utf-8") == written()


@pytest.mark.parametrize("theme", THEMES)
def test_templates_use_only_what_is_written_down(theme: str) -> None:
    """In every branch, through macros and included files."""
    assert sorted(set(_followed(theme).faults)) == []


def test_templates_are_really_followed() -> None:
    """Nearly all that views hold is shown by atlas: a view's field that nobody shows is none."""
    shown = _followed("atlas").used
    of_views = {(view, name) for view in views().values() for name in seen()[view]}
    assert len(of_views & shown) > 0.9 * len(of_views)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kpi", "{{ view.nonsense }}"),
        ("kpi", "{% for it in view.key_results %}{{ it.nonsense }}{% endfor %}"),
        ("kpi", "{% if false %}{{ view.row.team.nonsense }}{% endif %}"),
        ("kpi", "{% macro m(x) %}{{ x.nonsense }}{% endmacro %}{{ m(view.row) }}"),
        ("team", '{% include "bad.html" %}'),
        ("home", '{% import "bad.html" as bad %}{{ bad.m(view.entries[0]) }}'),
    ],
)
def test_a_name_that_is_not_there_is_found(tmp_path: Path, name: str, text: str) -> None:
    """Wherever a template uses it."""
    templates = tmp_path / "ours" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "ours" / "theme.toml").write_text('extends = "atlas"\n', "utf-8")
    bad = "{{ view.nonsense }}{% macro m(x) %}{{ x.who.nonsense }}{% endmacro %}"
    (templates / "bad.html").write_text(bad, "utf-8")
    (templates / f"{name}.html").write_text(text, "utf-8")
    assert any("nonsense" in fault for fault in _followed("ours", tmp_path).faults)


def _listed(heading: str) -> set[str]:
    """The names in the first column of the table below a heading."""
    below = REFERENCE.partition(f"### {heading}\n")[2].partition("\n##")[0]
    rows = re.findall(r"^\|(.*?)\|", below, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_block_of_the_frame_is_in_the_reference() -> None:
    """And no other."""
    assert _listed("Blocks of every page") == set(re.findall(r"\{% block (\w+)", BASE))


def test_every_token_is_in_the_reference() -> None:
    """And no other: those of the style sheet's layer of tokens."""
    tokens = SHEET.partition("@layer tokens{")[2].partition("@layer base")[0]
    assert _listed("Tokens") == set(re.findall(r"(--[\w-]+):", tokens))


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != "atlas"])
def test_a_theme_of_ours_stands_on_the_contract_alone(theme: str) -> None:
    """It extends, sets tokens that there are, and replaces blocks that there are."""
    folder = ROOT / "themes" / theme
    for template in (folder / "templates").glob("*.html"):
        text = template.read_text("utf-8")
        assert text.startswith('{% extends "atlas/')
        assert set(re.findall(r"\{% block (\w+)", text)) <= _listed("Blocks of every page")
    names = ("--paper", "--ink", "--los", "--on", "--risk", "--off", "--fill", "--track")
    sheets = "".join(path.read_text("utf-8") for path in (folder / "static").glob("*.css"))
    assert all(f"{name}:light-dark(" in sheets for name in names)
    assert sheets.count("@layer theme{") == sheets.count("@layer")
