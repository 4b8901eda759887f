"""Cycles in words: `FY21-Q1 OKRs`, `2018 Q2`, `Q4/2026`, `H1 2024`, `November 2026`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from okrsite.exchange.found import Period

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_YEAR = r"(20\d\d)"
_SHORT = r"(?:FY|fy)\s?'?(\d\d(?:\d\d)?)"
_QUARTER = re.compile(
    rf"(?<![\w])(?:{_SHORT}|{_YEAR})\s*[-_/., ]?\s*[Qq]([1-4])(?!\w)"
    rf"|(?<!\w)[Qq]([1-4])\s*[-_/., ']{{0,2}}\s*(?:(?:of|OKRs?)\s+)?"
    rf"(?:{_SHORT}|{_YEAR}|(\d\d))(?!\d)"
)
_HALF = re.compile(
    rf"(?<!\w){_YEAR}\s*[-_/ ]?\s*[HhSs]([12])(?!\w)|(?<!\w)[HhSs]([12])\s*[-_/ ]?\s*{_YEAR}(?!\d)"
)
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\s+{_YEAR}\b", re.IGNORECASE)
_YEAR_MONTH = re.compile(rf"(?<!\d){_YEAR}-(0[1-9]|1[0-2])(?![\d-])")
_ONLY_YEAR = re.compile(rf"(?<![\d/.-]){_YEAR}(?![\d/.-])")
_DAY = rf"((?:{'|'.join(_MONTHS)})\s+\d{{1,2}},?\s+{_YEAR}|\d{{4}}-\d\d-\d\d)"
_SPAN = re.compile(rf"{_DAY}\s+(?:to|until|through|–|-)\s+{_DAY}", re.IGNORECASE)


def period_in(text: str) -> Period | None:
    """The first cycle that a text names, with calendar dates unless it says others; or None."""
    text = text[:2000]
    if found := _QUARTER.search(text):
        fiscal = found[1] or found[5]
        year = fiscal or found[2] or found[6] or found[7]
        quarter = int(found[3] or found[4])
        number = int(year) if len(year) == 4 else 2000 + int(year)
        name = f"FY{year[-2:]}-Q{quarter}" if fiscal else f"{number}-Q{quarter}"
        return _months(name, number, 3 * quarter - 2, 3, guessed=bool(fiscal))
    if found := _HALF.search(text):
        year, half = int(found[1] or found[4]), int(found[2] or found[3])
        return _months(f"{year}-H{half}", year, 6 * half - 5, 6)
    if found := _MONTH.search(text):
        month = _MONTHS.index(found[1].lower()) + 1
        return _months(f"{found[2]}-{month:02}", int(found[2]), month, 1)
    if found := _YEAR_MONTH.search(text):
        return _months(found[0], int(found[1]), int(found[2]), 1)
    return None


def year_in(text: str) -> Period | None:
    """The year that a heading names, where it names nothing shorter; or None."""
    found = _ONLY_YEAR.search(text[:200])
    return _months(found[1], int(found[1]), 1, 12) if found else None


def span_in(text: str) -> tuple[date, date] | None:
    """The first two dates that a text joins: `from February 1, 2020 to April 30, 2020`."""
    for found in _SPAN.finditer(text[:20_000]):
        starts, ends = _date(found[1]), _date(found[3])
        if starts and ends and starts <= ends:
            return starts, ends
    return None


def quarter_of(day: date) -> Period:
    """The calendar quarter of a day."""
    quarter = (day.month + 2) // 3
    return _months(f"{day.year}-Q{quarter}", day.year, 3 * quarter - 2, 3, guessed=True)


def _months(name: str, year: int, first: int, count: int, *, guessed: bool = False) -> Period:
    after = first + count
    end = date(year + (after > 12), after - 12 if after > 12 else after, 1) - timedelta(days=1)
    return Period(name, date(year, first, 1), end, guessed)


def _date(text: str) -> date | None:
    if found := re.fullmatch(r"([a-z]+)\s+(\d{1,2}),?\s+(\d{4})", text.strip(), re.IGNORECASE):
        month = _MONTHS.index(found[1].lower()) + 1
        text = f"{found[3]}-{month:02}-{int(found[2]):02}"
    return date_of(text)


def date_of(text: str) -> date | None:
    """A date in a cell: 2026-11-30, 30.11.2026, 2026/11/30; `11/30/2026` where only that can be."""
    text = text.strip()[:10]
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        parts = (found[3], found[2], found[1])
    elif found := re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", text):
        parts = (found[1], found[2], found[3])
    elif (found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)) and int(found[2]) > 12:
        parts = (found[3], found[1], found[2])
    else:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
