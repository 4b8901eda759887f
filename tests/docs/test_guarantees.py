"""What is promised is held: each test that a promise names is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.docs.examples import DOCS, ROOT, read

PAGE = read(DOCS / "guarantees.md")
PROMISES = [row for heading in PAGE.headings for row in PAGE.rows(heading) if row[0] != "promise"]
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_there_are_promises() -> None:
    """A page that cannot be read would promise nothing, and hold it."""
    assert len(PROMISES) > 20


@pytest.mark.parametrize("promise", PROMISES, ids=[row[0][:50] for row in PROMISES])
def test_a_promise_is_held_by_tests_that_are_there(promise: list[str]) -> None:
    """By at least one, which is a function of that file."""
    named = _TEST.findall(promise[1])
    assert named
    assert len(named) == promise[1].count("`") // 2
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert test in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, file
