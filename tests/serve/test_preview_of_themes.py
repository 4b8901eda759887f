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
