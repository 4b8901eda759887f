"""What templates see, read from the views themselves: the reference of themes is written from it.

`python -m tests.docs.theme_views` writes docs/reference/theme-views.md anew.
"""

# ruff: noqa: ANN401 (a type's annotation may be anything)
from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from okrsite.model.noun import is_noun
from okrsite.model.page import Format
from okrsite.model.prose import Prose
from okrsite.plan.addresses import page_types

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "theme-views.md"

INTRO = """\
# What templates see

The view of each page type, name by name: the contract of [a theme](theme.md). A template may use
what stands here and nothing else. Tests hold this page to the views, and follow every branch of the
templates that come with okrsite to see that they keep to it.

*Drawn* is finished HTML, such as `{{ it.drawn }}`: bars, charts and marks, styled by their classes.
A *rich text* is drawn by the filters `inline` and `blocks`; `{{ it.plain }}` is its plain text. A
field called `href` is an address, written with the filter `url`. A text or a list may be empty;
*or nothing* means that a field may be `none`.
"""


class Noun(NamedTuple):
    """A type of which a template sees fields."""

    name: str
    purpose: str
    fields: Mapping[str, tuple[str, str]]
    """By name: what it is, and what it means."""


@cache
def views() -> dict[str, type]:
    """The view of each page type that is drawn through a template."""
    drawn = {name: kind for name, kind in page_types().items() if kind.format is Format.HTML}
    return {name: get_type_hints(kind.view)["return"] for name, kind in sorted(drawn.items())}


@cache
def seen() -> dict[type, dict[str, Any]]:
    """Every type that a template can reach from a view, with the types of its fields."""
    found: dict[type, dict[str, Any]] = {}
    waiting: list[Any] = [*views().values()]
    while waiting:
        for each in _parts(waiting.pop(0)):
            if each not in found and _has_fields(each):
                found[each] = _fields(each)
                waiting += found[each].values()
    return found


def _parts(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is None:
        yield annotation
    for each in get_args(annotation):
        yield from _parts(each)


def _has_fields(each: Any) -> bool:
    if not isinstance(each, type) or each is Prose or not each.__module__.startswith("okrsite."):
        return False
    return is_noun(each) or hasattr(each, "_fields")


def _fields(each: type) -> dict[str, Any]:
    """Fields, and properties: a template cannot tell them apart."""
    computed = {
        name: get_type_hints(value.fget)["return"]
        for name, value in vars(each).items()
        if isinstance(value, property) and value.fget
    }
    return get_type_hints(each) | computed


@cache
def names() -> dict[type, str]:
    """What each type is called in the reference: with its module where the name is not enough."""
    many = Counter(each.__name__ for each in seen())
    return {
        each: each.__name__
        if many[each.__name__] == 1
        else f"{each.__module__.rpartition('.')[2].lstrip('_')}.{each.__name__}"
        for each in seen()
    }


@cache
def nouns() -> dict[type, Noun]:
    """All that is to be told of each type."""
    return {
        each: Noun(
            names()[each],
            _first(inspect.getdoc(each) or ""),
            {name: (_words(told), _meaning(each, name)) for name, told in fields.items()},
        )
        for each, fields in seen().items()
    }


def _first(text: str) -> str:
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())


def _meaning(each: type, name: str) -> str:
    computed = vars(each).get(name)
    if isinstance(computed, property):
        return _first(inspect.getdoc(computed) or "")
    return _said(each).get(name, "")


@cache
def _said(each: type) -> dict[str, str]:
    """The text below each field, as it stands in the source."""
    body = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            found[field.target.id] = _first(inspect.cleandoc(str(text.value.value)))
    return found


_PLAIN = {str: "text", int: "number", float: "number", bool: "true or false", Markup: "drawn"}


def _words(told: Any) -> str:
    """A type in plain words, with links to those of this page."""
    origin, inner = get_origin(told), get_args(told)
    if told is Prose:
        return "rich text"
    if told in names():
        return f"[{names()[told]}](#{anchor(names()[told])})"
    if origin in (Union, types.UnionType):
        kinds = [_words(each) for each in inner if each is not type(None)]
        nothing = ["nothing"] if type(None) in inner else []
        return " or ".join(dict.fromkeys([*kinds, *nothing]))
    if (origin is tuple and inner[-1:] == (Ellipsis,)) or origin is list:
        return f"list of {_words(inner[0])}"
    if origin is tuple:
        return f"{len(inner)} together: {', '.join(map(_words, inner))}"
    if isinstance(told, type) and issubclass(told, Enum):
        return "text"
    return _PLAIN[told]


def anchor(name: str) -> str:
    """Where a heading is linked."""
    return name.lower().replace(".", "").replace("`", "")


def written() -> str:
    """The whole page."""
    parts = [INTRO, "## Pages"]
    tops = {view: name for name, view in views().items()}
    for view, name in tops.items():
        parts.append(_section(f"`{name}.html`", nouns()[view]))
    parts.append("## What stands in them")
    inner = sorted((noun for each, noun in nouns().items() if each not in tops))
    parts += [_section(noun.name, noun) for noun in inner]
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def _section(heading: str, noun: Noun) -> str:
    rows = "".join(
        f"| `{name}` | {kind} | {meaning.replace('|', chr(92) + '|')} |\n"
        for name, (kind, meaning) in noun.fields.items()
    )
    return f"### {heading}\n\n{noun.purpose}\n\n| name | is | meaning |\n|---|---|---|\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
