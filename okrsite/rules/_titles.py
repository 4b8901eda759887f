"""What a title is made of: its words without number, label and introduction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from okrsite.model.problem import Case
from okrsite.rules._language import Language, endings, language_of
from okrsite.rules._once import once
from okrsite.rules._texts import Text, tokens

_NUMBERING = re.compile(
    r"^(?:(?:\d+\.)+\d*\s+(?=[^\W\d])|\d+\)\s+|[([][^)\]]{1,12}[)\]]\s+|[-*•–]\s+)"
)
_LABEL = re.compile(r"^[^:]{1,40}:\s+(?=\S)")


class Title(Text):
    """A title, as it was written as well."""

    __slots__ = ("written",)

    def __init__(self, written: str, language: Language) -> None:
        super().__init__(written, language)
        self.written = written

    def less(self, written: str) -> Title:
        """What is left of it; itself where nothing was taken."""
        return self if written == self.written else Title(written, self.language)


class Titles(dict[str, Title]):
    """Titles by their words, each made when it is first asked for."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, written: str) -> Title:
        self[written] = title = Title(written, self.language)
        return title


@once
def titles_of(case: Case) -> Titles | None:
    """The titles of a site, for all rules to look through; None without a list of words."""
    language = language_of(case)
    return None if language is None else Titles(language)


@once
def unnumbered(title: Title) -> Title:
    """A title without its number: "2.1 Open a depot" is "Open a depot"."""
    written = title.written.strip()
    if written[:1].isalpha():
        return title.less(written)
    return title.less(_NUMBERING.sub("", written))


@once
def bare(title: Title) -> Title:
    """A title without numbering and labels: "2.1 EMEA: Open a depot" is "Open a depot"."""
    text = unnumbered(title).written
    for _ in range(2 if ":" in text else 0):
        label = _LABEL.match(text)
        if label is None or len(label[0].split()) > 5:
            break
        text = text[label.end() :]
    return title.less(text)


@once
def opening(title: Title) -> Sequence[str]:
    """The words of a title without number, label and introduction: what it begins with."""
    return after_skips(tokens(bare(title)), title.language)


def first(words: Sequence[str], known: str, language: Language) -> int:
    """How many of the first words make an entry of a list; 0 where they make none."""
    if not words or words[0] not in language.heads[known]:
        return 0
    entries = language.lists[known]
    return next((n for n in (4, 3, 2, 1) if n <= len(words) and " ".join(words[:n]) in entries), 0)


def after_skips(words: Sequence[str], language: Language) -> Sequence[str]:
    """What remains after words such as "successfully", "we will" and "continue to"."""
    adverbs = endings(language, "activity.adverb_endings")
    skipped = language.heads["activity.skips"]
    at = 0
    while at < len(words) - 1:
        if words[at] in skipped and (count := first(words[at:], "activity.skips", language)):
            at += count
        elif words[at].endswith(adverbs):
            at += 1
        else:
            break
    return words[at:] if at else words


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
    done = endings(language, "activity.participle_endings")
    return word.endswith(done) and word not in language.lists["activity.no_participles"]
