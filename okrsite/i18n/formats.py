"""Dates and numbers as a language writes them, from the Unicode CLDR by way of Babel.

English needs no Babel: its forms stand here, and its site loads nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from babel import Locale

MINUS = "\u2212"
NARROW = "\u202f"
LEFT_TO_RIGHT = "\u200e"
"""Keeps a sign before its number where text runs from right to left."""
APART = "\u2066{}\u2069"
"""Keeps a sign behind its number there, and leaves the direction of the text around as it is."""
WHOLE = "\u2068{}\u2069"
"""Keeps a figure and its unit together there, in the direction of the unit."""


class Formats(Protocol):
    """How a language writes what is no word. All texts are plain."""

    @property
    def decimal(self) -> str:
        """Between the whole and its parts."""

    @property
    def group(self) -> str:
        """Between thousands."""

    @property
    def minus(self) -> str:
        """Before a number below zero."""

    @property
    def plus(self) -> str:
        """Before one above, where that is worth a sign."""

    @property
    def right_to_left(self) -> bool:
        """Whether it is written that way."""

    @property
    def spells(self) -> bool:
        """Whether small numbers stand in running text as words."""

    def day(self, value: date, *, year: bool) -> str:
        """`20 Nov`, or `20 Nov 2026`."""

    def month(self, value: date) -> str:
        """`Nov`."""

    def month_and_year(self, value: date) -> str:
        """`November 2026`."""

    def weekday(self, value: date) -> str:
        """`Fri`."""

    def percent(self, points: str) -> str:
        """`56%` of `56`."""

    def measured(self, figure: str) -> str:
        """A figure with a unit, which is content and may be of another direction."""

    def listed(self, items: Sequence[str]) -> str:
        """`a, b and c`."""


class English:
    """As this tool has always written."""

    decimal = "."
    group = NARROW
    minus = MINUS
    plus = "+"
    right_to_left = False
    spells = True

    _MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip
    _LONG = ("January", "February", "March", "April", "May", "June", "July", "August",
             "September", "October", "November", "December")  # fmt: skip
    _DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

    def day(self, value: date, *, year: bool) -> str:
        """`20 Nov`, or `20 Nov 2026`."""
        text = f"{value.day} {self._MONTHS[value.month - 1]}"
        return f"{text} {value.year}" if year else text

    def month(self, value: date) -> str:
        """`Nov`."""
        return self._MONTHS[value.month - 1]

    def month_and_year(self, value: date) -> str:
        """`November 2026`."""
        return f"{self._LONG[value.month - 1]} {value.year}"

    def weekday(self, value: date) -> str:
        """`Fri`."""
        return self._DAYS[value.weekday()]

    def percent(self, points: str) -> str:
        """`56%`."""
        return f"{points}%"

    def measured(self, figure: str) -> str:
        """As it is."""
        return figure

    def listed(self, items: Sequence[str]) -> str:
        """`a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} and {items[-1]}"


class OfLocale:
    """As the CLDR has it. Digits are 0 to 9 everywhere, as charts and tables need them."""

    spells = False

    def __init__(self, locale: Locale) -> None:
        from babel.numbers import format_percent  # noqa: PLC0415 (only where it is asked for)

        symbols = locale.number_symbols.get("latn", locale.number_symbols)
        self._locale = locale
        self.decimal = str(symbols["decimal"])
        self.group = str(symbols["group"])
        self.right_to_left = locale.text_direction == "rtl"
        mark = LEFT_TO_RIGHT if self.right_to_left else ""
        self.minus, self.plus = f"{mark}{MINUS}", f"{mark}+"
        half = format_percent(0.5, locale=locale)
        self._percent = APART.format(half) if self.right_to_left else half

    def day(self, value: date, *, year: bool) -> str:
        """A day and its month, short, in the order of the language."""
        return self._skeleton("yMMMd" if year else "MMMd", value)

    def month(self, value: date) -> str:
        """The name of a month, short."""
        return str(self._locale.months["stand-alone"]["abbreviated"][value.month])

    def month_and_year(self, value: date) -> str:
        """A month and its year."""
        return self._skeleton("yMMMM", value)

    def weekday(self, value: date) -> str:
        """The name of a day, short."""
        return str(self._locale.days["stand-alone"]["abbreviated"][value.weekday()])

    def percent(self, points: str) -> str:
        """A number of percent."""
        return self._percent.replace("50", points.replace("-", self.minus))

    def measured(self, figure: str) -> str:
        """A figure with its unit, in one piece where text runs from right to left."""
        return WHOLE.format(figure) if self.right_to_left else figure

    def listed(self, items: Sequence[str]) -> str:
        """Items in a row, the last joined by a word."""
        from babel.lists import format_list  # noqa: PLC0415 (only where it is asked for)

        return format_list(list(items), locale=self._locale)

    def _skeleton(self, name: str, value: date) -> str:
        from babel.dates import format_skeleton  # noqa: PLC0415 (only where it is asked for)

        return format_skeleton(name, value, locale=self._locale)


def formats_of(locale: str) -> Formats:
    """The forms of a locale such as `de` or `fr-CH`; English for one that nobody knows."""
    if locale.replace("_", "-").partition("-")[0].lower() == "en":
        return English()
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 (only where it is asked for)

    try:
        return OfLocale(Locale.parse(locale, sep="_" if "_" in locale else "-"))
    except (UnknownLocaleError, ValueError, TypeError):
        return English()
