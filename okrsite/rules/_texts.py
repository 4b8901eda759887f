"""Texts in lower case, as they are looked through for words: titles, and parts of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from okrsite.rules._language import Language, Words, pattern, vocabulary
from okrsite.rules._once import once

_MANY = 80
"""Words of a text that are looked at: what it says, it has said by then."""
_EDGES = "\"'“”„‘’`.,;:!?()[]*"
_DECIMAL = re.compile(r"\d")


class Text:
    """A text; what was found in it is kept with it (`once`)."""

    __slots__ = ("language", "lower", "made")

    def __init__(self, text: str, language: Language) -> None:
        self.lower = text.lower()
        self.language = language
        self.made: dict[object, Any] = {}

    def finds(self, name: str) -> str | None:
        """The first word of a list that the text holds, or None."""
        if self.language.keys[name].isdisjoint(pieces(self)):
            return None
        found = pattern(self.language, name).search(self.lower)
        return found[0] if found else None


@once
def _is_plain(text: Text) -> bool:
    """Whether there are letters, digits and hyphens only: then nothing but blanks parts words."""
    return text.lower.replace(" ", "").replace("-", "").isalnum()


@once
def pieces(text: Text) -> Words:
    """The pieces between marks and blanks, each once."""
    return frozenset(text.lower.split()) if _is_plain(text) else vocabulary(text.lower)


@once
def tokens(text: Text) -> Sequence[str]:
    """Its words without the marks around them; of a long text the first."""
    return text.lower.split()[:_MANY] if _is_plain(text) else tokenised(text.lower)


def tokenised(lower: str) -> list[str]:
    """The words of a text in lower case without the marks around them; of a long text the first."""
    words = lower.split(maxsplit=_MANY)[:_MANY]
    return [word for each in words if (word := each.strip(_EDGES))]


@once
def has_digit(text: Text) -> bool:
    """Whether there is a digit of any script in it, raised ones too."""
    if _DECIMAL.search(text.lower):
        return True
    return not text.lower.isascii() and any(map(str.isdigit, text.lower))
