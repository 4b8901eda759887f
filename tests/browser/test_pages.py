"""What a reader's browser makes of the site: no message, no foreign request, no sideways scroll."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import Visit, axe_faults, too_wide

pytestmark = pytest.mark.browser

ADDRESSES = {
    "home": "/",
    "cascade": "/cascade/",
    "map": "/map/",
    "map of a team": "/map/teams/operations/",
    "map of a cycle": "/map/cycles/2026-q3/",
    "objective": "/objectives/2026-q4-dispatch-by-cutoff/",
    "objective of the whole": "/objectives/peak-season/",
    "graded objective": "/objectives/2026-q3-dispatch-by-cutoff-q3/",
    "team": "/teams/warehouse/",
    "teams": "/teams/",
    "person": "/people/office-manager/",
    "people": "/people/",
    "cycle": "/cycles/2026-q4/",
    "health": "/health/",
    "closed cycle": "/cycles/2026-q3/",
    "updates": "/updates/",
    "kpi": "/kpis/on-time-in-full/",
    "review": "/reviews/2026-11-13-q4-health-check/",
    "page": "/pages/what-okrs-are/",
    "library": "/library/",
    "search": "/search/",
    "check-in": "/check-in/",
    "check-in of a team": "/check-in/?team=facilities",
    "agenda": "/agenda/",
    "agenda of a team": "/teams/operations/agenda/",
    "presentation": "/present/",
    "presentation of a team": "/teams/fleet/present/",
    "timeline": "/timeline/",
    "compare": "/compare/",
    "compare four weeks": "/compare/four-weeks/",
    "brief": "/brief/",
    "lost": "/nowhere/",
}
WIDTHS = (320, 360, 390, 768, 1024, 1440, 1920)
FOCUSED = """(() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const to = here.getAttribute("href");
  return [to, to && document.querySelector(to) !== null, box.left, box.top, box.width];
})()"""
MOVING = "document.getAnimations().filter(each => each.playState === 'running').length"


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_is_quiet_and_fits_every_width(visit: Visit, name: str) -> None:
    """Under the strict policy nothing fails and nothing leaves the site; no sideways scroll."""
    page = visit.open(ADDRESSES[name])
    assert page.locator("h1").count() == 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert too_wide(page) <= 0, width
    assert visit.happened == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing(
    browser: Browser, host: str, axe_script: Path, scheme: str, width: int
) -> None:
    """On any of the pages, light and narrow, dark and wide."""
    visit = Visit(
        browser,
        host,
        color_scheme=scheme,
        bypass_csp=True,
        viewport={"width": width, "height": 900},
    )
    found = []
    for name, address in ADDRESSES.items():
        found += [f"{name}: {each}" for each in axe_faults(visit.open(address), axe_script)]
    visit.close()
    assert found == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_can_be_read_without_scripts(browser: Browser, host: str, name: str) -> None:
    """The same words, and every link."""
    plain = Visit(browser, host, java_script_enabled=False)
    page = plain.open(ADDRESSES[name])
    assert len(page.locator("main").inner_text()) > 40
    assert page.locator("a[href]").count() > 3
    assert plain.happened == []
    plain.close()


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    """The first stop skips what is the same on every page, and shows itself."""
    page = visit.open("/")
    page.keyboard.press("Tab")
    to, found, left, top, width = page.evaluate(FOCUSED)
    assert to.startswith("#")
    assert found
    assert left >= 0
    assert top >= 0
    assert width > 10


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, host: str) -> None:
    """`prefers-reduced-motion`."""
    visit = Visit(browser, host, reduced_motion="reduce")
    page = visit.open("/")
    assert page.evaluate(MOVING) == 0
    visit.close()


def test_a_page_prints(browser: Browser, host: str) -> None:
    """On paper nothing is wider than the sheet."""
    visit = Visit(browser, host, viewport={"width": 700, "height": 1000})
    page = visit.open(ADDRESSES["objective"])
    page.emulate_media(media="print")
    assert too_wide(page) <= 0
    visit.close()
