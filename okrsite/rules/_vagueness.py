"""Titles that name routine, and titles that say nothing or stretch."""

from __future__ import annotations

import re

from okrsite.rules._figures import counted, figure
from okrsite.rules._language import Language
from okrsite.rules._titles import first, opening, states, tokens

_WORD = re.compile(r"[^\W\d_]+(?:[-'’/][^\W\d_]+)*")


def routine(title: str, language: Language) -> str | None:
    """The words of a title that name work which goes on whatever the goals are, or None."""
    words = opening(title, language)
    lists = language.lists
    for known in ("routine.sayings", "routine.chores"):
        if count := first(words, known, language):
            return " ".join(words[:count])
    if done := first(words, "routine.doing", language):
        rest = words[done:]
        at = int(bool(rest) and rest[0] in lists["activity.object_begins"])
        if count := first(rest[at:], "routine.chores", language):
            return " ".join(words[: done + at + count])
    if words and words[0] in lists["routine.verbs"] and len(words) <= 10:
        text = " ".join(words)
        rhythm = not lists["routine.rhythms"].isdisjoint(words)
        thing = not lists["routine.things"].isdisjoint(words)
        if thing and (rhythm or language.finds("routine.every", text)):
            return text
    return None


def hollow(title: str, language: Language) -> bool:
    """Whether a title is made of words that could stand over any goal."""
    if any(map(str.isdigit, title)):
        return False
    words = _WORD.findall(title.lower())
    content = [each for each in words if each not in language.lists["vague.empty"]]
    return 0 < len(content) <= 6 and all(each in language.lists["vague.hollow"] for each in content)


def elastic(title: str, language: Language) -> str | None:
    """The word of a title that stretches, where nothing in it says against what; or None."""
    text = counted(title, language)
    if figure(title, language) or language.finds("vague.exact", text):
        return None
    return language.finds("vague.elastic", text) or _stated_quality(tokens(text), language)


def _stated_quality(words: list[str], language: Language) -> str | None:
    """A quality that a title begins with or states: "is fast", "a robust process"."""
    lists = language.lists
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word not in lists["vague.qualities"]:
            continue
        leads = at == 0 or (at == 1 and before in lists["activity.object_begins"])
        if before in lists["vague.stating"] or (leads and not states(words, language)):
            return word
    return None
