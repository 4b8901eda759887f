"""`okrsite build`: what is published, when, and what it exits with."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from okrsite.door import Door, as_of_date
from okrsite.order import Order
from okrsite.read import Folder, read_settings
from tests.sites import GOAL, SITE, goal, objective, run, site

NOW = SITE.replace("as_of: 2026-11-21\n", "")


def index(root: Path) -> dict[str, Any]:
    """api/v1/index.json of a built site."""
    found: dict[str, Any] = json.loads((root / "site/api/v1/index.json").read_text("utf-8"))
    return found


def test_a_site_is_built_beside_its_content(tmp_path: Path) -> None:
    """Into ROOT/site; it says how much."""
    root = site(tmp_path, {GOAL: objective()})
    result = run("build", root)
    assert result.exit_code == 0, result.output
    assert (root / "site/index.html").is_file()
    assert "1 objective" in result.output


def test_with_an_error_nothing_is_published(tmp_path: Path) -> None:
    """The old site stays."""
    root = site(tmp_path, {GOAL: objective()})
    run("build", root)
    before = (root / "site/index.html").read_bytes()
    site(root, {GOAL: objective("zzz: 1", title="Another")})
    result = run("build", root)
    assert result.exit_code == 1
    assert "Nothing was published" in result.output
    assert (root / "site/index.html").read_bytes() == before


def test_keep_going_publishes_without_the_faulty(tmp_path: Path) -> None:
    """And those that their absence breaks; it says so, and exits as documented."""
    root = site(
        tmp_path,
        {
            GOAL: objective("aligns_to: broken"),
            "2026-Q4/it/broken.md": objective("zzz: 1", title="Broken XYZZY"),
            "2026-Q4/it/lost.md": objective("aligns_to: nowhere"),
        },
    )
    result = run("build", root, "--keep-going")
    assert "unknown-field" in result.output
    assert "unknown-reference" in result.output
    assert (root / "site/objectives/2026-q4-onboarding/index.html").is_file()
    assert not (root / "site/objectives/2026-q4-broken").exists()
    assert not (root / "site/objectives/2026-q4-lost").exists()
    assert "XYZZY" not in (root / "site/index.html").read_text(encoding="utf-8")


def test_keep_going_says_on_the_site_that_something_is_left_out(tmp_path: Path) -> None:
    """Whoever reads it must know."""
    files = {GOAL: objective(), "2026-Q4/it/broken.md": objective("zzz: 1")}
    sound, kept = site(tmp_path / "a", {GOAL: objective()}), site(tmp_path / "b", files)
    run("build", sound)
    run("build", kept, "--keep-going")
    homes = [(root / "site/index.html").read_text(encoding="utf-8") for root in (sound, kept)]
    assert homes[0] != homes[1]


def test_keep_going_cannot_go_without_settings(tmp_path: Path) -> None:
    """A fault of site.yml leaves nothing to show."""
    result = run("build", site(tmp_path, {"site.yml": "title: T\nas_of: soon\n"}), "--keep-going")
    assert result.exit_code == 1
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", "tomorrow"], "2026-11-30"),
        (["--as-of", "20261121"], "2026-11-30"),
        (["--as-of", "2026-W47-6"], "2026-11-30"),
        (["--audience", "everyon"], "everyone"),
        (["--base-url", "example.org"], "https://"),
        (["--content", "nowhere"], "nowhere"),
        (["--frmat"], "No such option"),
        (["--output", "content"], "else than a site"),
    ],
)
def test_wrong_use_exits_with_2_and_says_what_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    """No traceback, no site."""
    root = site(tmp_path)
    monkeypatch.chdir(root)
    result = run("build", *arguments)
    assert result.exit_code == 2, result.output
    assert words in result.output
    assert not (root / "site").exists()


def test_a_folder_without_content_is_explained(tmp_path: Path) -> None:
    """With the command that makes a site."""
    result = run("build", tmp_path)
    assert result.exit_code == 2
    assert "okrsite init" in result.output


def test_an_output_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    """No traceback."""
    root = site(tmp_path)
    (tmp_path / "file").write_text("x")
    result = run("build", root, "--output", tmp_path / "file" / "site")
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("name", ["nothing", "atlsa"])
def test_a_theme_that_is_not_there_is_a_fault_of_site_yml(tmp_path: Path, name: str) -> None:
    """With those that are."""
    result = run("build", site(tmp_path, {"site.yml": SITE + f"theme: {name}\n"}))
    assert result.exit_code == 1
    assert "atlas" in result.output
    assert "site.yml" in result.output


def test_as_of_wins_over_site_yml_and_that_over_the_epoch(tmp_path: Path) -> None:
    """--as-of, else as_of, else SOURCE_DATE_EPOCH."""
    epoch = "1760000000"  # 2025-10-09
    root = site(tmp_path / "a")
    run("build", root, "--as-of", "2026-10-31", SOURCE_DATE_EPOCH=epoch)
    assert index(root)["as_of"] == "2026-10-31"
    run("build", root, SOURCE_DATE_EPOCH=epoch)
    assert index(root)["as_of"] == "2026-11-21"
    root = site(tmp_path / "b", {"site.yml": NOW})
    run("build", root, SOURCE_DATE_EPOCH=epoch)
    assert index(root)["as_of"] == "2025-10-09"


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Europe/Berlin", "2026-10-31T23:30:00+00:00", "2026-11-01"),
        ("America/New_York", "2026-11-01T03:30:00+00:00", "2026-10-31"),
        ("Pacific/Kiritimati", "2026-10-31T10:30:00+00:00", "2026-11-01"),
        ("UTC", "2026-10-31T23:59:59+00:00", "2026-10-31"),
    ],
)
def test_today_is_the_day_in_the_time_zone_of_the_site(
    tmp_path: Path, zone: str, moment: str, day: str
) -> None:
    """Wherever the machine stands; the epoch's day likewise."""
    root = site(tmp_path, {"site.yml": NOW + f"timezone: {zone}\n"})
    settings = read_settings([Folder("content", root / "content")])
    then = datetime.fromisoformat(moment)
    clock = Door(now=lambda: then, environment={})
    assert as_of_date(Order(root), settings, clock)[0].isoformat() == day
    epoch = Door(environment={"SOURCE_DATE_EPOCH": str(int(then.timestamp()))})
    assert as_of_date(Order(root), settings, epoch)[0].isoformat() == day


@pytest.mark.parametrize("epoch", ["", "soon", "-1", "99999999999999999999", "1e9"])
def test_an_epoch_that_is_none_is_no_crash(tmp_path: Path, epoch: str) -> None:
    """It is passed by or told of."""
    result = run("build", site(tmp_path, {"site.yml": NOW}), SOURCE_DATE_EPOCH=epoch)
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_an_audience_sees_its_own(tmp_path: Path) -> None:
    """The default is the widest."""
    root = site(tmp_path, {GOAL: objective("audience: leadership")})
    run("build", root)
    assert not (root / "site/objectives/2026-q4-onboarding").exists()
    assert index(root)["audience"] == "everyone"
    run("build", root, "--audience", "leadership")
    assert (root / "site/objectives/2026-q4-onboarding/index.html").is_file()
    run("build", root)
    assert not (root / "site/objectives/2026-q4-onboarding").exists()


def test_drafts_are_shown_when_asked_for_and_marked(tmp_path: Path) -> None:
    """--drafts."""
    root = site(tmp_path, {GOAL: objective("draft: true")})
    page = root / "site/objectives/2026-q4-onboarding/index.html"
    run("build", root)
    assert not page.exists()
    run("build", root, "--drafts")
    assert "draft" in page.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(
    "url", ["https://okrs.example.org/", "https://okrs.example.org/a/b", "/okrs/"]
)
def test_a_base_url_may_be_given(tmp_path: Path, url: str) -> None:
    """With a path or as a path alone; redirects and the sitemap follow."""
    root = site(tmp_path, {GOAL: objective("aliases: old")})
    result = run("build", root, "--base-url", url)
    assert result.exit_code == 0, result.output
    path = "/" + url.removeprefix("https://").partition("/")[2].strip("/")
    redirects = (root / "site/_redirects").read_text(encoding="utf-8")
    assert redirects.startswith(f"{path.rstrip('/')}/objectives/old/ ")
    sitemap = root / "site/sitemap.xml"
    assert sitemap.exists() is url.startswith("https")
    if sitemap.exists():
        assert f"<loc>{url.rstrip('/')}/</loc>" in sitemap.read_text(encoding="utf-8")


def test_check_ins_after_the_day_are_not_there_yet(tmp_path: Path) -> None:
    """A dated fact counts from its date on."""
    kr = "{id: a, title: A, metric: {from: 0, to: 9}, checkins: [{date: 2026-10-10, value: 3, note: XYZZY}]}"  # noqa: E501
    root = site(tmp_path, {GOAL: goal(kr)})
    run("build", root, "--as-of", "2026-10-09")
    assert not [f for f in (root / "site").rglob("*.*") if b"XYZZY" in f.read_bytes()]
    run("build", root, "--as-of", "2026-10-10")
    assert [f for f in (root / "site").rglob("*.json") if b"XYZZY" in f.read_bytes()]


def test_a_thousand_warnings_of_one_kind_do_not_bury_the_rest(tmp_path: Path) -> None:
    """A build shows some of them and counts all; `check` shows every one."""
    files = {f"2026-Q4/it/goal-{number}.md": objective() for number in range(15)}
    root = site(tmp_path, files)
    told = run("build", root).output
    alike = "warning[too-few-key-results]"
    assert told.count(f"\n{alike}") == 10
    assert f"  15 {alike}" in told
    assert "5 of them are not shown here: `okrsite check` does." in told
    every = run("check", root).output
    assert every.count(f"\n{alike}") == 15
    assert "not shown" not in every
