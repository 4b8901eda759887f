"""Themes: a template for every page type, nothing in it that a strict policy forbids."""

import re
from pathlib import Path

import pytest

from okrsite.model.noun import fields
from okrsite.model.page import Format
from okrsite.plan.addresses import page_types
from okrsite.render import Theme, ThemeError
from okrsite.render.draw import way_home
from okrsite.whereabouts import theme_folders
from tests.conftest import ROOT
from tests.sites import GOAL, SITE, built, objective, run, site

ATLAS = ROOT / "themes" / "atlas"
TEMPLATES = sorted((ROOT / "themes").glob("*/templates/*.html"))
DRAWN = sorted(each.name for each in page_types().values() if each.format is Format.HTML)


@pytest.mark.parametrize("name", DRAWN)
def test_every_page_type_has_a_template(name: str) -> None:
    """By its name."""
    assert (ATLAS / "templates" / f"{name}.html").is_file()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: "/".join(path.parts[-3::2]))
def test_templates_keep_to_the_policy(template: Path) -> None:
    """No style attribute, no inline script, no handler, nothing from elsewhere, no raw values."""
    text = template.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son\w+\s*=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "<style" not in text
    assert not re.search(r"""(?:src|href)=["']https?:""", text)
    assert "|safe" not in text.replace(" ", "")


def test_every_template_s_view_is_in_the_reference() -> None:
    """The contract of a theme is written down, field by field."""
    reference = (ROOT / "docs/reference/theme.md").read_text("utf-8")
    for name in DRAWN:
        row = next(line for line in reference.splitlines() if line.startswith(f"| `{name}.html`"))
        view = page_types()[name].view.__annotations__["return"]
        module = __import__(f"okrsite.pages.{name}", fromlist=["x"])
        named = {each.name for each in fields(getattr(module, view))} - {"frame"}
        assert {each for each in named if f"`{each}`" not in row} == set(), name


@pytest.mark.parametrize(
    ("address", "home"),
    [("/", "./"), ("/404.html", "./"), ("/cascade/", "../"), ("/objectives/x/", "../../")],
)
def test_the_way_home_works_under_any_path(address: str, home: str) -> None:
    """Addresses are written from the page."""
    assert way_home(address) == home


def test_a_theme_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    """As an error of site.yml, in its line; nothing is published."""
    root = site(tmp_path, {"site.yml": f"{SITE}theme: atlsa\n", GOAL: objective()})
    result = run("build", root)
    assert result.exit_code == 1
    assert "Did you mean `atlas`?" in result.output
    assert "site.yml:6" in result.output
    assert not (root / "site").exists()


def test_a_site_s_own_theme_extends_another(tmp_path: Path) -> None:
    """One template replaced, the rest taken from atlas."""
    root = site(tmp_path, {"site.yml": f"{SITE}theme: ours\n", GOAL: objective()})
    own = root / "themes" / "ours"
    (own / "templates").mkdir(parents=True)
    (own / "theme.toml").write_text('title = "Ours"\nextends = "atlas"\n', encoding="utf-8")
    (own / "templates" / "not_found.html").write_text(
        '{% extends "atlas/not_found.html" %}{% block title %}Gone fishing{% endblock %}',
        encoding="utf-8",
    )
    output = built(root)
    assert "Gone fishing" in (output / "404.html").read_text("utf-8")
    assert "Be ready on day one" in (output / "cascade/index.html").read_text("utf-8")


@pytest.mark.parametrize("text", ["titel = 1", "extends = 3", "= ="])
def test_a_faulty_theme_file_is_told(tmp_path: Path, text: str) -> None:
    """A misconfigured theme is no crash."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ThemeError):
        Theme.load("ours", (*theme_folders(ROOT), tmp_path))


def ours(root: Path, files: dict[str, str], settings: str = 'extends = "atlas"\n') -> Path:
    """A site with a theme of its own, of some files."""
    root = site(root, {"site.yml": f"{SITE}theme: ours\n", GOAL: objective()})
    for name, text in {"theme.toml": settings, **files}.items():
        path = root / "themes" / "ours" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_a_theme_s_style_sheets_follow_those_it_extends(tmp_path: Path) -> None:
    """On every page, so that what they say stands."""
    sheets = {"static/ours.css": ":root{--ink:navy}", "static/more.css": "p{}"}
    settings = 'extends = "atlas"\nstyles = ["ours.css", "more.css"]\n'
    output = built(ours(tmp_path, sheets, settings))
    for page in ("index.html", "objectives/2026-q4-onboarding/index.html", "404.html"):
        found = re.findall(
            r'rel="stylesheet" href="[^"]*/static/(\w+)\.', (output / page).read_text()
        )
        assert found[:3] == ["atlas", "ours", "more"]


def test_a_block_of_every_page_is_replaced_by_itself(tmp_path: Path) -> None:
    """The frame's other blocks stay as they are."""
    mark = '{% extends "atlas/base.html" %}{% block mark %}<i class="logo"></i>{% endblock %}'
    text = (built(ours(tmp_path, {"templates/base.html": mark})) / "teams/index.html").read_text()
    assert '<i class="logo"></i><span>Example</span>' in text
    assert "g-mark" not in text.partition("<header")[2]
    assert "As of 21 Nov 2026" in text


def test_a_macro_is_replaced_by_itself(tmp_path: Path) -> None:
    """A file of macros holds those that it changes; it can call the one that it replaces."""
    parts = (
        '{% import "atlas/parts.html" as atlas %}'
        "{% macro team_lines(found) %}<b>Ours:</b>{{ atlas.team_lines(found) }}{% endmacro %}"
    )
    output = built(ours(tmp_path, {"templates/parts.html": parts}))
    assert re.search(r"<b>Ours:</b>\s*<table", (output / "teams/index.html").read_text())
    assert 'class="meta key"' in (output / "index.html").read_text()


@pytest.mark.parametrize(
    ("files", "settings", "told"),
    [
        ({}, 'styles = "ours.css"\n', "must list style sheets"),
        ({}, 'extends = "atlas"\nstyles = ["atlsa.css"]\n', "Did you mean `atlas.css`?"),
        (
            {"templates/teams.html": "{% if %}"},
            'extends = "atlas"\n',
            "ours/templates/teams.html:1",
        ),
        ({"templates/teams.html": "{{ 1|no }}"}, 'extends = "atlas"\n', "No filter named"),
        ({"templates/teams.html": "{{ 'x.css'|static }}"}, 'extends = "atlas"\n', "`x.css`"),
        ({"templates/teams.html": "{{ view.nonsense }}"}, 'extends = "atlas"\n', "'nonsense'"),
        ({"templates/teams.html": "{{ nonsense }}"}, 'extends = "atlas"\n', "'nonsense'"),
        ({}, 'title = "Alone"\n', "no template `agenda.html`"),
    ],
)
def test_a_broken_theme_is_a_clear_error(
    tmp_path: Path, files: dict[str, str], settings: str, told: str
) -> None:
    """In site.yml's line that names it, with the file that is at fault; nothing is published."""
    root = ours(tmp_path, files, settings)
    result = run("build", root)
    assert result.exit_code == 1, result.output
    assert told in result.output.replace("\n", " ")
    assert "Traceback" not in result.output
    assert "site.yml:6" in result.output
    assert not (root / "site").exists()
