"""What a title is made of: its words without number, label and introduction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from okrsite.rules._language import Language

_NUMBERING = re.compile(
    r"^(?:(?:\d+\.)+\d*\s+(?=[^\W\d])|\d+\)\s+|[([][^)\]]{1,12}[)\]]\s+|[-*•–]\s+)"
)
_LABEL = re.compile(r"^[^:]{1,40}:\s+(?=\S)")
_MANY = 80
"""Words of a title that are looked at: what it says, it has said by then."""
_EDGES = "\"'“”„‘’`.,;:!?()[]*"


def unnumbered(title: str) -> str:
    """A title without its number: "2.1 Open a depot" is "Open a depot"."""
    return _NUMBERING.sub("", title.strip())


def bare(title: str) -> str:
    """A title without numbering and labels: "2.1 EMEA: Open a depot" is "Open a depot"."""
    text = unnumbered(title)
    for _ in range(2):
        label = _LABEL.match(text)
        if label is None or len(label[0].split()) > 5:
            break
        text = text[label.end() :]
    return text


def tokens(text: str) -> list[str]:
    """Words in lower case without the marks around them; of a long text the first."""
    words = text.lower().split(maxsplit=_MANY)[:_MANY]
    return [word for each in words if (word := each.strip(_EDGES))]


def first(words: Sequence[str], known: str, language: Language) -> int:
    """How many of the first words make an entry of a list; 0 where they make none."""
    if not words or words[0] not in language.heads[known]:
        return 0
    entries = language.lists[known]
    return next((n for n in (4, 3, 2, 1) if n <= len(words) and " ".join(words[:n]) in entries), 0)


@lru_cache(maxsize=1 << 14)
def opening(title: str, language: Language) -> tuple[str, ...]:
    """The words of a title without number, label and introduction: what it begins with."""
    return tuple(after_skips(tokens(bare(title)), language))


def after_skips(words: Sequence[str], language: Language) -> Sequence[str]:
    """What remains after words such as "successfully", "we will" and "continue to"."""
    endings = tuple(language.lists["activity.adverb_endings"])
    at = 0
    while at < len(words) - 1:
        if count := first(words[at:], "activity.skips", language):
            at += count
        elif endings and words[at].endswith(endings):
            at += 1
        else:
            break
    return words[at:]


def states(words: Sequence[str], language: Language) -> bool:
    """Whether words after a noun make a sentence of it: "(documents) are signed"."""
    if not language.lists["activity.statement"].isdisjoint(words):
        return True
    followers = language.lists["activity.after_participle"]
    return any(
        is_participle(word, language) and (after is None or after in followers)
        for word, after in zip(words[1:], [*words[2:], None], strict=False)
    )


def is_participle(word: str, language: Language) -> bool:
    """Whether a word tells that something is done: "signed"."""
    endings = tuple(language.lists["activity.participle_endings"])
    if not endings or word in language.lists["activity.no_participles"]:
        return False
    return word.endswith(endings)
