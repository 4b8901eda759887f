"""Where the programs are that some tests need besides Python.

A missing one skips the tests that ask for it, so that a laptop without Java can still run the rest.
Where CI is set it fails them: a check that silently does nothing is worse than none.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from okrsite.cache.seal import KEY
from okrsite.i18n import speak

ROOT = Path(__file__).resolve().parents[1]

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",  # containers and CI run as root, where Chromium's sandbox refuses to start
    "--disable-gpu",
    # No request of the browser's own: tests may run without a network, and its refusals take time.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing(what: str) -> NoReturn:
    """End the test that needs `what`: as failed where CI is set, else as skipped."""
    reason = f"{what} is missing; see the task `system` in the Makefile"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(*names: str) -> Path:
    """The first of `names` that is found: each a command on PATH or an absolute path."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    missing(names[0])


def npm_file(path: str) -> Path:
    """A file of an npm package, as a package-lock.json locks it; `path` is from the top."""
    found = ROOT / path
    if not found.is_file():
        missing(path)
    return found


@pytest.fixture(autouse=True)
def _a_key_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests leave no key beside those of whoever runs them."""
    monkeypatch.setenv(KEY, "of the tests")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """A test that builds a site in another language leaves none to those that follow."""
    yield
    speak("en")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """A Chromium to drive: Playwright's `executable_path`, as its package downloads no browser."""
    return program("chromium", "/usr/bin/chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium_arguments() -> list[str]:
    """Playwright's `args` for a Chromium that starts anywhere and asks nobody anything."""
    return list(CHROMIUM_ARGUMENTS)


@pytest.fixture(scope="session")
def java() -> Path:
    """A Java runtime, for the Nu HTML checker."""
    return program("java")


@pytest.fixture(scope="session")
def vnu_jar() -> Path:
    """The Nu HTML checker: `java -jar vnu.jar --skip-non-html --format json DIR`."""
    return npm_file("node_modules/vnu-jar/build/dist/vnu.jar")


@pytest.fixture(scope="session")
def node() -> Path:
    """Node.js, for Lighthouse and for tests of the site's scripts."""
    return program("node", "nodejs")


@pytest.fixture(scope="session")
def axe_script() -> Path:
    """axe-core: add it to a page as a script, then `axe.run()` lists what is not accessible."""
    return npm_file("node_modules/axe-core/axe.min.js")


@pytest.fixture(scope="session")
def lighthouse_script() -> Path:
    """Lighthouse's command: `CHROME_PATH=… node SCRIPT URL --output json`."""
    return npm_file("tools/lighthouse/node_modules/lighthouse/cli/index.js")


@pytest.fixture(scope="session")
def sarif_schema() -> Path:
    """The JSON Schema of SARIF 2.1.0."""
    return npm_file("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
