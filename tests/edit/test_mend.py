"""A mend changes one field and no other byte."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsite.edit import NotWritten, Source, mend
from okrsite.model.place import Place
from okrsite.model.problem import Fix


def fix(line: int, field: str, name: str = "", column: int = 1) -> Fix:
    """Rename a field on a line, or take it out."""
    return Fix(Place("content", "x.md", line, column), field, name)


def mended(text: str, *fixes: Fix, whole: bool = False) -> str:
    """The text with every fix made."""
    result = mend(text, fixes, whole)
    assert result.left == ()
    return result.text


def left(text: str, *fixes: Fix, whole: bool = False) -> None:
    """Nothing is made of it."""
    result = mend(text, fixes, whole)
    assert (result.text, result.done, set(result.left)) == (text, (), set(fixes))


# A name ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_field_gets_its_right_name(end: str) -> None:
    """Comments, order, quotes and line ends stay."""
    text = "--- \n# a\ntitel: 'T' # why\n\"aligns_too\" : x\nx: {ownr: a, b: [1]}\n---\ntitel: 1\n"
    wanted = (
        text.replace("titel: 'T'", "title: 'T'").replace("_too", "_to").replace("ownr", "owner")
    )
    fixes = fix(3, "titel", "title"), fix(4, "aligns_too", "aligns_to"), fix(5, "ownr", "owner", 5)
    assert mended(text.replace("\n", end), *fixes) == wanted.replace("\n", end)


def test_a_file_that_is_yaml_from_its_beginning() -> None:
    """org.yml, cycles.yml, site.yml: a list at the top, too."""
    assert mended("- {id: a, ttle: b}\n", fix(1, "ttle", "title", 11), whole=True) == (
        "- {id: a, title: b}\n"
    )


def test_a_name_that_is_there_already_stays_as_it_is() -> None:
    """Two of one name would be a fault."""
    left("---\ntitel: a\ntitle: b\n---\n", fix(2, "titel", "title"))


def test_of_two_on_a_line_the_column_tells() -> None:
    """And where it does not, nothing is done."""
    text = "---\nx: [{ab: 1}, {ab: 2}]\n---\n"
    assert mended(text, fix(2, "ab", "cd", 15)) == "---\nx: [{ab: 1}, {cd: 2}]\n---\n"
    left(text, fix(2, "ab", "cd"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter\n",
        "---\ntitel: a\n",
        "---\ntitel: [\n---\n",
        "---\nother: a\n---\n",
        "---\n\ntitel: a\n---\n",
        "---\na: &x {titel: 1}\nb: *x\n---\n",
        "---\n? [titel]\n: a\n---\n",
        f"---\ntitel: {'[' * 3000}\n---\n",
    ],
)
def test_what_is_not_as_it_was_stays(text: str) -> None:
    """The file has changed since it was checked, or is none that can be told."""
    left(text, fix(2, "titel", "title"))


# Taking out -----------------------------------------------------------------------------------

HEAD = "---\ntitle: T # c\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ignore:\n  a: x\n  b: y\n", "ignore:\n  b: y\n"),
        ("ignore:\n  # of b\n  a: x\n", None),
        ("ignore:\n  a: x # why\n  b: y\n", None),
        ("ignore: # all\n  a: x\n", None),
        ("ignore:\n  a: x\n", ""),
        ("ignore:\n  a: >-\n    x # no comment\n    y\n\n  b: y\n", "ignore:\n  b: y\n"),
        ('ignore:\n  "a": "x # y"\n  b: y\n', "ignore:\n  b: y\n"),
        ("ignore:\n  a:\n  b: y\n", "ignore:\n  b: y\n"),
        ("ignore: {a: x}\n", ""),
        ("ignore: {a: x, b: y}\n", "ignore: {b: y}\n"),
        ("ignore: {b: y, a: x}\n", "ignore: {b: y}\n"),
        ("ignore: {b: y, a: x, }\n", "ignore: {b: y, }\n"),
        ("ignore: {b: y, a: x, c: z} # d\n", "ignore: {b: y, c: z} # d\n"),
        ("ignore: {\n  a: x, # why\n  b: y}\n", None),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_field_goes_and_nothing_with_it(before: str, after: str | None, end: str) -> None:
    """Where a comment would go too, a person has to look."""
    tail = "key_results: []\n---\nBody\n"
    text = f"{HEAD}{before}{tail}".replace("\n", end)
    line = next(n for n, each in enumerate(text.split(end), 1) if "a:" in each or '"a"' in each)
    if after is None:
        left(text, fix(line, "a"))
    else:
        assert mended(text, fix(line, "a")) == f"{HEAD}{after}{tail}".replace("\n", end)


def test_several_mends_of_one_file() -> None:
    """The last two entries of a mapping, and with them the mapping; a name above."""
    text = "---\ntitel: T\nignore: {a: x, b: y}\nid: z\n---\n"
    fixes = fix(2, "titel", "title"), fix(3, "a", column=10), fix(3, "b", column=16)
    assert mended(text, *fixes) == "---\ntitle: T\nid: z\n---\n"


WORDS = st.text(alphabet="ab \n:#-'\"{}[],|>x\r\té\u2028", max_size=30)


LINES = st.lists(
    st.sampled_from(
        ["# c", "", "a: 'b # c'", "d: {e: [f, g]} # h", "i: >\n  j # k\n\n  l", '"m" : é\r', "- n"]
    ),
    unique=True,
    max_size=4,
).map("\n".join)


@given(LINES | WORDS, WORDS, LINES | WORDS)
def test_whatever_stands_around_stays(before: str, value: str, after: str) -> None:
    """A mend is made as a whole, or not at all, and gives back what it cut around."""
    text = f"---\n{before}\ntitel: {value}\n{after}\n---\n{before}"
    line = len(before.replace("\r\n", "\n").replace("\r", "\n").split("\n")) + 2
    result = mend(text, [fix(line, "titel", "title")])
    wanted = f"---\n{before}\ntitle: {value}\n{after}\n---\n{before}"
    assert result.text in (text, wanted)
    assert (result.text == wanted) is bool(result.done)


# Files ----------------------------------------------------------------------------------------


def test_a_file_keeps_its_mark_its_mode_and_its_link(tmp_path: Path) -> None:
    """Byte for byte; a link stays one."""
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"\xef\xbb\xbf---\r\nx\r\n")
    file.chmod(0o640)
    link.symlink_to(file.name)
    source = Source.read(link)
    assert source.text == "---\r\nx\r\n"
    source.write("---\r\ny\r\n")
    assert file.read_bytes() == b"\xef\xbb\xbf---\r\ny\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert {each.name for each in tmp_path.iterdir()} == {"a.md", "b.md"}


def test_what_was_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """Somebody saved it in an editor."""
    file = tmp_path / "a.md"
    file.write_text("one")
    source = Source.read(file)
    file.write_text("two")
    with pytest.raises(NotWritten):
        source.write("three")
    assert file.read_text() == "two"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """No UTF-8, or not there."""
    (tmp_path / "a.md").write_bytes(b"\xff")
    for name in ("a.md", "b.md"):
        with pytest.raises(NotWritten, match=name):
            Source.read(tmp_path / name)
