"""A site served as a plain host does, and visits to it with a browser."""

import http.server
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request

from benchmarks.measure.host import hosted
from okrsite.pages.headers import HEADERS


def lay_out(page: Page) -> None:
    """Let all of a page be laid out, what is out of sight too: only then can it be measured.

    An element counts as visible before the page's style sheets have come; its width then is not
    yet the page's.
    """
    page.wait_for_load_state("load")
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { content-visibility: visible !important }");
        document.adoptedStyleSheets = [sheet];
    }""")


def too_wide(page: Page) -> int:
    """By how many pixels a page scrolls sideways."""
    lay_out(page)
    wide: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide


def until(page: Page, expression: str, seconds: float = 30) -> None:
    """Wait until something is true of a page, asked from outside.

    Playwright's own `wait_for_function` asks again from inside, where the site's policy lets no
    text be evaluated: it works only where the answer is yes at once.
    """
    for _ in range(round(seconds / 0.05)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{expression} has not come true in {seconds:g} s")


def axe_faults(page: Page, script: Path) -> list[str]:
    """What axe finds on a page as it stands: the rule, and the first of its elements.

    Only that comes back from the browser: to hand over all that is in order takes four times as
    long as to look at it.
    """
    page.add_script_tag(path=script)
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in page.evaluate("axe.run().then(found => found.violations)")
        for node in each["nodes"][:2]
    ]


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


def served(output: Path) -> AbstractContextManager[str]:
    """A published site's address while it is served."""
    return hosted(output, Handler)


class Visit:
    """A page, and what happened while it was opened."""

    def __init__(self, browser: Browser, host: str, **options: Any) -> None:
        self.host = host
        self.page: Page = browser.new_context(**options).new_page()
        self.happened: list[str] = []
        self.page.on("console", lambda message: self.happened.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", self._asked)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a page still asked for when it was left
            self.happened.append(f"failed: {request.url}")

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
