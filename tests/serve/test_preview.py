"""`okrsite serve`: the same pages as a build, drawn on request, for this machine alone."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite.door import Door
from okrsite.model.page import Format
from okrsite.order import Order
from okrsite.plan.addresses import page_types
from okrsite.serve import Session
from okrsite.serve.server import Server
from tests.sites import GOAL, SITE, built, files_of, goal, objective, site

FILES = {
    GOAL: goal("{id: score, title: Colleagues rate their first week, keep: {min: 4}}"),
    "2026-Q4/it/laptops.md": objective("aliases: [old-laptops]\naligns_to: onboarding"),
    "2026-Q4/it/later.md": objective("draft: true", title="Not told yet"),
}


class Preview:
    """A preview of a site on a free port, asked as a browser would ask."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.session = Session(Order(root), Door(environment={}))
        self.session.refresh()
        self.server = Server(self.session, 0)
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        """Close what was opened."""
        self.server.shutdown()
        self.server.server_close()
        self._thread.join(timeout=5)

    def get(self, path: str, host: str | None = None) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        named = host or f"127.0.0.1:{self.server.server_port}"
        connection.request("GET", path, headers={"Host": named})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, dict(answer.getheaders()), text


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview of a small site."""
    found = Preview(site(tmp_path, FILES))
    yield found
    found.close()


def test_every_page_is_what_build_would_write(tmp_path: Path, preview: Preview) -> None:
    """But for the two lines that the preview adds to a page, and drafts, which it shows."""
    written = files_of(built(preview.root, drafts=True, output=tmp_path / "out"))
    prepared = preview.session.held.prepared
    assert prepared is not None
    assert len(prepared.pages) > 20
    for address, page in prepared.pages.items():
        found = preview.session.page(address)
        assert found is not None
        assert found[1] == written[page.path], address


def test_a_page_reloads_itself(preview: Preview) -> None:
    """Its script stands in the head of every page that a person reads."""
    status, headers, text = preview.get("/objectives/2026-q4-onboarding/")
    assert status == 200
    assert "/__okrsite__/preview.js" in text
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Not told yet" in preview.get("/cascade/")[2]


def test_only_this_machine_is_answered(preview: Preview) -> None:
    """Another name for the same address could belong to a page elsewhere."""
    for host in ("evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example"):
        assert preview.get("/", host)[0] == 421
    assert preview.get("/", f"localhost:{preview.server.server_port}")[0] == 200
    assert preview.server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path", ["/../okrsite", "/%2e%2e/%2e%2e/etc/passwd", "/static/", "/.okrsite-site", "/content/"]
)
def test_nothing_but_the_site_is_served(preview: Preview, path: str) -> None:
    """No folder is listed, and no way leads out."""
    assert preview.get(path)[0] == 404


def test_old_addresses_and_missing_slashes_lead_on(preview: Preview) -> None:
    """As a host would do it."""
    status, headers, _ = preview.get("/objectives/old-laptops/")
    assert (status, headers["Location"]) == (301, "/objectives/2026-q4-laptops/")
    status, headers, _ = preview.get("/cascade")
    assert (status, headers["Location"]) == (301, "/cascade/")


def test_a_change_is_shown_and_told(preview: Preview) -> None:
    """A waiting browser hears of the new version; the page has the new words."""
    version = preview.session.held.version
    site(preview.root, {GOAL: objective(title="Something new")})
    waiting = threading.Thread(target=preview.session.refresh)
    waiting.start()
    assert preview.session.wait(version, 10) == version + 1
    waiting.join(timeout=5)
    assert "Something new" in preview.get("/objectives/2026-q4-onboarding/")[2]


def test_a_broken_document_leaves_the_last_good_page_with_the_problem_on_top(
    preview: Preview,
) -> None:
    """And mending it takes the problem away."""
    site(preview.root, {GOAL: objective("zzz: 1", title="Broken <b>")})
    preview.session.refresh()
    text = preview.get("/objectives/2026-q4-onboarding/")[2]
    assert "Colleagues rate their first week" in text
    assert "`zzz` is no field here" in text
    assert "<b>" not in text.partition("okrsite-problems")[2].partition("</section>")[0]
    site(preview.root, {GOAL: objective(title="Mended")})
    preview.session.refresh()
    text = preview.get("/objectives/2026-q4-onboarding/")[2]
    assert "Mended" in text
    assert "okrsite-problems" not in text


def test_a_site_that_begins_broken_shows_what_is_sound(tmp_path: Path) -> None:
    """The rest is left out, and named."""
    root = site(tmp_path, {GOAL: objective(), "2026-Q4/it/x.md": objective("zzz: 1")})
    found = Preview(root)
    try:
        text = found.get("/cascade/")[2]
        assert "Be ready on day one" in text
        assert "is no field here" in text
    finally:
        found.close()


def test_a_site_under_a_path_is_served_under_it(tmp_path: Path) -> None:
    """As the host will: /okrs/ works, and the top leads there."""
    root = site(
        tmp_path, {"site.yml": f"{SITE}url: https://example.org/okrs/\n", GOAL: objective()}
    )
    found = Preview(root)
    try:
        assert found.get("/okrs/cascade/")[0] == 200
        assert found.get("/")[1]["Location"] == "/okrs/"
        assert found.get("/cascade/")[0] == 404
    finally:
        found.close()


def test_pages_of_every_format_have_their_type(preview: Preview) -> None:
    """A browser that is told not to guess needs to be told."""
    assert preview.get("/api/v1/index.json")[1]["Content-Type"].startswith("application/json")
    assert preview.get("/")[1]["Content-Type"] == "text/html; charset=utf-8"
    style = next(a for a in preview.session.held.assets if a.endswith(".css"))
    assert preview.get(style)[1]["Content-Type"] == "text/css; charset=utf-8"
    assert {kind.format for kind in page_types().values()} == set(Format)
