"""The cascade in a browser: filters that stand in the address, keys, the line of sight."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import Visit, until

pytestmark = pytest.mark.browser

AT = "/cascade/"
DEEP = "2026-q4-short-walks"
"""Three objectives stand above it."""
ROWS = """[...document.querySelectorAll("#tree_ tbody tr")].map(row => ({
  ...row.dataset, id: row.id, level: +row.dataset.level, hidden: row.hidden,
  context: row.classList.contains("ctx"), up: row.classList.contains("up"),
  me: row.classList.contains("me"), text: row.textContent, group: row.classList.contains("group"),
  open: row.getAttribute("aria-expanded"), stop: row.tabIndex,
}))"""
FOCUSED = "document.activeElement.id"


def rows(page: Page) -> list[dict[str, Any]]:
    """Every row as it stands now."""
    found: list[dict[str, Any]] = page.evaluate(ROWS)
    return found


def above(all_rows: list[dict[str, Any]], index: int) -> list[int]:
    """The rows over a row, by their levels alone."""
    found, level = [], all_rows[index]["level"]
    for at in range(index - 1, -1, -1):
        if all_rows[at]["level"] < level:
            found.append(at)
            level = all_rows[at]["level"]
    return found


def holds(row: dict[str, Any], name: str, value: str) -> bool:
    """Whether a filter lets a row through, told from what the page says of the row."""
    if row["group"]:
        return False
    if name == "q":
        return value.lower() in row["text"].lower()
    return value in row["team"].split() if name == "team" else bool(row[name] == value)


def assert_filtered(page: Page, *wanted: tuple[str, str]) -> None:
    """Seen are the rows that all filters let through, and what stands above them as context."""
    found = rows(page)
    through = {at for at, row in enumerate(found) if all(holds(row, *each) for each in wanted)}
    seen = through.union(*(above(found, at) for at in through))
    assert 0 < len(through) < sum(not row["group"] for row in found)
    assert {at for at, row in enumerate(found) if not row["hidden"]} == seen
    context = {at for at, row in enumerate(found) if row["context"] and not row["hidden"]}
    assert context == {at for at in seen - through if not found[at]["group"]}
    told = page.locator("#found_").inner_text()
    assert told == f"{len(through)} of {sum(not row['group'] for row in found)}"


def ask(page: Page, name: str, value: str) -> None:
    """Set one filter as a reader does."""
    if name == "status":
        page.locator(f"#filter_ [name=status][value={value}]").check()
    elif name == "q":
        page.locator("#filter_ [name=q]").fill(value)
    else:
        page.locator(f"#filter_ [name={name}]").select_option(value)


FILTERS = [
    ("q", "night"),
    ("cycle", "2026-q3"),
    ("team", "operations"),
    ("owner", "warehouse-manager"),
    ("focus", "people"),
    ("status", "at_risk"),
]


@pytest.mark.parametrize(("name", "value"), FILTERS)
def test_a_filter_shows_its_matches_under_what_they_serve(
    visit: Visit, name: str, value: str
) -> None:
    """And stands in the address, which shows the same to whom it is sent."""
    page = visit.open(AT)
    ask(page, name, value)
    assert_filtered(page, (name, value))
    assert page.url == f"{visit.host}{AT}?{name}={value}"
    shown = [row["hidden"] for row in rows(page)]
    visit.open(f"{AT}?{name}={value}")
    assert [row["hidden"] for row in rows(page)] == shown
    if name == "status":
        assert page.locator("#filter_ :checked[name=status]").count() == 1
    else:
        assert page.locator(f"#filter_ [name={name}]").input_value() == value
    assert visit.happened == []


def test_filters_narrow_each_other_and_statuses_widen(visit: Visit) -> None:
    """Team and status: both must hold; one of two statuses is enough."""
    page = visit.open(AT)
    ask(page, "team", "operations")
    ask(page, "status", "at_risk")
    assert_filtered(page, ("team", "operations"), ("status", "at_risk"))
    one = page.locator("#found_").inner_text()
    ask(page, "status", "off_track")
    assert int(page.locator("#found_").inner_text().split()[0]) > int(one.split()[0])
    assert page.url.endswith("?team=operations&status=at_risk&status=off_track")


def test_a_filter_taken_back_leaves_the_address_and_the_tree_whole(visit: Visit) -> None:
    """As if nothing had been asked."""
    page = visit.open(f"{AT}?team=warehouse&status=at_risk")
    page.locator("#filter_ [name=status]:checked").uncheck()
    page.locator("#filter_ [name=team]").select_option("")
    assert page.url == f"{visit.host}{AT}"
    assert not any(row["hidden"] or row["context"] for row in rows(page))


def test_an_address_with_nonsense_shows_the_whole(visit: Visit) -> None:
    """A team that is gone, a status that never was."""
    page = visit.open(f"{AT}?team=nobody&status=perfect&colour=blue")
    assert not any(row["hidden"] for row in rows(page))
    assert visit.happened == []


def test_a_filter_that_nothing_passes_says_so(visit: Visit) -> None:
    """None of them, and the keys go on working once there is something again."""
    page = visit.open(f"{AT}?q=zzzz")
    assert all(row["hidden"] for row in rows(page))
    assert page.locator("#found_").inner_text().startswith("0 of ")
    ask(page, "q", "")
    page.locator("#tree_ tbody tr").first.click(position={"x": 400, "y": 10})
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == rows(page)[1]["id"]


def test_without_scripts_the_cascade_is_a_whole_table(browser: Browser, host: str) -> None:
    """No filter that would do nothing, no role without its keys."""
    plain = Visit(browser, host, java_script_enabled=False)
    page = plain.open(AT)
    assert not page.locator("#filter_").is_visible()
    assert page.locator("#tree_ tbody tr").count() > 40
    assert page.locator("[role=treegrid]").count() == 0
    plain.close()


# Keys -----------------------------------------------------------------------------------------


def start(visit: Visit) -> tuple[Page, list[dict[str, Any]]]:
    """The first row has the focus."""
    page = visit.open(AT)
    page.locator("#tree_ tbody tr").first.focus()
    return page, rows(page)


def test_arrows_move_between_rows_and_one_row_is_a_stop(visit: Visit) -> None:
    """Down, up, first and last; Tab comes once to the whole tree."""
    page, found = start(visit)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == found[1]["id"]
    assert [row["id"] for row in rows(page) if row["stop"] == 0] == [found[1]["id"]]
    page.keyboard.press("End")
    assert page.evaluate(FOCUSED) == found[-1]["id"]
    page.keyboard.press("Home")
    assert page.evaluate(FOCUSED) == found[0]["id"]
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == found[0]["id"]


def test_right_opens_and_enters_and_left_closes_and_leaves(visit: Visit) -> None:
    """As tree grids do."""
    page, found = start(visit)
    page.keyboard.press("ArrowLeft")
    now = rows(page)
    assert now[0]["open"] == "false"
    assert now[1]["hidden"]
    assert page.evaluate(FOCUSED) == found[0]["id"]
    page.keyboard.press("ArrowRight")
    assert not rows(page)[1]["hidden"]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == found[1]["id"]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == found[0]["id"]


def test_enter_opens_the_page_of_the_row(visit: Visit) -> None:
    """That of the objective."""
    page, found = start(visit)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visit.host}/objectives/{found[0]['id']}/")


def test_keys_pass_over_what_a_filter_hides(visit: Visit) -> None:
    """Only what is seen can be reached."""
    page = visit.open(f"{AT}?status=off_track")
    seen = [row["id"] for row in rows(page) if not row["hidden"]]
    page.locator(f"[id='{seen[0]}']").focus()
    for row in seen[1:]:
        page.keyboard.press("ArrowDown")
        assert page.evaluate(FOCUSED) == row


def test_all_closes_and_opens(visit: Visit) -> None:
    """Only the tops remain, then everything is back."""
    page = visit.open(AT)
    page.get_by_role("button", name="Close all").click()
    assert {row["level"] for row in rows(page) if not row["hidden"]} == {1}
    page.get_by_role("button", name="Open all").click()
    assert not any(row["hidden"] for row in rows(page))


# Line of sight --------------------------------------------------------------------------------


def assert_in_sight(page: Page, name: str) -> None:
    """The row, all above it and nothing else is marked; the strip tells the way to the mission."""
    found = rows(page)
    at = next(index for index, row in enumerate(found) if row["id"] == name)
    over = above(found, at)
    assert len(over) >= 2
    assert [row["id"] for row in found if row["me"]] == [name]
    assert {index for index, row in enumerate(found) if row["up"]} == set(over)
    assert not any(found[index]["hidden"] for index in (at, *over))
    strip = page.locator("#sight_")
    ways = strip.locator("a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    ids = [way.rstrip("/").split("/")[-1] for way in ways]
    assert ids == [found[index]["id"] for index in (*reversed(over), at)]
    assert "Mission" in strip.inner_text()
    assert strip.locator("[aria-current=true]").count() == 1
    assert page.locator("#tree_ .via, #tree_ .end").count() >= len(over)


def test_a_row_that_is_chosen_shows_its_line_of_sight(visit: Visit) -> None:
    """By pointer or key; the former one's is gone."""
    page = visit.open(AT)
    page.locator("#tree_ tbody tr").first.focus()
    page.locator(f"[id='{DEEP}'] .c-st").click()
    assert_in_sight(page, DEEP)
    page.keyboard.press("ArrowUp")
    assert page.locator(f"[id='{DEEP}'].me").count() == 0
    page.keyboard.press("ArrowDown")
    assert_in_sight(page, DEEP)


def test_an_address_that_names_an_objective_shows_it_in_sight(visit: Visit) -> None:
    """As the links of other pages do; it is on the screen and not under what sticks to its top."""
    page = visit.open(f"{AT}#{DEEP}")
    assert_in_sight(page, DEEP)
    assert page.evaluate(FOCUSED) == DEEP
    box = page.locator(f"[id='{DEEP}']").bounding_box()
    dock = page.locator("#tree_ thead").bounding_box()
    assert box is not None
    assert dock is not None
    assert box["y"] >= dock["y"] + dock["height"] - 1


def test_a_line_of_sight_opens_what_was_closed(visit: Visit) -> None:
    """All that stands above the row, and nothing beside."""
    page = visit.open(AT)
    page.get_by_role("button", name="Close all").click()
    page.evaluate(f"location.hash = '{DEEP}'")
    until(page, f"document.activeElement.id === '{DEEP}'")
    assert_in_sight(page, DEEP)
    assert any(row["open"] == "false" for row in rows(page))


def test_the_page_of_an_objective_leads_back_to_its_row(visit: Visit) -> None:
    """With its line of sight."""
    page = visit.open(f"/objectives/{DEEP}/")
    page.get_by_role("link", name="In the cascade", exact=True).click()
    page.wait_for_url(f"{visit.host}{AT}#{DEEP}")
    assert_in_sight(page, DEEP)
