"""Titles in which a figure is still to come."""

from __future__ import annotations

import re
from functools import cache

from okrsite.rules._language import Language, any_of
from okrsite.rules._titles import Title

_SIGN = re.compile(r"\?\s?[?%]|__|(?<![\w-])(?:X{1,3}|N)(?!\w)")
"""What every placeholder holds that is no phrase."""
_SIGNS = "?_XN"
"""The letters by which it begins: few titles have any of them."""


@cache
def _placeholders(language: Language) -> re.Pattern[str]:
    phrases = any_of(language.lists["placeholder.phrases"])
    before = any_of(language.lists["placeholder.before"])
    ranges = any_of(language.lists["placeholder.ranges"])
    limits = any_of(language.lists["figure.limits"])
    return re.compile(
        rf"(?<![\w-])(?:(?i:{phrases})(?![\w-])|(?:X{{1,3}}|N|_{{2,}})\s?%|\?+\s?%|\?\?+"
        rf"|(?i:{limits})\sX{{2,3}}(?![\w-])|X\s(?:{ranges})\s[XY](?!\w)|(?i:{before})\s[XN](?![\w-]))"
    )


def placeholder(title: Title) -> str | None:
    """The words of a title that stand where a figure is still to come, or None."""
    if not _has_sign(title.written) and not _has_phrase(title):
        return None
    found = _placeholders(title.language).search(title.written)
    return found[0] if found else None


def _has_sign(written: str) -> bool:
    return any(map(written.__contains__, _SIGNS)) and _SIGN.search(written) is not None


def _has_phrase(title: Title) -> bool:
    """Most titles are asked nothing else; so they are not taken to pieces for this."""
    phrases = title.language.lists["placeholder.phrases"]
    return any(map(title.lower.__contains__, phrases))
