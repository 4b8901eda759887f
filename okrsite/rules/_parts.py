"""Whether one title holds two results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from okrsite.rules._activity import verb
from okrsite.rules._figures import blank, counted, quantity
from okrsite.rules._language import Language, any_of, endings
from okrsite.rules._once import once
from okrsite.rules._texts import Text, has_digit, tokenised, tokens
from okrsite.rules._titles import Title, after_skips, bare, first, is_participle

Pair = tuple[str, str]


class Part(Text):
    """A part of a title between two joints, numbers that only name something blanked out."""

    __slots__ = ("joint", "written")

    def __init__(self, text: str, written: str, joint: str, language: Language) -> None:
        super().__init__(text, language)
        self.written = written
        """As it was written."""
        self.joint = joint
        """What stands before it: a mark, a word such as "and", or nothing."""


_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_EARLY = 4
"""Within so many words from its beginning, a figure is what a part is about."""
_MANY = 12
"""Parts that are looked at: who lists more, has shown it by then."""


@once
def two_results(title: Title) -> Pair | None:
    """Two results that stand in one title, as they were written; or None."""
    if not any(map(title.lower.__contains__, _signs(title.language))):
        return None
    text = _readable(bare(title))
    parts = _parts(bare(title).written, text)[:_MANY]
    if len(parts) < 2:
        return None
    counts = has_digit(text) or text.finds("figure.words")
    return (
        (_figures(parts) if counts else None)
        or _verbs(parts)
        or _movements(parts)
        or _participles(parts)
    )


def _readable(title: Title) -> Text:
    """A title without brackets, numbers that only name something, and joints within ranges."""
    written = title.written
    if "(" in written or "[" in written:
        title = title.less(_BRACKETS.sub(blank, written))
    text = counted(title)
    if not any(map(text.lower.__contains__, text.language.lists["compound.between"])):
        return text
    ranges = _ranges(text.language)
    return Text(ranges.sub(lambda found: found[0].replace(" ", "-"), text.lower), text.language)


def _parts(written: str, readable: Text) -> list[Part]:
    text, language = readable.lower, readable.language
    if len(text) != len(written):  # some letters change their length with their case
        written = text
    joined = list(_joints(language).finditer(text))
    starts = [0, *(each.end() for each in joined)]
    ends = [*(each.start() for each in joined), len(text)]
    before = ["", *(each[0].strip() for each in joined)]
    return [
        Part(part, written[a:b].strip(" ,;."), joint, language)
        for a, b, joint in zip(starts, ends, before, strict=True)
        if (part := text[a:b].strip())
    ]


@cache
def _signs(language: Language) -> tuple[str, ...]:
    """What every joint holds: most titles have none of them, and are not looked at further."""
    words = ("&", "+", *language.lists["compound.joins"])
    return (", ", "; ", ". ", "! ", *(f" {word} " for word in words))


@cache
def _ranges(language: Language) -> re.Pattern[str]:
    """Ranges: "between 4 and 5"."""
    between = any_of(language.lists["compound.between"])
    joins = any_of(language.lists["compound.joins"])
    return re.compile(rf"(?<!\w)(?:{between})\s+\S*\d\S*\s+(?:{joins})\s+(?=\S*\d)\S*")


@cache
def _joints(language: Language) -> re.Pattern[str]:
    """What stands between two parts."""
    joins = any_of(language.lists["compound.joins"])
    marks = rf"(?:\s(?:{joins}))?\s*[,;]\s+|(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bz\.b)[.!]\s+"
    joint = rf"(?:{marks})(?:(?:{joins})\s+)?|\s(?:{joins}|&|\+)\s"
    return re.compile(rf"(?=[\s,;.!])(?:{joint})")


def _figures(parts: Sequence[Part]) -> Pair | None:
    """Two parts with a figure each: "source 100 candidates", "hire 2 engineers"."""
    found = [part.written for part in parts if _has_own_figure(part)]
    return (found[0], found[1]) if len(found) > 1 else None


def _has_own_figure(part: Part) -> bool:
    words, lists = tokens(part), part.language.lists
    if len(words) < 2 or words[0] in lists["compound.same"]:
        return False
    stated = quantity(part) or part.finds("figure.words")
    if stated is None:
        return False
    at = part.lower.index(stated)
    before, after = tokenised(part.lower[:at]), tokenised(part.lower[at + len(stated) :])
    if stated.isalnum() and after and after[0] in lists["compound.dividing"]:
        return False
    return len(before) < _EARLY or before[-1] in lists["figure.limits"]


def _verbs(parts: Sequence[Part]) -> Pair | None:
    """Two verbs with an object each: "launch the site", "train the team"."""
    language = parts[0].language
    before = after_skips(tokens(parts[0]), language)
    head = _verb(before, language)
    if not head:
        return _next_sentence(parts)
    if len(before) == head or before[-1] in language.lists["compound.dividing"]:
        return None
    gerund = _is_gerund(before[0], language)
    for part in parts[1:]:
        if _serves(before, language):
            return None
        later = after_skips(tokens(part), language)
        if _has_own_verb(later, language) and _is_gerund(later[0], language) == gerund:
            return parts[0].written, part.written
        before = [*before, *later]
    return None


def _next_sentence(parts: Sequence[Part]) -> Pair | None:
    """A sentence after one that has no verb at its beginning: "data checked; update the guide"."""
    if len(tokens(parts[0])) > 2:
        for part in parts[1:]:
            if part.joint[:1] in (";", ".") and _has_own_verb(tokens(part), part.language):
                return parts[0].written, part.written
    return None


def _has_own_verb(words: Sequence[str], language: Language) -> bool:
    count = _verb(words, language)
    if not count or len(words) <= count:
        return False
    after, lists = words[count], language.lists
    return after not in lists["compound.same_object"] and after not in lists["compound.dividing"]


def _verb(words: Sequence[str], language: Language) -> int:
    if not words:
        return 0
    return (
        verb(words, language)
        or first(words, "outcome.changes", language)
        or first(words, "outcome.ends", language)
    )


def _is_gerund(word: str, language: Language) -> bool:
    return word.endswith(endings(language, "activity.gerund_endings"))


def _serves(words: Sequence[str], language: Language) -> bool:
    """Whether words name what the work is for: what follows may go on with that."""
    text = Text(" ".join(words), language)
    if text.finds("outcome.clauses") or text.finds("compound.subordinate"):
        return True
    to = language.lists["outcome.purpose"]
    return any(word in to and _verb(words[at + 1 :], language) for at, word in enumerate(words))


def _movements(parts: Sequence[Part]) -> Pair | None:
    """Two things that move: "claims fall", "repeat orders rise"."""
    known = parts[0].language.lists["compound.movements"]
    found = [part.written for part in parts if not known.isdisjoint(tokens(part)[1:])]
    return (found[0], found[1]) if len(found) > 1 else None


def _participles(parts: Sequence[Part]) -> Pair | None:
    """Two things that are done or to be done: "ramp opened", "drivers retrained"."""
    found = [part.written for part in parts[:2] if _is_done(part)]
    return (found[0], found[1]) if len(found) > 1 else None


def _is_done(part: Part) -> bool:
    language, lists = part.language, part.language.lists
    words = after_skips(tokens(part), language)
    if len(words) < 2 or words[0] in lists["compound.same_object"]:
        return False
    if words[-1] in lists["activity.last"] or words[-1] in lists["activity.last_changes"]:
        return True
    return is_participle(words[-1], language) and not is_participle(words[0], language)
