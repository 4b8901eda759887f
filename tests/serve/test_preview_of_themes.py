"""The preview while somebody writes a theme."""

from pathlib import Path

import pytest

from tests.serve.test_preview import FILES, Preview
from tests.sites import SITE, site


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% if %}", "house/templates/teams.html:1"),
        ("\n{{ view.nonsense }}", "house/templates/teams.html:2"),
    ],
    ids=["no template", "no such field"],
)
def test_a_mistake_in_a_template_is_told_with_its_place(
    tmp_path: Path, text: str, told: str
) -> None:
    """On the page that it spoils, without a traceback; mending it takes the problem away."""
    root = site(tmp_path, {**FILES, "site.yml": f"{SITE}theme: house\n"})
    teams = root / "themes" / "house" / "templates" / "teams.html"
    teams.parent.mkdir(parents=True)
    (root / "themes/house/theme.toml").write_text('extends = "atlas"\n', "utf-8")
    good = '{% extends "atlas/teams.html" %}'
    teams.write_text(good, "utf-8")
    preview = Preview(root)
    try:
        assert "okrsite-problems" not in preview.get("/teams/")[2]
        teams.write_text(text, "utf-8")
        preview.session.refresh()
        assert told in preview.get("/teams/")[2]
        assert preview.get("/cascade/")[0] == 200
        teams.write_text(good, "utf-8")
        preview.session.refresh()
        status, _, page = preview.get("/teams/")
        assert status == 200
        assert "okrsite-problems" not in page
    finally:
        preview.close()


GERMAN = """\
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Teams"
msgstr "{teams}"

msgid "On track"
msgstr "{on_track}"

msgid "{{count}} objective"
msgid_plural "{{count}} objectives"
msgstr[0] "{{count}} {objective}"
msgstr[1] "{{count}} {objective}e"
"""
HOUSE = {**FILES, "site.yml": f"{SITE}theme: house\nlocale: de-CH\n"}


def _house(root: Path) -> Path:
    """A theme of a site's own; its German catalogue."""
    folder = root / "themes" / "house"
    (folder / "locales").mkdir(parents=True)
    (folder / "theme.toml").write_text('extends = "atlas"\n', "utf-8")
    return folder / "locales" / "de.po"


def test_words_that_are_changed_are_spoken_at_once(tmp_path: Path) -> None:
    """In templates, in views, and in the search's index; a mistake in them leaves the last good."""
    catalogue = _house(site(tmp_path, HOUSE))
    catalogue.write_text(GERMAN.format(teams="Teams A", on_track="Gut", objective="Ziel"), "utf-8")
    preview = Preview(tmp_path)
    try:
        page = preview.get("/teams/")[2]
        assert '<html lang="de-CH"' in page
        assert ">Teams A</a>" in page
        assert "<h1>Teams A</h1>" in page
        assert '"Gut"' in preview.get("/search/choices.json")[2]
        assert "3 Ziele" in preview.get("/search/")[2]
        catalogue.write_text(
            GERMAN.format(teams="Gruppen", on_track="Im Plan", objective="Vorhaben"), "utf-8"
        )
        preview.session.refresh([catalogue])
        page = preview.get("/teams/")[2]
        assert ">Gruppen</a>" in page
        assert "<h1>Gruppen</h1>" in page
        assert '"Im Plan"' in preview.get("/search/choices.json")[2]
        assert "3 Vorhaben" in preview.get("/search/")[2]
        catalogue.write_text('msgid "Teams', "utf-8")
        preview.session.refresh([catalogue])
        page = preview.get("/teams/")[2]
        assert "locales/de.po" in page
        assert "<h1>Gruppen</h1>" in page
    finally:
        preview.close()


def test_another_language_is_spoken_at_once(tmp_path: Path) -> None:
    """As soon as `locale` in site.yml names it."""
    catalogue = _house(site(tmp_path, {**HOUSE, "site.yml": f"{SITE}theme: house\n"}))
    catalogue.write_text(GERMAN.format(teams="Gruppen", on_track="Gut", objective="Ziel"), "utf-8")
    settings = tmp_path / "content" / "site.yml"
    preview = Preview(tmp_path)
    try:
        assert "<h1>Teams</h1>" in preview.get("/teams/")[2]
        settings.write_text(f"{SITE}theme: house\nlocale: de\n", "utf-8")
        preview.session.refresh([settings])
        page = preview.get("/teams/")[2]
        assert '<html lang="de" dir="ltr">' in page
        assert "<h1>Gruppen</h1>" in page
        assert "21. Nov. 2026" in page
        settings.write_text(f"{SITE}theme: house\n", "utf-8")
        preview.session.refresh([settings])
        page = preview.get("/teams/")[2]
        assert '<html lang="en" dir="ltr">' in page
        assert "<h1>Teams</h1>" in page
    finally:
        preview.close()
