"""Meetings in a real browser: slides turned with keys, sheets of paper, pages without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import Visit, axe_faults, served, too_wide, until
from tests.sites import GOAL, ORG, SITE, built, objective, site

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('.slide')].filter(s => s.offsetParent).map(s => s.id)"
HEADING = "document.activeElement.textContent"


def shown(page: Page) -> list[str]:
    """The slides that are on the screen."""
    found: list[str] = page.evaluate(SHOWN)
    return found


@pytest.fixture
def slides(visit: Visit) -> Page:
    """The presentation of the whole organisation, begun."""
    page = visit.open("/present/")
    page.click("#go_")
    return page


def test_before_it_begins_the_presentation_is_a_page_of_all_its_slides(visit: Visit) -> None:
    """So that it can be read, searched and printed."""
    page = visit.open("/present/")
    assert len(shown(page)) > 5
    assert page.locator("#deck_").is_hidden()


def test_one_slide_is_shown_at_a_time(slides: Page) -> None:
    """The first, with the way through all of them below it."""
    assert shown(slides) == ["s1"]
    assert slides.locator(".mast").is_hidden()
    assert slides.locator("#at_").inner_text().startswith("1 / ")


def test_keys_turn_the_slides(slides: Page) -> None:
    """Arrows, page keys, space, Home and End; at an end nothing happens."""
    for key, slide in (
        ("ArrowLeft", "s1"),
        ("ArrowRight", "s2"),
        ("PageDown", "s3"),
        ("ArrowLeft", "s2"),
        ("PageUp", "s1"),
        ("End", slides.locator(".slide").last.get_attribute("id")),
        ("ArrowRight", slides.locator(".slide").last.get_attribute("id")),
        ("Home", "s1"),
    ):
        slides.keyboard.press(key)
        assert shown(slides) == [slide], key
    slides.keyboard.press("ArrowRight")
    slides.keyboard.press("Space")
    assert shown(slides) == ["s3"]
    slides.keyboard.press("Shift+Space")
    assert shown(slides) == ["s2"]


def test_the_heading_of_a_slide_is_read_out(slides: Page) -> None:
    """It has the focus, and the address names the slide."""
    slides.keyboard.press("ArrowRight")
    assert slides.evaluate(HEADING) == slides.locator("#s2 h2").inner_text()
    assert slides.url.endswith("#s2")


def test_the_speaker_opens_the_evidence(slides: Page) -> None:
    """With a key or the button; the check-ins are there."""
    slides.keyboard.press("ArrowRight")
    evidence = slides.locator("#s2 .evid .said").first
    assert not evidence.is_visible()
    slides.keyboard.press("e")
    assert evidence.is_visible()
    slides.click("[data-do=proof]")
    assert not evidence.is_visible()


def test_the_screen_is_filled_and_given_back(slides: Page) -> None:
    """With F."""
    slides.keyboard.press("f")
    until(slides, "document.fullscreenElement !== null")
    slides.keyboard.press("f")
    until(slides, "document.fullscreenElement === null")


def test_escape_ends_it(slides: Page) -> None:
    """The page is as before, at the slide that was shown; its keys are the reader's again."""
    slides.keyboard.press("ArrowRight")
    slides.keyboard.press("Escape")
    assert len(shown(slides)) > 5
    assert slides.locator(".mast").is_visible()
    slides.keyboard.press("ArrowRight")
    assert slides.url.endswith("#s2")


def test_a_key_held_with_another_is_the_browser_s(slides: Page) -> None:
    """Going back in history is no slide."""
    slides.keyboard.press("Control+ArrowRight")
    assert shown(slides) == ["s1"]


def test_it_begins_at_the_slide_that_its_address_names(visit: Visit) -> None:
    """So that a meeting can go on where it stopped."""
    page = visit.open("/present/#s4")
    page.click("#go_")
    assert shown(page) == ["s4"]


def test_axe_finds_nothing_on_a_slide(browser: Browser, host: str, axe_script: Path) -> None:
    """While it is shown."""
    visit = Visit(browser, host, bypass_csp=True, color_scheme="dark")
    page = visit.open("/present/")
    page.click("#go_")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    assert axe_faults(page, axe_script) == []
    visit.close()


def test_without_scripts_nothing_promises_slides(browser: Browser, host: str) -> None:
    """No button that would do nothing; every slide is a section."""
    visit = Visit(browser, host, java_script_enabled=False)
    page = visit.open("/present/")
    assert page.locator("#go_").is_hidden()
    assert page.locator(".slide").count() > 5
    assert page.locator(".slide").last.is_visible()
    visit.close()


# Paper ------------------------------------------------------------------------------------------


def sheets(page: Page, paper: str) -> int:
    """How many sheets a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_brief_is_one_sheet(visit: Visit, paper: str) -> None:
    """Of the example."""
    assert sheets(visit.open("/brief/"), paper) == 1


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An organisation that says everything at the greatest length, served."""
    long = "Everything that everybody does is to be done better than it was ever done before " * 5
    files = {
        "site.yml": SITE.replace("Goods arrive on time.", long),
        "org.yml": ORG.replace("The company", long[:200]),
        "2026-11-14-company.md": f"{long}\n\n{long}\n",
        "2026-11-13-r.md": "---\ntype: review\ndate: 2026-11-13\nlessons:\n"
        + f"  - {long}\n" * 9
        + "---\n",
    }
    for at in range(12):
        files[f"2026-Q4/company/g{at}.md"] = objective(
            f"code: {'C' * 30}{at}\nowner: ada\ndepends_on: [{{objective: g{(at + 1) % 12}}}]\n"
            f'key_results: [{{title: "{long}", metric: {{from: 0, to: 9}},'
            f" due: 2026-11-{23 + at % 6}, checkins: [{{date: 2026-11-{10 + at % 9}, value: 1,"
            f' note: "{long}"}}]}}]',
            title=f"{long}{at}",
        )
        files[f"kpis/k{at}.md"] = (
            f'---\ntype: kpi\ntitle: "{long}"\nunit: {"parcels" * 4}\nhealthy: {{min: 5}}\n'
            "checkins: [{date: 2026-11-10, value: 123456.5}]\n---\n"
        )
    with served(built(site(tmp_path_factory.mktemp("wordy"), files), keep_going=True)) as address:
        yield address


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_brief_stays_one_sheet_whatever_is_written(
    browser: Browser, wordy: str, paper: str
) -> None:
    """With more of everything than it has room for, each at the greatest length."""
    visit = Visit(browser, wordy)
    assert sheets(visit.open("/brief/"), paper) == 1
    visit.close()


def test_nothing_is_wider_than_its_sheet(browser: Browser, wordy: str) -> None:
    """The pages that go into a meeting on paper."""
    visit = Visit(browser, wordy, viewport={"width": 700, "height": 1000})
    for address in ("/agenda/", "/brief/", "/timeline/", "/compare/"):
        page = visit.open(address)
        page.emulate_media(media="print")
        assert too_wide(page) <= 0, address
    visit.close()


def test_the_agenda_on_paper_has_room_for_decisions(visit: Visit) -> None:
    """Boxes and lines that a screen does not need."""
    page = visit.open("/agenda/")
    assert page.locator(".verdict").first.is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".verdict").first.is_visible()


def test_a_presentation_from_right_to_left_turns_the_other_way(
    browser: Browser, tmp_path: Path
) -> None:
    """The arrow to the left goes on."""
    files = {"site.yml": f"{SITE}locale: he\n", GOAL: objective("owner: ben")}
    with served(built(site(tmp_path, files))) as address:
        visit = Visit(browser, address)
        page = visit.open("/present/")
        page.click("#go_")
        page.keyboard.press("ArrowLeft")
        assert shown(page) == ["s2"]
        visit.close()
