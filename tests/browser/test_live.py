"""The preview in a browser: what is saved shows in every tab that it changes, in its place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from okrsite.door import Door
from okrsite.order import Order
from okrsite.serve import Session
from okrsite.serve.server import Server
from okrsite.serve.watch import watcher
from tests.browsing import until
from tests.conftest import ROOT
from tests.sites import GOAL, goal, objective, site

pytestmark = pytest.mark.browser

OTHER = "2026-Q4/it/laptops.md"
FILES = {
    GOAL: goal("{id: score, title: Colleagues rate their first week, keep: {min: 4}}"),
    OTHER: objective("", "A long text.\n\n" * 80, title="Laptops are there"),
}


class Live:
    """A preview that watches its files, and tabs of one browser on it."""

    def __init__(self, root: Path, context: BrowserContext) -> None:
        self.root = root
        self.session = Session(Order(root), Door(environment={}))
        self.session.refresh()
        self.server = Server(self.session, 0)
        self.context = context
        self.asked: list[str] = []
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self.server.serve_forever, args=(0.05,)),
            threading.Thread(target=watcher, args=(self.session, self._stop)),
        ]
        for each in self._threads:
            each.start()

    def tab(self, address: str) -> Page:
        """A new tab, once it listens."""
        page = self.context.new_page()
        page.goto(f"{self.server.address.rstrip('/')}{address}")
        page.wait_for_load_state("load")
        page.wait_for_timeout(300)
        return page

    def write(self, path: str, text: str) -> None:
        """Save a file."""
        site(self.root, {path: text})

    def close(self) -> None:
        """Close what was opened."""
        self._stop.set()
        self.server.shutdown()
        self.server.server_close()
        for each in self._threads:
            each.join(timeout=5)


@pytest.fixture
def live(tmp_path: Path, browser: Browser) -> Iterator[Live]:
    """A preview of a small site."""
    context = browser.new_context()
    found = Live(site(tmp_path, FILES), context)
    yield found
    context.close()
    found.close()


def test_what_is_saved_shows_where_the_reader_is(live: Live) -> None:
    """Scroll and focus stay: the page is changed, not loaded again."""
    page = live.tab("/objectives/2026-q4-laptops/")
    page.evaluate("window.mark = 1; document.querySelector('.find input').focus()")
    page.keyboard.type("lap")
    page.mouse.wheel(0, 900)
    until(page, "scrollY > 500")
    before = page.evaluate("scrollY")
    live.write(OTHER, objective("", "A long text.\n\n" * 80, title="Laptops are ready"))
    expect(page.locator("h1")).to_have_text("Laptops are ready", timeout=15000)
    expect(page).to_have_title("Laptops are ready · Example")
    assert page.evaluate("[window.mark, document.activeElement.value]") == [1, "lap"]
    assert abs(page.evaluate("scrollY") - before) < 80


def test_many_tabs_share_one_connection_and_only_those_that_differ_change(live: Live) -> None:
    """More tabs than a browser allows connections to one host."""
    one = live.tab("/objectives/2026-q4-laptops/")
    others = [live.tab("/objectives/2026-q4-onboarding/") for _ in range(8)]
    for each in others:
        each.evaluate(
            "window.changes = 0; new MutationObserver(() => window.changes++)"
            ".observe(document.body, {subtree: true, childList: true, characterData: true})"
        )
    live.write(OTHER, objective(title="Laptops are ready"))
    one.bring_to_front()
    expect(one.locator("h1")).to_have_text("Laptops are ready", timeout=15000)
    for each in others:
        each.bring_to_front()
        each.wait_for_timeout(100)
        assert each.evaluate("window.changes") == 0


def test_a_fault_stands_on_top_and_goes(live: Live) -> None:
    """The last good page below it."""
    page = live.tab("/objectives/2026-q4-laptops/")
    live.write(OTHER, objective("zzz: 1", title="Broken"))
    expect(page.locator(".okrsite-problems")).to_contain_text("no field here", timeout=15000)
    expect(page.locator("h1")).to_have_text("Laptops are there")
    live.write(OTHER, objective(title="Mended"))
    expect(page.locator("h1")).to_have_text("Mended", timeout=15000)
    expect(page.locator(".okrsite-problems")).to_have_count(0)


def test_a_style_sheet_is_swapped(live: Live, tmp_path: Path) -> None:
    """The page is not loaded again for it."""
    theme = tmp_path / "themes" / "own"
    (theme / "static").mkdir(parents=True)
    (theme / "theme.toml").write_text('title = "Own"\nextends = "atlas"\n')
    sheet = (ROOT / "themes/atlas/static/atlas.css").read_text(encoding="utf-8")
    (theme / "static" / "atlas.css").write_text(sheet)
    live.write("site.yml", f"{(tmp_path / 'content/site.yml').read_text()}theme: own\n")
    live.session.refresh()
    page = live.tab("/")
    page.evaluate("window.mark = 1")
    (theme / "static" / "atlas.css").write_text(f"{sheet}\nh1{{letter-spacing:3px}}\n")
    expect(page.locator("h1")).to_have_css("letter-spacing", "3px", timeout=15000)
    assert page.evaluate("window.mark") == 1
