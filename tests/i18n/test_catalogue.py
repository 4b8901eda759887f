"""Catalogues: what of them is said, and what becomes of those that are wrong."""

from pathlib import Path

import pytest

from okrsite.i18n import (
    CatalogueError,
    gettext,
    gettext_noop,
    in_each_language,
    locale,
    messages_of,
    ngettext,
    pgettext,
    plural_forms,
    speak,
    speaking,
    spoken,
)
from okrsite.i18n.catalogue import fits, read_catalogue
from okrsite.pages._words import STANDINGS, day, percent
from tests.sites import AS_OF, SITE, run, site

PLURALS = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 ? 4 : 5);"
    ),
    "de": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ja": "nplurals=1; plural=0;",
    "pl": (
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
}
GOALS = ("{count} goal of ours", "{count} goals of ours")


def head(language: str) -> str:
    """The head of a catalogue."""
    plurals = PLURALS.get(language.partition("-")[0], "nplurals=2; plural=(n != 1);")
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {plurals}\\n"\n\n'
    )


def write(folder: Path, language: str, *messages: str) -> Path:
    """A catalogue with messages as a .po file has them."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{language}.po"
    path.write_text(head(language) + "\n\n".join(messages) + "\n", "utf-8")
    return path


def message(english: str, said: str, more: str = "") -> str:
    """A message of a catalogue; `more` stands before it."""
    return f'{more}msgid "{english}"\nmsgstr "{said}"'


def goals(*forms: str) -> str:
    """The message of goals, with its forms."""
    said = "\n".join(f'msgstr[{place}] "{form}"' for place, form in enumerate(forms))
    return f'msgid "{GOALS[0]}"\nmsgid_plural "{GOALS[1]}"\n{said}'


# What a translation may hold ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "original"),
    [
        ("Ziele", "Goals"),
        ("{name} führt es", "{name} leads it"),
        ("es führt jemand", "{name} leads it"),
        ("am {day} von {name}, {name}!", "{name} on {day}"),
        ("„{word}“ – l’idée d'ici", "“{word}”"),
        ('<a href="{href}">in der Kaskade</a>', '<a href="{href}">in the cascade</a>'),
        ("<b>{n}</b> von&nbsp;{all}", "<b>{n}</b> of&nbsp;{all}"),
        ("ohne Hervorhebung", "<b>bold</b>"),
        ("<b>viele</b> und <b>mehr</b>", "many and <b>more</b>"),
        ("Ziele<br>und mehr", "Goals<br>and more"),
        ("تقدّم ٪ {percent}", "{percent} done"),
        ('er sagt "ja"', 'she says "no"'),
    ],
)
def test_a_translation_may_say_it_in_its_own_way(said: str, original: str) -> None:
    """With the values and the markup of its original, in any order, or without."""
    assert fits(said, [original])


@pytest.mark.parametrize(
    ("said", "original"),
    [
        ("", "Goals"),
        ("{name} führt {it}", "{name} leads it"),
        ("{0} führt es", "{name} leads it"),
        ("{name.__class__}", "{name} leads it"),
        ("{name!r}", "{name} leads it"),
        ("{name:>99999999}", "{name} leads it"),
        ("offen {", "{name} leads it"),
        ("zu }", "{name} leads it"),
        ("{{name}}", "{name} leads it"),
        ("<b>Ziele</b>", "Goals"),
        ("<script>1</script>", "Goals"),
        ("a < b", "Goals"),
        ("a > b", "Goals"),
        ("a & b", "Goals"),
        ("a&nbsp;b", "Goals"),
        ('a" onclick="b', "Goals"),
        ('<a href="https://a.example">hier</a>', '<a href="{href}">here</a>'),
        ('<a href="{href}" onclick="1">hier</a>', '<a href="{href}">here</a>'),
        ("<B>Ziele", "<b>Goals</b>"),
        ("<b>Ziele", "<b>Goals</b>"),
        ("</b>Ziele<b>", "<b>Goals</b>"),
        ("<i><b>Ziele</i></b>", "<i><b>Goals</b></i>"),
    ],
)
def test_a_translation_adds_no_value_and_no_markup(said: str, original: str) -> None:
    """Whatever is tried in it."""
    assert not fits(said, [original])


def test_a_plural_may_use_the_values_of_either_of_its_forms() -> None:
    """`one goal` has no figure, and another language wants it there."""
    assert fits("{count} Ziel", ["one goal", "{count} goals"])


def test_what_does_not_fit_is_said_in_english(tmp_path: Path) -> None:
    """And so is what nobody is sure of, what has a form too few, and what is missing."""
    write(
        tmp_path,
        "de",
        message("Good", "<i>Gut</i>"),
        message("Teams", "Gruppen"),
        message("Some people", "Leute", "#, fuzzy\n"),
        message("Some cycles", ""),
        goals("{count} Ziel"),
    )
    with speaking("de", [tmp_path]):
        asked = ("Good", "Teams", "Some people", "Some cycles", "Map of ours")
        said = [gettext(each) for each in asked]
        assert said == ["Good", "Gruppen", "Some people", "Some cycles", "Map of ours"]
        assert ngettext(*GOALS, 2) == "2 goals of ours"


# Which catalogue ----------------------------------------------------------------------------


def test_the_nearest_language_and_the_nearest_theme_win(tmp_path: Path) -> None:
    """`fr-CH` of a theme, its `fr`, then those of the theme beneath, and English at last."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write(ours, "fr-CH", message("A word", "fr-CH ours"))
    write(ours, "fr", message("A word", "fr ours"), message("B word", "fr ours"))
    write(theirs, "fr-CH", *(message(f"{each} word", "fr-CH theirs") for each in "ABC"))
    write(theirs, "fr", *(message(f"{each} word", "fr theirs") for each in "ABCD"))
    words = [f"{each} word" for each in "ABCDE"]
    with speaking("fr-CH", [ours, theirs]):
        said = [gettext(each) for each in words]
        assert said == ["fr-CH ours", "fr ours", "fr-CH theirs", "fr theirs", "E word"]
    with speaking("fr-BE", [ours, theirs]):
        said = [gettext(each) for each in words]
        assert said == ["fr ours", "fr ours", "fr theirs", "fr theirs", "E word"]
    with speaking("de", [ours, theirs]):
        assert [gettext(each) for each in words] == words


def test_without_a_catalogue_all_is_english(tmp_path: Path) -> None:
    """Dates and numbers too: no page speaks half of a language."""
    with speaking("tlh", [tmp_path]):
        assert (day(AS_OF, year=True), percent(0.5)) == ("21 Nov 2026", "50%")
    write(tmp_path, "sv", message("Teams", "Grupper"))
    with speaking("sv", [tmp_path]):
        assert (day(AS_OF, year=True), percent(0.5)) == ("21 nov. 2026", "50\u00a0%")


def test_the_same_english_can_mean_two_things(tmp_path: Path) -> None:
    """A context tells them apart."""
    write(
        tmp_path,
        "de",
        message("open", "öffnen"),
        message("open", "offen", 'msgctxt "status of a milestone"\n'),
    )
    with speaking("de", [tmp_path]):
        assert gettext("open") == "öffnen"
        assert pgettext("status of a milestone", "open") == "offen"
        assert pgettext("a door", "open") == "open"


def test_values_are_filled_in_and_never_read_as_messages(tmp_path: Path) -> None:
    """A name may hold braces."""
    write(tmp_path, "de", message("{name} leads {what}", "{what} führt {name}"))
    assert gettext("{name} leads {what}", name="{what}", what="it") == "{what} leads it"
    with speaking("de", [tmp_path]):
        said = gettext("{name} leads {what}", name="{what}", what="{0}")
        assert said == "{0} führt {what}"
    assert gettext("100 {percent") == "100 {percent"


# Plurals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "forms", "expected"),
    [
        ("de", "ab", {0: "b", 1: "a", 2: "b", 11: "b", 1000001: "b"}),
        ("fr", "ab", {0: "a", 1: "a", 2: "b", 21: "b"}),
        ("ja", "a", {0: "a", 1: "a", 2: "a"}),
        ("pl", "abc", {1: "a", 2: "b", 5: "c", 12: "c", 22: "b", 112: "c", 1002: "b"}),
        ("ar", "abcdef", {0: "a", 1: "b", 2: "c", 3: "d", 10: "d", 11: "e", 99: "e", 100: "f",
                          101: "f", 103: "d", 111: "e", 1000: "f"}),
    ],
)  # fmt: skip
def test_each_number_takes_its_form(
    tmp_path: Path, language: str, forms: str, expected: dict[int, str]
) -> None:
    """In Python, and by the table that scripts have of it."""
    write(tmp_path, language, goals(*(f"{{count}} {form}" for form in forms)))
    with speaking(language, [tmp_path]):
        told = plural_forms()
        assert len(told) == 200
        for number, form in expected.items():
            figure, _, said = ngettext(*GOALS, number).rpartition(" ")
            assert ("".join(filter(str.isdigit, figure)), said) == (str(number), form)
            # as frame.js looks it up
            assert forms[int(told[number if number < 200 else 100 + number % 100])] == form


def test_english_has_two_forms() -> None:
    """One, and any other number."""
    assert [ngettext(*GOALS, many) for many in (0, 1, 2)] == [
        f"{n} goal{s} of ours" for n, s in ((0, "s"), (1, ""), (2, "s"))
    ]
    assert plural_forms() == "1" + "0" + "1" * 198


# What is kept, and what scripts get ---------------------------------------------------------


def test_what_is_kept_is_forgotten_with_the_language(tmp_path: Path) -> None:
    """And tables of words are filled anew; both as they were when English is spoken again."""
    made: list[str] = []
    table: list[str] = []

    @spoken(8)
    def greeting() -> str:
        made.append(locale()[0])
        return gettext("Good day")

    @in_each_language
    def fill() -> None:
        table[:] = [gettext("Good day")]

    write(tmp_path, "de", message("Good day", "Guten Tag"), message("On track", "Gut"))
    before = locale()
    for said in ("Good day", "Good day"):
        assert [greeting(), *table] == [said, "Good day"]
    with speaking("de", [tmp_path]):
        assert [greeting(), *table] == ["Guten Tag", "Guten Tag"]
        assert "Gut" in [each.word for each in STANDINGS.values()]
        assert locale()[0] == "de"
        assert locale() != before
    assert [greeting(), *table] == ["Good day", "Good day"]
    assert locale() == before
    assert made == [before[0], "de", before[0]]


def test_the_digest_is_that_of_all_words(tmp_path: Path) -> None:
    """A page is drawn again when one of them changes, and not when none does."""
    path = write(tmp_path, "de", message("Teams", "Gruppen"))
    digests = []
    for said in ("Gruppen", "Gruppen", "Teams"):
        path.write_text(head("de") + message("Teams", said), "utf-8")
        with speaking("de", [tmp_path]):
            digests.append(locale()[1])
    assert digests[0] == digests[1] != digests[2]


def test_scripts_get_the_words_that_stand_in_them(tmp_path: Path) -> None:
    """By the locations that the catalogue has; in English they need none."""
    write(
        tmp_path,
        "de",
        message("Suggestions", "Vorschläge", "#: themes/atlas/static/suggest.js\n"),
        f"#: themes/atlas/static/search.js themes/atlas/static/suggest.js\n{goals('a', 'b')}",
        message("Teams", "Gruppen", "#: themes/atlas/templates/base.html\n"),
    )
    with speaking("de", [tmp_path]):
        assert messages_of(["search.js"]) == {GOALS[0]: ("a", "b")}
        assert messages_of(["suggest.js", "frame.js"]) == {
            "Suggestions": ("Vorschläge",),
            GOALS[0]: ("a", "b"),
        }
    assert messages_of(["suggest.js"]) == {}
    assert gettext_noop("Suggestions") == "Suggestions"


# Faulty ones --------------------------------------------------------------------------------

FAULTY = {
    "no catalogue": b'msgid "a',
    "no text": b"\x00\xff\xfe",
    "not UTF-8": head("de").encode() + b'msgid "a"\nmsgstr "\xe4"\n',
    "plurals that are no expression": b'msgid ""\nmsgstr ""\n'
    b'"Plural-Forms: nplurals=2; plural=__import__;\\n"\n',
    "plurals that divide by nothing": b'msgid ""\nmsgstr ""\n'
    b'"Plural-Forms: nplurals=2; plural=1/n;\\n"\n',
}


@pytest.mark.parametrize("content", FAULTY.values(), ids=FAULTY)
def test_a_faulty_catalogue_is_named_and_changes_nothing(tmp_path: Path, content: bytes) -> None:
    """The language that is spoken goes on."""
    path = tmp_path / "de.po"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=f"`{tmp_path.name}/de.po` cannot be read"):
        read_catalogue(path)
    before = locale()
    with pytest.raises(CatalogueError):
        speak("de", [tmp_path])
    assert locale() == before


def test_a_faulty_catalogue_of_a_site_is_a_problem_with_a_place(tmp_path: Path) -> None:
    """The line of site.yml that asks for the language; the build ends with 1 and leaves nothing."""
    root = site(tmp_path, {"site.yml": f"{SITE}theme: house\nlocale: de\n"})
    house = root / "themes" / "house"
    (house / "locales").mkdir(parents=True)
    (house / "theme.toml").write_text('extends = "atlas"\n', "utf-8")
    (house / "locales" / "de.po").write_text('msgid "a', "utf-8")
    result = run("build", str(root), "--output", str(tmp_path / "site"))
    assert result.exit_code == 1
    line = SITE.count("\n") + 2
    assert f"content/site.yml:{line}" in result.output.replace("\n", "")
    assert "locales/de.po" in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "site").exists()
