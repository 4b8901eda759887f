"""At the head of every page: a notice, the age of the site; the way from an old name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from okrsite.build import build
from okrsite.door import Door
from okrsite.order import Order
from tests.sites import GOAL, SITE, objective, site

DAYLIGHT = SITE.replace("as_of: 2026-11-21\n", "")
DOOR = Door(now=lambda: datetime(2026, 11, 21, 12, tzinfo=UTC), environment={})


def _page(root: Path, path: str = "index.html", **order: str) -> str:
    build(Order(root, **order), DOOR)  # type: ignore[arg-type]
    return (root / "site" / path).read_text(encoding="utf-8")


def test_a_notice_of_the_command_wins_over_that_of_the_site(tmp_path: Path) -> None:
    """It is inline Markdown, and escaped."""
    root = site(tmp_path, {"site.yml": f"{SITE}notice: From *site.yml*\n"})
    assert "From <em>site.yml</em>" in _page(root)
    text = _page(root, "teams/it/index.html", notice="**Preview** <script>")
    assert "<strong>Preview</strong> &lt;script&gt;" in text
    assert "site.yml" not in text
    assert 'class="notice"' not in _page(root, notice="")


@pytest.mark.parametrize(("built", "days"), [("", "2"), ("built: weekly\n", "9")])
def test_a_site_of_today_knows_when_it_is_too_old(tmp_path: Path, built: str, days: str) -> None:
    """The reader's own clock decides; the page brings the day and the patience."""
    text = _page(site(tmp_path, {"site.yml": DAYLIGHT + built}))
    assert f'id="aged_" data-day="2026-11-21" data-patience="{days}" hidden' in text


@pytest.mark.parametrize("words", [SITE, f"{DAYLIGHT}built: never\n"])
def test_a_site_that_may_be_of_any_age_says_nothing(tmp_path: Path, words: str) -> None:
    """A frozen one, or one that no schedule builds."""
    assert "aged_" not in _page(site(tmp_path, {"site.yml": words}))


def test_an_old_address_leads_on_by_itself(tmp_path: Path) -> None:
    """For hosts that read no _redirects; for those that do, the redirect wins."""
    root = site(tmp_path, {GOAL: objective("aliases: [onboarding-2025]\n")})
    text = _page(root, "objectives/onboarding-2025/index.html")
    assert 'content="0; url=../../objectives/2026-q4-onboarding/"' in text
    assert '<a href="../../objectives/2026-q4-onboarding/">' in text
    line = "/objectives/onboarding-2025/ /objectives/2026-q4-onboarding/ 301!\n"
    assert (root / "site" / "_redirects").read_text(encoding="utf-8") == line
