"""Figures in titles: what is counted or measured, and not what is only numbered.

"Phase 2", "Q3", "24/7", "ISO 9001", "the next 18 months" and "a 2-day workshop" hold numbers and no
figure; "5 depots", "15 %", "under 2 hours" and "twice" do. A single one ("1 new depot") is an
article.
"""

from __future__ import annotations

import re
from functools import cache

from okrsite.rules._language import Language, any_of
from okrsite.rules._once import once
from okrsite.rules._texts import Text, has_digit

_NUMBER = r"\d+(?:[.,]\d+)*"
_QUANTITY = re.compile(
    rf"(?<![\w#&/.-])(?P<sign>[$€£¥])?(?P<number>{_NUMBER})(?:\s?[-–~]\s?{_NUMBER})?"
    r"(?P<unit>\s?%|\s?(?:[$€£¥]|per cent|percent|prozent)|[a-zµ]{1,4}\b|[XKMB]\b)?\+?(?!\w|-\w)"
)
_MULTIPLE = frozenset({"x", "×"})


@cache
def _names(language: Language, addresses: bool) -> re.Pattern[str]:
    """Numbers that only name something; those of addresses cost much, and few titles have any."""
    months = any_of(language.lists["figure.months"])
    digits = [
        r"\d{4}-\d\d(?:-\d\d)?\b",
        rf"\d{{1,2}}(?:st|nd|rd|th|\.)?\s?(?:of )?(?:{months})\b(?: \d{{4}})?",
        r"\d+(?:st|nd|rd|th)\b",
        r"\d{1,2}\.\s?(?=[^\W\d]|\d{1,2}\.)(?:\d{1,2}\.(?:\d{2,4})?)?",
        r"24/7\b",
        r"20[1-4]\d\b(?!\s?%)",
        r"\d+\.\d+\.\d[\d.]*",
    ]
    words = [
        rf"(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?\b(?:,? \d{{4}})?",
        rf"(?:{any_of(language.lists['figure.named'])})\s#?\d+(?:[.-]\d+)*"
        r"(?:\s?(?:,|&|-|–|and|to|or|und|bis)\s?\d+)*\+?",
        rf"(?:{any_of(language.lists['figure.spans'])})\s(?:{_NUMBER})",
        r"(?:fy|cy|q|h|kw)\s?[’']?\d+(?:\s?/\s?\d+)?(?:\s(?:fy|cy)?\s?[’']?\d{2,4}\b)?",
        r"(?!(?:usd|eur|gbp|chf)\d)[a-z]{1,12}[-’']?\d[\w/-]*",
    ]
    names = rf"\b(?:(?=\d)(?:{'|'.join(digits)})|(?!\d)(?:{'|'.join(words)}))"
    return re.compile(rf"\S+://\S+|{names}" if addresses else names)


@once
def counted(text: Text) -> Text:
    """A text, the numbers that only name something blanked out."""
    if not has_digit(text):
        return text
    names = _names(text.language, "://" in text.lower)
    blanked = names.sub(blank, text.lower)
    return text if blanked == text.lower else Text(blanked, text.language)


def blank(found: re.Match[str]) -> str:
    """Blanks in place of what was found: what stands around it keeps its place."""
    return " " * len(found[0])


@once
def figure(title: Text) -> str | None:
    """The first figure of a title in words or digits, or None."""
    text = counted(title)
    return quantity(text) or text.finds("figure.words")


@once
def quantity(text: Text) -> str | None:
    """The first figure in digits of a text that `counted` has read, or None."""
    if not has_digit(text):
        return None
    limits = _limits(text.language)
    for each in _QUANTITY.finditer(text.lower):
        if not _is_article(each) or limits.search(_before(text.lower, each)):
            return each[0].strip()
    return None


def _before(text: str, found: re.Match[str]) -> str:
    """A few words before a figure: enough for any limit, and no more, however long the text."""
    return text[max(0, found.start() - 40) : found.start()]


def _is_article(found: re.Match[str]) -> bool:
    return found["number"] == "1" and not found["sign"] and not found["unit"]


def is_target(title: Text) -> str | None:
    """The figure of a title that sets how much is to be reached, or None.

    A share, a price or a multiple; what stands after "to" or "under"; a count at the beginning. A
    count further on ("into 3 campaigns") says what the title is about.
    """
    text = counted(title)
    if not has_digit(text):
        return None
    limits = _limits(text.language)
    for each in _QUANTITY.finditer(text.lower):
        before = _before(text.lower, each)
        if limits.search(before):
            return each[0].strip()
        if _is_article(each) or each[0].startswith("100"):  # "100 % committed" is a saying
            continue
        unit = (each["unit"] or "").strip()
        early = each.start() <= 40 and len(before.split()) <= 2
        if each["sign"] or unit in _MULTIPLE or unit[:1] in set("%$€£¥p") or early:
            return each[0].strip()
    return None


@cache
def _limits(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(language.lists['figure.limits'])})\s[<>≥≤~]?\s?$")
