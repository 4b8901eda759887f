"""`okrsite serve --edit`: forms that write, for the browser that was given the key and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from okrsite.serve.editing.asked import MOST, OWN
from tests.editing import Desk, difference_of, editing
from tests.sites import GOAL, goal, site

FILES = {
    GOAL: goal(
        "{id: lead-time, title: Days until all is ready, metric: {from: 15, to: 5, unit: days}}",
        "{id: score, title: First-week rating, keep: {min: 4, unit: points}}",
        "{id: handbook, title: The handbook is online, milestones: [Inventory, Text, Online]}",
    ),
}
REF = "2026-q4-onboarding#lead-time"
WHO = "check-in?for=people-operations&all=1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A browser in front of a small site that may be written."""
    with editing(site(tmp_path, FILES)) as found:
        yield found


def files(root: Path) -> dict[str, bytes]:
    """Every file of the content."""
    content = root / "content"
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in content.rglob("*")
        if path.is_file()
    }


def told(desk: Desk, **said: str) -> list[tuple[str, str]]:
    """A check-in of the team, sent with the token of its form."""
    return [("token", desk.token(WHO)), ("for", "people-operations"), *said.items()]


# Who may write ----------------------------------------------------------------------------------


def test_without_the_key_a_page_has_no_form_and_no_token(desk: Desk) -> None:
    """Whoever can reach the port, but was not given the printed address, sees the site alone."""
    desk.cookie = ""
    for name in ("", WHO, "new", "open/wrong"):
        reply = desk.get(OWN + name)
        assert reply.status == 403
        assert "token" not in reply.text
    assert "ed-bar" not in desk.get("/objectives/2026-q4-onboarding/").text


def test_the_key_becomes_a_cookie_that_no_other_site_can_send(desk: Desk) -> None:
    """Nor a script read it."""
    reply = desk.get(desk.editing.way_in)
    cookie = reply.headers["Set-Cookie"]
    assert reply.status == 303
    assert "SameSite=Strict" in cookie
    assert "HttpOnly" in cookie
    assert desk.editing.way_in.rpartition("/")[2] not in cookie


def test_each_run_has_secrets_of_its_own(tmp_path: Path, desk: Desk) -> None:
    """A form of an earlier run writes nothing in a later one."""
    pairs = told(desk, **{f"value.{REF}": "12", "step": "see"})
    with editing(site(tmp_path / "other", FILES)) as later:
        assert later.post("check-in", pairs).status == 403
        assert later.editing.way_in != desk.editing.way_in


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec_Fetch_Site": "cross-site"},
        {"Origin": "http://127.0.0.1:1", "Sec_Fetch_Site": "same-site"},
        {"Origin": "null", "Sec_Fetch_Site": "cross-site"},
        {"Origin": ""},
        {"Sec_Fetch_Site": "cross-site"},
        {"Cookie": "okrsite-1=stolen"},
        {"Content_Type": "application/json"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "multipart/form-data; boundary=x"},
    ],
    ids=lambda each: "-".join(f"{k}={v}" for k, v in each.items()),
)
def test_a_form_from_elsewhere_writes_nothing(desk: Desk, headers: dict[str, str]) -> None:
    """Even one that has the token: origin, cookie and type must be those of the preview."""
    before = files(desk.root)
    pairs = told(desk, **{f"value.{REF}": "12"})
    for step in ("see", "write", "look"):
        assert desk.post("check-in", [*pairs, ("step", step)], **headers).status == 403
    assert files(desk.root) == before


def test_a_form_without_the_token_writes_nothing(desk: Desk) -> None:
    """A page elsewhere could make the browser send a form, but it cannot read one."""
    before = files(desk.root)
    for token in ("", "guess", desk.cookie.partition("=")[2]):
        pairs = {"token": token, "for": "people-operations", f"value.{REF}": "12", "step": "write"}
        assert desk.post("check-in", pairs).status == 403
    assert files(desk.root) == before


def test_another_name_of_this_machine_is_not_answered(desk: Desk) -> None:
    """A page elsewhere could point its own name here (rebinding)."""
    pairs = told(desk, **{f"value.{REF}": "12", "step": "write"})
    reply = desk.post("check-in", pairs, Host="evil.example", Origin="http://evil.example")
    assert reply.status == 421


def test_no_other_origin_is_told_that_it_may_read(desk: Desk) -> None:
    """No header of the sharing of resources, and none may frame a form."""
    for reply in (desk.get(OWN + WHO), desk.get(OWN)):
        assert not [name for name in reply.headers if name.lower().startswith("access-control")]
        assert reply.headers["X-Frame-Options"] == "DENY"
        assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_more_than_a_form_can_hold_is_not_read(desk: Desk) -> None:
    """By its size, or by the number of its fields."""
    assert desk.post("check-in", {"text": "x" * (MOST + 1)}).status == 413
    assert desk.post("check-in", [("a", "b")] * 3000).status == 400


def test_a_preview_without_editing_takes_nothing(tmp_path: Path) -> None:
    """The door is not there."""
    desk = Desk(site(tmp_path, FILES))
    try:
        desk.server.editing = None
        assert desk.post("check-in", {"step": "write"}).status == 405
        assert desk.get(OWN).status == 404
    finally:
        desk.close()


# A check-in --------------------------------------------------------------------------------------


def test_what_is_due_is_asked_on_one_page(desk: Desk) -> None:
    """From the list of what is due, with one step."""
    due = desk.get(OWN)
    assert "Check in for People Operations" in due.words
    form = desk.get(OWN + "check-in?for=people-operations")
    for words in ("Days until all is ready", "First-week rating", "Inventory", "Confidence"):
        assert words in form.words


def test_the_difference_shown_is_what_is_written(desk: Desk) -> None:
    """To the letter; before it is confirmed nothing is there, and nothing else changes."""
    before = files(desk.root)
    said = [
        (f"value.{REF}", "12 days"),
        (f"confidence.{REF}", "6"),
        (f"status.{REF}", "at_risk"),
        (f"note.{REF}", "Laptops: <b>late</b> again"),
        ("value.2026-q4-onboarding#handbook", "inventory"),
        ("value.2026-q4-onboarding#handbook", "text"),
        ("text", "A hard week.\r\n\r\n- but we go on"),
        ("by", "ben"),
    ]
    seen = desk.see("check-in", said, WHO)
    assert seen.status == 200
    assert files(desk.root) == before
    shown = difference_of(seen)
    reply = desk.write("check-in", seen)
    assert (reply.status, reply.headers["Location"]) == (303, "/objectives/2026-q4-onboarding/")
    name = "checkins/2026-11-21-people-operations.md"
    after = files(desk.root)
    assert after.keys() - before.keys() == {name}
    assert {path: text for path, text in after.items() if path != name} == before
    assert [f"+{line}" for line in after[name].decode().splitlines()] == shown
    assert "<b>late</b>" not in seen.text


def test_what_was_written_is_on_the_page_that_follows(desk: Desk) -> None:
    """And the page says so; once another page was opened it no longer does."""
    seen = desk.see("check-in", {f"value.{REF}": "12", f"confidence.{REF}": "6"}, WHO)
    page = desk.get(desk.write("check-in", seen).headers["Location"])
    assert "content/checkins/2026-11-21-people-operations.md" in page.words
    assert "6/10" in page.words
    desk.get("/")
    assert "Written:" not in desk.get("/objectives/2026-q4-onboarding/").words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (f"value.{REF}", "1,200", "separator"),
        (f"value.{REF}", "soon", "is no figure"),
        (f"confidence.{REF}", "11", "is no confidence"),
        ("date", "yesterday", "is no day"),
        ("value.2026-q4-onboarding#gone", "3", "is not there any more"),
        ("text", "", "Nothing was said yet"),
    ],
)
def test_what_does_not_fit_is_said_and_all_is_kept(
    desk: Desk, field: str, value: str, words: str
) -> None:
    """At its field; nobody has to type anything again, and nothing is written."""
    before = files(desk.root)
    said = {"for": "people-operations", field: value}
    if field != "text":
        said[f"note.{REF}"] = "keep <me>"
    reply = desk.see("check-in", said, WHO)
    assert reply.status == 422
    assert words in reply.words
    if field != "text":
        assert 'value="keep &lt;me&gt;"' in reply.text
    assert files(desk.root) == before


def test_a_second_figure_of_a_day_is_refused(desk: Desk) -> None:
    """Of two the later path counts: a correction could be lost."""
    said = {f"value.{REF}": "12"}
    desk.write("check-in", desk.see("check-in", said, WHO))
    reply = desk.see("check-in", said, WHO)
    assert reply.status == 422
    assert "A figure of 2026-11-21 is there already" in reply.words
    assert "checkins/2026-11-21-people-operations.md:" in reply.words


def test_a_file_that_came_meanwhile_is_not_overwritten(desk: Desk) -> None:
    """Between the difference and the word to write it; what is shown then is true again."""
    seen = desk.see("check-in", {f"value.{REF}": "12"}, WHO)
    path = desk.root / "content/checkins/2026-11-21-people-operations.md"
    path.parent.mkdir()
    path.write_text("---\n---\nSomebody else.\n")
    again = desk.write("check-in", seen)
    assert again.status == 200
    assert "Something has changed since you looked" in again.words
    assert path.read_text() == "---\n---\nSomebody else.\n"
    assert desk.write("check-in", again).status == 303
    assert "12" in path.with_name("2026-11-21-people-operations-2.md").read_text()


def test_what_is_built_knows_nothing_of_the_forms(desk: Desk) -> None:
    """The links stand in what the preview sends, never in a page as it would be published."""
    address = "/objectives/2026-q4-onboarding/"
    found = desk.session.page(address)
    assert found is not None
    assert b"__okrsite__" not in found[1]
    assert "/__okrsite__/edit/check-in?objective=2026-q4-onboarding" in desk.get(address).text
