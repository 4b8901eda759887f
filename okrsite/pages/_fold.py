"""Words of a text as the search compares them.

`themes/atlas/static/lookup.js` does the same to what a reader types; a test holds them together.
Case, accents and forms of letters do not count. What is written without spaces (Chinese, Japanese,
Thai and others) is taken in pairs of letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 40
"""Letters of a word that count."""

_SPECIAL = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "ı": "i", "\u03c2": "\u03c3", "\u0629": "\u0647", "\u0649": "\u064a", "\u0640": "",
}  # fmt: skip
_VOICED = "\u3099\u309a"
_NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
)
_dense = re.compile(f"[{_NO_SPACES}]").search
_runs = re.compile(f"[{_NO_SPACES}]+|[^{_NO_SPACES}]+").findall
_ARTICLE = "\u0627\u0644"


class _Letters(dict[int, str]):
    """What becomes of each letter once it is decomposed and in lower case."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kind = unicodedata.category(letter)
        if letter in _SPECIAL:
            found = _SPECIAL[letter]
        elif kind[0] in "LN" or kind == "Mc" or letter in _VOICED:
            found = letter
        else:
            found = "" if kind == "Mn" else " "
        self[code] = found
        return found


_letters = _Letters()


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    if text.isascii():
        plain = text.lower().translate(_letters).split()
        if len(text) <= LONGEST or max(map(len, plain), default=0) <= LONGEST:
            return plain
        return [word[:LONGEST] for word in plain]
    folded = unicodedata.normalize("NFKD", text).lower().translate(_letters)
    found: list[str] = []
    for word in unicodedata.normalize("NFC", folded).split():
        if _dense(word):
            found.extend(_pairs(word))
        else:
            bare = word.removeprefix(_ARTICLE) if len(word) > 3 else word
            found.append(bare[:LONGEST])
    return found


def _pairs(word: str) -> list[str]:
    """Neighbouring letters of what has no spaces, and the last by itself; the rest as words."""
    found: list[str] = []
    for run in _runs(word):
        if _dense(run):
            found.extend(run[at : at + 2] for at in range(len(run)))
        else:
            found.append(run[:LONGEST])
    return found


names = lru_cache(maxsize=65536)(lambda text: tuple(words(text)))
"""The same for names, which come back often."""
