"""Editing in the preview, in a real browser: by keyboard, without scripts, by screen reader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from okrsite.serve.editing.asked import OWN
from tests.browsing import Visit, axe_faults, too_wide
from tests.conftest import ROOT
from tests.editing import Desk

pytestmark = pytest.mark.browser

GOAL = "2026-q4-fewer-breakdowns"
FORMS = {
    "due": OWN,
    "check-in": f"{OWN}check-in?for=fleet&all=1",
    "whose check-in": f"{OWN}check-in",
    "new": f"{OWN}new?for=facilities",
    "change": f"{OWN}change?objective={GOAL}",
    "align": f"{OWN}align?objective={GOAL}",
    "drop": f"{OWN}drop?objective={GOAL}",
    "grade": f"{OWN}grade?objective=2026-q3-kassel-gate",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A preview of a copy of the example, which may be written."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    found = Desk(tmp_path)
    yield found
    found.close()


def entered(browser: Browser, desk: Desk, **options: object) -> Visit:
    """A browser that opened the address which `okrsite serve --edit` prints."""
    visit = Visit(browser, f"http://{desk.host}", **options)
    visit.page.goto(f"{visit.host}{desk.editing.way_in}")
    return visit


def checkins(desk: Desk) -> set[str]:
    """The files of check-ins."""
    return {path.name for path in (desk.root / "content/checkins").iterdir()}


def test_a_check_in_needs_no_pointer(browser: Browser, desk: Desk) -> None:
    """From what is due to the page that shows it: figures, Tab and Enter, no stop in between."""
    before = checkins(desk)
    visit = entered(browser, desk)
    page = visit.page
    page.goto(f"{visit.host}{OWN}")
    page.get_by_role("link", name="Check in for Fleet").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/check-in?for=fleet")
    page.get_by_label("Value now").first.focus()
    page.keyboard.type("82")
    page.keyboard.press("Tab")
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Two vans wait for tyres")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this right?")
    assert checkins(desk) == before
    expect(page.get_by_text("Two vans wait for tyres")).to_be_visible()
    page.get_by_role("button", name="Write it").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/objectives/{GOAL}/")
    expect(page.get_by_role("status").first).to_contain_text("Written")
    assert checkins(desk) - before == {"2026-11-21-fleet.md"}
    assert visit.happened == []
    visit.close()


def test_a_new_objective_passes_the_checks(browser: Browser, desk: Desk) -> None:
    """With the picker by keyboard; what the rules say comes while somebody types."""
    visit = entered(browser, desk)
    page = visit.page
    page.goto(f"{visit.host}/teams/facilities/")
    page.get_by_role("link", name="New objective").click()
    title = page.get_by_label("What do you want to achieve?")
    title.fill("Increase the number of happy visitors by 20%")
    advice = page.locator('[data-notes="title"]')
    expect(advice).to_contain_text("sets a target", timeout=20_000)
    title.fill("Visitors find their way on their own")
    expect(advice).to_be_empty(timeout=20_000)
    goal = page.get_by_role("combobox", name="The larger goal")
    goal.focus()
    page.keyboard.type("give notice")
    found = page.get_by_role("listbox").get_by_role("option")
    expect(found.first).to_contain_text("Fewer colleagues give notice")
    assert goal.get_attribute("aria-activedescendant")
    page.keyboard.press("Enter")
    assert goal.get_attribute("aria-expanded") == "false"
    _key_result(page, 0, "Visitors who ask for the way", "31", "5", "a week")
    _key_result(page, 1, "Signs that are wrong", "14", "0", "signs")
    page.get_by_role("button", name="See the difference").last.click()
    expect(page.get_by_text("Visitors who ask for the way: 31 -> 5 a week")).to_be_visible()
    page.get_by_role("button", name="Write it").click()
    page.wait_for_url("**/objectives/2026-q4-visitors-find-their-way-on-their/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Visitors find their way")
    assert visit.happened == []
    visit.close()


def _key_result(page: Page, at: int, title: str, start: str, to: str, unit: str) -> None:
    group = page.get_by_role("group", name=f"Key result {at + 1}")
    group.get_by_label("What gets better").fill(title)
    group.get_by_label("From").fill(start)
    group.get_by_label("To the goal").fill(to)
    group.get_by_label("Counted in").fill(unit)


def test_a_picker_is_left_with_escape_and_emptied_by_hand(browser: Browser, desk: Desk) -> None:
    """What is chosen stays until something else is, or the field is empty."""
    visit = entered(browser, desk)
    page = visit.page
    page.goto(f"{visit.host}{FORMS['align']}")
    goal = page.get_by_role("combobox", name="The larger goal")
    answer = page.locator('select[name="aligns_to"]')
    chosen, words = answer.input_value(), goal.input_value()
    assert chosen
    goal.fill("zzz")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert (answer.input_value(), goal.input_value()) == (chosen, words)
    goal.fill("")
    page.keyboard.press("Tab")
    assert answer.input_value() == ""
    goal.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert answer.input_value() not in ("", None)
    visit.close()


def test_without_scripts_all_of_it_works(browser: Browser, desk: Desk) -> None:
    """Lists instead of search, and the checks come with the difference."""
    visit = entered(browser, desk, java_script_enabled=False)
    page = visit.page
    page.goto(f"{visit.host}{FORMS['change']}")
    page.get_by_label("What do you want to achieve?").fill("Trucks start, whatever the weather")
    page.get_by_label("The larger goal").select_option(index=1)
    page.get_by_role("button", name="See the difference").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this right?")
    page.get_by_role("button", name="Go on writing").click()
    title = page.get_by_label("What do you want to achieve?")
    expect(title).to_have_value("Trucks start, whatever the weather")
    title.fill("")
    page.get_by_role("button", name="See the difference").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Say what you want to achieve")
    title.fill("Trucks start, whatever the weather")
    page.get_by_role("button", name="See the difference").last.click()
    page.get_by_role("button", name="Write it").click()
    page.wait_for_url(f"**/objectives/{GOAL}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("whatever the weather")
    visit.close()


def test_what_is_wrong_is_told_and_leads_to_its_field(browser: Browser, desk: Desk) -> None:
    """The list on top has the focus; its links go to the fields, which say what is wrong."""
    visit = entered(browser, desk)
    page = visit.page
    page.goto(f"{visit.host}{FORMS['check-in']}")
    field = page.get_by_label("Value now").first
    field.fill("1,200")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").first.click()
    field = page.get_by_label("Value now").first
    expect(field).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"
    notes = page.locator(f"[id='{field.get_attribute('aria-describedby')}']")
    expect(notes).to_contain_text("separator")
    visit.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing(
    browser: Browser, desk: Desk, axe_script: Path, scheme: str, width: int
) -> None:
    """On any form, on the difference, on a form with faults, and on a page with its links."""
    size = {"width": width, "height": 900}
    visit = entered(browser, desk, color_scheme=scheme, bypass_csp=True, viewport=size)
    page = visit.page
    found: list[str] = []

    def look(name: str) -> None:
        assert too_wide(page) <= 0, name
        found.extend(f"{name}: {each}" for each in axe_faults(page, axe_script))

    for name, address in {**FORMS, "page": f"/objectives/{GOAL}/"}.items():
        visit.open(address)
        look(name)
    visit.open(FORMS["align"])
    page.get_by_role("combobox", name="The larger goal").fill("a")
    look("open picker")
    visit.open(FORMS["drop"])
    page.get_by_role("button", name="See the difference").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("faults")
    page.get_by_label("What", exact=True).select_option("all")
    page.get_by_label("Why?").fill("Taken over by Transport")
    page.get_by_role("button", name="See the difference").last.click()
    expect(page.get_by_role("button", name="Write it")).to_be_visible()
    look("difference")
    visit.close()
    assert found == []


@pytest.mark.parametrize("name", FORMS)
def test_a_form_fits_every_width_and_asks_nobody_else(
    browser: Browser, desk: Desk, name: str
) -> None:
    """From the narrowest phone on, under the strict policy."""
    visit = entered(browser, desk)
    page = visit.open(FORMS[name])
    assert page.locator("h1").count() == 1
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert too_wide(page) <= 0, width
    assert visit.happened == []
    visit.close()


def test_a_page_of_another_origin_can_neither_read_nor_write(browser: Browser, desk: Desk) -> None:
    """Even in the browser that holds the cookie: a form, a request and a frame from elsewhere."""
    before = checkins(desk)
    visit = entered(browser, desk)
    other = Desk(desk.root)  # another port of this machine: another origin of the same site
    try:
        page = visit.page
        page.goto(f"http://{other.host}/")
        read = page.evaluate(
            """async (url) => { try { const got = await fetch(url, {credentials: "include"});
            return got.type + got.status; } catch (fault) { return "refused"; } }""",
            f"http://{desk.host}{OWN}check-in?for=fleet",
        )
        assert read == "refused"
        page.evaluate(
            """(url) => { const form = document.createElement("form"); form.method = "post";
            form.action = url; const field = document.createElement("input"); field.name = "text";
            field.value = "hostile"; form.append(field);
            document.body.append(form); form.submit(); }""",
            f"http://{desk.host}{OWN}check-in",
        )
        page.wait_for_timeout(500)
        assert "hostile" not in page.content() or "not of this preview" in page.content()
        assert checkins(desk) == before
    finally:
        other.close()
        visit.close()
