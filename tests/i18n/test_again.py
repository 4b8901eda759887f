"""A build that goes on from an earlier one speaks one language on all pages."""

from pathlib import Path

from tests.i18n.test_catalogue import goals, message, write
from tests.sites import GOAL, SITE, built, files_of, objective, site

THEME = f"{SITE}theme: house\n"
BEFORE = (message("Teams", "Teams A"), message("On track", "Gut"))
AFTER = (message("Teams", "Gruppen"), message("On track", "Im Plan"), goals("a", "b"))


def test_another_language_or_another_word_draws_everything_again(tmp_path: Path) -> None:
    """What comes of it is what a clean build gives, to the byte; and back again."""
    root = site(tmp_path / "root", {GOAL: objective(), "2026-Q4/it/laptops.md": objective()})
    house = root / "themes" / "house"
    house.mkdir(parents=True)
    (house / "theme.toml").write_text('extends = "atlas"\n', "utf-8")
    settings = root / "content" / "site.yml"
    steps = {
        "English": (THEME, BEFORE),
        "German": (f"{THEME}locale: de\n", BEFORE),
        "a word": (f"{THEME}locale: de\n", AFTER),
        "a region": (f"{THEME}locale: de-AT\n", AFTER),
        "English again": (THEME, AFTER),
    }
    seen: dict[str, dict[str, bytes]] = {}
    for name, (site_yml, words) in steps.items():
        settings.write_text(site_yml, "utf-8")
        write(house / "locales", "de", *words)
        seen[name] = files_of(built(root, output=root / "site", cache=root / ".okrsite"))
        if "locale" in site_yml:
            clean = files_of(built(root, output=tmp_path / "clean", cache=None))
            assert seen[name] == clean, name
    pages = [path for path in seen["English"] if path.endswith("index.html")]
    assert len(pages) > 20
    for path in pages:
        assert b">Teams A</a>" in seen["German"][path]
        assert b">Gruppen</a>" in seen["a word"][path]
        assert b'<html lang="de-AT" dir="ltr">' in seen["a region"][path]
    assert seen["English again"] == seen["English"]
