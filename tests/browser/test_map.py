"""The map in a browser: keys along the lines, filters in the address, zoom, paper, mirrored."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import Visit, served, too_wide, until
from tests.sites import ORG, SITE, built, objective, site

pytestmark = pytest.mark.browser

AT = "/map/"
ONE = "2026-q4-dispatch-by-cutoff"
"""It serves two, and two serve it."""
BOXES = """[...document.querySelectorAll("#map_ .bx")].map(box => ({
  key: box.dataset.n, gone: box.classList.contains("gone"), context: box.classList.contains("ctx"),
  up: box.classList.contains("up"), down: box.classList.contains("down"),
  cycle: box.dataset.cycle, team: (box.dataset.team || "").split(" "), status: box.dataset.status,
  stop: box.tabIndex, mission: box.classList.contains("ms"),
}))"""
LINES = """[...document.querySelectorAll("#map_ path[data-a]")].map(line => ({
  upper: line.dataset.a, lower: line.dataset.b, gone: line.classList.contains("gone"),
  needs: line.classList.contains("dp"), hot: line.classList.contains("hot"),
}))"""
FOCUSED = "document.activeElement.dataset.n"
BAD = {"at_risk", "off_track", "silent"}


def boxes(page: Page) -> dict[str, dict[str, Any]]:
    """Every box as it stands now."""
    return {box["key"]: box for box in page.evaluate(BOXES)}


def above(lines: list[dict[str, Any]], keys: set[str]) -> set[str]:
    """All that some boxes lead to, told from the lines alone."""
    found: set[str] = set()
    waiting = set(keys)
    while waiting:
        waiting = {e["upper"] for e in lines if e["lower"] in waiting and not e["needs"]} - found
        found |= waiting
    return found


def shown(page: Page) -> set[str]:
    """The boxes that can be seen."""
    return {key for key, box in boxes(page).items() if not box["gone"]}


FILTERS = [
    ("cycle", "2026-q4", lambda box: box["cycle"] == "2026-q4"),
    ("team", "operations", lambda box: "operations" in box["team"]),
    ("status", "at_risk", lambda box: box["status"] == "at_risk"),
    ("risk", "1", lambda box: box["status"] in BAD),
]


@pytest.mark.parametrize(("name", "value", "holds"), FILTERS, ids=lambda each: str(each)[:9])
def test_a_filter_leaves_its_matches_and_what_they_serve(
    visit: Visit, name: str, value: str, holds: Callable[[dict[str, Any]], bool]
) -> None:
    """And stands in the address, which shows the same to whom it is sent."""
    page = visit.open(AT)
    every, lines = boxes(page), page.evaluate(LINES)
    if name in ("status", "risk"):
        page.locator(f"#filter_ [name={name}][value='{value}']").check()
    else:
        page.locator(f"#filter_ [name={name}]").select_option(value)
    matches = {key for key, box in every.items() if not box["mission"] and holds(box)}
    assert 0 < len(matches) < len(every) - 1
    assert shown(page) == matches | above(lines, matches)
    context = {key for key, box in boxes(page).items() if box["context"] and not box["gone"]}
    assert context == shown(page) - matches - {"mission_"}
    assert page.locator("#found_").inner_text() == f"{len(matches)} of {len(every) - 1}"
    assert all(
        not line["gone"]
        for line in page.evaluate(LINES)
        if {line["upper"], line["lower"]} <= matches
    )
    assert page.url == f"{visit.host}{AT}?{name}={value}"
    seen = shown(page)
    visit.open(f"{AT}?{name}={value}")
    assert shown(page) == seen
    assert visit.happened == []


def test_dependencies_are_shown_until_they_are_switched_off(visit: Visit) -> None:
    """Which the address tells."""
    page = visit.open(AT)
    needs = [line for line in page.evaluate(LINES) if line["needs"]]
    assert needs
    assert not any(line["gone"] for line in needs)
    page.locator("#filter_ [name=needs]").uncheck()
    assert all(line["gone"] == line["needs"] for line in page.evaluate(LINES))
    assert page.url.endswith("?needs=0")


def test_an_address_with_nonsense_shows_the_whole_map(visit: Visit) -> None:
    """A team that is gone, a box that never was."""
    page = visit.open(f"{AT}?team=nobody&status=odd#o-gone")
    assert not any(box["gone"] for box in boxes(page).values())
    assert visit.happened == []


def test_arrow_keys_follow_lines_and_columns(visit: Visit) -> None:
    """Left to what is served, right to what serves; up and down in a column; there and back."""
    page = visit.open(f"{AT}#o-{ONE}")
    lines = [line for line in page.evaluate(LINES) if not line["needs"]]
    assert page.evaluate(FOCUSED) == ONE
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) in {e["upper"] for e in lines if e["lower"] == ONE}
    page.evaluate(f"document.getElementById('o-{ONE}').focus()")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) in {e["lower"] for e in lines if e["upper"] == ONE}
    page.evaluate(f"document.getElementById('o-{ONE}').focus()")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) != ONE
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == ONE
    assert page.url.endswith(f"#o-{ONE}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/objectives/{ONE}/")


def test_the_map_is_one_stop_of_the_tab_key(visit: Visit) -> None:
    """And whoever goes to a box sees it."""
    page = visit.open(AT)
    assert [box["stop"] for box in boxes(page).values()].count(0) == 1
    page.locator("#view_").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "mission_"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    assert page.evaluate(
        """(() => {
          const at = document.activeElement.getBoundingClientRect();
          const view = document.getElementById("view_").getBoundingClientRect();
          return at.top >= view.top && at.bottom <= view.bottom;
        })()"""
    )
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('#map_')")


def test_pointing_at_a_box_marks_what_it_leads_to(visit: Visit) -> None:
    """All the way up, and all that leads to it."""
    page = visit.open(AT)
    lines = page.evaluate(LINES)
    page.locator(f"#o-{ONE}").hover()
    found = boxes(page)
    assert {key for key, box in found.items() if box["up"]} == above(lines, {ONE})
    below = {key for key, box in found.items() if ONE in above(lines, {key})}
    assert {key for key, box in found.items() if box["down"]} == below
    hot = {(e["upper"], e["lower"]) for e in page.evaluate(LINES) if e["hot"] and not e["needs"]}
    assert {pair for pair in hot if ONE in pair} == {
        (e["upper"], e["lower"])
        for e in lines
        if ONE in (e["upper"], e["lower"]) and not e["needs"]
    }


def test_the_map_is_made_larger_and_smaller(visit: Visit) -> None:
    """By buttons and keys; what Fit shows is all there."""
    page = visit.open(AT)
    wide = "+document.getElementById('map_').getAttribute('width')"
    first = page.evaluate(wide)
    page.locator("[data-zoom='1']").click()
    assert page.evaluate(wide) == pytest.approx(first * 1.25)
    page.locator("#view_").focus()
    page.keyboard.press("-")
    assert page.evaluate(wide) == pytest.approx(first)
    page.keyboard.press("0")
    assert page.evaluate(
        """(() => {
          const view = document.getElementById("view_").getBoundingClientRect();
          return [...document.querySelectorAll("#map_ .bx")].every(box => {
            const at = box.getBoundingClientRect();
            return at.top >= view.top && at.bottom <= view.bottom + 1 && at.left >= view.left;
          });
        })()"""
    )


def test_the_wheel_scrolls_and_zooms_only_with_ctrl(visit: Visit) -> None:
    """So that nobody is caught in the map."""
    page = visit.open(AT)
    wide = "+document.getElementById('map_').getAttribute('width')"
    first = page.evaluate(wide)
    page.locator("#view_").hover()
    page.mouse.wheel(0, 200)
    until(page, "document.getElementById('view_').scrollTop > 0")
    assert page.evaluate(wide) == first
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    until(page, f"{wide} > {first}")
    page.keyboard.up("Control")


def test_a_drag_moves_the_map_and_opens_nothing(visit: Visit) -> None:
    """Even where it begins on a box."""
    page = visit.open(AT)
    at = page.locator("#map_ .bx:not(.ms)").first.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 40, at["y"] + 40)
    page.mouse.down()
    page.mouse.move(at["x"] + 40, at["y"] - 60, steps=4)
    page.mouse.up()
    assert page.evaluate("document.getElementById('view_').scrollTop") == pytest.approx(100, abs=2)
    assert page.url.startswith(f"{visit.host}{AT}")


def test_without_scripts_every_box_is_a_link(browser: Browser, host: str) -> None:
    """The drawing scrolls within its frame, the filters that would do nothing are not there."""
    plain = Visit(browser, host, java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = plain.open(AT)
    assert not page.locator("#filter_").is_visible()
    page.locator("#map_ .bx:not(.ms)").first.click()
    page.wait_for_url("**/objectives/*/")
    plain.close()


def test_names_of_boxes_say_all_that_is_drawn(visit: Visit) -> None:
    """Title, status in words, progress, whose: whoever hears the map knows as much."""
    page = visit.open("/map/teams/warehouse/")
    told = page.locator("#view_").aria_snapshot()
    assert "Leave the dock on time and arrive when booked. On track" in told
    assert "Operations. 4 more aligned to it, not on this map" in told


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that is read from right to left."""
    files = {
        "site.yml": f"{SITE}locale: ar\n",
        "org.yml": ORG,
        "2026-Q4/company/top.md": objective(title="الهدف الأول"),
        "2026-Q4/it/below.md": objective("aligns_to: [top]", title="Below"),
    }
    with served(built(site(tmp_path_factory.mktemp("mirrored"), files))) as address:
        yield address


def test_from_right_to_left_the_mission_stands_at_the_right(
    browser: Browser, mirrored: str
) -> None:
    """And the arrow keys follow what is seen; words are not mirrored."""
    visit = Visit(browser, mirrored, viewport={"width": 1280, "height": 800})
    page = visit.open(AT)
    place = "each => each.getBoundingClientRect().left"
    mission = page.locator("#map_ .ms").evaluate(place)
    assert mission > page.locator("#o-2026-q4-top").evaluate(place)
    assert page.locator("#o-2026-q4-top .nt").first.evaluate("e => e.getScreenCTM().a") > 0
    page.locator("#map_ .ms").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == "2026-q4-top"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == "2026-q4-below"
    assert too_wide(page) <= 0
    visit.close()


def test_on_paper_the_drawing_fits_a_sheet(visit: Visit) -> None:
    """Nothing of it is cut off, and nothing that only a screen needs is printed."""
    page = visit.open(AT)
    page.emulate_media(media="print")
    for each in ("#filter_", "#keys_"):
        assert not page.locator(each).is_visible()
    at = page.locator("#map_").bounding_box()
    assert at is not None
    assert at["height"] < 540
    assert page.evaluate("getComputedStyle(document.getElementById('view_')).overflow") == "visible"
