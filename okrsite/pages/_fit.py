"""Texts in drawings: SVG breaks no lines, so they are broken where they are drawn.

Widths are estimates of the theme's face, on the wide side. They need not be right, as every text
stands in full beside its drawing.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width

_WIDTHS = {
    " ": 0.21,
    **dict.fromkeys("iljI.,:;'’‘|!", 0.28),
    **dict.fromkeys("tfr()[]{}-/", 0.37),
    **dict.fromkeys("szcxvyk", 0.47),
    **dict.fromkeys("mwMWQO@%&—…+=<>×", 0.85),
}
_SPACE = 0.21
_LONGEST = 400
"""Letters of a text that are looked at."""


@lru_cache(maxsize=4096)
def _wide(letter: str) -> float:
    """The width of a letter in parts of its size."""
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if combining(letter):
        return 0.0
    if ord(letter) < 0x2000:
        return 0.62 if letter.isupper() else 0.55
    return 1.0 if east_asian_width(letter) in "WF" else 0.7


def width(text: str, size: float) -> float:
    """About how wide a text is at a size, in pixels."""
    return sum(map(_wide, text)) * size


def cut(text: str, size: float, wide: float) -> str:
    """As much of a text as fits in one line."""
    lines = wrapped(text, size, wide, 1)
    return lines[0] if lines else ""


@lru_cache(maxsize=16384)
def wrapped(text: str, size: float, wide: float, most: int) -> tuple[str, ...]:
    """A text in at most so many lines; the last one ends in `…` where more was left."""
    return tuple(_wrapped(text, wide / size, most))


def _wrapped(text: str, room: float, most: int) -> list[str]:
    if sum(map(_wide, text[:_LONGEST])) <= room:
        return [" ".join(text[:_LONGEST].split())] if text.strip() else []
    lines: list[str] = []
    line, used = "", 0.0
    for word in _pieces(text[:_LONGEST].split(), room):
        long = sum(map(_wide, word))
        if line and used + _SPACE + long > room:
            lines.append(line)
            line, used = "", 0.0
            if len(lines) == most:
                lines[-1] = _ended(lines[-1], room)
                return lines
        line, used = (f"{line} {word}", used + _SPACE + long) if line else (word, long)
    if line:
        lines.append(line)
    if len(text) > _LONGEST and lines:
        lines[-1] = _ended(lines[-1], room)
    return lines


def _pieces(words: list[str], room: float) -> list[str]:
    """Words, those that are wider than a line in pieces."""
    found = []
    for word in words:
        if len(word) <= room:  # few letters are wider than their size
            found.append(word)
            continue
        piece, used = "", 0.0
        for letter in word:
            if used + _wide(letter) > room and piece:
                found.append(piece)
                piece, used = "", 0.0
            piece += letter
            used += _wide(letter)
        found.append(piece)
    return found


def _ended(line: str, room: float) -> str:
    """A line that says that the text goes on."""
    while line and sum(map(_wide, line)) + 0.85 > room:
        line = line[:-1]
    return f"{line.rstrip(' ,;:.')}…"
