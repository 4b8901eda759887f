"""What Lighthouse finds on the example's pages; how fast they are is measured, not tested."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.lighthouse import OTHERS, pages, visit
from benchmarks.measure.host import hosted
from tests.conftest import ROOT
from tests.sites import built

pytestmark = pytest.mark.browser
PAGES = ("home", "cascade", "objective", "team", "map")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built."""
    return built(ROOT, output=tmp_path_factory.mktemp("example") / "site")


@pytest.fixture(scope="module")
def host(example: Path) -> Iterator[str]:
    """The example, served."""
    with hosted(example) as address:
        yield address


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("lighthouse_script", "node")
def test_nothing_is_missing(example: Path, host: str, chromium: Path, page: str) -> None:
    """Accessible, sound and found: 100 of 100 each."""
    address = dict(pages(example))[page]
    found = visit(f"{host}{address}", str(chromium), OTHERS)
    assert found.scores == {"accessibility": 100, "best-practices": 100, "seo": 100}
