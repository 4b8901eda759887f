"""Dates, numbers and status words as pages write them: the one place where views make words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from okrsite.model.status import Status
from okrsite.pages._escape import Html

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MINUS = "\u2212"


@lru_cache(maxsize=8192)
def day(value: date | None, *, year: bool = False) -> str:
    """`20 Nov`, or `20 Nov 2026`."""
    if value is None:
        return "–"
    text = f"{value.day} {_MONTHS[value.month - 1]}"
    return f"{text} {value.year}" if year else text


def weekday(value: date) -> str:
    """`Fri 20 Nov`."""
    return f"{_DAYS[value.weekday()]} {day(value)}"


def span(starts: date, ends: date | None) -> str:
    """`1 Oct – 31 Dec 2026`."""
    if ends is None:
        return f"since {day(starts, year=True)}"
    return f"{day(starts, year=starts.year != ends.year)} – {day(ends, year=True)}"


def percent(value: float | None) -> str:
    """`56%`; a dash where there is none."""
    return "–" if value is None else f"{round(value * 100)}%"


def points(progress: float | None, expected: float | None) -> str:
    """How far ahead of pace, or behind, in points: `+3`, `−12`; empty where nothing is expected."""
    if progress is None or expected is None:
        return ""
    gap = round(progress * 100) - round(expected * 100)
    return f"{MINUS}{-gap}" if gap < 0 else f"+{gap}" if gap else "±0"


@lru_cache(maxsize=65536)
@lru_cache(maxsize=16384)
def number(value: float | None, unit: str | None = None) -> str:
    """A figure with its unit after it; thin spaces between thousands."""
    if value is None:
        return "–"
    text = f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.10g}"
    if "e" in text:
        text = f"{value:,.0f}" if abs(value) > 1 else f"{value:.12f}".rstrip("0").rstrip(".")
    text = text.replace(",", "\u202f").replace("-", MINUS)
    if not unit:
        return text
    return f"{text}{unit}" if unit[0] in "%°‰" else f"{text}\u00a0{unit}"


_LARGE = ((1e12, "T"), (1e9, "G"), (1e6, "M"))


def short(value: float) -> str:
    """A figure that fits beside a chart: `1.2M`."""
    for size, letter in _LARGE:
        if abs(value) >= size:
            return f"{number(float(f'{value / size:.3g}'))}{letter}"
    return number(float(f"{value:.4g}")) if abs(value) < 1 else number(value)


def score(value: float | None) -> str:
    """A grade: `0.72`."""
    return "–" if value is None else f"{value:.2f}"


def count(many: int, one: str, several: str | None = None) -> str:
    """`1 objective`, `3 objectives`."""
    return f"{many} {one if many == 1 else several or one + 's'}"


SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spelled(many: int, *, begin: bool = False) -> str:
    """Small numbers in words, as running text has them."""
    if begin and not many:
        return "None"
    text = SMALL[many] if many < len(SMALL) else str(many)
    return text[:1].upper() + text[1:] if begin else text


@dataclass(frozen=True, slots=True)
class Standing:
    """A status as it is drawn: shape, word and colour."""

    key: str
    """The word of the contract: `at_risk`."""
    word: str
    glyph: str
    """The symbol of the sprite: `g-risk`."""
    drawn: Markup
    """Shape and word, with a class for the colour."""


def _standing(key: str, glyph: str) -> Standing:
    text = key.replace("_", " ").capitalize()
    return Standing(
        key,
        text,
        glyph,
        Html(  # words of ours
            f'<span class="st st-{key}"><svg class="g {glyph}" aria-hidden="true" '
            f'focusable="false"><use href="#{glyph}"/></svg>{text}</span>'
        ),
    )


_GLYPHS = {
    Status.ON_TRACK: "on",
    Status.AT_RISK: "risk",
    Status.OFF_TRACK: "off",
    Status.SILENT: "silent",
    Status.ACHIEVED: "done",
    Status.MET: "done",
    Status.PARTLY: "partly",
    Status.MISSED: "missed",
    Status.PLANNED: "idle",
    Status.UNREPORTED: "ask",
    Status.DROPPED: "drop",
    Status.UNMEASURED: "none",
}
STANDINGS: dict[Status, Standing] = {
    each: _standing(str(each), f"g-{glyph}") for each, glyph in _GLYPHS.items()
}
"""How each status is drawn, in the order of urgency nowhere assumed."""

ORDER: tuple[Status, ...] = (
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.OFF_TRACK,
    Status.SILENT,
    Status.PLANNED,
    Status.MET,
    Status.PARTLY,
    Status.MISSED,
    Status.UNREPORTED,
    Status.UNMEASURED,
    Status.DROPPED,
)
"""The order in which counts of statuses are told."""
