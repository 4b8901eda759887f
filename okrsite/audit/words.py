"""Text as a reader would say it: the same words, however a format has wrapped and escaped them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

_ALONE = "\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that put no space between words: each sign counts as a word."""

_WORD = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+")
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,'’ \u00a0\u202f]\d+)*(?![\w])")
_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?!\d)")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrt])|(.))", re.DOTALL)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_FOLD = re.compile(r"\r?\n[ \t]")
_WITHIN_WORDS = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|tspan"
    r"|u|wbr)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_DRAWN = re.compile(
    r"\s(?:d|points|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|width|height|viewBox|transform)=\"[^\"]*\"",
    re.IGNORECASE,
)
_FEW, _MANY = 4, 5
"""Digits that a whole number, and any other, needs to be nobody else's by chance."""
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_WHOLE = re.compile(r"\d+|\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*")
_NO_DIGIT = re.compile(r"[^0-9]")

Words = tuple[str, ...]


class Span(NamedTuple):
    """A word, and where it stands."""

    word: str
    start: int


def sayings(text: str, *, folded: bool = False) -> tuple[str, ...]:
    """A text as it may be read: its source with all escapes undone, then without its tags.

    `folded`: its lines are folded as calendars and contacts fold them.
    """
    if folded:
        text = _FOLD.sub("", text)
    source = bare = text
    # A feed holds HTML as text within XML: two layers.
    for _ in range(2):
        source = html.unescape(source)
        bare = html.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", bare)))
    told = dict.fromkeys(_unescaped(each) for each in (source, bare))
    return tuple(told)


def _unescaped(text: str) -> str:
    """JSON, JavaScript, calendar and address escapes undone; letters made equal."""
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
        # Signs beyond the first plane are written as two halves.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "%" in text:
        text = unquote(text, errors="replace")
    return equal(text)


def _character(found: re.Match[str]) -> str:
    four, two, white, other = found.groups()
    if four or two:
        return chr(int(four or two, 16))
    return " " if white else other


def equal(text: str) -> str:
    """A text in which letters that read alike are alike: widths, ligatures, cases."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return text.casefold()


def words(text: str) -> Words:
    """The words of a text that was said."""
    return tuple(_WORD.findall(text))


def spans(text: str) -> Iterator[Span]:
    """The words of a written text, each as it is compared, with where it stands."""
    for found in _WORD.finditer(text):
        for word in words(equal(found.group())):
            yield Span(word, found.start())


def figures(text: str) -> Iterator[tuple[str, int]]:
    """The significant digits of each figure, however it is spelt, with where it stands.

    `1.234,5` and `1,234.50` are one, as are a share and its percentage. Dates are none: every
    calendar is full of them. Neither is where a line of a chart runs.
    """
    bare = _DATE.sub(_blank, _DRAWN.sub(_blank, text))
    for found in _FIGURE.finditer(bare):
        if found.end() - found.start() >= _FEW:
            digits = _NO_DIGIT.sub("", found.group()).strip("0")
            if len(digits) >= _FEW:
                yield digits, found.start()


def rare_figures(text: str) -> Iterator[tuple[str, int]]:
    """Those figures of a text that are nobody else's by chance."""
    for digits, start in figures(text):
        found = _FIGURE.match(text, start)
        whole = found is not None and _WHOLE.fullmatch(found.group())
        if len(digits) >= _MANY or (whole and not _YEAR.fullmatch(digits)):
            yield digits, start


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
