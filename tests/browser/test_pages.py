"""What a reader's browser makes of the site: no message, no foreign request, no sideways scroll."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from okrsite.pages.headers import HEADERS
from tests.conftest import ROOT
from tests.sites import built

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ADDRESSES = {
    "home": "/",
    "cascade": "/cascade/",
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
    "lost": "/nowhere/",
}
WIDTHS = (360, 390, 768, 1024, 1440, 1920)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = """(() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const to = here.getAttribute("href");
  return [to, to && document.querySelector(to) !== null, box.left, box.top, box.width];
})()"""
MOVING = "document.getAnimations().filter(each => each.playState === 'running').length"


class Handler(http.server.SimpleHTTPRequestHandler):
    """A plain host that sends the site's own headers and its own page for lost ways."""

    def end_headers(self) -> None:
        """With the strict policy."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's 404 page."""
        del message, explain
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quietly."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example site, served."""
    output = built(ROOT, output=tmp_path_factory.mktemp("served") / "site")
    handler = functools.partial(Handler, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(chromium: Path, chromium_arguments: list[str]) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments)
        yield started
        started.close()


class Visit:
    """A page, and what happened while it was opened."""

    def __init__(self, browser: Browser, host: str, **options: Any) -> None:
        self.host = host
        self.page: Page = browser.new_context(**options).new_page()
        self.happened: list[str] = []
        self.page.on("console", lambda message: self.happened.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        self.page.on(
            "requestfailed", lambda request: self.happened.append(f"failed: {request.url}")
        )
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.host):
            self.happened.append(f"foreign: {request.url}")

    def open(self, address: str) -> Page:
        """Open an address and wait until all that it asks for is there."""
        response = self.page.goto(f"{self.host}{address}", wait_until="load")
        assert response is not None
        assert response.status == (404 if "nowhere" in address else 200)
        # Chromium itself writes a line where a page is a 404; that is no fault of the page.
        self.happened = [each for each in self.happened if "404 (Not Found)" not in each]
        return self.page

    def close(self) -> None:
        """Leave nothing open."""
        self.page.context.close()


@pytest.fixture
def visit(browser: Browser, host: str) -> Iterator[Visit]:
    """A visit with an ordinary browser."""
    visit = Visit(browser, host)
    yield visit
    visit.close()


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_opens_without_a_message_and_asks_nobody_else(visit: Visit, name: str) -> None:
    """Under the strict policy; nothing fails, nothing leaves the site."""
    page = visit.open(ADDRESSES[name])
    assert page.locator("h1").count() == 1
    assert visit.happened == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_does_not_scroll_sideways(visit: Visit, name: str) -> None:
    """From a phone to a wide screen."""
    page = visit.open(ADDRESSES[name])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TOO_WIDE) <= 0, width


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
        page = visit.open(address)
        page.add_script_tag(path=axe_script)
        result = page.evaluate("axe.run()")
        found += [
            f"{name}: {each['id']} {node['html'][:120]}"
            for each in result["violations"]
            for node in each["nodes"][:2]
        ]
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
    assert page.evaluate(TOO_WIDE) <= 0
    visit.close()
