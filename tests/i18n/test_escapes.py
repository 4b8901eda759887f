"""No word of ours is beyond a catalogue, and ours are complete."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from okrsite.i18n.catalogue import fits, read_catalogue
from tests.i18n.escapes import escapes
from tests.i18n.extracted import ATLAS, PROGRAM, ROOT, Message, messages
from tests.sites import GOAL, SITE, built, objective, site

BROADSHEET = ROOT / "themes" / "broadsheet"
SAID = {folder: tuple(messages(folder)) for folder in (PROGRAM, ATLAS, BROADSHEET)}
LANGUAGES = ("ar", "de", "fr")


def test_no_word_escapes() -> None:
    """In a language that does not exist, only content is left to read."""
    assert escapes() == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", list(SAID), ids=lambda folder: folder.name)
def test_a_catalogue_is_complete(folder: Path, language: str) -> None:
    """Each message has all its forms, its values and no other markup; none is doubtful."""
    path = folder / "locales" / f"{language}.po"
    known = read_catalogue(path)
    lacking = [each for each in SAID[folder] if not _said(each, known.messages)]
    assert lacking == []
    with path.open("rb") as file:
        found = read_po(file, abort_invalid=True)
    for each in found:
        originals = [each.id] if isinstance(each.id, str) else list(each.id)
        said = [each.string] if isinstance(each.string, str) else list(each.string or ())
        assert not each.fuzzy, each.id
        assert not each.id or all(fits(text, originals) for text in said), each.id


def _said(message: Message, known: object) -> bool:
    assert isinstance(known, dict)
    return (message.context, message.forms[0]) in known


def test_what_is_extracted_is_much() -> None:
    """A search that finds nothing would let everything pass."""
    assert len(SAID[PROGRAM]) > 400
    assert len(SAID[ATLAS]) > 400


def test_a_theme_calls_things_by_other_names(tmp_path: Path) -> None:
    """In English too: what it does not say stays as it is."""
    root = site(tmp_path / "here", {"site.yml": f"{SITE}theme: house\n", GOAL: objective()})
    folder = root / "themes" / "house"
    (folder / "locales").mkdir(parents=True)
    (folder / "theme.toml").write_text('extends = "atlas"\n')
    (folder / "locales" / "en.po").write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Key results"\nmsgstr "Outcomes"\n'
    )
    text = (built(root) / "objectives" / "2026-q4-onboarding" / "index.html").read_text("utf-8")
    assert ">Outcomes</h2>" in text
    assert "Data as JSON" in text
