"""A large organisation in a browser: its cascade opens branch by branch, its search stays quick."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.generate import generate
from tests.browsing import Visit, axe_faults, served, too_wide
from tests.sites import built

expect.set_options(timeout=20_000)  # a machine that does other things too may take its time
pytestmark = pytest.mark.browser

MANY = 3000
BYTES = 60_000
"""Of a page with all that it loads before it is used, compressed."""
TREE = "#tree_[role=treegrid]"
SEEN = "#tree_ tbody tr:not([hidden])"
DEEP = "o-2999"
CLOSED = "o-10"
"""At the edge of the first page: what is below it is not there yet."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of a generated organisation."""
    root = tmp_path_factory.mktemp("large")
    generate(root, objectives=MANY, checkins=0, seed=1)
    return built(root)


@pytest.fixture(scope="module")
def large(output: Path) -> Iterator[str]:
    """The same, served."""
    with served(output) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, large: str) -> Iterator[Visit]:
    """A visit with an ordinary browser."""
    visit = Visit(browser, large, viewport={"width": 1440, "height": 900})
    yield visit
    visit.close()


def row(page: Page, key: str) -> Locator:
    """A row of the tree."""
    return page.locator(f"#{key}")


def opened(visit: Visit, address: str = "/cascade/") -> Page:
    """The cascade, once its script has taken it over."""
    page = visit.open(address)
    page.wait_for_selector(TREE)
    expect(page.locator("#filter_")).to_be_visible()
    return page


def told(page: Page) -> int:
    """How many objectives the filters let through."""
    return int(page.locator("#found_").inner_text().split()[0])


def test_the_first_page_is_light(visit: Visit, output: Path) -> None:
    """With styles, scripts and the tree, compressed; it loads no row that is not on it."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    opened(visit)
    visit.page.wait_for_timeout(200)
    files = [output / f"{way.lstrip('/')}{'index.html' * way.endswith('/')}" for way in asked]
    weights = {
        path.name: len(path.read_bytes())
        if path.suffix == ".woff2"
        else len(gzip.compress(path.read_bytes(), 6))
        for path in files
    }
    assert sum(weights.values()) <= BYTES, weights
    assert [way for way in asked if way.startswith("/cascade/")] == [
        "/cascade/",
        "/cascade/tree.json",
    ]
    assert visit.happened == []


def test_keys_go_into_a_branch_that_is_loaded(visit: Visit) -> None:
    """It opens, says its size, and the focus goes where it should."""
    page = opened(visit)
    before = page.locator(SEEN).count()
    row(page, CLOSED).focus()
    assert row(page, CLOSED).get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowRight")
    expect(page.locator(SEEN)).to_have_count(before + 6)
    expect(row(page, CLOSED)).to_be_focused()
    assert row(page, CLOSED).get_attribute("aria-expanded") == "true"
    assert row(page, CLOSED).get_attribute("aria-busy") is None
    page.keyboard.press("ArrowRight")
    expect(row(page, "o-65")).to_be_focused()
    place = ("aria-level", "aria-setsize", "aria-posinset")
    assert [row(page, "o-65").get_attribute(each) for each in place] == ["3", "6", "1"]
    page.keyboard.press("ArrowDown")
    expect(row(page, "o-66")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(row(page, CLOSED)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(SEEN)).to_have_count(before)
    assert page.locator("#tree_ tbody [tabindex='0']").count() == 1
    assert visit.happened == []


def test_loaded_links_lead_where_they_say(visit: Visit) -> None:
    """Rows come from pages at other addresses."""
    page = opened(visit)
    row(page, CLOSED).focus()
    page.keyboard.press("ArrowRight")
    link = row(page, "o-65").locator(".tx > a").first
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url(f"{visit.host}/objectives/o-65/")


def test_a_link_to_a_row_opens_its_branch(visit: Visit) -> None:
    """Five levels down, with its line of sight; so does the page of a branch."""
    page = opened(visit, f"/cascade/#{DEEP}")
    expect(row(page, DEEP)).to_be_focused()
    assert page.locator("#sight_ a").count() == 5
    assert page.locator("#tree_ .up").count() == 4
    assert page.locator(SEEN).count() < 100
    visit.page.goto("about:blank")
    visit.page.goto(f"{visit.host}/cascade/{CLOSED}/", wait_until="load")
    page.wait_for_url(f"{visit.host}/cascade/#{CLOSED}")
    expect(row(page, CLOSED)).to_be_focused()


@pytest.mark.parametrize(
    ("query", "many"),
    [("q=number+1234", 1), ("team=team-300", 5), ("owner=person-17", 5), ("cycle=2026", 5)],
)
def test_filters_see_what_is_not_loaded(visit: Visit, query: str, many: int) -> None:
    """From the address; matches stand under what they serve, which is marked as context."""
    page = opened(visit, f"/cascade/?{query}")
    expect(page.locator("#found_")).to_have_text(f"{many} of {MANY}")
    assert page.locator(f"{SEEN}:not(.ctx)").count() == many
    for each in page.locator(f"{SEEN}.ctx").all():
        assert each.get_attribute("aria-expanded") == "true"
    assert visit.happened == []


def test_filters_are_filled_and_kept_in_the_address(visit: Visit) -> None:
    """Hundreds of teams are offered once they are wanted; a filter taken back leaves no trace."""
    page = opened(visit)
    assert page.locator("#filter_ [name=team] option").count() == 1
    page.locator("#filter_ [name=team]").focus()
    expect(page.locator("#filter_ [name=team] option")).to_have_count(602)
    before = page.locator(SEEN).count()
    page.locator("#filter_ [name=team]").select_option("team-8")
    expect(page.locator("#found_")).not_to_have_text(f"{MANY} of {MANY}")
    whole = told(page)
    assert whole > 5  # with the teams below it
    assert page.url.endswith("?team=team-8")
    page.locator("#filter_ [name=q]").fill("number 40")
    expect(page.locator("#found_")).not_to_have_text(f"{whole} of {MANY}")
    assert 0 < told(page) < whole
    expect(row(page, "o-40")).to_be_visible()
    page.locator("#filter_ [name=q]").fill("")
    expect(page.locator("#found_")).to_have_text(f"{whole} of {MANY}")
    page.locator("#filter_ [name=team]").select_option("")
    expect(page.locator(SEEN)).to_have_count(before)
    assert page.url == f"{visit.host}/cascade/"


def test_levels_open_and_long_lists_come_in_steps(visit: Visit) -> None:
    """Three levels; all, a few hundred rows at a time; then only the tops."""
    page = opened(visit)
    page.get_by_role("button", name="3 levels").click()
    expect(page.locator(SEEN)).to_have_count(5 + 30 + 180)
    page.get_by_role("button", name="Open all").click()
    expect(page.locator(SEEN)).to_have_count(300)
    page.locator("#rest_ button").click()
    expect(page.locator(SEEN)).to_have_count(600)
    shown = page.locator(SEEN).nth(300)
    expect(shown).to_be_focused()
    page.get_by_role("button", name="Close all").click()
    expect(page.locator(SEEN)).to_have_count(5)


def test_a_branch_that_cannot_be_reached_stays_closed(visit: Visit) -> None:
    """And says so; once the host is back it opens."""
    page = opened(visit)
    page.route(f"**/cascade/{CLOSED}/", lambda route: route.fulfill(status=503, body=""))
    row(page, CLOSED).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#found_")).to_have_text("Cannot be reached just now")
    expect(row(page, CLOSED)).to_have_attribute("aria-expanded", "false")
    page.unroute(f"**/cascade/{CLOSED}/")
    page.keyboard.press("ArrowRight")
    expect(row(page, "o-65")).to_be_visible()


def test_without_scripts_branches_are_pages(browser: Browser, large: str) -> None:
    """Linked where they begin, each under what stands above it."""
    plain = Visit(browser, large, java_script_enabled=False)
    page = plain.open("/cascade/")
    row(page, CLOSED).get_by_role("link", name="258 below").click()
    assert page.url.endswith(f"/cascade/{CLOSED}/")
    assert page.locator("#tree_ tbody tr.ctx").evaluate_all("all => all.map(e => e.id)") == [
        "o-0",
        CLOSED,
    ]
    assert page.locator("#tree_ tbody tr:not(.ctx)").count() <= 100
    page.get_by_role("link", name="Whole cascade").click()
    assert page.url.endswith("/cascade/")
    page = plain.open("/search/")
    page.locator(".az a").nth(3).click()
    assert page.locator("#all_ li .st").count() == 200
    plain.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing(
    browser: Browser, large: str, axe_script: Path, scheme: str, width: int
) -> None:
    """With a loaded branch, a filter, and on the pages that stand without scripts."""
    visit = Visit(
        browser,
        large,
        color_scheme=scheme,
        bypass_csp=True,
        viewport={"width": width, "height": 900},
    )
    faults = []
    for address in (f"/cascade/#{DEEP}", "/cascade/?team=team-300", "/search/", "/search/a-z/2/"):
        page = visit.open(address)
        if "cascade" in address:
            expect(page.locator("#filter_")).to_be_visible()
            expect(row(page, DEEP) if "#" in address else row(page, "o-1500")).to_be_visible()
        faults += [f"{address} {each}" for each in axe_faults(page, axe_script)]
        assert too_wide(page) <= 0, address
    visit.close()
    assert faults == []


def test_the_search_loads_little(visit: Visit, output: Path) -> None:
    """A word among nine thousand key results costs a few small files."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page = visit.open("/teams/")
    asked.clear()
    page.keyboard.press("/")
    page.keyboard.type("1234")
    expect(page.locator("#found_list_ li").first).to_contain_text("number 1234")
    data = [output / way.lstrip("/") for way in asked if way.startswith("/search/")]
    assert 0 < len(data) < 20
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in data) <= BYTES
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visit.host}/objectives/o-1234/")
