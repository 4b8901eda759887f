"""The second theme is held to what the first is: no message, no sideways scroll, none for axe."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_pages import ADDRESSES, WIDTHS
from tests.browsing import Visit, axe_faults, served, too_wide
from tests.conftest import ROOT
from tests.sites import built

PAGES = {name: address for name, address in ADDRESSES.items() if " of " not in name}
"""One of each type: the templates are those of atlas."""

pytestmark = pytest.mark.browser


def in_broadsheet(where: Path, more: str = "") -> Path:
    """The example organisation, dressed in it."""
    shutil.copytree(ROOT / "content", where / "content")
    settings = where / "content" / "site.yml"
    settings.write_text(f"{settings.read_text('utf-8')}theme: broadsheet\n{more}", "utf-8")
    return where


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """It, served."""
    root = in_broadsheet(tmp_path_factory.mktemp("broadsheet"))
    with served(built(root)) as address:
        yield address


def test_a_page_does_not_scroll_sideways(browser: Browser, paper: str) -> None:
    """Any page, from a phone to a wide screen; under the strict policy, and without a message."""
    visit = Visit(browser, paper)
    wide = []
    for name, address in PAGES.items():
        page = visit.open(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if too_wide(page) > 0:
                wide.append((name, width))
    happened = visit.happened
    visit.close()
    assert wide == []
    assert happened == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing(
    browser: Browser, paper: str, axe_script: Path, scheme: str, width: int
) -> None:
    """On any of the pages, in both schemes."""
    size = {"width": width, "height": 900}
    visit = Visit(browser, paper, color_scheme=scheme, bypass_csp=True, viewport=size)
    found = []
    for name, address in PAGES.items():
        found += [f"{name}: {each}" for each in axe_faults(visit.open(address), axe_script)]
    visit.close()
    assert found == []


def test_a_long_name_leaves_room_for_the_sections(
    browser: Browser, tmp_path: Path, axe_script: Path
) -> None:
    """The nameplate breaks; day and search keep their places."""
    name = "The Combined Regional Freight, Warehousing and Distribution Undertaking of the North"
    root = in_broadsheet(tmp_path)
    settings = root / "content" / "site.yml"
    settings.write_text(settings.read_text("utf-8").replace("Fährlund Logistics", name), "utf-8")
    with served(built(root)) as host:
        visit = Visit(browser, host, bypass_csp=True)
        page = visit.open("/")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert too_wide(page) <= 0, width
            brand = page.locator(".brand").bounding_box()
            sections = page.locator(".mast nav").bounding_box()
            assert brand is not None
            assert sections is not None
            assert brand["y"] + brand["height"] <= sections["y"], width
        assert axe_faults(page, axe_script) == []
        visit.close()
