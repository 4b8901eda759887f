"""What `okrsite build` says of a build that goes on from an earlier one."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from okrsite.cache import Manifest, Store, place_of
from tests.sites import GOAL, files_of, objective, run, site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site, built once."""
    found = site(tmp_path, {GOAL: objective(), "2026-Q4/it/laptops.md": objective(title="Laptops")})
    assert run("build", found).exit_code == 0
    return found


def test_nothing_has_changed(root: Path) -> None:
    """Said at once, with the problems that were said before."""
    before = files_of(root / "site")
    told = run("build", root)
    assert told.exit_code == 0
    assert "nothing has changed" in told.stderr
    assert "warning[" in told.stderr
    assert files_of(root / "site") == before


def test_what_changed_is_counted(root: Path) -> None:
    """And what is to be seen is new."""
    site(root, {GOAL: objective(title="Something new")})
    told = run("build", root)
    assert "of them new or changed" in told.stderr
    assert "Something new" in (root / "site/objectives/2026-q4-onboarding/index.html").read_text()
    assert "nothing has changed" in run("build", root).stderr


def test_an_edit_that_keeps_size_and_time_is_seen(root: Path) -> None:
    """Tools set times back; a file system has another time that they cannot set."""
    file = root / "content" / GOAL
    stat = file.stat()
    file.write_text(file.read_text().replace("day one", "day two"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert "nothing has changed" not in run("build", root).stderr
    assert "day two" in (root / "site/objectives/2026-q4-onboarding/index.html").read_text()


@pytest.mark.parametrize("how", ["written", "gone", "too many"])
def test_a_site_that_was_touched_is_made_whole(root: Path, how: str) -> None:
    """Whatever somebody did to it."""
    page = root / "site/objectives/2026-q4-onboarding/index.html"
    before = files_of(root / "site")
    if how == "too many":
        (root / "site/more.html").write_text("more")
    else:
        page.unlink()
        if how == "written":
            page.write_text("spoilt")
    run("build", root)
    assert files_of(root / "site") == before


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"format":1}', b'{"format":99}', b"\xff"])
def test_a_cache_that_makes_no_sense_is_not_used(root: Path, spoilt: bytes) -> None:
    """It costs time only."""
    before = files_of(root / "site")
    for file in (root / ".okrsite").rglob("*.*"):
        if file.is_file() and file.suffix in {".json", ".pages"}:
            file.write_bytes(spoilt)
    assert run("build", root).exit_code == 0
    assert files_of(root / "site") == before


def test_another_order_is_another_build(root: Path) -> None:
    """Day, audience, drafts and address count."""
    for option in (["--as-of", "2026-11-20"], ["--drafts"], ["--base-url", "/okrs/"]):
        assert "nothing has changed" not in run("build", root, *option).stderr
        assert "nothing has changed" in run("build", root, *option).stderr


def test_without_a_cache_nothing_is_kept(tmp_path: Path) -> None:
    """Nor used."""
    root = site(tmp_path, {GOAL: objective()})
    for _ in range(2):
        assert "nothing has changed" not in run("build", root, "--no-cache").stderr
    assert not (root / ".okrsite").exists()


def test_a_page_is_explained(root: Path) -> None:
    """Why it was drawn again, or was not."""
    page, other = "/objectives/2026-q4-onboarding/", "/objectives/2026-q4-laptops/"
    assert "was kept" in run("build", root, "--explain", page).stdout
    site(root, {GOAL: objective(title="Something new")})
    told = run("build", root, "--explain", page).stdout
    assert "objective `2026-q4-onboarding` changed" in told
    assert "was kept" in run("build", root, "--explain", other).stdout
    assert "every page" in run("build", root, "--as-of", "2026-11-20", "--explain", page).stdout
    assert "no such page" in run("build", root, "--explain", "/nowhere/").stdout


STEADY = "2026-Q4/it/steady.md"
ABOVE = {
    "2026-Q4/company/top.md": objective(
        "team: company\nkey_results:\n  - {id: rate, title: Rate, metric: {from: 0, to: 100}}\n",
        title="Top",
    ),
    GOAL: objective("aligns_to: [top]", title="Middle"),
    STEADY: objective("aligns_to: [onboarding]", title="Steady"),
}


def test_a_figure_far_above_draws_no_page_below_again(tmp_path: Path) -> None:
    """A line of sight names goals and tells no figure of them; a name in it counts."""
    root = site(tmp_path, ABOVE)
    assert run("build", root).exit_code == 0
    page = "/objectives/2026-q4-steady/"
    assert "Top" in (root / f"site{page}index.html").read_text()
    word = "---\ndate: 2026-11-02\nteam: company\n---\n- rate: 40\n"
    site(root, {"checkins/2026-11-02-company.md": word})
    assert "was kept" in run("build", root, "--explain", page).stdout
    assert "40" in (root / "site/objectives/2026-q4-top/index.html").read_text()
    site(root, {"2026-Q4/company/top.md": ABOVE["2026-Q4/company/top.md"].replace("Top", "Peak")})
    assert "changed" in run("build", root, "--explain", page).stdout
    assert "Peak" in (root / f"site{page}index.html").read_text()


def test_who_asks_only_what_there_is_sees_only_that(root: Path) -> None:
    """A file of the search that holds no goals only counts those before it."""
    page = "/search/things/1.json"
    site(root, {GOAL: objective("dropped: 2026-11-01", title="Be ready on day one")})
    assert "was kept" in run("build", root, "--explain", page).stdout
    site(root, {"2026-Q4/it/more.md": objective(title="More")})
    told = run("build", root, "--explain", page).stdout
    assert "which nodes there are" in told
    assert run("build", root, "--verify").exit_code == 0


def test_a_site_is_verified(root: Path) -> None:
    """Against a clean build; what differs is named."""
    told = run("build", root, "--verify")
    assert (told.exit_code, "byte by byte" in told.stderr) == (0, True)
    page = root / "site/objectives/2026-q4-onboarding/index.html"
    store, name = Store(root / ".okrsite"), f"{place_of(root / 'site')}.json"
    content = json.loads(store.read(name) or b"")
    page.write_text("a lie")
    stat = page.stat()
    path = page.relative_to(root / "site").as_posix()
    content["output"][path][:3] = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
    store.write(name, json.dumps(content).encode())
    told = run("build", root, "--verify")
    assert told.exit_code == 1
    assert f"{path} has other content" in told.stderr


def test_a_day_that_passes_is_another_day(root: Path) -> None:
    """Where the day is the clock's."""
    manifest = Manifest.read(Store(root / ".okrsite"), f"{place_of(root / 'site')}.json")
    assert manifest is not None
    assert manifest.today is None  # site.yml says the day
    text = (root / "content/site.yml").read_text().replace("as_of: 2026-11-21\n", "")
    site(root, {"site.yml": text})
    assert run("build", root).exit_code == 0
    manifest = Manifest.read(Store(root / ".okrsite"), f"{place_of(root / 'site')}.json")
    assert manifest is not None
    assert manifest.today == ("UTC", time.strftime("%Y-%m-%d", time.gmtime()))
