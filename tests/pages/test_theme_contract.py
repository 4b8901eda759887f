"""What templates see is written down: all of it, and nothing that is not there."""

from functools import cache
from pathlib import Path

import pytest

from okrsite.build import theme_folders
from okrsite.render import Theme
from tests.conftest import ROOT
from tests.docs.theme_views import PAGE, seen, views, written
from tests.pages.theme_types import Follower

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
