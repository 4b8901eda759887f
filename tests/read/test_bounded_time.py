"""Texts that are made to take for ever are read in a moment."""

import time
from collections.abc import Callable

import pytest

from okrsite import markdown
from okrsite.model.place import Place
from okrsite.read.key_result import split_line
from okrsite.read.yaml import YamlFault, parse

MANY = 40_000
BOUND = 10.0
"""Seconds; an ordinary text of this size takes under one."""

TEXTS = {
    "stars": "*" * MANY,
    "stars apart": "*a " * MANY,
    "brackets": "[" * MANY,
    "links opened": "[a](" * MANY,
    "images opened": "![" * MANY,
    "backticks": "".join("`" * size + " " for size in range(1, 300)),
    "quotes": "> " * MANY + "a",
    "list within list": "- " * 2000 + "a",
    "numbers within numbers": "1) " * MANY,
    "indented lists": "".join("  " * depth + "- a\n" for depth in range(300)),
    "wide table": "|a" * MANY + "\n" + "|-" * MANY + "\n",
    "long table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 20_000,
    "footnotes": "".join(f"x[^{n}]\n\n[^{n}]: y\n\n" for n in range(2000)),
    "definitions": "".join(f"[a{n}]: x\n" for n in range(20_000)),
    "addresses": "http://" * MANY,
    "addresses with brackets": "http://a.b/(" * 20_000,
    "mail addresses": "a@" * MANY,
    "entities": "&#x1;" * MANY,
    "ampersands": "&" * MANY,
    "underscores": "a_" * MANY,
    "tildes": "~~a~~" * MANY,
    "backslashes": "\\" * MANY,
    "angles": "<" * MANY,
    "comments opened": "<!-- " * MANY,
    "lines": "a\n" * 200_000,
    "blank lines": "\n" * 500_000,
    "headings": "# a\n" * 20_000,
    "fences": "```\n" * MANY,
    "tasks": "- [x] a\n" * 20_000,
    "one word": "a" * 500_000,
    "blanks": " " * 500_000 + "x",
}


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@pytest.mark.parametrize("name", TEXTS)
def test_a_body_is_drawn_in_a_moment(name: str) -> None:
    """No body takes time with the square of its length."""
    text = TEXTS[name]
    assert seconds(lambda: markdown.blocks(text, "p").html(lambda to: to)) < BOUND


@pytest.mark.parametrize("name", TEXTS)
def test_a_title_is_drawn_in_a_moment(name: str) -> None:
    """Nor does a title or a note."""
    assert seconds(lambda: markdown.inline(TEXTS[name])) < BOUND


@pytest.mark.parametrize("name", ["addresses with brackets", "stars apart", "list within list"])
def test_a_check_in_is_taken_apart_in_a_moment(name: str) -> None:
    """Nor do its items, nor looking for a title in a body."""
    assert seconds(lambda: markdown.sections(TEXTS[name], "p")) < BOUND
    assert seconds(lambda: markdown.first_heading(f"# a\n\n{TEXTS[name]}")) < BOUND


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{b: " * 100_000,
        "".join(" " * depth + "a:\n" for depth in range(1, 700)),
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "- " * 100_000,
        "? " * 100_000,
    ],
    ids=["lists", "mappings", "blocks", "aliases", "items", "keys"],
)
def test_yaml_that_would_explode_is_refused_in_a_moment(text: str) -> None:
    """Depth and aliases are refused as they are met."""

    def work() -> None:
        with pytest.raises(YamlFault):
            parse(text)

    assert seconds(work) < BOUND


@pytest.mark.parametrize(
    "line", [": 1 -> " * 20_000, "a: " * 50_000 + "1 -> 2", "x: " + "1" * 100_000, "x: 1 " * 30_000]
)
def test_a_line_of_measures_is_split_in_a_moment(line: str) -> None:
    """The search for the last measure that fits does not try novels."""
    assert seconds(lambda: split_line(line, Place("", "x.md"))) < BOUND
