"""A site served as a plain host does, and visits to it with a browser."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request

from okrsite.pages.headers import HEADERS


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


@contextmanager
def served(output: Path) -> Iterator[str]:
    """A published site's address while it is served."""
    handler = functools.partial(Handler, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


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
