"""The library on the site: only where it is wanted, every example in its place."""

import re
from pathlib import Path

import pytest

from okrsite.library import FUNCTIONS, examples
from okrsite.model.place import Place
from okrsite.pages._aims import aim
from okrsite.read.key_result import short_measure
from tests.sites import GOAL, SITE, built, objective, site


def test_a_site_has_no_library_unless_it_says_so(tmp_path: Path) -> None:
    """Neither the page nor a link to it."""
    output = built(site(tmp_path, {GOAL: objective()}))
    assert not (output / "library").exists()
    assert "/library/" not in (output / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a site that wants it."""
    settings = f"{SITE}library: true\nurl: https://okrs.example.org/\n"
    output = built(site(tmp_path_factory.mktemp("library"), {"site.yml": settings}))
    assert "library/" in (output / "index.html").read_text("utf-8")
    assert "https://okrs.example.org/library/<" in (output / "sitemap.xml").read_text("utf-8")
    return (output / "library" / "index.html").read_text("utf-8")


def test_every_example_stands_under_its_function(page: str) -> None:
    """With an anchor each, and a link to the function's at the top."""
    sections = re.split(r'<section class="sec" id="', page)[1:]
    assert [each.partition('"')[0] for each in sections] == list(FUNCTIONS)
    for section in sections:
        key = section.partition('"')[0]
        names = re.findall(r'<article[^>]* id="([^"]+)"', section)
        assert names == [each.name for each in examples() if each.function == key]
        assert f'href="#{key}"' in page


def test_no_two_places_of_the_page_have_one_name(page: str) -> None:
    """Or a link would lead to the wrong one."""
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)


def test_an_example_is_shown_with_its_reason_and_its_weak_twin(page: str) -> None:
    """What is good about it stands in the open, what is weak behind a click."""
    block = page.partition('id="early-close"')[2].partition("</article>")[0]
    assert "Working days until the books are closed" in block
    assert '<b class="n">9 → 5\N{NO-BREAK SPACE}days</b>' in block
    assert "The band on corrections means" in block
    assert "Accelerate the monthly close" in block.partition("<details")[2]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("15 -> 5 days", "15 → 5\N{NO-BREAK SPACE}days"),
        ("? -> 5 %", "? → 5%"),
        ("15 -> ? days", "15 → ?"),
        ("-30% forms", "? → ?"),
        (">= 4.5 points", "4.5\N{NO-BREAK SPACE}points or more"),
        ("4..5 points", "4 to 5\N{NO-BREAK SPACE}points"),
        ("yes/no", "yes or no"),
        ("aligned min", "the lowest of the objectives aligned to it"),
    ],
)
def test_an_aim_is_told_in_a_few_words(written: str, words: str) -> None:
    """Whatever the kind."""
    measure = short_measure(written, Place("", ""))
    assert measure is not None
    assert aim(measure) == words
