"""The check-in page: what is composed in a browser is what okrsite itself writes and reads back."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from okrsite.edit import Unclear
from okrsite.edit.checkins import Said, check_in
from okrsite.model.directory import Target
from okrsite.model.measure import Figure
from okrsite.model.status import Status
from tests.browsing import Visit, axe_faults, served, too_wide, until
from tests.conftest import ROOT
from tests.docs.examples import read
from tests.sites import AS_OF, SITE, built, faults, goal, portfolio, problems, site
from tests.test_build import TEXTURE
from tests.test_hostile import STRINGS

pytestmark = pytest.mark.browser

HOSTILE = "'<img src=x onerror=alert(1)> {{ 1 }} \"&amp;\\\\ ''quoted'' \\u202e #x: y'"
GOAL = f"""\
---
title: {HOSTILE}
team: people-operations
owner: ben
key_results:
  - {{id: lead-time, title: {HOSTILE}, metric: {{from: 15, to: 5, unit: days}}}}
  - {{id: score, title: First-week rating, keep: {{min: 4.5, unit: points}}}}
  - id: handbook
    title: The handbook
    milestones:
      - {{id: first, title: First half}}
      - {{title: {HOSTILE}}}
      - {{title: Inventory, done: 2026-10-20}}
  - {{id: contract, title: The contract, done: false, due: 2026-11-30}}
  - {{id: heard, title: Colleagues feel heard}}
  - {{id: secret, title: Salaries, withheld: true, metric: {{from: 40, to: 45}}}}
  - {{id: adopt, title: Every region adopts it, aligned: mean}}
---
"""
FILES: dict[str, str | bytes] = {
    "site.yml": f"{SITE}source: {{host: github, repo: example/okrs}}\n",
    "2026-Q4/people-operations/onboarding.md": GOAL,
    "on-time.md": "---\ntype: kpi\nid: 2026\ntitle: On time\nteam: people-operations\nunit: '%'\ncheckin: weekly\n---\n",  # noqa: E501
    "notes/2026-11-13-people-operations.md": "- lead-time: 12345.678 days (5/10)\n- secret: 42\n",
    "notes/2026-11-21-people-operations.md": "Only a word.\n",
}
WHERE = "/check-in/?team=people-operations"
OBJECTIVE = "2026-q4-onboarding"
_SAID = {"day": "2026-11-21", "kind": "team", "id": "it", "by": "", "text": ""}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every kind of key result."""
    return site(tmp_path_factory.mktemp("checkin"), FILES)


@pytest.fixture(scope="module")
def site_host(content: Path) -> Iterator[str]:
    """That site, served."""
    with served(built(content)) as address:
        yield address


@pytest.fixture
def checking(browser: Browser, site_host: str) -> Iterator[Visit]:
    """A visit with an ordinary browser."""
    visit = Visit(browser, site_host, accept_downloads=True)
    yield visit
    assert visit.happened == []
    visit.close()


def opened(visit: Visit, address: str = WHERE) -> Page:
    """The page of the team, with all that is under way."""
    page = visit.open(address)
    page.locator(".ci-word").first.wait_for(state="attached")
    page.locator("[name=scope][value=all]").check()
    return page


def asked(page: Page, number: int) -> Locator:
    """The questions on one key result, in the order of the file."""
    return page.locator(".ci-word").nth(number)


def composed(page: Page) -> str:
    """The text as it stands."""
    return page.locator("#doc_").input_value()


TITLES = ["lead-time", "score", "handbook", "contract", "heard", "secret"]


def questions(page: Page) -> dict[str, Locator]:
    """By key result; the kpi as `2026`."""
    portfolio = json.loads(
        page.evaluate("fetch('team/people-operations.json').then(each => each.text())")
    )
    order = [word["reference"] for group in portfolio["groups"] for word in group["words"]]
    return {key.partition("#")[2] or key: asked(page, at) for at, key in enumerate(order)}


NOTE = "Laptops ship: before day one, see #12"
TEXT = "Laptops are the story of this week.\n\nNext: **regions**."


def fill(page: Page) -> list[str]:
    """Say something of everything; gives what is asked, in order."""
    of = questions(page)
    assert set(of) == {*TITLES, "2026"}
    of["lead-time"].locator("[data-is=figure]").fill("7.5 days")
    of["lead-time"].locator("[data-is=confidence]").select_option("6")
    of["lead-time"].locator("[data-is=note]").fill(NOTE)
    of["score"].locator("[data-is=figure]").fill("−.5")
    of["score"].locator("[data-is=status]").select_option("at_risk")
    of["handbook"].locator("[data-step=first]").check()
    of["contract"].locator("[data-is=figure]").fill("29%")
    of["heard"].locator("[data-is=figure]").fill("40")
    of["heard"].locator("[data-is=note]").fill("yes")
    of["secret"].locator("[data-is=figure]").fill("43")
    of["2026"].locator("[data-is=figure]").fill("95.25 %")
    page.locator("#by_").select_option("ben")
    page.locator("#text_").fill(TEXT)
    return list(of)


def expected(order: list[str]) -> str:
    """The same as `okrsite checkin` writes it."""

    def said(key: str, figure: Figure, **rest: Any) -> Said:
        return Said(Target("key_result", OBJECTIVE, key), figure, **rest)

    words = {
        "lead-time": said("lead-time", Figure("", value=7.5), confidence=6.0, note=NOTE),
        "score": said("score", Figure("", value=-0.5), status=Status.AT_RISK),
        "handbook": said("handbook", Figure("", done=("first",))),
        "contract": said("contract", Figure("", progress=0.29)),
        "heard": said("heard", Figure("", progress=0.4), note="yes"),
        "secret": said("secret", Figure("", value=43.0)),
        "2026": Said(Target("kpi", "2026"), Figure("", value=95.25)),
    }
    said_all = [words[key] for key in order]
    return check_in(AS_OF, ("team", "people-operations"), said_all, by="ben", text=TEXT)


def test_what_is_composed_is_what_okrsite_writes(checking: Visit) -> None:
    """Byte for byte, with a figure of every kind."""
    page = opened(checking)
    order = fill(page)
    assert composed(page) == expected(order)
    assert page.locator("#path_").inner_text() == "content/notes/2026-11-21-people-operations-2.md"


def test_what_is_composed_is_read_back(checking: Visit, content: Path, tmp_path: Path) -> None:
    """Downloaded and put where the page says, every figure is there, and no fault is new."""
    page = opened(checking)
    fill(page)
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Download").click()
    shutil.copytree(content / "content", tmp_path / "content")
    place = tmp_path / page.locator("#path_").inner_text()
    assert downloaded.value.suggested_filename == place.name
    downloaded.value.save_as(place)
    assert place.read_bytes() == composed(page).encode()
    assert faults(problems(tmp_path)) == faults(problems(content))
    after = portfolio(tmp_path)
    found = {each.id: each for each in after.objectives[OBJECTIVE].key_results}
    assert found["lead-time"].value == 7.5
    assert (found["lead-time"].confidence, found["lead-time"].words[-1].by) == (6, "ben")
    assert found["lead-time"].words[-1].note.plain == NOTE
    assert (found["score"].value, found["score"].said) == (-0.5, Status.AT_RISK)
    assert found["handbook"].words[-1].done == ("first",)
    assert found["contract"].progress == pytest.approx(0.29)
    assert found["heard"].progress == pytest.approx(0.4)
    assert found["secret"].value == 43
    assert after.kpis["2026"].value == 95.25
    assert [each.plain for each in after.updates[0].text]


TRICKY = [
    *("yes", "No", "null", "~", "12", "1e3", "0x1F", "1_000", "2026-11-21", "12:30", ".5", "-1"),
    *("a: b", "a #b", "#b", "a:", "- a", "? a", "a, b", "[a]", "{a}", "&a", "*a", "!a", "|", ">"),
    *("%a", "@a", "`a`", "'a'", '"a"', "a\\", "\\", "é", "Über", "½", "٣", "日本", "=", "<<", "on"),
    *("a\u00a0b", "a\u200bb", "a\u202eb", "a\ufeff", "\u2028", "\x7f", "\x85", "a\tb", "\ud800"),
    *("\U0001f680 a", "a" * 90, "ä" * 70, "\U0001f680" * 60, "a <b> & c", "y", "0b1", "1."),
]


def test_any_note_is_written_as_okrsite_does(checking: Visit) -> None:
    """Whatever stands in a note, the text is that of `okrsite checkin`."""
    page = opened(checking)
    wrong = []
    for note in [*STRINGS, *TEXTURE.values(), *TRICKY]:
        given = {"reference": "a#b", "kpi": False, "fields": {"value": 0.1, "note": note}}
        said = {**_SAID, "kind": "person", "id": "ada", "text": note, "words": [given]}
        word = Said(Target("key_result", "a", "b"), Figure("", value=0.1), note=note)
        try:
            body = _CONTROLS.sub("", note)
            ours = check_in(AS_OF, ("person", "ada"), [word], text=body)
        except Unclear:  # no text that a file can hold
            continue
        theirs = page.evaluate("said => checkInText.text(said)", said)
        wrong += [] if ours == theirs else [(note, ours, theirs)]
    assert wrong == []


NUMBERS = [0, 1, -1, 0.1, 1 / 3, 0.29, 1e-4, 1.5e-5, 1e-7, -2.5e-9, 12345.678, 1e15, 999999999999.5]


def test_any_number_is_written_as_okrsite_does(checking: Visit) -> None:
    """Never with an exponent, never rounded otherwise."""
    page = opened(checking)
    for value in NUMBERS:
        word = {"reference": "a#b", "kpi": False, "fields": {"value": value}}
        said = {
            "day": "2026-11-21",
            "kind": "team",
            "id": "it",
            "by": "",
            "text": "",
            "words": [word],
        }
        ours = Said(Target("key_result", "a", "b"), Figure("", value=float(value)))
        theirs = page.evaluate("said => checkInText.text(said)", said)
        assert theirs == check_in(AS_OF, ("team", "it"), [ours])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("9,5", "without separators"),
        ("1 200", "without separators"),
        ("9 weeks", "with its unit: days"),
        ("soon", "Write a number"),
        ("1e9", "with its unit"),
        ("9" * 40, "too large"),
    ],
)
def test_what_is_no_figure_is_said_at_once(checking: Visit, typed: str, says: str) -> None:
    """At the field, for a screen reader too; nothing can be handed on until it is mended."""
    page = opened(checking)
    word = questions(page)["lead-time"]
    field = word.locator("[data-is=figure]")
    field.fill(typed)
    assert says in word.locator(".ci-wrong").inner_text()
    assert field.get_attribute("aria-invalid") is not None
    assert field.get_attribute("aria-describedby") == word.locator(".ci-wrong").get_attribute("id")
    assert page.locator("#hand_").is_hidden()
    field.fill("9 days")
    assert word.locator(".ci-wrong").is_hidden()
    assert field.get_attribute("aria-describedby") is None
    assert page.locator("#hand_").is_visible()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(("7,5", 7.5), ("7.5", 7.5), ("−,5 days", -0.5), ("1200,25", 1200.25), ("0.125", 0.125)),
        *(("1,200", 1.2), ("1.2", 1.2), ("1.200", None), ("1.200,5", None), ("1,2,3", None)),
    ],
)
def test_a_comma_is_a_decimal_sign_where_the_language_has_it(
    checking: Visit, typed: str, value: float | None
) -> None:
    """And a point that may part thousands is asked about, never guessed at."""
    word = {"kind": "metric", "unit": "days"}
    found = opened(checking).evaluate(
        """([typed, word]) => {
            try { return checkInText.figure(typed, word, true).value; }
            catch (said) { return said; }
        }""",
        [typed, word],
    )
    assert found == ("Write the number without separators: 1200,5" if value is None else value)


def test_the_host_is_handed_the_whole_text(checking: Visit) -> None:
    """With the path of the file; where the address would be too long there is no such link."""
    page = opened(checking)
    fill(page)
    link = page.get_by_role("link", name="Propose it on GitHub")
    address = urlsplit(link.get_attribute("href") or "")
    assert address.path == "/example/okrs/new/main"
    assert parse_qs(address.query) == {
        "filename": ["content/notes/2026-11-21-people-operations-2.md"],
        "value": [composed(page)],
    }
    page.locator("#text_").fill("äöü " * 500)
    assert link.is_hidden()
    assert "too long" in page.locator("#hint_").inner_text()
    assert page.get_by_role("button", name="Copy").is_enabled()


def test_the_text_is_copied(browser: Browser, site_host: str) -> None:
    """As it stands."""
    visit = Visit(browser, site_host, permissions=["clipboard-read", "clipboard-write"])
    page = opened(visit)
    fill(page)
    page.get_by_role("button", name="Copy").click()
    until(page, "document.getElementById('hint_').textContent === 'Copied.'")
    assert page.evaluate("navigator.clipboard.readText()") == composed(page)
    visit.close()


def test_who_checks_in_stands_in_the_address(checking: Visit) -> None:
    """It can be sent, kept as a bookmark, and changed on the page."""
    page = opened(checking)
    page.locator("#who_").select_option("person/ben")
    until(page, "document.getElementById('path_').textContent.includes('ben')")
    assert page.url.endswith("/check-in/?person=ben")
    page.reload()
    page.locator(".ci-word").first.wait_for(state="attached")
    assert page.locator("#who_").input_value() == "person/ben"


def test_the_due_come_first_and_a_day_can_be_chosen(checking: Visit) -> None:
    """What is due on that day, and all that is under way on request."""
    page = checking.open(WHERE)
    page.locator(".ci-word").first.wait_for(state="attached")
    due = page.locator(".ci-word:visible").count()
    page.locator("#day_").fill("2026-11-14")
    fewer = page.locator(".ci-word:visible").count()
    page.locator("[name=scope][value=all]").check()
    every = page.locator(".ci-word:visible").count()
    assert 0 < fewer < due <= every == 7
    assert "2026-11-14-people-operations.md" in page.locator("#path_").inner_text()


def test_an_objective_leads_to_its_own_questions(checking: Visit) -> None:
    """And so do its team, its owner and the first page."""
    for address in (f"/objectives/{OBJECTIVE}/", "/teams/people-operations/", "/people/ben/", "/"):
        page = checking.open(address)
        page.get_by_role("link", name="Check in", exact=True).click()
        page.wait_for_url("**/check-in/**")
        assert page.locator("#checkin_").is_visible()
    page = checking.open(f"/objectives/{OBJECTIVE}/")
    page.get_by_role("link", name="Check in", exact=True).click()
    page.locator(f"[id='{OBJECTIVE}']").wait_for()
    assert page.url.endswith(f"/check-in/?team=people-operations&objective={OBJECTIVE}")
    assert page.locator(f"[id='{OBJECTIVE}']").is_visible()


def test_a_goal_that_nobody_asks_about_leads_nowhere(tmp_path: Path) -> None:
    """Neither where a cycle is over, nor where its team is gone."""
    files = {
        "2026-Q3/it/old.md": goal("{id: a, title: A, metric: {from: 1, to: 2}}"),
        "2026-Q4/it/new.md": goal("{id: a, title: A, aligned: mean}"),
    }
    output = built(site(tmp_path, files))
    for page in ("objectives/2026-q3-old", "objectives/2026-q4-new", "teams/it"):
        assert "/check-in/" not in (output / page / "index.html").read_text()
    assert "nobody is asked" in (output / "check-in" / "index.html").read_text()


def test_all_of_it_works_with_the_keyboard(checking: Visit) -> None:
    """From the choice of a team to the text, without a mouse."""
    page = checking.open("/check-in/")
    page.locator("#who_").focus()
    page.keyboard.type("People")
    page.keyboard.press("Enter")
    page.locator(".ci-word").first.wait_for(state="attached")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.is") == "note":
            break
    page.keyboard.type("From the keyboard")
    assert "note: From the keyboard" in composed(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "copy_":
            break
    assert page.evaluate("document.activeElement.id") == "copy_"


def test_titles_stay_text(checking: Visit) -> None:
    """Whatever an objective or key result is called, nothing of it runs."""
    page = opened(checking)
    assert page.locator("main img").count() == 0
    plain = portfolio_title(page)
    assert page.locator(".ci-group h2").first.inner_text() == plain
    assert "<img" in plain


def portfolio_title(page: Page) -> str:
    """The title as the data has it, as a page shows it."""
    title: str = page.evaluate(
        "fetch('team/people-operations.json').then(e => e.json()).then(e => e.groups[0].title)"
    )
    return title


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing_while_it_is_filled_in(
    browser: Browser, site_host: str, axe_script: Path, scheme: str, width: int
) -> None:
    """With an error showing, and at any width no sideways scroll."""
    visit = Visit(
        browser,
        site_host,
        color_scheme=scheme,
        bypass_csp=True,
        viewport={"width": width, "height": 900},
    )
    page = opened(visit)
    fill(page)
    questions(page)["score"].locator("[data-is=figure]").fill("x")
    assert axe_faults(page, axe_script) == []
    for each in (320, 390, 768, 1024, 1440):
        page.set_viewport_size({"width": each, "height": 800})
        assert too_wide(page) <= 0, each
    visit.close()


def test_without_scripts_it_says_what_to_do(
    browser: Browser, site_host: str, content: Path, tmp_path: Path
) -> None:
    """A text to copy, on what is really asked for; okrsite accepts it."""
    plain = Visit(browser, site_host, java_script_enabled=False)
    page = plain.open("/check-in/")
    assert page.locator("#checkin_").is_hidden()
    assert "you can write it yourself" in page.locator("main").inner_text()
    shutil.copytree(content / "content", tmp_path / "content")
    path = page.locator(".ci-hand p code").first.inner_text()
    text = page.locator(".ci-hand pre").inner_text()
    assert "#lead-time: 12345.678 days (7/10) A line about it" in text
    target = tmp_path / path.replace("2026-11-21", "2026-11-20")
    target.write_text(text, encoding="utf-8")
    assert faults(problems(tmp_path)) == faults(problems(content))
    assert "A line about it" in {
        word.note.plain
        for each in portfolio(tmp_path).objectives[OBJECTIVE].key_results
        for word in each.words
    }
    plain.close()


def test_the_data_is_small_and_as_documented(content: Path) -> None:
    """The fields are those of the reference; what is withheld is not told."""
    output = built(content)
    text = (output / "check-in" / "team" / "people-operations.json").read_text(encoding="utf-8")
    data = json.loads(text)
    page = read(ROOT / "docs" / "reference" / "check-in-data.md")
    words = [word for group in data["groups"] for word in group["words"]]
    assert set(data) == page.names("A file")
    assert set(data["groups"][0]) == page.names("group")
    assert {name for word in words for name in word} == page.names("word")
    secret = next(word for word in words if word["reference"].endswith("#secret"))
    assert (secret["stands"], secret["aims"]) == ("", "")
    assert secret["last_word"] == "2026-11-13"
    assert len(text) / len(words) < 600
