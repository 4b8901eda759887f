"""Worked examples by function, for whoever faces a blank page.

Each is a Markdown file in the format of an objective, `FUNCTION/NAME.md`, read by the reader that
reads content. `extra` says why it is good, and how the same goal looks when it is written badly.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from okrsite.i18n import gettext_noop
from okrsite.model.document import Objective
from okrsite.model.example import Example, Weak
from okrsite.model.place import Place
from okrsite.read.desk import Known
from okrsite.read.documents import read_document
from okrsite.read.front_matter import mapping, split

FUNCTIONS: Mapping[str, str] = {
    "operations": gettext_noop("Operations"),
    "office": gettext_noop("Office and administration"),
    "people": gettext_noop("People and HR"),
    "finance": gettext_noop("Finance operations"),
    "procurement": gettext_noop("Procurement"),
    "supply-chain": gettext_noop("Supply chain and logistics"),
    "it": gettext_noop("IT"),
    "facilities": gettext_noop("Facilities"),
    "support": gettext_noop("Customer support"),
    "sales": gettext_noop("Sales operations"),
    "marketing": gettext_noop("Marketing"),
    "engineering": gettext_noop("Engineering"),
    "security": gettext_noop("Security"),
    "product": gettext_noop("Product"),
    "legal": gettext_noop("Legal and compliance"),
    "public-administration": gettext_noop("Public administration"),
    "non-profit": gettext_noop("Non-profit"),
}
"""The functions, each with its name, in the order in which they are shown; pages translate it."""

_CYCLE = "cycle"
_EXTRA = "\nextra:\n"


@cache
def examples() -> tuple[Example, ...]:
    """All examples, function by function, by name."""
    return tuple(
        _example(function, path)
        for function in FUNCTIONS
        for path in sorted((files(__name__) / function).iterdir(), key=lambda each: each.name)
        if path.name.endswith(".md")
    )


def find(name: str) -> Example | None:
    """The example of that name, without regard to case; None where there is none."""
    return next((each for each in examples() if each.name == name.lower()), None)


def of_function(name: str) -> tuple[Example, ...]:
    """The examples of a function, without regard to case; none where there is no such function."""
    return tuple(each for each in examples() if each.function == name.lower())


def _example(function: str, path: Traversable) -> Example:
    name, text = path.name.removesuffix(".md"), path.read_text(encoding="utf-8")
    # The folders give what every objective needs, and an example has none of its own.
    place = Place("library", f"{_CYCLE}/{function}/{name}.md")
    known = Known({_CYCLE: _CYCLE}, frozenset({function}), frozenset(), ("everyone",))
    objective = read_document(text, place, known, drafts=False).document
    if not isinstance(objective, Objective):
        raise ValueError(f"{function}/{name}.md is no example")  # a mistake of whoever wrote it
    parts = split(text, place)
    extra = mapping(parts.front, place, parts.front_line)["extra"]
    weak = extra.get("weak")
    front, _, _ = f"\n{parts.front}".partition(_EXTRA)
    return Example(
        name=name,
        function=function,
        field=FUNCTIONS[function],
        objective=objective,
        why=extra["why"],
        weak=None if weak is None else _weak(weak),
        text=f"---{front}\n---\n{parts.body}",
    )


def _weak(written: Mapping[str, Any]) -> Weak:
    return Weak(written["title"], tuple(written["key_results"]), written["because"])
