"""What a title is made of: its words without number, label and introduction."""

from __future__ import annotations

import re

from okrsite.rules._language import Language, Words

_NUMBERING = re.compile(
    r"^(?:(?:\d+\.)+\d*\s+(?=[^\W\d])|\d+\)\s+|[([][^)\]]{1,12}[)\]]\s+|[-*•–]\s+)"
)
_LABEL = re.compile(r"^[^:]{1,40}:\s+(?=\S)")
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
    """Words in lower case without the marks around them."""
    return [word for each in text.lower().split() if (word := each.strip(_EDGES))]


def first(words: list[str], known: Words) -> int:
    """How many of the first words make an entry of a list; 0 where they make none."""
    return next((n for n in (4, 3, 2, 1) if n <= len(words) and " ".join(words[:n]) in known), 0)


def after_skips(words: list[str], language: Language) -> list[str]:
    """What remains after words such as "successfully", "we will" and "continue to"."""
    endings = tuple(language.lists["activity.adverb_endings"])
    at = 0
    while at < len(words) - 1:
        if count := first(words[at:], language.lists["activity.skips"]):
            at += count
        elif endings and words[at].endswith(endings):
            at += 1
        else:
            break
    return words[at:]


def states(words: list[str], language: Language) -> bool:
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
