"""The search of a site in another language, which no reader of ours speaks: nothing is English."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_search import results, suggested, told
from tests.browsing import Visit, served
from tests.i18n.escapes import foreign, write_foreign
from tests.i18n.extracted import ATLAS, PROGRAM, messages
from tests.sites import GOAL, SITE, built, goal, objective, site

pytestmark = pytest.mark.browser

RATING = "{id: rating, title: Colleagues rate their week, metric: {from: 0, to: 9}}"
FILES = {
    "site.yml": f"{SITE}theme: house\nlocale: el\n",
    GOAL: goal(RATING),
    "2026-Q4/it/laptops.md": objective("aligns_to: onboarding", title="Laptops on the desk"),
    "2026-Q4/company/ready.md": objective("owner: ada", title="Ready for the winter"),
}


@pytest.fixture(scope="module")
def page_of_search(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[tuple[Visit, Page]]:
    """A small site in that language, served."""
    root = site(tmp_path_factory.mktemp("spoken"), FILES)
    house = root / "themes" / "house"
    (house / "locales").mkdir(parents=True)
    (house / "theme.toml").write_text('extends = "atlas"\n', "utf-8")
    write_foreign([*messages(PROGRAM), *messages(ATLAS)], house / "locales")
    with served(built(root)) as host:
        visit = Visit(browser, host)
        yield visit, visit.page
        visit.close()


def said(message: str, **values: str) -> str:
    """What a message is in that language, with its values."""
    return foreign(message).format(**values)


ANSWERS = [
    ("ready", said("{count} results.", count="2")),
    ("winter", said("{count} result.", count="1")),
    ("ready xyzzyx", said(
        "{count} results, without {words}, which stands nowhere.", count="2", words="“xyzzyx”")),
    ("wintre", said(
        "{count} result, with words like {words}, which itself stands nowhere.",
        count="1", words="“wintre”")),
    ("winter laptops", said("{count} results; none has all of these words.", count="2")),
    ("xyzzyx", said("Nothing has “{text}”.", text="xyzzyx")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), ANSWERS, ids=[text for text, _ in ANSWERS])
def test_answers_are_whole_sentences(
    page_of_search: tuple[Visit, Page], text: str, answer: str
) -> None:
    """How many there are, and what of the words was not found."""
    visit, page = page_of_search
    visit.open(f"/search/?q={text.replace(' ', '+')}")
    expect(page.locator("#told_")).to_have_text(re.compile(re.escape(answer)))
    assert visit.happened == []


def test_scripts_set_thousands_apart_as_the_language_does(
    page_of_search: tuple[Visit, Page],
) -> None:
    """Greek has a full stop there."""
    visit, page = page_of_search
    visit.open("/search/")
    told = page.evaluate("sayMany('{count} result.', '{count} results.', 1234567)")
    assert told == said("{count} results.", count="1.234.567")


def test_filters_are_named_and_work(page_of_search: tuple[Visit, Page]) -> None:
    """Their values in the address are those of every language."""
    visit, page = page_of_search
    visit.open("/search/?kind=Team")
    assert set(results(page)) == {"IT", "People Operations", "The company"}
    kinds = page.locator("select[name=kind] option").all_inner_texts()
    assert kinds[:3] == [said("Everything"), said("Objective"), said("Team")]
    assert page.locator("select[name=kind]").input_value() == "Team"
    assert said("Team") in page.locator("#finds_ .meta").first.inner_text()
    visit.open("/search/?kind=Objective&team=it")
    assert results(page) == ["Laptops on the desk"]
    serves = said("serves {objective}", objective="Be ready on day one")
    assert serves in page.locator("#finds_").inner_text()
    visit.open("/search/?q=winter&team=it")
    without = "Nothing passes these filters, but {count} without them would."
    assert told(page) == said(without, count="1")


def test_words_of_ours_are_found_too(page_of_search: tuple[Visit, Page]) -> None:
    """A team is found by what is said of it, as it is said."""
    visit, page = page_of_search
    visit.open(f"/search/?kind=Team&q={foreign('objective')}")
    assert "IT" in results(page)


def test_suggestions(page_of_search: tuple[Visit, Page]) -> None:
    """Kinds and statuses beside them, and the way to all results below."""
    visit, page = page_of_search
    visit.open("/")
    found = suggested(page, "winter")
    assert found[-1] == said("Show as a page")
    assert said("Unmeasured") in found[0]
    listed = page.locator("#found_list_")
    assert listed.get_attribute("aria-label") == said("Suggestions")
    expect(page.locator(".find [role=status]")).to_have_text(said("{count} suggestion", count="1"))
