"""YAML by the 1.2 core rules, with the place of everything, from PyYAML's C parser.

Built from parser events, not by a loader: a loader's composer crashes on deep nesting, explodes on
aliases and merge keys, and reads `on`, `1:30` and `010` as people do not mean them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from okrsite.model.text import presentable

MAX_DEPTH = 32
_MAX_DIGITS = 30
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_MAYBE_NUMBER = frozenset("0123456789+-.")
_STRANGE_BREAKS = re.compile("[\x85\u2028\u2029]")

Mark = tuple[int, int]
"""Line and column, from 1."""


class YamlFault(Exception):
    """The text is no YAML that this reader takes."""

    def __init__(self, message: str, mark: Mark, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mark = mark
        self.hint = hint


class Map(dict[str, Any]):
    """A mapping that knows where it, its keys and its values stand.

    Marks are kept as the parser gives them: most are never asked for.
    """

    __slots__ = ("_first", "_keys", "_start", "_values")

    def __init__(self, start: Any, first: int) -> None:
        super().__init__()
        self._start = start
        self._first = first
        self._keys: dict[str, Any] = {}
        self._values: dict[str, Any] = {}

    @property
    def start(self) -> Mark:
        """Where it begins."""
        return _point(self._start, self._first)

    def key_at(self, key: str) -> Mark | None:
        """Where a key stands."""
        return _point(self._keys[key], self._first) if key in self._keys else None

    def value_at(self, key: str) -> Mark | None:
        """Where a value stands."""
        return _point(self._values[key], self._first) if key in self._values else None

    @property
    def keys_at(self) -> dict[str, Mark]:
        """Where each key stands."""
        return {key: _point(mark, self._first) for key, mark in self._keys.items()}

    @property
    def values_at(self) -> dict[str, Mark]:
        """Where each value stands."""
        return {key: _point(mark, self._first) for key, mark in self._values.items()}

    def lines(self) -> dict[str, int]:
        """The line of each key."""
        first = self._first
        return {key: _point(mark, first)[0] for key, mark in self._keys.items()}

    def add(self, key: str, key_mark: Any, value_mark: Any) -> None:
        """Remember where an entry stands."""
        self._keys[key] = key_mark
        self._values[key] = value_mark


class Seq(list[Any]):
    """A list that knows where its items stand."""

    __slots__ = ("_first", "_items", "_start")

    def __init__(self, start: Any, first: int) -> None:
        super().__init__()
        self._start = start
        self._first = first
        self._items: list[Any] = []

    @property
    def start(self) -> Mark:
        """Where it begins."""
        return _point(self._start, self._first)

    @property
    def items_at(self) -> list[Mark]:
        """Where each item stands."""
        return [_point(mark, self._first) for mark in self._items]

    def item_at(self, index: int) -> Mark | None:
        """Where an item stands."""
        return _point(self._items[index], self._first) if index < len(self._items) else None

    def add(self, value: Any, mark: Any) -> None:
        """Add an item."""
        self._items.append(mark)
        self.append(value)


def _point(mark: Any, first: int) -> Mark:
    """A parser's mark as line and column, from 1; one that was worked out already stays."""
    return mark if type(mark) is tuple else (mark.line + first, mark.column + 1)


class IntAs(int):
    """A whole number whose text says more than the number (`010`)."""

    text: str


class FloatAs(float):
    """A number whose text says more than the number (`1.50`)."""

    text: str


def parse(text: str, first_line: int = 1) -> Any:
    """Read one YAML document; lines must end with a line feed alone.

    `first_line` is the line of the file on which the text begins.

    Raises:
        YamlFault: where it cannot be read, or has what this format refuses.
    """
    return _Builder(text, first_line).document()


class _Builder:
    """Builds plain values from events, refusing as it goes."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first_line = first_line
        # YAML counts NEL and the Unicode separators as line breaks; editors do not.
        self._strange = bool(_STRANGE_BREAKS.search(text))

    def document(self) -> Any:
        try:
            self._parser = CParser(self._text)
            self._next: Callable[[], Any] = self._parser.get_event
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise self._fault(error) from None
        except yaml.reader.ReaderError as error:
            raise YamlFault(
                f"a character that YAML does not allow: {error.reason}", self._at(error.position)
            ) from None
        except UnicodeEncodeError:
            raise YamlFault("a character that is no text", (self._first_line, 1)) from None

    def _document(self) -> Any:
        self._next()  # the stream's start
        event = self._next()
        if type(event).__name__ == "StreamEndEvent":
            return None
        value = self._value(self._next(), 0)
        self._next()  # the document's end
        event = self._next()
        if type(event).__name__ != "StreamEndEvent":
            raise YamlFault("several YAML documents in one file", self._mark(event.start_mark))
        return value

    def _mark(self, mark: Any) -> Mark:
        if self._strange:
            return self._at(mark.index)
        return mark.line + self._first_line, mark.column + 1

    def _at(self, index: int) -> Mark:
        before = self._text[: max(0, index)]
        return self._first_line + before.count("\n"), index - (before.rfind("\n") + 1) + 1

    def _fault(self, error: yaml.MarkedYAMLError) -> YamlFault:
        mark = error.problem_mark or error.context_mark
        words = (error.problem or "this is no YAML").strip()
        context = f"{error.context.strip()}, " if error.context else ""
        where = self._mark(mark) if mark is not None else (self._first_line, 1)
        return YamlFault(f"{context}{words}", where, _hint(words))

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            raise YamlFault(f"nested deeper than {MAX_DEPTH}", self._mark(event.start_mark))
        if kind is MappingStartEvent:
            self._refuse(event)
            return self._mapping(event, depth)
        if kind is SequenceStartEvent:
            self._refuse(event)
            return self._sequence(event, depth)
        if kind is AliasEvent:
            raise YamlFault(
                f"`*{event.anchor}` is a YAML alias",
                self._mark(event.start_mark),
                "Text that begins with * needs quotes; aliases are not taken.",
            )
        raise YamlFault("this is no YAML", self._mark(event.start_mark))

    def _refuse(self, event: Any) -> None:
        if event.anchor is not None:
            raise YamlFault(
                f"`&{event.anchor}` is a YAML anchor",
                self._mark(event.start_mark),
                "Text that begins with & needs quotes; anchors are not taken.",
            )
        if event.tag is not None:
            raise YamlFault(
                f"`{event.tag}` is a YAML tag",
                self._mark(event.start_mark),
                "Text that begins with ! needs quotes; tags are not taken.",
            )

    def _mapping(self, start: Any, depth: int) -> Map:
        found = Map(self._kept(start.start_mark), self._first_line)
        scalar, get, add, kept = self._scalar, self._next, found.add, self._kept
        while type(event := get()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                raise YamlFault("a key that is no text", self._mark(event.start_mark), _QUOTE)
            if event.anchor is not None or event.tag is not None:
                self._refuse(event)
            key = event.value
            if key not in _usual:
                key = _remembered(presentable(key))
            if key in found:
                self._twice(found, key, event)
            value = get()
            add(key, kept(event.start_mark), kept(value.start_mark))
            # Most values are plain: one call less for each is a tenth of the whole.
            found[key] = (
                scalar(value) if type(value) is ScalarEvent else self._value(value, depth + 1)
            )
        return found

    def _twice(self, found: Map, key: str, event: Any) -> None:
        before = found.key_at(key) or (0, 0)
        raise YamlFault(
            f"`{key[:40]}` is written twice",
            self._mark(event.start_mark),
            f"It was written on line {before[0]} already; keep one.",
        )

    def _sequence(self, start: Any, depth: int) -> Seq:
        found = Seq(self._kept(start.start_mark), self._first_line)
        while type(event := self._next()) is not SequenceEndEvent:
            found.add(self._value(event, depth + 1), self._kept(event.start_mark))
        return found

    def _kept(self, mark: Any) -> Any:
        """The mark to remember: worked out now only where the parser counts lines otherwise."""
        return self._at(mark.index) if self._strange else mark

    def _scalar(self, event: Any) -> Any:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        text: str = presentable(event.value)
        # (True, ...): a plain scalar, whose meaning is told from its form.
        return plain(text) if event.implicit[0] else text


_usual: dict[str, None] = {}
"""Keys met before and found presentable: there are few, and every document has the same."""


def _remembered(key: str) -> str:
    if len(_usual) < _FEW:
        _usual[key] = None
    return key


_FEW = 4096


def plain(text: str) -> Any:
    """What an unquoted text means by YAML's core rules."""
    return _short(text) if len(text) <= _SHORT else _meant(text)


_SHORT = 24


@lru_cache(maxsize=_FEW)
def _short(text: str) -> Any:
    """Dates, words and small numbers, of which documents repeat few."""
    return _meant(text)


def _meant(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _MAYBE_NUMBER:
        return text
    if _INT.fullmatch(text):
        return _whole(text)
    if _FLOAT.fullmatch(text):
        return _named(FloatAs, float(text), text)
    if _NOT_FINITE.fullmatch(text):
        return _named(FloatAs, float(text.replace(".", "")), text)
    return text


def _whole(text: str) -> Any:
    if len(text) > _MAX_DIGITS:
        return _named(FloatAs, float("inf"), text)
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return _named(IntAs, int(text[2:] if base != 10 else text, base), text)


def _named(kind: type[IntAs] | type[FloatAs], value: float, text: str) -> Any:
    """The number, with its text where that cannot be told from the number."""
    if str(value) == text:
        return value
    number = kind(value)
    number.text = text
    return number


_QUOTE = 'Put the text in quotes: "..."'


def _hint(words: str) -> str:
    if "mapping values are not allowed" in words or "cannot start any token" in words:
        return "Text with a colon and a space, or that begins with % @ ` > | needs quotes."
    if "tab" in words or r"\t" in words:
        return "Indent with spaces, not tabs."
    if "expected" in words or "block" in words or "chomping" in words:
        return f"Check the indentation; or, if this is text: {_QUOTE}"
    return ""
