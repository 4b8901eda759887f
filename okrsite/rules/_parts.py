"""Whether one title holds two results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from okrsite.rules._activity import verb
from okrsite.rules._figures import blank, counted, quantity
from okrsite.rules._language import Language, any_of
from okrsite.rules._titles import after_skips, bare, first, is_participle, tokens

Pair = tuple[str, str]


class Part(NamedTuple):
    """A part of a title between two joints."""

    text: str
    """In lower case, numbers that only name something blanked out."""
    written: str
    """As it was written."""
    joint: str
    """What stands before it: a mark, a word such as "and", or nothing."""


_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_EARLY = 4
"""Within so many words from its beginning, a figure is what a part is about."""
_MANY = 12
"""Parts that are looked at: who lists more, has shown it by then."""


@lru_cache(maxsize=1 << 16)
def two_results(title: str, language: Language) -> Pair | None:
    """Two results that stand in one title, as they were written; or None."""
    if _joint(language).search(title) is None:
        return None
    parts = _parts(title, language)[:_MANY]
    if len(parts) < 2:
        return None
    return (
        _figures(parts, language)
        or _verbs(parts, language)
        or _movements(parts, language)
        or _participles(parts, language)
    )


def _parts(title: str, language: Language) -> list[Part]:
    written = bare(title)
    ranges, joints = _patterns(language)
    text = counted(_BRACKETS.sub(blank, written), language)
    text = ranges.sub(lambda found: found[0].replace(" ", "-"), text)
    if len(text) != len(written):  # some letters change their length with their case
        written = text
    joined = list(joints.finditer(text))
    starts = [0, *(each.end() for each in joined)]
    ends = [*(each.start() for each in joined), len(text)]
    before = ["", *(each[0].strip() for each in joined)]
    return [
        Part(text[a:b].strip(), written[a:b].strip(" ,;."), joint)
        for a, b, joint in zip(starts, ends, before, strict=True)
        if text[a:b].strip()
    ]


@cache
def _joint(language: Language) -> re.Pattern[str]:
    """Finds out quickly whether there could be two parts."""
    joins = any_of(language.lists["compound.joins"])
    return re.compile(rf"[,;.!]\s|\s(?:[&+]|{joins})\s", re.IGNORECASE)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Ranges ("between 4 and 5"), and what stands between two parts."""
    between = any_of(language.lists["compound.between"])
    joins = any_of(language.lists["compound.joins"])
    ranges = rf"(?<!\w)(?:{between})\s+\S*\d\S*\s+(?:{joins})\s+(?=\S*\d)\S*"
    marks = rf"(?:\s(?:{joins}))?\s*[,;]\s+|(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bz\.b)[.!]\s+"
    return re.compile(ranges), re.compile(rf"(?:{marks})(?:(?:{joins})\s+)?|\s(?:{joins}|&|\+)\s")


def _figures(parts: list[Part], language: Language) -> Pair | None:
    """Two parts with a figure each: "source 100 candidates", "hire 2 engineers"."""
    found = [part.written for part in parts if _has_own_figure(part.text, language)]
    return (found[0], found[1]) if len(found) > 1 else None


def _has_own_figure(part: str, language: Language) -> bool:
    words = tokens(part)
    if len(words) < 2 or words[0] in language.lists["compound.same"]:
        return False
    stated = quantity(part, language) or language.finds("figure.words", part)
    if stated is None:
        return False
    at = part.index(stated)
    before, after = tokens(part[:at]), tokens(part[at + len(stated) :])
    if stated.isalnum() and after and after[0] in language.lists["compound.dividing"]:
        return False
    return len(before) < _EARLY or before[-1] in language.lists["figure.limits"]


def _verbs(parts: list[Part], language: Language) -> Pair | None:
    """Two verbs with an object each: "launch the site", "train the team"."""
    before = after_skips(tokens(parts[0].text), language)
    head = _verb(before, language)
    if not head:
        return _next_sentence(parts, language)
    if len(before) == head or before[-1] in language.lists["compound.dividing"]:
        return None
    gerund = _is_gerund(before[0], language)
    for part in parts[1:]:
        if _serves(before, language):
            return None
        later = after_skips(tokens(part.text), language)
        if _has_own_verb(later, language) and _is_gerund(later[0], language) == gerund:
            return parts[0].written, part.written
        before = [*before, *later]
    return None


def _next_sentence(parts: list[Part], language: Language) -> Pair | None:
    """A sentence after one that has no verb at its beginning: "data checked; update the guide"."""
    if len(tokens(parts[0].text)) > 2:
        for part in parts[1:]:
            words = tokens(part.text)
            if part.joint[:1] in (";", ".") and _has_own_verb(words, language):
                return parts[0].written, part.written
    return None


def _has_own_verb(words: Sequence[str], language: Language) -> bool:
    count = _verb(words, language)
    after = words[count : count + 1]
    lists = language.lists
    goes_on = lists["compound.same_object"] | lists["compound.dividing"]
    return bool(count and after) and after[0] not in goes_on


def _verb(words: Sequence[str], language: Language) -> int:
    if not words:
        return 0
    return (
        verb(words, language)
        or first(words, "outcome.changes", language)
        or first(words, "outcome.ends", language)
    )


def _is_gerund(word: str, language: Language) -> bool:
    endings = tuple(language.lists["activity.gerund_endings"])
    return bool(endings) and word.endswith(endings)


def _serves(words: Sequence[str], language: Language) -> bool:
    """Whether words name what the work is for: what follows may go on with that."""
    text = " ".join(words)
    if language.finds("outcome.clauses", text) or language.finds("compound.subordinate", text):
        return True
    to = language.lists["outcome.purpose"]
    return any(word in to and _verb(words[at + 1 :], language) for at, word in enumerate(words))


def _movements(parts: list[Part], language: Language) -> Pair | None:
    """Two things that move: "claims fall", "repeat orders rise"."""
    known = language.lists["compound.movements"]
    found = [part.written for part in parts if not known.isdisjoint(tokens(part.text)[1:])]
    return (found[0], found[1]) if len(found) > 1 else None


def _participles(parts: list[Part], language: Language) -> Pair | None:
    """Two things that are done or to be done: "ramp opened", "drivers retrained"."""
    found = [part.written for part in parts[:2] if _is_done(part.text, language)]
    return (found[0], found[1]) if len(found) > 1 else None


def _is_done(part: str, language: Language) -> bool:
    words = after_skips(tokens(part), language)
    if len(words) < 2 or words[0] in language.lists["compound.same_object"]:
        return False
    if words[-1] in language.lists["activity.last"] | language.lists["activity.last_changes"]:
        return True
    return is_participle(words[-1], language) and not is_participle(words[0], language)
