"""Bytes, line ends and marks: whatever an editor writes is read, and told of by line and column."""

from pathlib import Path

import pytest

from tests.sites import GOAL, ORG, documents, faults, objective, problems, site

FAULTY = "---\ntitle: T\nteam: nobody\ncycle: 2026-Q4\nkey_results: []\n---\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_move_no_line(tmp_path: Path, end: str, mark: str) -> None:
    """A fault is told on the line and column where an editor shows it."""
    (found,) = problems(site(tmp_path, {GOAL: mark + FAULTY.replace("\n", end)}))
    assert found.place is not None
    assert (found.rule, found.place.line, found.place.column) == ("unknown-reference", 3, 7)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "\u000c"])
def test_separators_in_a_body_move_no_line(tmp_path: Path, separator: str) -> None:
    """In a body too, only line ends count."""
    text = objective("", f"a{separator}b\n\n[x](nowhere.md)\n")
    assert faults(problems(site(tmp_path, {GOAL: text}))) == [f"broken-link {GOAL}:7"]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_separators_in_front_matter_move_no_line(tmp_path: Path, separator: str) -> None:
    """YAML would count them; editors do not."""
    text = objective(f"tags: 'a{separator}b'\nzzz: 1\n")
    assert faults(problems(site(tmp_path, {GOAL: text}))) == [f"unknown-field {GOAL}:4"]


def test_settings_are_read_with_a_byte_order_mark_and_crlf(tmp_path: Path) -> None:
    """What holds for documents holds for site.yml, org.yml and cycles.yml."""
    root = site(tmp_path, {GOAL: objective()})
    for name in ("site.yml", "org.yml", "cycles.yml"):
        file = root / "content" / name
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(root) == ()


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (objective("tags: caf\xe9\n").encode("latin-1"), 3, 10),
        (objective().encode("utf-16"), 1, 1),
        (objective().encode() + b"\xe2\x82", 5, 1),
        (objective().encode() + b"\xed\xa0\x80", 5, 1),
    ],
)
def test_a_file_that_is_not_utf_8_is_told_by_its_first_wrong_byte(
    tmp_path: Path, data: bytes, line: int, column: int
) -> None:
    """With line, column, and what to do."""
    (found,) = problems(site(tmp_path, {GOAL: data}))
    assert found.place is not None
    assert (found.rule, found.place.line, found.place.column) == (
        "unreadable-document",
        line,
        column,
    )
    assert "UTF-8" in found.hint


def test_a_file_of_one_mebibyte_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    """The limit is 1 MiB, to the byte."""
    text = objective("", "word " * 300_000).encode()[: 1 << 20]
    assert problems(site(tmp_path / "a", {GOAL: text})) == ()
    assert faults(problems(site(tmp_path / "b", {GOAL: text + b"x"}))) == [
        f"unreadable-document {GOAL}:1"
    ]


def test_a_list_of_people_may_be_longer(tmp_path: Path) -> None:
    """A hundred thousand objectives have more people than a mebibyte holds; 16 are the limit."""
    people = "".join(f"  - {{id: p-{number}, name: Person {number}}}\n" for number in range(30_000))
    org = ORG + people
    assert len(org) > 1 << 20
    assert problems(site(tmp_path / "a", {"org.yml": org})) == ()
    padded = org + "#" * ((16 << 20) + 1 - len(org))
    found = problems(site(tmp_path / "b", {"org.yml": padded}))
    assert [each.message for each in found if each.place and each.place.path == "org.yml"] == [
        "This file is larger than 16 MiB"
    ]


@pytest.mark.parametrize("text", ["---", "---\n", "---\ntitle: x", "---\ntitle: x\n...\n\n# T\n"])
def test_front_matter_that_is_never_closed_is_a_fault(tmp_path: Path, text: str) -> None:
    """It would swallow the body."""
    assert faults(problems(site(tmp_path, {GOAL: text}))) == [f"unreadable-document {GOAL}:1"]


@pytest.mark.parametrize("text", ["", "----\nx: y\n", "\n---\nx: y\n---\n", " ---\nx\n", "--- x\n"])
def test_a_text_that_opens_otherwise_has_no_front_matter(tmp_path: Path, text: str) -> None:
    """Front matter begins on the first line, with three hyphens alone."""
    (found,) = documents(site(tmp_path, {"x.md": text})).all()
    assert type(found).__name__ == "FreePage"


def test_three_hyphens_within_a_block_of_text_do_not_close_it(tmp_path: Path) -> None:
    """Only a line that begins with them does."""
    text = "---\ntitle: |\n  a\n  ---\n  b\nkey_results: []\n---\n"
    (found,) = documents(site(tmp_path, {GOAL: text})).objectives
    assert found.title.plain == "a --- b"


def test_hidden_files_and_copies_of_editors_are_no_documents(tmp_path: Path) -> None:
    """What begins with a dot or ends with a tilde is left alone."""
    files = {".draft.md": "x", ".git/x.md": "x", "a.md~": "x", "sub/.x/y.md": "x"}
    assert documents(site(tmp_path, files)).all() == ()


def test_a_link_to_a_file_outside_is_refused(tmp_path: Path) -> None:
    """What lies outside the content was not meant to be published."""
    root = site(tmp_path / "site")
    (tmp_path / "secret.md").write_text("# Secret")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.md").write_text("# More")
    (root / "content" / "x.md").symlink_to(tmp_path / "secret.md")
    (root / "content" / "folder").symlink_to(tmp_path / "more")
    assert documents(root).pages == ()
    assert faults(problems(root)) == ["unreadable-document x.md:1"]


def test_a_link_to_nothing_or_to_itself_is_passed_by(tmp_path: Path) -> None:
    """No walk is caught in a circle."""
    root = site(tmp_path)
    (root / "content" / "gone.md").symlink_to(root / "content" / "nothing.md")
    (root / "content" / "round").symlink_to(root / "content")
    (root / "content" / "self.md").symlink_to("self.md")
    assert documents(root).pages == ()
