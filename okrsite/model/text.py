"""Small words about words: slugs, lists, near misses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
"""Lower-case letters, digits and hyphens; the form of every id but a cycle's."""

MAX_ID = 120
"""Ids become folder names; beyond this length some file systems refuse them."""

_FORBIDDEN = re.compile(
    "[\ue000\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What no HTML or XML may hold, and the one character that pages use for themselves."""

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_DISTANCE = 2


def slug(text: str) -> str:
    """Turn text into an id: NFKD, lower case, a-z and 0-9 joined by hyphens; may be empty."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    ascii_only = plain.encode("ascii", "ignore").decode() if not plain.isascii() else plain
    return _NOT_IN_SLUG.sub("-", ascii_only.lower()).strip("-")[:MAX_ID].strip("-")


def slug_or_digest(text: str) -> str:
    """Turn text of any script into an id that is never empty and the same on every machine."""
    return slug(text) or hashlib.sha256(text.encode()).hexdigest()[:8]


def first_words(text: str, count: int) -> str:
    """The slug of the first words of a text, words being what white space separates."""
    return slug(" ".join(text.split(maxsplit=count)[:count]))


def distance(one: str, other: str, most: int) -> int:
    """Edits (insert, delete, replace, swap) between two words; above `most`: most + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def nearest(word: str, candidates: Iterable[str], most: int = _DISTANCE) -> str | None:
    """The candidate a typing error away from word, the first by distance and alphabet, or None.

    Very short words are near to everything, so a word of up to three letters allows one edit.
    """
    allowed = min(most, 1 if len(word) <= 3 else most)
    found = sorted(
        (distance(word.lower(), each.lower(), allowed), each)
        for each in set(candidates)
        if abs(len(each) - len(word)) <= allowed
    )
    return found[0][1] if found and found[0][0] <= allowed else None


def sole_near(word: str, candidates: Iterable[str]) -> str:
    """The one candidate that a word can only be a typing error of, or an empty text.

    Stricter than `nearest`, for what is changed without asking: one edit in a word of up to five
    letters, two in a longer one, and no second candidate.
    """
    most = 1 if len(word) <= 5 else _DISTANCE
    near = [each for each in dict.fromkeys(candidates) if distance(word, each, most) <= most]
    return near[0] if len(near) == 1 else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A hint that offers the nearest candidate, or an empty text."""
    known = list(candidates)
    near = nearest(word, known)
    if near is None and len(word) > 3:
        longer = sorted(each for each in known if each.startswith(word) or word.startswith(each))
        near = longer[0] if len(longer) == 1 else None
    return f"Did you mean `{near}`?" if near is not None else ""


def listed(words: Iterable[str]) -> str:
    """Join words as a person would: `a, b and c`."""
    many = list(words)
    if len(many) < 2:
        return "".join(many)
    return f"{', '.join(many[:-1])} and {many[-1]}"


def shortened(text: str, most: int = 80) -> str:
    """The beginning of a text, for messages."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def free_name(name: str, taken: Container[str]) -> str:
    """The name, or the first of `name-2`, `name-3`, ... that is not taken."""
    key, count = name, 2
    while key in taken:
        key, count = f"{name}-{count}", count + 1
    return key


def presentable(text: str) -> str:
    """The text in Unicode's form C; what no HTML or XML may hold becomes U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)  # macOS writes accents apart from their letters
    return _FORBIDDEN.sub("\ufffd", text)
