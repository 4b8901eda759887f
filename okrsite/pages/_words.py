"""Dates, numbers and status words as pages write them: the one place where views make words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce

from markupsafe import Markup

from okrsite.i18n import formats, gettext, gettext_noop, in_each_language, spoken
from okrsite.model.noun import dataclass
from okrsite.model.status import Status
from okrsite.pages._escape import Html, escape


@spoken(8192)
def day(value: date | None, *, year: bool = False) -> str:
    """`20 Nov`, or `20 Nov 2026`."""
    if value is None:
        return "–"
    return formats().day(value, year=year)


@spoken(1024)
def month(value: date) -> str:
    """`Nov`."""
    return formats().month(value)


@spoken(1024)
def month_and_year(value: date) -> str:
    """`November 2026`."""
    return formats().month_and_year(value)


@spoken(1024)
def weekday(value: date, *, year: bool = False) -> str:
    """`Fri 20 Nov`, or `Fri 20 Nov 2026`."""
    return f"{formats().weekday(value)} {day(value, year=year)}"


def span(starts: date, ends: date | None) -> str:
    """`1 Oct – 31 Dec 2026`."""
    if ends is None:
        return gettext("since {day}", day=day(starts, year=True))
    return f"{day(starts, year=starts.year != ends.year)} – {day(ends, year=True)}"


def percent(value: float | None) -> str:
    """`56%`; a dash where there is none."""
    return "–" if value is None else _percent(round(value * 100))


@spoken(4096)
def _percent(points: int) -> str:
    return formats().percent(str(points))


def points(progress: float | None, expected: float | None) -> str:
    """How far ahead of pace, or behind, in points: `+3`, `−12`; empty where nothing is expected."""
    if progress is None or expected is None:
        return ""
    return with_sign(round(progress * 100) - round(expected * 100))


def with_sign(many: int) -> str:
    """More or less than before, in points: `+3`, `−12`, `±0`."""
    known = formats()
    return f"{known.minus}{-many}" if many < 0 else f"{known.plus}{many}" if many else "±0"


@spoken(65536)
def number(value: float | None, unit: str | None = None) -> str:
    """A figure with its unit after it, in groups of thousands."""
    if value is None:
        return "–"
    text = f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.10g}"
    if "e" in text:
        text = f"{value:,.0f}" if abs(value) > 1 else f"{value:.12f}".rstrip("0").rstrip(".")
    text = text.translate(_signs())
    if not unit:
        return text
    if unit == "%":
        return formats().percent(text)
    gap = "" if unit[0] in "%°‰" else "\u00a0"
    return formats().measured(f"{text}{gap}{unit}")


@spoken(1)
def _signs() -> dict[int, str]:
    """From how Python writes a number to how the language does."""
    known = formats()
    return {ord(","): known.group, ord("."): known.decimal, ord("-"): known.minus}


def minus(text: str) -> str:
    """A figure with the minus of the language: `−5`."""
    return text.replace("-", formats().minus)


_LARGE = (
    (1e12, gettext_noop("{figure}T")),
    (1e9, gettext_noop("{figure}G")),
    (1e6, gettext_noop("{figure}M")),
)


def short(value: float) -> str:
    """A figure that fits beside a chart: `1.2M`."""
    for size, message in _LARGE:
        if abs(value) >= size:
            return gettext(message, figure=number(float(f"{value / size:.3g}")))
    return number(float(f"{value:.4g}")) if abs(value) < 1 else number(value)


def score(value: float | None) -> str:
    """A grade: `0.72`."""
    return "–" if value is None else f"{value:.2f}".translate(_signs())


def listed(items: Iterable[str]) -> str:
    """`a, b and c`."""
    return formats().listed(tuple(items))


def commas(items: Iterable[str]) -> str:
    """`a, b, c`: what stands side by side, where no word joins the last."""
    return reduce(_beside, items) if (items := tuple(items)) else ""


def clauses(items: Iterable[str]) -> str:
    """`a; b; c`."""
    return reduce(_after, items) if (items := tuple(items)) else ""


def _beside(first: str, second: str) -> str:
    return gettext("{first}, {second}", first=first, second=second)


def _after(first: str, second: str) -> str:
    return gettext("{first}; {second}", first=first, second=second)


def lowered(text: str) -> str:
    """A word of ours within a sentence: the first letter small, where the language does so."""
    return text[:1].lower() + text[1:]


SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spelled(many: int, *, begin: bool = False) -> str:
    """A number as running English has it, small ones in words; digits in any other language."""
    if not formats().spells:
        return str(many)
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
    within: str
    """The word within a sentence: `at risk`."""


def _standing(key: str, word: str, glyph: str) -> Standing:
    return Standing(
        key,
        word,
        glyph,
        Html(  # escaped below
            f'<span class="st st-{key}"><svg class="g {glyph}" aria-hidden="true" '
            f'focusable="false"><use href="#{glyph}"/></svg>{escape(word)}</span>'
        ),
        lowered(word),
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
_NAMES = {
    Status.ON_TRACK: gettext_noop("On track"),
    Status.AT_RISK: gettext_noop("At risk"),
    Status.OFF_TRACK: gettext_noop("Off track"),
    Status.SILENT: gettext_noop("Silent"),
    Status.ACHIEVED: gettext_noop("Achieved"),
    Status.MET: gettext_noop("Met"),
    Status.PARTLY: gettext_noop("Partly"),
    Status.MISSED: gettext_noop("Missed"),
    Status.PLANNED: gettext_noop("Planned"),
    Status.UNREPORTED: gettext_noop("Unreported"),
    Status.DROPPED: gettext_noop("Dropped"),
    Status.UNMEASURED: gettext_noop("Unmeasured"),
}
STANDINGS: dict[Status, Standing] = {}
"""How each status is drawn in the language that is spoken; in no order of urgency."""


@in_each_language
def _name() -> None:
    for status, name in _NAMES.items():
        STANDINGS[status] = _standing(str(status), gettext(name), f"g-{_GLYPHS[status]}")


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
