"""The x-ray page in a real browser: opened from a file, as it is mailed."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browsing import axe_faults, too_wide
from tests.exchange.test_xray import TEXT
from tests.sites import run
from tests.test_build import TEXTURE
from tests.test_hostile import STRINGS
from tests.test_nu import complaints

pytestmark = pytest.mark.browser

DEEP = "".join(
    f"## Objective: Level {n} of a chain that is long\nAligns to: Level {n - 1} of a chain that is "
    f"long\n\n- KR: Hours {n}: 15 -> 5 hours\n\n"
    for n in range(9)
)
ODD = "".join(
    f"## Objective: {title.splitlines()[0][:400]}\nTeam: {title.splitlines()[0][:60]}\n\n"
    f"- KR: {title.splitlines()[0][:400]}\n\n"
    for title in [*(each for each in TEXTURE.values() if each.strip()), *STRINGS[::5]]
)
FILES = {
    "ordinary": TEXT,
    "deep": f"# 2026-Q4 OKRs\n\n{DEEP}",
    "odd": f"# 2026-Q4 OKRs\n\n{ODD}",
    "one": "## Objective: One\n",
    "many": "# 2026-Q4\n\n"
    + "".join(f"## Objective: Goal {n}\n\n- KR: Write report {n}\n\n" for n in range(60)),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of all files."""
    where = tmp_path_factory.mktemp("xray")
    for name, text in FILES.items():
        (where / f"{name}.md").write_text(text, encoding="utf-8", errors="replace")
        result = run("xray", where / f"{name}.md", "--output", where / f"{name}.html")
        assert result.exit_code == 0, result.output
    return where


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing(
    browser: Browser,
    folder: Path,
    axe_script: Path,
    name: str,
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    """Light and narrow, dark and wide, with everything that is folded away opened."""
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto((folder / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = axe_faults(page, axe_script)
    context.close()
    assert found == []


@pytest.mark.parametrize("name", FILES)
def test_it_does_not_scroll_sideways(browser: Browser, folder: Path, name: str) -> None:
    """From a small phone to a wide screen; nothing is asked for, nothing complains."""
    context = browser.new_context()
    page = context.new_page()
    happened: list[str] = []
    page.on("console", lambda message: happened.append(message.text))
    page.on("request", lambda request: happened.append(request.url))
    page.goto((folder / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in (320, 390, 768, 1024, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert too_wide(page) <= 0, width
    context.close()
    own = (folder / f"{name}.html").as_uri()
    assert [each for each in happened if each != own and not each.startswith("data:font/")] == []


# What the checker does not know: two properties of SVG 2, and how to count a digest. A browser
# does: it would write a line where the style sheet were refused, and the test above reads them.
UNKNOWN = (
    "CSS: “paint-order”: Property “paint-order” doesn't exist.",
    "CSS: “vector-effect”: Property “vector-effect” doesn't exist.",
    "Inline style violates Content Security Policy",
)


@pytest.mark.nu
def test_the_checker_finds_nothing(java: Path, vnu_jar: Path, folder: Path) -> None:
    """On any of the pages, but what it does not know."""
    found = complaints(java, vnu_jar, folder)
    assert [each for each in found if not any(words in each for words in UNKNOWN)] == []


def test_the_style_sheet_is_let_in(browser: Browser, folder: Path) -> None:
    """By its digest: the page has the letters and measures of the theme."""
    page = browser.new_page()
    page.goto((folder / "ordinary.html").as_uri())
    assert "Atlas Sans" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("document.fonts.check('1rem \"Atlas Sans\"')")
    page.close()
