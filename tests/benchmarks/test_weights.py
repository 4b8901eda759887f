import gzip
from pathlib import Path

import pytest

from benchmarks.weights import report, sorts, weigh
from tests.conftest import ROOT
from tests.sites import built

PAGE = """<!doctype html><title>Page</title>
<link rel="preload" href="../static/font.woff2" as="font">
<link rel="stylesheet" href="../static/one.css"><link rel="stylesheet" href="../static/two.css">
<script defer src="../static/some.js"></script><p>Words</p>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """One page below the top, and what it loads."""
    files = {
        "teams/it/index.html": PAGE.replace("../", "../../"),
        "teams/index.html": PAGE,
        "static/one.css": "p { color: red }" * 20,
        "static/two.css": "b { color: red }",
        "static/some.js": "let a = 1;",
        "static/font.woff2": "not really a font" * 9,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def sent(path: Path) -> int:
    """The size of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def test_a_page_weighs_what_a_browser_loads_for_it(site: Path) -> None:
    """Styles and scripts are found from where the page is; fonts are not compressed twice."""
    found = weigh(site, "teams/it/")
    static = site / "static"
    assert found.page == sent(site / "teams/it/index.html")
    assert found.styles == sent(static / "one.css") + sent(static / "two.css")
    assert found.scripts == sent(static / "some.js")
    assert found.fonts == (static / "font.woff2").stat().st_size
    assert found.together == found.page + found.styles + found.scripts


def test_pages_are_weighed_by_sort(site: Path) -> None:
    """The list of teams is another sort of page than a team."""
    assert [(name, len(found)) for name, found in sorts(site)] == [("teams", 1), ("teams/*", 1)]
    assert report(site).count("\n") == 3


@pytest.mark.slow
def test_home_and_objectives_of_the_example_are_light(tmp_path: Path) -> None:
    """At most 60 KB with styles and scripts, which a phone has in a moment."""
    by = dict(sorts(built(ROOT, output=tmp_path / "site")))
    for name in ("(home)", "objectives/*"):
        assert by[name][-1].together <= 60_000
        assert by[name][-1].styles > 0
