"""A change of a source text changes what was asked for, and no other byte."""

from __future__ import annotations

import difflib
import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsite.edit import (
    Add,
    Change,
    Edit,
    NotWritten,
    Put,
    Remove,
    Rename,
    Source,
    Unclear,
    Value,
    change,
    document,
    write_all,
)
from okrsite.edit.asked import asked
from okrsite.edit.fields import fields
from okrsite.edit.shape import shape
from okrsite.edit.taking_out import scalars
from okrsite.model.place import Place
from okrsite.model.text import presentable
from okrsite.read.front_matter import split
from okrsite.read.yaml import parse

DOCUMENT = """\
---
# Why we do this: # and "more"
id:   onboarding   # stable
title: 'Jeder ist am ersten Tag dabei, 日本' # quoted
"team": "people-operations"
contributors: [it,  hr-partner, ]   # both
aligns_to:
- scale#capacity   # the larger one
-   {to: culture, weight: 2}
depends_on: laptops
note: >-
  A block of text
  # that is no comment

  over lines

# before the key results
key_results:
  - id: lead-time
    title: Days
    metric: {from: 15, to: 5, unit: days}   # falls
  -   "Forms: -30% forms"
  - title: |
      Lines

    done:
empty:
extra: {}
---
Body: text # no comment
---
id: not this
"""


NOTE = ">-\n  A block of text\n  # that is no comment\n\n  over lines\n"
TEAM = '"people-operations"\n'
LEAD = "lead-time\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (Put(("id",), "first-week"), "id:   onboarding ", "id:   first-week "),
        (Put(("title",), "Neu"), "'Jeder ist am ersten Tag dabei, 日本'", "'Neu'"),
        (Put(("team",), "it's"), '"people-operations"', '"it\'s"'),
        (Put(("contributors", 1), "ada"), "hr-partner", "ada"),
        (Put(("contributors",), ["ada"]), "[it,  hr-partner, ]", "[ada]"),
        (Put(("aligns_to", 0), "a"), "scale#capacity", "a"),
        (Put(("aligns_to", 1, "to"), "a"), "culture", "a"),
        (Put(("depends_on", 0), "a"), "laptops", "a"),
        (Put(("note",), "short"), NOTE, "short\n"),
        (Put(("key_results", 0, "metric", "from"), 12), "from: 15", "from: 12"),
        (Put(("key_results", 0, "metric", "from"), -0.5), "from: 15", "from: -0.5"),
        (Put(("key_results", 0, "metric", "by"), 1), "unit: days}", "unit: days, by: 1}"),
        (Put(("key_results", 0, "score"), 0.7), "# falls\n", "# falls\n    score: 0.7\n"),
        (Put(("key_results", 0, "score"), 0.7, ("id",)), LEAD, f"{LEAD}    score: 0.7\n"),
        (Put(("key_results", 2, "done"), True), "    done:\n", "    done: true\n"),
        (Put(("empty",), date(2026, 1, 2)), "empty:\n", "empty: 2026-01-02\n"),
        (Put(("empty", "a"), "x"), "empty:\n", "empty: {a: x}\n"),
        (Put(("extra", "answers"), ["1", 2]), "{}", '{answers: ["1", 2]}'),
        (Put(("cycle",), "2026"), "extra: {}\n", 'extra: {}\ncycle: "2026"\n'),
        (Put(("cycle",), "2026-Q4", ("team", "id")), TEAM, f"{TEAM}cycle: 2026-Q4\n"),
        (Put(("score",), 1, ("note",)), "  over lines\n", "  over lines\nscore: 1\n"),
        (Put(("new", "deep"), None), "extra: {}\n", "extra: {}\nnew: {deep: null}\n"),
        (Add(("contributors",), "on"), "hr-partner, ]", 'hr-partner, "on", ]'),
        (Add(("aligns_to",), "a: b"), "weight: 2}\n", 'weight: 2}\n- "a: b"\n'),
        (Add(("depends_on",), "x"), "laptops", "[laptops, x]"),
        (Add(("aliases",), "old"), "extra: {}\n", "extra: {}\naliases: [old]\n"),
        (Add(("empty",), "old"), "empty:\n", "empty: [old]\n"),
        (Add(("key_results",), "A: 1 -> 2 x"), "    done:\n", '    done:\n  - "A: 1 -> 2 x"\n'),
        (Remove(("extra",)), "extra: {}\n", ""),
        (Remove(("contributors", 0)), "it,  ", ""),
        (Remove(("key_results", 1)), '  -   "Forms: -30% forms"\n', ""),
        (Remove(("note",)), f"note: {NOTE}\n", ""),
        (Rename(("team",), "person"), '"team"', '"person"'),
    ],
)  # fmt: skip
def test_one_piece_changes(edit: Edit, old: str, new: str, end: str) -> None:
    """Whatever the line ends."""
    assert DOCUMENT.count(old) == 1
    before = DOCUMENT.replace("\n", end)
    assert change(before, [edit]) == DOCUMENT.replace(old, new).replace("\n", end)


@pytest.mark.parametrize(
    "edit",
    [
        Remove(("title",)),
        Remove(("nothing",)),
        Remove(("aligns_to", 0)),
        Put(("aligns_to",), "x"),
        Put(("title", "x"), 1),
        Put(("contributors", 7), "x"),
        Put(("key_results", 7, "score"), 1),
        Rename(("id",), "title"),
        Put(("title",), "\ud800"),
        Put(("empty",), float("nan")),
    ],
)
def test_what_is_in_doubt_is_refused(edit: Edit) -> None:
    """A comment that would go, a place that is not there, a text that is none."""
    with pytest.raises(Unclear):
        change(DOCUMENT, [edit])


@pytest.mark.parametrize(
    "text",
    ["", "no front matter\n", "---\ntitle: T\n", "---\na: 1\na: 2\n---\n", "---\n- a\n---\n"],
)
def test_what_is_no_mapping_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Unclear):
        change(text, [Put(("a",), 3)])


def test_empty_front_matter_and_a_list_at_the_top() -> None:
    """A first field; a cycle more, at the end of a file without a last line end."""
    assert change("---\n---\nB\n", [Put(("a", "b"), 1)]) == "---\na: {b: 1}\n---\nB\n"
    assert change("- {id: 1}", [Add((), {"id": "b"})], whole=True) == "- {id: 1}\n- {id: b}\n"[:-1]


# Chance ---------------------------------------------------------------------------------------

WORDS = st.one_of(
    st.text(min_size=0, max_size=12),
    st.sampled_from(
        ["no", "2026", "1e3", "0o10", "a: b", "a #b", "- x", "'", '"', "日本 語", "e\u0301",
         "\u2028", "1:30", "a\nb", " a ", "{", "x, y", "~", "=", "<<", "*a", "&a", "!t", "|",
         "\x85", "---", "2026-11-30"]
    ),
)  # fmt: skip
LEAVES = st.one_of(
    WORDS,
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 6)),
    st.booleans(),
    st.none(),
    st.dates(),
)
NAMES = st.sampled_from(["id", "title", "score", "a", "ключ", "key_results", "x-y", "n1"])
VALUES: st.SearchStrategy[Value] = st.recursive(
    LEAVES, lambda v: st.lists(v, max_size=3) | st.dictionaries(NAMES, v, max_size=3), max_leaves=5
)
COMMENTS = st.sampled_from(["", "", " # why", "   #", " # 'q\" {"])


STYLED = (
    "plain words", "15", "", "~", "2026-11-30", "[a,  b, ]",
    "{a: 1,b: 'x'}", '"\\u00e9 \\" q"', "{ }", "[ ]",
)  # fmt: skip


def _legible(text: str) -> bool:
    return text.isprintable() and "'" not in text


@st.composite
def yaml_texts(draw: st.DrawFn, depth: int = 0) -> tuple[list[str], bool]:
    """Lines of a block, or of a value on one line: odd spaces, quotes, comments, brackets."""
    kind = draw(st.integers(0, 6 if depth < 3 else 3))
    if kind <= 3:
        text = draw(WORDS.filter(_legible))
        styled = draw(st.sampled_from([f"'{text}'", *STYLED]))
        return [styled], False
    if kind == 4:
        return [draw(st.sampled_from(["|", ">-"])), "  a # no comment", "", "  ü: b"], False
    lines: list[str] = []
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    for name in names:
        if draw(st.integers(0, 4)) == 0:
            lines.append(draw(st.sampled_from(["# a comment", "", "#"])))
        inner, block = draw(yaml_texts(depth=depth + 1))
        space = draw(st.sampled_from([" ", "  "]))
        after = draw(COMMENTS) if inner and not inner[0].startswith(("|", ">")) else ""
        if kind == 5:
            key = draw(st.sampled_from([f"{name}:", f'"{name}":', f"'{name}' :"]))
            if block:
                lines += [f"{key}{after}", *(f"  {line}" if line else "" for line in inner)]
            else:
                lines += [
                    f"{key}{space}{inner[0]}{after}",
                    *(f"  {i}" if i else "" for i in inner[1:]),
                ]
        else:
            first, *rest = inner
            if block and first.startswith(("#", "")) and (not first or first.startswith("#")):
                first, rest = "a: 1", []
            lines += [f"- {first}{after}", *(f"  {line}" if line else "" for line in rest)]
    return lines, True


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A file with front matter that can be read."""
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    lines: list[str] = []
    for name in names:
        inner, block = draw(yaml_texts(depth=1))
        lines += draw(st.sampled_from([[], [], ["# about it"], [""]]))
        if block:
            lines += [f"{name}:", *(f"  {line}" if line else "" for line in inner)]
        else:
            lines += [f"{name}: {inner[0]}", *(f"  {line}" if line else "" for line in inner[1:])]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(["---", *lines, "---", "Body: # тело", "--- ", ""])


def _paths(node: yaml.Node | None, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found += _paths(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            found += _paths(value, (*path, index))
    return found


def _comments(text: str) -> list[str]:
    """What follows a `#` outside of texts, to the end of its line."""
    source = fields(text, whole=False)
    left, at = "", source.start
    nodes = scalars(source.root) if source.root is not None else []
    for start, end in sorted(source.span(each) for each in nodes):
        left += text[at:start] + "x"
        at = max(at, end)
    return re.findall(r"#[^\r\n]*", left + text[at : source.stop])


@st.composite
def edits(draw: st.DrawFn, text: str) -> tuple[Edit, Value]:
    """A change of a place that is there, or next to one."""
    path, name = draw(st.sampled_from(_paths(fields(text, whole=False).root))), draw(NAMES)
    value = draw(VALUES)
    every: list[Edit] = [
        Put(path, value),
        Put((*path, name), value),
        Put((*path, name), value, ("id", "a")),
        Add(path, value),
        Remove(path),
        Rename(path, name),
    ]
    return draw(st.sampled_from(every)), value


@pytest.mark.slow
@given(documents(), st.data())
@settings(max_examples=400, deadline=None)
def test_random_edits_change_what_was_asked_and_nothing_else(
    text: str, data: st.DataObject
) -> None:
    """The reader itself finds what was asked; one piece differs, and no comment is lost."""
    for _ in range(6):
        edit, value = data.draw(edits(text))
        try:
            after = change(text, [edit])
        except Unclear:
            continue
        assert _body(after) == _body(text)
        if isinstance(edit, (Put, Add)):
            _says(after, edit, value)
        _untouched(text, after)
        assert _comments(after) == _comments(text)


def _body(text: str) -> str:
    return text[fields(text, whole=False).stop :]


def _says(after: str, edit: Put | Add, value: Value) -> None:
    """The reader that builds the site finds the value there."""
    here = _read(after)
    for step in edit.path:
        if step == 0 and not isinstance(here, list):
            continue
        here = here[step]
    found = here[-1] if isinstance(edit, Add) else here
    assert _same(found, value), (found, value)


def _read(text: str) -> Any:  # noqa: ANN401 (whatever is written)
    """As the reader that builds the site reads it."""
    return parse(split(text.replace("\r\n", "\n"), Place("", "x.md")).front)


def _same(found: object, value: object) -> bool:
    if isinstance(value, dict):
        return isinstance(found, dict) and all(_same(found[k], v) for k, v in value.items())
    if isinstance(value, list):
        return isinstance(found, list) and all(map(_same, found, value))
    if isinstance(value, str):
        return isinstance(found, str) and found == presentable(value)
    if isinstance(value, date):
        return found == value.isoformat()
    return isinstance(found, bool) == isinstance(value, bool) and found == value


def _untouched(before: str, after: str) -> None:
    """One piece was replaced: what stands before it and after it is the same, byte by byte."""
    ops = [
        op
        for op in difflib.SequenceMatcher(None, before, after, False).get_opcodes()
        if op[0] != "equal"
    ]
    if ops:
        first, last = ops[0], ops[-1]
        assert before[: first[1]] == after[: first[3]]
        assert before[last[2] :] == after[last[4] :]


@given(st.dictionaries(NAMES, VALUES, min_size=1), st.text(max_size=20))
@settings(max_examples=300, deadline=None)
def test_a_new_document_says_what_was_meant(front: dict[str, Value], body: str) -> None:
    """What is empty is left out."""
    text = document(front, body)
    kept = {k: v for k, v in front.items() if v not in (None, "", [], {})}
    assert _same(_read(text) or {}, kept)


def test_what_was_asked_is_worked_out_apart_from_how_it_is_written() -> None:
    """The shape wanted of a change is that of the changed text, worked out without it."""
    source = fields(DOCUMENT, whole=False)
    wanted = asked(source.root).put(("id",), "x")
    assert wanted == shape(fields(DOCUMENT.replace("onboarding   #", "x   #"), whole=False).root)


# Files ----------------------------------------------------------------------------------------


def test_all_or_none_is_written(tmp_path: Path) -> None:
    """A file that was changed meanwhile, or is there already, stops the others too."""
    one, two, new = tmp_path / "one", tmp_path / "two", tmp_path / "deep" / "new"
    one.write_bytes(b"\xef\xbb\xbfa\r\n")
    two.write_bytes(b"b")
    changes = [
        Change(one, "A\r\n", Source.read(one)),
        Change(new, "N"),
        Change(two, "B", Source.read(two)),
    ]
    two.write_bytes(b"mine")
    with pytest.raises(NotWritten, match="changed meanwhile"):
        write_all(changes)
    assert one.read_bytes() == b"\xef\xbb\xbfa\r\n"
    assert not new.exists()
    two.write_bytes(b"b")
    write_all(changes)
    assert (one.read_bytes(), two.read_bytes(), new.read_bytes()) == (
        b"\xef\xbb\xbfA\r\n",
        b"B",
        b"N",
    )
    with pytest.raises(NotWritten, match="there already"):
        write_all([Change(new, "M")])
    assert sorted(each.name for each in new.parent.iterdir()) == ["new"]


def test_what_fails_half_way_is_taken_back(tmp_path: Path) -> None:
    """The first is as it was when the second cannot be written."""
    one = tmp_path / "one"
    one.write_bytes(b"a")
    (tmp_path / "file").write_bytes(b"")
    changes = [
        Change(one, "A", Source.read(one)),
        Change(tmp_path / "new", "N"),
        Change(tmp_path / "file" / "x", "X"),
    ]
    with pytest.raises(NotWritten):
        write_all(changes)
    assert one.read_bytes() == b"a"
    assert not (tmp_path / "new").exists()


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    """`sha256sum` says the same."""
    path = tmp_path / "x"
    path.write_bytes(b"\xef\xbb\xbfa\r\n")
    digest = Source.read(path).digest
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert Source.read(path, digest).text == "a\r\n"
    path.write_bytes(b"a\r\n")
    with pytest.raises(NotWritten, match="changed meanwhile"):
        Source.read(path, digest)
