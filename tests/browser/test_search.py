"""The search in a browser: suggestions in the head, a page that works from its address."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Visit, axe_faults, too_wide

pytestmark = pytest.mark.browser

LIST = "#found_list_:not([hidden])"
TOLD = "#told_:not(:empty)"
FOCUSED = "document.activeElement.id"


def suggested(page: Page, text: str) -> list[str]:
    """Type into the field in the head, and give what is suggested."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    last = page.locator(f"{LIST} li:last-child")
    expect(last).to_have_attribute("data-href", re.compile(f"q={text.replace(' ', '[+]')}$"))
    return page.locator(f"{LIST} li").all_inner_texts()


def results(page: Page) -> list[str]:
    """The titles of what was found, once it is told how much there is."""
    page.wait_for_selector(TOLD)
    return page.locator("#finds_ .fh a").all_inner_texts()


def told(page: Page) -> str:
    """What the search says of its results."""
    page.wait_for_selector(TOLD)
    return page.locator("#told_").inner_text()


# In the head ----------------------------------------------------------------------------------


def test_nothing_is_loaded_before_the_field_is_used(visit: Visit) -> None:
    """A page that is only read costs nothing."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.open("/")
    page.wait_for_timeout(200)
    assert not [url for url in asked if "/search/" in url or "lookup" in url or "suggest" in url]
    suggested(page, "dock")
    assert [url for url in asked if "/search/words/" in url]
    assert visit.happened == []


def test_the_keyboard_alone_finds_and_opens(visit: Visit) -> None:
    """A slash, some letters, arrows and Enter."""
    page = visit.open("/teams/warehouse/")
    found = suggested(page, "dock")
    assert len(found) > 2
    field = page.locator("#find_q_")
    assert page.evaluate(FOCUSED) == "find_q_"
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert chosen.inner_text() == found[0]
    assert "dock" in found[0].lower()
    target = chosen.get_attribute("data-href")
    page.keyboard.press("Enter")
    page.wait_for_url(target or "")


def test_escape_closes_and_then_empties(visit: Visit) -> None:
    """As comboboxes do; the focus stays."""
    page = visit.open("/")
    suggested(page, "dock")
    page.keyboard.press("Escape")
    assert page.locator(LIST).count() == 0
    assert page.locator("#find_q_").input_value() == "dock"
    assert page.locator("#find_q_").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Escape")
    assert page.locator("#find_q_").input_value() == ""
    assert page.evaluate(FOCUSED) == "find_q_"


def test_enter_without_a_choice_leads_to_all_results(visit: Visit) -> None:
    """With what was typed, from any page."""
    page = visit.open("/teams/warehouse/")
    page.locator("#find_q_").fill("night shift")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visit.host}/search/?q=night+shift")
    assert results(page)
    assert page.locator("#search_ [name=q]").input_value() == "night shift"


def test_a_slash_in_a_field_is_a_letter(visit: Visit) -> None:
    """It moves nothing where something is being typed."""
    page = visit.open("/cascade/")
    page.locator("#filter_ [name=q]").focus()
    page.keyboard.type("a/b")
    assert page.locator("#filter_ [name=q]").input_value() == "a/b"


# The page -------------------------------------------------------------------------------------


def test_an_address_shows_what_was_asked(visit: Visit) -> None:
    """Words and filters stand in it; what passes is what a plain reading of the site says."""
    page = visit.open("/search/?q=customer&status=at_risk&status=partly")
    found = results(page)
    assert found
    statuses = page.locator("#finds_ .fh .stands .st").all_inner_texts()
    assert set(statuses) <= {"At risk", "Partly"}
    assert len(statuses) == len(found)
    marks = page.locator("#finds_ mark").all_inner_texts()
    assert marks
    assert all(mark.lower().startswith("customer") for mark in marks)
    assert page.locator("#search_ [name=status]:checked").count() == 2
    assert not page.locator("#all_").is_visible()
    assert visit.happened == []


def test_a_team_stands_for_those_below_it(visit: Visit) -> None:
    """A department's results hold those of its teams."""
    few = results(visit.open("/search/?q=plan&team=network-planning"))
    many = results(visit.open("/search/?q=plan&team=operations"))
    assert few
    assert set(few) < set(many)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Tilburg", "A dock plan for Tilburg that survives the afternoon"),
        ("tilbrug dok", "A dock plan for Tilburg that survives the afternoon"),
        ("TILB", "A dock plan for Tilburg that survives the afternoon"),
        ("Aumuller", "Felix Aumüller"),
        ("Aumüller", "Felix Aumüller"),
        ("WH-1a", "A dock plan for Tilburg that survives the afternoon"),
        ("dock plans", "A dock plan for Tilburg that survives the afternoon"),
    ],
)
def test_words_are_found_however_they_are_written(visit: Visit, text: str, title: str) -> None:
    """Errors, beginnings, endings, accents, case, codes: the first results have it."""
    page = visit.open("/search/")
    page.locator("#search_ [name=q]").fill(text)
    expect(page.locator("#told_")).to_contain_text("result")
    assert title in results(page)[:3]
    assert re.search(r"\?q=", page.url)


def test_a_key_result_leads_to_its_place(visit: Visit) -> None:
    """Below its objective, with its own status."""
    page = visit.open("/search/?q=dock")
    results(page)
    link = page.locator("#finds_ .fk a").first
    assert "#kr-" in (link.get_attribute("href") or "")
    assert link.locator("mark").count() >= 1
    link.click()
    assert page.locator(":target").count() == 1


def test_nothing_found_says_so_kindly(visit: Visit) -> None:
    """And names words that are there, each a search that finds something."""
    page = visit.open("/search/?q=zquartz")
    assert told(page).startswith("Nothing has “zquartz”.")
    page.locator("#told_ a").first.click()
    assert results(page)


def test_filters_that_hide_all_results_say_so(visit: Visit) -> None:
    """There would be some without them."""
    page = visit.open("/search/?q=tilburg&status=planned")
    assert "without them would" in told(page)
    assert results(page) == []


def test_people_and_teams_are_found(visit: Visit) -> None:
    """By kind alone, too."""
    page = visit.open("/search/?kind=Team")
    names = results(page)
    assert "Warehouse" in names
    page.locator("#finds_ a", has_text="Warehouse").first.click()
    page.wait_for_url(f"{visit.host}/teams/warehouse/")


def test_the_whole_can_be_gone_through(visit: Visit) -> None:
    """Twenty at a time, the focus on the first that is new."""
    page = visit.open("/search/?kind=Objective")
    assert len(results(page)) == 20
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#finds_ > li")).to_have_count(40)
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == results(page)[20]


def test_without_scripts_the_search_is_an_index(browser: Browser, host: str) -> None:
    """Every objective by letter, no field that would do nothing."""
    plain = Visit(browser, host, java_script_enabled=False)
    page = plain.open("/search/")
    assert not page.locator("#search_").is_visible()
    assert not page.locator("#find_").is_visible()
    assert page.locator("#all_ li a").count() > 70
    plain.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing_in_use(
    browser: Browser, host: str, axe_script: Path, scheme: str, width: int
) -> None:
    """Suggestions open, results shown, nothing found; and nothing scrolls sideways."""
    visit = Visit(
        browser,
        host,
        color_scheme=scheme,
        bypass_csp=True,
        viewport={"width": width, "height": 900},
    )
    faults = []
    for address in ("/", "/search/?q=dock", "/search/?q=zquartz", "/search/"):
        page = visit.open(address)
        if address == "/":
            suggested(page, "dock")
            page.keyboard.press("ArrowDown")
        elif "q=" in address:
            told(page)
        faults += [f"{address} {each}" for each in axe_faults(page, axe_script)]
        assert too_wide(page) <= 0, address
    visit.close()
    assert faults == []
