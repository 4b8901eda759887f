"""Which of many sets of words are nearly the same, without comparing each with each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from math import ceil

Words = frozenset[str]

_WORD = re.compile(r"\w+")
_CROWD = 25
"""Of the sets that share a word, the last so many are compared: a crowd tells nothing apart."""


def words_of(text: str) -> Words:
    """The words of a text, without case."""
    return frozenset(_WORD.findall(text.casefold()))


def alike(many: Collection[Words], least: float) -> Iterator[tuple[Words, Words]]:
    """Pairs of sets that share at least so much of their words (Jaccard), earlier one first.

    Two sets that are alike share one of their few rarest words (prefix filtering; Chaudhuri, Ganti,
    Kaushik 2006): each is filed under those and compared only with what is filed there.
    """
    common = Counter(word for words in many for word in words)
    filed: defaultdict[str, list[Words]] = defaultdict(list)
    for words in many:
        rarest = sorted(words, key=lambda word: (common[word], word))
        rarest = rarest[: len(words) - ceil(least * len(words)) + 1]
        seen: set[Words] = set()
        for word in rarest:
            for other in filed[word][-_CROWD:]:
                if other not in seen:
                    seen.add(other)
                    if _likeness(other, words) >= least:
                        yield other, words
            filed[word].append(words)


def _likeness(one: Words, other: Words) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)
