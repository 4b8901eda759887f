"""Titles in which a figure is still to come."""

from __future__ import annotations

import re
from functools import cache

from okrsite.rules._language import Language, any_of

_SIGN = re.compile(r"\?\s?[?%]|__|(?<![\w-])(?:X{1,3}|N)(?!\w)")
"""What every placeholder holds that is no phrase."""


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


def placeholder(title: str, language: Language) -> str | None:
    """The words of a title that stand where a figure is still to come, or None."""
    text = title.lower()
    if _SIGN.search(title) is None and language.finds("placeholder.phrases", text) is None:
        return None
    found = _placeholders(language).search(title)
    return found[0] if found else None
