"""The words by which rules judge titles, a list a language: `words/en.toml`, `words/de.toml`.

Where there is no list for a site's language, rules that go by words are silent: a guess in a
language that nobody has checked would be a false alarm.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from okrsite.model.problem import Case

Words = frozenset[str]
Sections = Mapping[str, Mapping[str, list[str]]]

_NEVER = re.compile(r"(?!)")
_PIECE = re.compile(r"[\w-]+")


@dataclass(frozen=True, eq=False)
class Language:
    """A word list, made ready to be looked up. All words are in lower case."""

    lists: Mapping[str, Words]
    """By section and name: `activity.always`."""
    patterns: Mapping[str, re.Pattern[str]]
    """The same lists as patterns that find any of their words, longest first."""
    heads: Mapping[str, Words]
    """The first word of each entry: where a text has none of them, no pattern need be tried."""

    def finds(self, name: str, text: str) -> str | None:
        """The first word of a list that a text in lower case holds, or None."""
        if self.heads[name].isdisjoint(vocabulary(text)):
            return None
        found = self.patterns[name].search(text)
        return found[0] if found else None


@lru_cache(maxsize=1 << 14)
def vocabulary(text: str) -> Words:
    """The pieces of a text between marks and blanks, each once."""
    return frozenset(_PIECE.findall(text))


def any_of(words: Iterable[str]) -> str:
    """A pattern for whole words, the longest first; for none, one that finds nothing."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or _NEVER.pattern


@cache
def language(code: str) -> Language | None:
    """The words of a language, or None where there is no list."""
    path = files("okrsite.rules") / "words" / f"{code}.toml"
    if not code.isalpha() or not path.is_file():
        return None
    sections: Sections = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {
        f"{s}.{name}": frozenset(words)
        for s, each in sections.items()
        for name, words in each.items()
    }
    lists["activity.gerunds"] = _gerunds(lists)
    return Language(
        lists,
        {
            name: re.compile(rf"(?<![\w-])(?:{any_of(words)})(?![\w-])")
            for name, words in lists.items()
        },
        {
            name: frozenset(_PIECE.findall(word)[0] for word in words)
            for name, words in lists.items()
        },
    )


def _gerunds(lists: Mapping[str, Words]) -> Words:
    """Verbs in the form that is also a noun: "preparing", "rolling out"."""
    verbs: set[str] = set()
    for ending in lists["activity.gerund_endings"]:
        for verb in lists["activity.always"]:
            head, space, rest = verb.partition(" ")
            stem = head.removesuffix("e")
            verbs |= {f"{each}{ending}{space}{rest}" for each in (stem, f"{stem}{stem[-1]}")}
    return frozenset(verbs)


def language_of(case: Case) -> Language | None:
    """The words of a site's language, whatever its region."""
    return language(case.portfolio.site.locale.partition("-")[0].lower())
