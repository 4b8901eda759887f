"""Documents that were read before are those that would be read now; nothing else is taken."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from okrsite.i18n import speaking
from okrsite.model.document import Document
from okrsite.model.noun import replace
from okrsite.model.place import Place
from okrsite.read import Earlier, Folder, NoSite, Reading, many, read_settings, reading
from okrsite.read.desk import Known
from okrsite.read.documents import read_document
from okrsite.read.earlier import key_of
from okrsite.read.folders import read_data
from tests.conftest import ROOT
from tests.read.test_wire import alike
from tests.sites import GOAL, folder, objective, site
from tests.test_again import CHANGES, organisation

BY = b"this program"
DRAFT = objective("draft: true", title="Not yet")
FAULTY = objective("weigth: 2", title="Faulty")
LAPTOPS = "2026-Q4/it/laptops.md"


def read_again(root: Path, earlier: Earlier | None, *, drafts: bool = False) -> Reading:
    """What is read of a site."""
    folders = [folder(root)]
    return reading(folders, site=read_settings(folders), drafts=drafts, earlier=earlier)


def after(root: Path, kept: bytes | None = None, by: bytes = BY, *, drafts: bool = False) -> bytes:
    """What one more reading leaves."""
    earlier = Earlier(kept, by)
    read_again(root, earlier, drafts=drafts)
    return earlier.kept() or kept or b""


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that were parsed."""
    found: list[str] = []

    def noting(text: str, place: Place, *rest: object, **more: bool) -> object:
        found.append(place.path)
        return read_document(text, place, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "read_document", noting)
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site."""
    return site(tmp_path, {GOAL: objective(), LAPTOPS: objective(title="Laptops")})


def test_what_has_not_changed_is_not_parsed(root: Path, parsed: list[str]) -> None:
    """And what has, is."""
    kept = after(root)
    assert parsed == [LAPTOPS, GOAL]
    parsed.clear()
    site(root, {LAPTOPS: objective(title="Other laptops")})
    found = read_again(root, Earlier(kept, BY))
    assert parsed == [LAPTOPS]
    assert [each.title.plain for each in found.documents.objectives] == [
        "Other laptops",
        "Be ready on day one",
    ]


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_would_be_read_now(tmp_path: Path, seed: int) -> None:
    """Whatever is done to the files, in whatever order: equal, down to the types."""
    root, chance = organisation(tmp_path), random.Random(seed)
    kept: dict[bool, bytes] = {}
    for _ in range(40):
        change = chance.choice(CHANGES)
        if "theme" not in change.__name__:
            change(root, chance)
        drafts = chance.random() < 0.2
        earlier = Earlier(kept.get(drafts), BY)
        try:
            expected = read_again(root, None, drafts=drafts).documents
        except NoSite:
            continue
        assert alike(read_again(root, earlier, drafts=drafts).documents, expected)
        if (left := earlier.kept()) is not None:
            kept[drafts] = left


@pytest.mark.parametrize(
    "change",
    [
        lambda root: root.joinpath("content/org.yml").unlink(),
        lambda root: site(root, {"cycles.yml": "- {id: 2026-Q4, starts: 2026-10-01}"}),
        lambda root: site(root, {"site.yml": "title: Other\naudiences: [few, all]"}),
        lambda root: (root / "content" / LAPTOPS).rename(root / "content/2026-Q4/it/phones.md"),
        lambda root: (root / "content/2026-Q4").rename(root / "content/2026-11"),
    ],
    ids=["names", "cycles", "audiences", "a file's name", "a folder's name"],
)
def test_whatever_a_document_is_read_by_counts(
    root: Path, parsed: list[str], change: Callable[[Path], object]
) -> None:
    """Names of teams, people, cycles and audiences, and where it lies."""
    kept = after(root)
    change(root)
    parsed.clear()
    expected = read_again(root, None).documents
    assert parsed
    again = parsed.copy()
    parsed.clear()
    assert alike(read_again(root, Earlier(kept, BY)).documents, expected)
    assert LAPTOPS not in again or LAPTOPS in parsed


def test_another_program_reads_for_itself(root: Path, parsed: list[str]) -> None:
    """One that was worked on may read otherwise; and what others left is not opened."""
    kept = after(root)
    parsed.clear()
    read_again(root, Earlier(kept, b"another program"))
    assert parsed == [LAPTOPS, GOAL]


def test_another_language_reads_for_itself(root: Path, parsed: list[str]) -> None:
    """Texts hold words of the program: what a task list's box is, what a note's arrow does."""
    kept = after(root)
    parsed.clear()
    with speaking("de"):
        read_again(root, Earlier(kept, BY))
    assert parsed == [LAPTOPS, GOAL]


def test_the_name_of_the_content_folder_counts(root: Path, parsed: list[str]) -> None:
    """It stands in every place that messages name."""
    kept = after(root)
    parsed.clear()
    folders = [Folder("elsewhere", root / "content")]
    found = reading(folders, site=read_settings(folders), earlier=Earlier(kept, BY))
    assert parsed == [LAPTOPS, GOAL]
    assert {each.place.folder for each in found.documents.all()} == {"elsewhere"}


def test_drafts_are_told_apart(root: Path) -> None:
    """What is shown to its authors is not shown to everybody by a cache."""
    site(root, {"2026-Q4/it/draft.md": DRAFT})
    kept = after(root, drafts=True)
    assert len(read_again(root, Earlier(kept, BY)).documents.objectives) == 2
    assert len(read_again(root, Earlier(kept, BY), drafts=True).documents.objectives) == 3


def test_faults_are_told_each_time(root: Path, parsed: list[str]) -> None:
    """They are never kept, and nothing is that has one."""
    site(root, {LAPTOPS: FAULTY, "2026-Q4/it/no-text.md": b"\xff", "draft.md": DRAFT})
    kept = after(root)
    parsed.clear()
    found = read_again(root, Earlier(kept, BY)).documents
    assert {each.rule for each in found.findings} == {"unknown-field", "unreadable-document"}
    assert len(found.aside) == 3
    assert parsed == [LAPTOPS, "draft.md"]


def test_it_holds_what_was_used_last_and_nothing_else(root: Path) -> None:
    """A cache that goes on for years is as large as what is read now."""
    one = after(root)
    (root / "content" / LAPTOPS).unlink()
    less = after(root, one)
    assert len(less) < len(one)
    site(root, {LAPTOPS: objective(title="Laptops")})
    assert len(after(root, less)) == len(one)


def test_nothing_new_is_not_written_again(root: Path) -> None:
    """Where it lies there already."""
    earlier = Earlier(after(root), BY)
    read_again(root, earlier)
    assert earlier.kept() is None


@pytest.mark.parametrize("seed", range(40))
def test_a_bit_that_is_another_spoils_all(root: Path, parsed: list[str], seed: int) -> None:
    """A disk that fails, a copy that was cut short: then everything is read."""
    chance = random.Random(seed)
    kept = bytearray(after(root))
    kept[chance.randrange(len(kept))] ^= 1 << chance.randrange(8)
    parsed.clear()
    read_again(root, Earlier(bytes(kept), BY))
    assert parsed == [LAPTOPS, GOAL]
    parsed.clear()
    read_again(root, Earlier(bytes(kept)[: chance.randrange(len(kept))], BY))
    assert parsed == [LAPTOPS, GOAL]


@pytest.mark.parametrize("kept", [None, b"", b"rubbish", b"\x80", b"\x80" * 17, bytes(64)])
def test_what_is_no_cache_is_none(root: Path, parsed: list[str], kept: bytes | None) -> None:
    """An empty file, another's file, no file."""
    read_again(root, Earlier(kept, BY))
    assert parsed == [LAPTOPS, GOAL]


def test_a_file_that_changes_while_it_is_read_poisons_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is kept for the very bytes that it was read from."""
    file = root / "content" / LAPTOPS
    before = file.read_bytes()
    kept = after(root)
    looked: list[str] = []

    def changing(path: str, *rest: object) -> bytes:
        data = read_data(path, *rest)  # type: ignore[arg-type]
        if path.endswith(file.name) and not looked:
            looked.append(path)
            file.write_bytes(before.replace(b"Laptops", b"Other ones"))
        return data

    file.write_bytes(before.replace(b"Laptops", b"Phones"))
    monkeypatch.setattr(many, "read_data", changing)
    kept = after(root, kept)
    monkeypatch.undo()
    for title in (b"Laptops", b"Phones", b"Other ones"):
        file.write_bytes(before.replace(b"Laptops", title))
        found = read_again(root, Earlier(kept, BY)).documents.objectives[0]
        assert found.title.plain == title.decode()


def test_a_pool_reads_what_is_new(tmp_path: Path) -> None:
    """In the same order, whoever read it."""
    root = site(
        tmp_path,
        {f"2026-Q4/it/goal-{n}.md": objective(title=f"Goal {n}") for n in range(300)},
    )
    kept = after(root)
    for number in range(0, 300, 2):
        site(root, {f"2026-Q4/it/goal-{number}.md": objective(title=f"New goal {number}")})
    folders = [folder(root)]
    with ThreadPoolExecutor(2) as executor:
        found = reading(
            folders, site=read_settings(folders), executor=executor, earlier=Earlier(kept, BY)
        )
    assert alike(found.documents, read_again(root, None).documents)


def _keys(known: Known, *, drafts: bool = False) -> bytes:
    return Earlier(None, BY).salt(known, drafts=drafts)


def test_what_differs_has_another_key() -> None:
    """And what is the same has the same one, in whatever order names come."""
    known = Known({"a": "A", "b": "B"}, frozenset("xyz"), frozenset("pq"), ("few", "all"))
    salts = {
        _keys(known),
        _keys(known, drafts=True),
        _keys(replace(known, cycles={"a": "A"})),
        _keys(replace(known, teams=frozenset("xy"))),
        _keys(replace(known, people=frozenset("pqz"))),
        _keys(replace(known, audiences=("all", "few"))),
        Earlier(None, b"another").salt(known, drafts=False),
    }
    assert len(salts) == 7
    assert _keys(replace(known, teams=frozenset("zyx"))) == _keys(known)
    salt = _keys(known)
    keys = {
        key_of(salt, Place("a", "b.md"), b"text"),
        key_of(salt, Place("a", "b.md"), b"texts"),
        key_of(salt, Place("a", "c.md"), b"text"),
        key_of(salt, Place("c", "b.md"), b"text"),
        key_of(salt, Place("", "a/b.md"), b"text"),
        key_of(salt, Place("\udcff", "b.md"), b"text"),
        key_of(_keys(known, drafts=True), Place("a", "b.md"), b"text"),
    }
    assert len(keys) == 7


def test_the_example_is_read_from_what_was_kept(tmp_path: Path, parsed: list[str]) -> None:
    """All of it, and it is the same."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    kept = after(tmp_path)
    expected = read_again(tmp_path, None).documents
    parsed.clear()
    found: list[Document] = [*read_again(tmp_path, Earlier(kept, BY)).documents.all()]
    assert alike(tuple(found), expected.all())
    assert len(parsed) <= len(expected.aside)
