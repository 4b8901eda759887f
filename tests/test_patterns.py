"""No pattern that reads or links documents takes for ever, whatever is written in them."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import islice, pairwise
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import okrsite

_LONG = 6_000
_BOUND = 0.25
"""Seconds of this process; where each sign costs the same, such a text takes under 0.01."""

_STEPS = ("graph", "model", "read")

_BESIDES = {
    "okrsite.model.manual._FENCE": "looks through okrsite's own manual alone",
    "okrsite.model.manual._LINK": "looks through okrsite's own manual alone",
    "okrsite.read.parts._LINK": "looks through okrsite's own manual alone",
    "okrsite.model.schema._PERCENT": "is asked to fit a whole text, and never to look through one",
    "okrsite.read.documents._HEAD": "is asked to fit a whole text, and never to look through one",
}
"""Patterns that would take long to look through a text, and why they need not."""


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern for text that a module, or a class of one, holds by a name."""
    found: dict[str, re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(okrsite.__path__, "okrsite."):
        if info.name.split(".")[1] not in _STEPS:
            continue
        module = importlib.import_module(info.name)
        for name, value in _values(module):
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found.setdefault(value.pattern, value)
                _named.setdefault(value.pattern, f"{info.name}.{name}")
    return {_named[pattern]: value for pattern, value in found.items()}


_named: dict[str, str] = {}


def _values(module: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 (whatever a module holds)
    for name, value in vars(module).items():
        yield name, value
        if isinstance(value, (tuple, list)):
            yield from ((name, each) for each in value)
        elif isinstance(value, dict):
            yield from ((name, each) for each in value.values())


def signs(pattern: re.Pattern[str]) -> list[str]:
    """Signs that a pattern takes, from its own tree, and one that it hardly does."""
    found: dict[str, None] = {}
    stack: list[Any] = [parser.parse(pattern.pattern, pattern.flags)]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple) and len(node) == 2 and node[0] is constants.LITERAL:
            found[chr(node[1])] = None
        elif isinstance(node, tuple) and len(node) == 2 and node[0] is constants.RANGE:
            found[chr(node[1][0])] = None
        elif isinstance(node, tuple) and len(node) == 2 and node[0] is constants.CATEGORY:
            found[_CATEGORIES.get(str(node[1]), "a")] = None
        elif isinstance(node, (tuple, list, parser.SubPattern)):
            stack.extend(node)
    return [*found][:10] or ["a"]


_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}


def hostile(pattern: re.Pattern[str]) -> Iterator[str]:
    """What a pattern may begin to take over and over again, and then not take."""
    own = signs(pattern)
    pieces = [
        *own,
        " ",
        "a",
        "1",
        "".join(own),
        *(f"{one} " for one in own),
        *(f"{one}1" for one in own),
    ]
    pieces += [one + other for one, other in pairwise(own)]
    yield from islice(dict.fromkeys(pieces), 16)


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """How long a pattern looks through a text."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return time.process_time() - start


PATTERNS = {name: each for name, each in patterns().items() if name not in _BESIDES}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_no_longer_than_the_text_is_long(name: str) -> None:
    """Whatever it is asked of; short texts first, as some would take years for long ones."""
    pattern = PATTERNS[name]
    for piece in hostile(pattern):
        for length in (24, 400, _LONG):
            text = piece * (length // len(piece)) + "\x00!"
            assert seconds(pattern, text) < _BOUND, (piece, length)


def test_a_pattern_that_takes_for_ever_is_found() -> None:
    """Pairs of signs, and worse: else this file would prove nothing."""
    for pattern in (re.compile(r"(a+)+b"), re.compile(r"\s*x?\s*x?\s*$")):
        times = [
            seconds(pattern, piece * (size // len(piece)) + "\x00!")
            for piece in hostile(pattern)
            for size in (24, 300)
            if size == 24 or "a" not in pattern.pattern
        ]
        assert max(times) > _BOUND / 5
