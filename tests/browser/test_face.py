"""The face of the theme: one row of links, letters of many languages, right to left, paper."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browsing import Visit, served, too_wide
from tests.sites import CYCLES, GOAL, ORG, SITE, built, goal, site

pytestmark = pytest.mark.browser

LEAD_TIME = (
    "{id: lead-time, title: Onboarding takes less time, metric: {from: 15, to: 5, unit: days}, "
    "checkins: [{date: 2026-10-14, value: 14}, {date: 2026-11-18, value: 12}]}"
)
FILES = {
    GOAL: goal(LEAD_TIME),
    "2026-11-18-people-operations.md": "- onboarding: at_risk Laptops ship late.\n",
}
LONG = "Guide number {} with a title that is much too long for a row of links"
PAGES = {f"pages/guide-{n}.md": f"---\ntitle: {LONG.format(n)}\nnav: true\n---\nText.\n"
         for n in range(12)}  # fmt: skip
OBJECTIVE = "/objectives/2026-q4-onboarding/"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a long name and a dozen pages with long titles in its head."""
    title = "title: The Long Named Organisation of Northern Europe and Beyond"
    files = {**FILES, **PAGES, "site.yml": SITE.replace("title: Example", title)}
    with served(built(site(tmp_path_factory.mktemp("crowded"), files))) as address:
        yield address


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that is read from right to left."""
    files = {
        **FILES,
        "pages/words.md": "---\ntitle: Words\n---\nThis sentence is English.\n",
        "site.yml": f"{SITE}locale: ar\n",
        "org.yml": ORG.replace("name: People Operations", "name: عمليات الأفراد"),
        "cycles.yml": CYCLES,
    }
    with served(built(site(tmp_path_factory.mktemp("mirrored"), files))) as address:
        yield address


def box(found: Locator) -> dict[str, float]:
    """Where something stands."""
    here: Any = found.bounding_box()
    assert here is not None
    return dict(here)


def middle(found: Locator) -> float:
    """How far from the left."""
    here = box(found)
    return here["x"] + here["width"] / 2


# The first look -------------------------------------------------------------------------------


def test_what_is_far_is_laid_out_when_it_comes_near(browser: Browser, crowded: str) -> None:
    """A row that cannot be seen costs nothing yet; on paper all is there."""
    visit = Visit(browser, crowded, viewport={"width": 390, "height": 300})
    page = visit.open("/")
    last = page.locator(".tt tbody tr").last
    laid_out = "each => each.firstElementChild.checkVisibility({contentVisibilityAuto: true})"
    assert last.evaluate(laid_out) is False
    last.scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    assert last.evaluate(laid_out) is True
    page.emulate_media(media="print")
    assert last.evaluate("each => getComputedStyle(each).contentVisibility") == "visible"
    visit.close()


def test_rings_around_what_has_the_focus_are_whole(browser: Browser, crowded: str) -> None:
    """A row that is laid out late cuts off what reaches beyond it: it leaves room for them."""
    visit = Visit(browser, crowded, viewport={"width": 390, "height": 900})
    page = visit.open("/")
    rings = page.evaluate("""() => [...document.querySelectorAll("main a[href]")].map((link) => {
        link.focus({focusVisible: true});
        const style = getComputedStyle(link);
        const held = [];
        for (let each = link; each; each = each.parentElement) {
            const {contentVisibility, overflowClipMargin} = getComputedStyle(each);
            if (contentVisibility === "auto") held.push(parseFloat(overflowClipMargin));
        }
        return [parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset), ...held];
    })""")
    assert max(len(each) for each in rings) > 1
    assert all(ring > 0 and ring < room for ring, *held in rings for room in held)
    visit.close()


def test_the_frame_is_read_before_the_page(browser: Browser, crowded: str) -> None:
    """What the first look waits for is asked for first; what the frame does begins at the end."""
    visit = Visit(browser, crowded)
    page = visit.open("/")
    order = page.locator("head > [href], head > script[src]").evaluate_all(
        "all => all.map(each => each.rel || (each.defer || each.async ? 'late' : 'script'))"
    )
    assert order[:3] == ["stylesheet", "script", "preload"]
    assert page.evaluate("document.getElementById('find_').hidden") is False
    assert visit.happened == []
    visit.close()


@pytest.mark.parametrize(
    ("figure", "told"),
    [(9999, "9999"), (10_000, "10\u202f000"), (1_234_567, "1\u202f234\u202f567"), (0.5, "0.5")],
)
def test_scripts_set_thousands_apart(
    browser: Browser, crowded: str, figure: float, told: str
) -> None:
    """As sentences of the page do."""
    visit = Visit(browser, crowded)
    page = visit.open("/")
    said = page.evaluate("(some) => say('{some} of {all}', {some, all: 'x'})", figure)
    assert said == f"{told} of x"
    assert (
        page.evaluate("(some) => sayMany('one', '{count} goals', some)", figure) == f"{told} goals"
    )
    visit.close()


# The head -------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1024, 1280, 1440, 1920])
def test_the_head_is_one_row(browser: Browser, crowded: str, width: int) -> None:
    """However many pages there are and however long their titles."""
    visit = Visit(browser, crowded, viewport={"width": width, "height": 800})
    page = visit.open("/")
    head = box(page.locator(".mast"))
    assert head["height"] < 64
    links = page.locator(".mast nav > ul a, .mast summary")
    tops = {round(box(link)["y"]) for link in links.all()}
    assert len(tops) == 1
    last = box(links.last)
    assert last["x"] + last["width"] <= box(page.locator("#find_"))["x"]
    assert box(page.locator(".brand"))["width"] >= 28
    assert too_wide(page) <= 0
    visit.close()


@pytest.mark.parametrize("width", [320, 390, 800, 1024])
def test_more_links_open_without_scripts(browser: Browser, crowded: str, width: int) -> None:
    """All of them can be reached, on any screen."""
    plain = Visit(
        browser, crowded, java_script_enabled=False, viewport={"width": width, "height": 700}
    )
    page = plain.open("/")
    assert not page.get_by_role("link", name=LONG.format(3)).is_visible()
    page.get_by_text("More", exact=True).click()
    link = page.get_by_role("link", name=LONG.format(3))
    here = box(link)
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= width
    link.click()
    page.wait_for_url(f"{crowded}/pages/guide-3/")
    assert page.locator("summary[class], .rest > summary").count() == 1
    plain.close()


def test_more_closes_as_a_menu_does(browser: Browser, crowded: str) -> None:
    """With Escape, which gives the focus back, and by pointing elsewhere."""
    visit = Visit(browser, crowded)
    page = visit.open("/")
    rest, mark = page.locator(".rest"), page.locator(".rest > summary")
    mark.focus()
    page.keyboard.press("Enter")
    assert rest.evaluate("each => each.open")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not rest.evaluate("each => each.open")
    assert mark.evaluate("each => each === document.activeElement")
    mark.click()
    page.locator("h1").click()
    assert not rest.evaluate("each => each.open")
    assert visit.happened == []
    visit.close()


def test_the_page_that_is_read_is_marked_under_more(browser: Browser, crowded: str) -> None:
    """In the list and on its mark."""
    visit = Visit(browser, crowded)
    page = visit.open("/pages/guide-3/")
    assert page.locator(".rest [aria-current=page]").count() == 1
    weight = page.locator(".rest > summary").evaluate("each => getComputedStyle(each).fontWeight")
    assert weight == "600"
    visit.close()


def test_on_a_phone_the_link_of_the_page_is_in_view(browser: Browser, host: str) -> None:
    """In the row of links that scrolls."""
    visit = Visit(browser, host, viewport={"width": 360, "height": 700})
    page = visit.open("/reviews/")
    here = box(page.locator(".mast nav [aria-current=page]"))
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= 360
    visit.close()


# Letters --------------------------------------------------------------------------------------


def fonts(page: Page, selector: str) -> set[str]:
    """The fonts that a browser really draws something with."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert all(each["isCustomFont"] for each in found), found
    return {each["familyName"] for each in found}


def test_a_czech_name_is_drawn_in_one_face(visit: Visit) -> None:
    """No letter falls back."""
    page = visit.open("/people/office-manager/")
    assert "ř" in page.locator("h1").inner_text()
    page.evaluate("document.fonts.ready")
    assert fonts(page, "h1") == {"Atlas Sans"}


def test_letters_that_no_page_has_are_not_loaded(visit: Visit) -> None:
    """One font file where the words are English."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.open("/pages/what-okrs-are/")
    page.evaluate("document.fonts.ready")
    loaded = [re.sub(r".*/|\..*", "", url) for url in asked if url.endswith(".woff2")]
    assert loaded == ["atlas-sans-latin"]


def test_figures_are_as_wide_as_each_other(visit: Visit) -> None:
    """So that columns of them stand under each other."""
    page = visit.open("/")
    wide = page.evaluate(
        """["1111", "8888", "0470"].map(text => {
          const each = document.body.appendChild(document.createElement("span"));
          each.textContent = text;
          return each.getBoundingClientRect().width;
        })"""
    )
    assert len(set(wide)) == 1


# Right to left --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_site_in_arabic_is_mirrored(browser: Browser, mirrored: str, width: int) -> None:
    """The name at the right, numbers before their charts, nothing beyond the edge."""
    visit = Visit(browser, mirrored, viewport={"width": width, "height": 800})
    page = visit.open(OBJECTIVE)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert box(page.locator(".brand svg"))["x"] > width / 2
    assert too_wide(page) <= 0
    start = page.locator("h1").evaluate("each => getComputedStyle(each).textAlign")
    assert start == "right"
    if width == 1280:
        assert middle(page.locator(".nums").first) > middle(page.locator(".pic").first)
    for address in ("/", "/cascade/", "/updates/", "/cycles/2026-q4/", "/teams/"):
        visit.open(address)
        assert too_wide(page) <= 0, address
    assert visit.happened == []
    visit.close()


def test_time_and_progress_run_to_the_left_in_arabic(browser: Browser, mirrored: str) -> None:
    """The first month stands at the right; its name can still be read."""
    visit = Visit(browser, mirrored, viewport={"width": 1280, "height": 800})
    page = visit.open(OBJECTIVE)
    chart = page.locator(".pic svg.chart").first
    assert middle(chart.get_by_text("أكتوبر", exact=True)) > middle(
        chart.get_by_text("ديسمبر", exact=True)
    )
    flips = "each => each.getScreenCTM().a"
    assert chart.get_by_text("أكتوبر", exact=True).evaluate(flips) > 0
    bar = page.locator(".nums svg.bar").first
    fill = box(bar.locator(".b-fill"))
    track = box(bar.locator(".b-track"))
    assert abs(fill["x"] + fill["width"] - track["x"] - track["width"]) < 1
    visit.close()


def test_a_text_keeps_its_own_direction_in_arabic(browser: Browser, mirrored: str) -> None:
    """A figure that is behind shows its sign in front, an English sentence ends at its end."""
    visit = Visit(browser, mirrored, viewport={"width": 1280, "height": 800})
    page = visit.open(OBJECTIVE)
    gap = page.locator(".nums .gap").first
    assert "−" in gap.inner_text()
    sides = gap.evaluate(
        """each => {
          const text = [...each.childNodes].find(n => n.nodeType === 3);
          const at = i => { const r = document.createRange(); r.setStart(text, i);
            r.setEnd(text, i + 1); return r.getBoundingClientRect().left; };
          const sign = text.data.indexOf("−");  // a mark of its direction stands before it
          return [at(sign), at(sign + 1)];
        }"""
    )
    assert sides[0] < sides[1]
    page = visit.open("/pages/words/")
    last = page.get_by_text("This sentence is English.").evaluate(
        """each => {
          const text = each.firstChild, r = document.createRange();
          r.setStart(text, 0); r.setEnd(text, 1);
          const first = r.getBoundingClientRect().left;
          const dot = text.data.lastIndexOf(".");
          r.setStart(text, dot); r.setEnd(text, dot + 1);
          return [first, r.getBoundingClientRect().left];
        }"""
    )
    assert last[0] < last[1]
    visit.close()


def test_keys_of_the_cascade_are_mirrored_in_arabic(browser: Browser, mirrored: str) -> None:
    """Left goes in, as the tree does; the hint says so."""
    visit = Visit(browser, mirrored)
    page = visit.open("/cascade/")
    assert "← للفتح" in page.locator("#keys_").inner_text()
    top = page.locator("#tree_ tbody tr[aria-expanded]").first
    top.focus()
    page.keyboard.press("ArrowRight")
    assert top.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowLeft")
    assert top.get_attribute("aria-expanded") == "true"
    visit.close()


# Paper ----------------------------------------------------------------------------------------


def sheets(page: Page) -> list[tuple[float, float]]:
    """The sheets of a page when printed, in points."""
    found = re.findall(
        rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True)
    )
    return [(float(width), float(height)) for width, height in found]


def test_an_objective_is_printed_on_few_sheets_of_a4(visit: Visit) -> None:
    """Landscape; three key results with their charts and the rest take four."""
    page = visit.open("/objectives/2026-q4-dispatch-by-cutoff/")
    found = sheets(page)
    assert 1 <= len(found) <= 4
    assert {(round(width), round(height)) for width, height in found} == {(842, 595)}


def test_what_only_a_screen_needs_is_not_printed(visit: Visit) -> None:
    """Links of the head, the search, filters."""
    page = visit.open("/cascade/")
    page.emulate_media(media="print")
    for each in (".mast nav", "#find_", "#filter_", "#sight_", "#keys_"):
        assert not page.locator(each).is_visible(), each
    assert page.locator("#tree_ tbody tr").first.is_visible()


def test_paper_is_white_in_the_dark(browser: Browser, host: str) -> None:
    """Ink on paper, whatever the screen shows."""
    visit = Visit(browser, host, color_scheme="dark")
    page = visit.open("/")
    page.emulate_media(media="print", color_scheme="dark")
    colours = "(() => { const s = getComputedStyle(document.documentElement);"
    colours += " return [s.backgroundColor, s.color]; })()"
    assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(20, 24, 28)"]
    visit.close()
