"""The words by which rules judge titles, a list a language: `words/en.toml`, `words/de.toml`.

Where there is no list for a site's language, rules that go by words are silent: a guess in a
language that nobody has checked would be a false alarm.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from okrsite.model.problem import Case

Words = frozenset[str]
Sections = Mapping[str, Mapping[str, list[str]]]

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, eq=False)
class Language:
    """A word list, made ready to be looked up. All words are in lower case."""

    lists: Mapping[str, Words]
    """By section and name: `activity.always`."""
    patterns: Mapping[str, re.Pattern[str]]
    """The same lists as patterns that find any of their words, longest first."""

    def has(self, name: str, word: str) -> bool:
        """Whether a list holds a word."""
        return word in self.lists[name]

    def finds(self, name: str, text: str) -> str | None:
        """The first word of a list that a text in lower case holds, or None."""
        found = self.patterns[name].search(text)
        return found[0] if found else None


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
    return Language(
        lists,
        {
            name: re.compile(rf"(?<![\w-])(?:{any_of(words)})(?![\w-])")
            for name, words in lists.items()
        },
    )


def language_of(case: Case) -> Language | None:
    """The words of a site's language, whatever its region."""
    return language(case.portfolio.site.locale.partition("-")[0].lower())
