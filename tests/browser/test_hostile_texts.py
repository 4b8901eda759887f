"""Hundreds of texts that mean harm, in every field of every document: none does anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browsing import served
from tests.every_field import Names, entries, organisation
from tests.hostile_texts import texts
from tests.sites import SITE, built, site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_MANY = 3
"""Organisations that share out the texts: every field has every text in one of them."""

_ACTIVE = """() => {
  const found = [];
  const acting = /^(iframe|object|embed|base|frame|applet|portal|math|style|video|audio)$/;
  const schemes = /^\\s*(javascript|data|vbscript|file|blob|filesystem):/i;
  const addresses = ["href", "src", "action", "data", "xlink:href", "poster"];
  for (const each of document.querySelectorAll("*")) {
    const name = each.localName;
    for (const given of each.attributes) {
      const bare = given.value.replace(/[\\s\\u0000-\\u0020]/g, "");
      const told = `${name} ${given.name}=${given.value.slice(0, 60)}`;
      if (/^on/i.test(given.name)) found.push(told);
      if (["srcdoc", "ping", "formaction"].includes(given.name)) found.push(told);
      // Scripts of the site itself set a width or a height.
      if (given.name === "style" && /url|expression|1px/.test(bare)) found.push(told);
      if (addresses.includes(given.name) && schemes.test(bare)) found.push(told);
    }
    const from = each.src || (name === "form" && each.action);
    if (from && new URL(from, location).origin !== location.origin) found.push(`${name}: ${from}`);
    if (acting.test(name)) found.push(name);
    if (name === "meta" && each.httpEquiv) found.push(`meta ${each.httpEquiv}`);
    if (name === "script" && !each.src && !/json/.test(each.type)) found.push("script");
  }
  if (window.harm) found.push("it ran");
  return found;
}"""


def _organisations(where: Path) -> Path:
    """A site with all the texts in all the fields."""
    all_texts = texts()
    teams: list[Any] = []
    people: list[Any] = []
    cycles: list[Any] = []
    files: dict[str, str | bytes] = {}
    for number in range(_MANY):
        # What no YAML may hold is refused before it is read: it has tests of its own.
        mine = [_written(each) for each in all_texts[number::_MANY]]
        line = " ".join(" ".join(each.split()) for each in mine)
        body = "\n\n".join(mine)
        names = Names(f"h{number}", f"h{number}")
        entry = entries(lambda _, line=line: line, names)  # type: ignore[misc]
        teams += entry["teams"]
        people += entry["people"]
        cycles += entry["cycles"]
        files |= organisation(lambda _, line=line: line, names, body=body)  # type: ignore[misc]
    some = " ".join(" ".join(_written(each).split()) for each in all_texts[::4])
    settings = SITE.replace("title: Example", f"title: {json.dumps(some)}").replace(
        "mission: Goods arrive on time.", f"mission: {json.dumps(some)}"
    )
    files["site.yml"] = settings + "north_star: h0-kpi\n"
    files["org.yml"] = json.dumps({"teams": teams, "people": people}, ensure_ascii=False)
    files["cycles.yml"] = json.dumps(cycles, ensure_ascii=False)
    return site(where, files)


def _written(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t\u2028\u200b\u00ad")


def _leads_on(text: str) -> bool:
    """Whether it is the page of an old address, which leaves at once: to a page of the site."""
    found = re.findall(r'<meta http-equiv="refresh" content="([^"]*)">', text)
    assert all(re.fullmatch(r"0; url=\.\./\.\./[a-z]+/[\w-]+/", each) for each in found), found
    return bool(found)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Where the site is served, and the addresses of all its pages."""
    output = built(_organisations(tmp_path_factory.mktemp("hostile")))
    pages = [
        f"/{path.relative_to(output).as_posix()}".removesuffix("index.html")
        for path in sorted(output.rglob("*.html"))
        if not _leads_on(path.read_text(encoding="utf-8"))
    ]
    with served(output) as address:
        yield address, pages


class _Watch:
    """All that a page did which it should not."""

    def __init__(self, page: Page, host: str) -> None:
        self.happened: list[str] = []
        page.on("dialog", self._asks)
        page.on("console", lambda message: self.happened.append(message.text))
        page.on("pageerror", lambda error: self.happened.append(str(error)))
        page.on("popup", lambda _: self.happened.append("popup"))
        page.on("request", lambda asked: self._asked(asked.url, host))

    def _asks(self, dialog: Dialog) -> None:
        self.happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, url: str, host: str) -> None:
        if not url.startswith(host):
            self.happened.append(f"request: {url[:80]}")


@pytest.mark.parametrize("guarded", [False, True], ids=["escaped", "guarded"])
def test_no_text_does_anything(
    browser: Browser, hostile: tuple[str, list[str]], guarded: bool
) -> None:
    """By escaping alone on every page, and on some under the policy, which would complain."""
    host, pages = hostile
    context = browser.new_context(bypass_csp=not guarded)
    page = context.new_page()
    page.set_default_timeout(120_000)  # the pages hold hundreds of texts in each field
    watch = _Watch(page, host)
    assert len(pages) > 12 * _MANY
    for address in pages[:: 16 if guarded else 1]:
        page.goto(f"{host}{address}", wait_until="load")
        assert page.evaluate(_ACTIVE) == [], address
        assert watch.happened == [], address
    context.close()


def test_what_scripts_write_is_text_too(browser: Browser, hostile: tuple[str, list[str]]) -> None:
    """What a search finds, what a filter leaves, in suggestions and on the page of results."""
    host, _ = hostile
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(120_000)  # the pages hold hundreds of texts in each field
    watch = _Watch(page, host)
    for address in ("/search/?q=script", "/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
                    "/cascade/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"):  # fmt: skip
        page.goto(f"{host}{address}", wait_until="networkidle")
        assert page.evaluate(_ACTIVE) == [], address
        field = page.locator("input[type=search]:visible").last
        field.fill("onerror")
        page.wait_for_timeout(500)
        assert page.evaluate(_ACTIVE) == [], address
        assert watch.happened == [], address
    context.close()
