"""Dates, numbers and rows of things as languages write them; digits are 0 to 9 in all of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from okrsite.i18n import gettext, ngettext, speaking
from okrsite.i18n.formats import APART, WHOLE, formats_of
from okrsite.pages._frame import frame
from okrsite.pages._words import (
    day,
    listed,
    month,
    month_and_year,
    number,
    percent,
    points,
    score,
    short,
    span,
    spelled,
    weekday,
)
from okrsite.render.said import counted, filled, said_many
from tests.i18n.test_catalogue import message, write
from tests.sites import AS_OF, SITE, portfolio, site

LRM, NARROW, NO_BREAK = "\u200e", "\u202f", "\u00a0"
MARCH = date(2027, 3, 5)

Speaking = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def in_language(tmp_path: Path) -> Speaking:
    """Speak a language, of which a catalogue has a word."""

    def begin(language: str) -> AbstractContextManager[None]:
        if language != "en":
            write(tmp_path, language, message("A word of ours", "..."))
        return speaking(language, [tmp_path])

    return begin


DATES = {
    "en": ("21 Nov", "21 Nov 2026", "Sat 21 Nov", "Mar", "March 2027"),
    "de": ("21. Nov.", "21. Nov. 2026", "Sa 21. Nov.", "Mär", "März 2027"),
    "fr": ("21 nov.", "21 nov. 2026", "sam. 21 nov.", "mars", "mars 2027"),
    "ar": ("21 نوفمبر", "21 نوفمبر 2026", "السبت 21 نوفمبر", "مارس", "مارس 2027"),
}


@pytest.mark.parametrize(("language", "expected"), DATES.items(), ids=DATES)
def test_dates(in_language: Speaking, language: str, expected: tuple[str, ...]) -> None:
    """Short ones, with the year, with the day of the week; months by themselves."""
    with in_language(language):
        found = (day(AS_OF), day(AS_OF, year=True), weekday(AS_OF), month(MARCH))
        assert (*found, month_and_year(MARCH)) == expected


def test_spans(in_language: Speaking) -> None:
    """Both ends in the order of the language; the year once."""
    with in_language("de"):
        assert span(AS_OF, date(2026, 12, 31)) == "21. Nov. – 31. Dez. 2026"
        assert span(AS_OF, MARCH) == "21. Nov. 2026 – 5. März 2027"
    assert span(AS_OF, MARCH) == "21 Nov 2026 – 5 Mar 2027"


MILLION = {"de": f"1,2{NO_BREAK}Mio.", "fr": f"1,2{NARROW}M", "ar": "1.2 مليون"}
"""1.2 of them, short enough to stand beside a chart."""

NUMBERS = {
    "en": (f"1{NARROW}234.5", "−3.25", "12%", f"7{NO_BREAK}days", "0.70", "1.2M"),
    "de": ("1.234,5", "−3,25", f"12{NO_BREAK}%", f"7{NO_BREAK}days", "0,70", MILLION["de"]),
    "fr": (f"1{NARROW}234,5", "−3,25", f"12{NO_BREAK}%", f"7{NO_BREAK}days", "0,70", MILLION["fr"]),
    "ar": (
        "1,234.5",
        f"{LRM}−3.25",
        APART.format("12%"),
        WHOLE.format(f"7{NO_BREAK}days"),
        "0.70",
        MILLION["ar"],
    ),
}


@pytest.mark.parametrize(("language", "expected"), NUMBERS.items(), ids=NUMBERS)
def test_numbers(in_language: Speaking, language: str, expected: tuple[str, ...]) -> None:
    """Groups, parts, what is below zero; a unit is content, but per cent is the language's."""
    with in_language(language):
        found = (number(1234.5), number(-3.25), number(12, "%"), number(7, "days"))
        assert (*found, score(0.7), short(1.2e6)) == expected
        assert (number(None), score(None), percent(None)) == ("–", "–", "–")


SHARES = {
    "en": ("56%", "-5%", "+3", "−12", "±0"),
    "de": (f"56{NO_BREAK}%", f"−5{NO_BREAK}%", "+3", "−12", "±0"),
    "fr": (f"56{NO_BREAK}%", f"−5{NO_BREAK}%", "+3", "−12", "±0"),
    "ar": (APART.format("56%"), APART.format(f"{LRM}−5%"), f"{LRM}+3", f"{LRM}−12", "±0"),
}


@pytest.mark.parametrize(("language", "expected"), SHARES.items(), ids=SHARES)
def test_shares_and_points(in_language: Speaking, language: str, expected: tuple[str, ...]) -> None:
    """A sign stays on its side of a number also where text runs from right to left."""
    with in_language(language):
        found = (percent(0.56), percent(-0.05), points(0.5, 0.47), points(0.35, 0.47))
        assert (*found, points(0.5, 0.5)) == expected


LISTS = {
    "en": ("a and b", "a, b and c", "three"),
    "de": ("a und b", "a, b und c", "3"),
    "fr": ("a et b", "a, b et c", "3"),
    "ar": ("a وb", "a وb وc", "3"),
}


@pytest.mark.parametrize(("language", "expected"), LISTS.items(), ids=LISTS)
def test_rows_of_things(in_language: Speaking, language: str, expected: tuple[str, ...]) -> None:
    """Joined by a word at the end; small numbers are words in English alone."""
    with in_language(language):
        assert (listed(["a", "b"]), listed("abc"), spelled(3)) == expected
        assert (listed([]), listed(["a"])) == ("", "a")


@pytest.mark.parametrize("locale", ["xx", "tlh-KX", "not a language", "", "de-", "en-GB", "EN"])
def test_a_language_that_nobody_knows_is_written_as_english(locale: str) -> None:
    """No build fails for it."""
    found = formats_of(locale)
    assert (found.day(AS_OF, year=True), found.percent("5")) == ("21 Nov 2026", "5%")
    assert (found.decimal, found.group, found.right_to_left) == (".", NARROW, False)


@pytest.mark.parametrize(
    ("locale", "direction"), [("ar", "rtl"), ("fa-IR", "rtl"), ("fr-CH", "ltr"), ("de_AT", "ltr")]
)
def test_regions_and_directions(tmp_path: Path, locale: str, direction: str) -> None:
    """The page tells both, as browsers and readers of screens want them."""
    root = site(tmp_path, {"site.yml": f"{SITE}locale: {locale}\n"})
    found = frame(portfolio(root))
    assert (found.lang, found.dir) == (locale.replace("_", "-"), direction)
    assert formats_of(locale).right_to_left == (direction == "rtl")


def test_regions_write_numbers_in_their_own_way() -> None:
    """Swiss French has other groups, Austrian German a Jänner."""
    assert formats_of("de-AT").month(date(2026, 1, 1)) == "Jän"
    assert formats_of("de-CH").group == "’"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "9999|10\u202f000|12\u202f345 of 30\u202f000"),
        ("de", "9999|10.000|12.345 of 30.000"),
        ("fr", "9999|10\u202f000|12\u202f345 of 30\u202f000"),
        ("ar", "9999|10,000|12,345 of 30,000"),
    ],
)
def test_large_numbers_of_a_sentence_are_set_apart(
    in_language: Speaking, language: str, expected: str
) -> None:
    """From ten thousand on; in templates and in code."""
    with in_language(language):
        told = [ngettext("{count}", "{count}", number) for number in (9999, 10_000)]
        some = said_many("{some} of {count}", "{some} of {count}", 30_000, some=12_345)
        assert "|".join((*told, some)) == expected
        of = {"some": 12_345, "count": 30_000}
        assert gettext("{some} of {count}", **of) == filled("{some} of {count}", **of) == some
        assert f"{counted(12_345)} of {counted(30_000)}" == some


@pytest.mark.parametrize("name", ["2026-Q4", "3PL and <more>"])
def test_a_name_that_begins_with_a_figure_is_kept_together(
    in_language: Speaking, name: str
) -> None:
    """From right to left `2026-Q4` would be read `Q4-2026`; other names and dates need no help."""
    for language, told in (("ar", WHOLE.format(name)), ("de", name)):
        with in_language(language):
            assert gettext("{cycle}", cycle=name) == told
            assert filled("{cycle}", cycle=name) == escape(told)
            for plain in ("Q4 2026", "2026", "٢٠٢٦", "31 ديسمبر 2026", "12%"):
                assert gettext("{cycle}", cycle=plain) == plain
