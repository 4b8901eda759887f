"""Titles that name routine, and titles that say nothing or stretch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from okrsite.rules._figures import counted, figure
from okrsite.rules._language import Language
from okrsite.rules._once import once
from okrsite.rules._texts import Text, has_digit, tokens
from okrsite.rules._titles import Title, first, opening, states

_WORD = re.compile(r"[^\W\d_]+(?:[-'’/][^\W\d_]+)*")
_FEW = 6
"""Words of content that a title without any may have; with more it says something."""


@once
def routine(title: Title) -> str | None:
    """The words of a title that name work which goes on whatever the goals are, or None."""
    words, language = opening(title), title.language
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
        text = Text(" ".join(words), language)
        rhythm = not lists["routine.rhythms"].isdisjoint(words)
        thing = not lists["routine.things"].isdisjoint(words)
        if thing and (rhythm or text.finds("routine.every")):
            return text.lower
    return None


def hollow(title: Text) -> bool:
    """Whether a title is made of words that could stand over any goal."""
    empty, known = title.language.lists["vague.empty"], title.language.lists["vague.hollow"]
    for word in tokens(title):  # most titles say something with their first words
        if word not in known and word not in empty and word.isalpha():
            return False
    if has_digit(title):
        return False
    content = [each for each in _WORD.findall(title.lower) if each not in empty]
    return 0 < len(content) <= _FEW and known.issuperset(content)


def elastic(title: Text) -> str | None:
    """The word of a title that stretches, where nothing in it says against what; or None."""
    text = counted(title)
    word = text.finds("vague.elastic") or _stated_quality(tokens(text), text.language)
    return word if word and not (figure(title) or text.finds("vague.exact")) else None


def _stated_quality(words: Sequence[str], language: Language) -> str | None:
    """A quality that a title begins with or states: "is fast", "a robust process"."""
    lists = language.lists
    if lists["vague.qualities"].isdisjoint(words):
        return None
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word not in lists["vague.qualities"]:
            continue
        leads = at == 0 or (at == 1 and before in lists["activity.object_begins"])
        if before in lists["vague.stating"] or (leads and not states(words, language)):
            return word
    return None
