"""What all tests with a browser share: the browser, and the example site served."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browsing import Visit, served
from tests.conftest import ROOT
from tests.sites import built


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example site, served."""
    with served(built(ROOT, output=tmp_path_factory.mktemp("served") / "site")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: Path, chromium_arguments: list[str]) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, host: str) -> Iterator[Visit]:
    """A visit with an ordinary browser."""
    visit = Visit(browser, host)
    yield visit
    visit.close()
