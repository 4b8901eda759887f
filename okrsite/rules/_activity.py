"""What a title says that somebody will do, and what that is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from okrsite.rules._figures import figure
from okrsite.rules._language import Language, any_of
from okrsite.rules._once import once
from okrsite.rules._texts import Text, pieces, tokenised
from okrsite.rules._titles import Title, after_skips, bare, first, opening, states


@once
def activity(title: Title) -> str | None:
    """The words with which a title says what somebody will do, or None."""
    words, language = opening(title), title.language
    if not words:
        return None
    if count := verb(words, language):
        return " ".join(words[:count])
    if (
        len(words) > 2
        and words[0] in language.lists["activity.nouns"]
        and words[1] in language.lists["activity.noun_links"]
        and not states(words[2:], language)
    ):
        return " ".join(words[:2])
    return last_verb(title, "activity.last")


def last_verb(title: Title, known: str) -> str | None:
    """The verb at the end of a title's first clause, in languages that put it there."""
    verbs = title.language.lists[known]
    if not verbs:
        return None
    words = tokenised(bare(title).lower.partition(",")[0])
    return words[-1] if len(words) > 1 and words[-1] in verbs else None


def verb(words: Sequence[str], language: Language) -> int:
    """How many of the first words are a verb that says what somebody will do."""
    if count := first(words, "activity.always", language):
        return count
    if count := first(words, "activity.gerunds", language):
        return count if _is_free(words[count:], language) else 0
    word, rest = words[0], words[1:]
    if not rest or rest[0] in language.lists["activity.noun_links"]:
        return 0
    lists = language.lists
    if word in lists["activity.before_object"]:
        return int(_begins_object(rest, language))
    if word in lists["activity.unless_measure"]:
        return int(_begins_object(rest, language) or _is_free(rest, language))
    if word in lists["activity.mostly"]:
        return int(_begins_object(rest, language) or not states(rest, language))
    return 0


def _is_free(words: Sequence[str], language: Language) -> bool:
    """Whether words name no figure ("time", "coverage") and state nothing."""
    measures = language.lists["activity.measures"]
    return measures.isdisjoint(words[:3]) and not states(words, language)


def _begins_object(words: Sequence[str], language: Language) -> bool:
    if words[0] in language.lists["compound.joins"] or words[0] == "&":
        rest = after_skips(words[1:], language)
        return bool(rest) and verb(rest, language) > 0
    return words[0] in language.lists["activity.object_begins"]


@once
def outcome(title: Text) -> str | None:
    """What a title names as the result of the work: a figure, or what the work is for."""
    return figure(title) or purpose(title) or title.finds("outcome.clauses")


@once
def purpose(title: Text) -> str | None:
    """The change that the work is to bring: "to reduce calls"; not what a plan is to bring."""
    language, words = title.language, pieces(title)
    heads = language.heads
    if heads["outcome.purpose"].isdisjoint(words) or (
        heads["outcome.changes"].isdisjoint(words) and heads["outcome.ends"].isdisjoint(words)
    ):
        return None
    text = title.lower
    for found in _purposes(language).finditer(text):
        before = tokenised(text[max(0, found.start() - 40) : found.start()])
        if before and before[-1] not in language.lists["outcome.plans"]:
            return found[0]
    return None


@cache
def _purposes(language: Language) -> re.Pattern[str]:
    lists = language.lists
    to = any_of(lists["outcome.purpose"])
    aims = any_of(lists["outcome.changes"] | lists["outcome.ends"])
    return re.compile(rf"(?<![\w-])(?:{to})\s(?:\w+ly\s)?(?:{aims})(?![\w-])")


def change(title: Title) -> str | None:
    """The word with which a title asks for more or less of something, or None."""
    words = opening(title)
    if count := first(words, "outcome.changes", title.language):
        return " ".join(words[:count])
    return last_verb(title, "activity.last_changes")
