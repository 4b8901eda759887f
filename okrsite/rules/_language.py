"""The words by which rules judge titles, a list a language: `words/en.toml`, `words/de.toml`.

Where there is no list for a site's language, rules that go by words are silent: a guess in a
language that nobody has checked would be a false alarm.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from okrsite.model.noun import dataclass
from okrsite.model.problem import Case

Words = frozenset[str]
Sections = Mapping[str, Mapping[str, list[str]]]

_NEVER = r"(?!)"
_PIECE = re.compile(r"[\w-]+")


@dataclass(frozen=True, eq=False)
class Language:
    """A word list, made ready to be looked up. All words are in lower case."""

    lists: Mapping[str, Words]
    """By section and name: `activity.always`."""
    heads: Mapping[str, Words]
    """The first piece of each entry: by it a title that begins with an entry is known."""
    keys: Mapping[str, Words]
    """The longest piece of each entry: a text that has none of them holds no entry."""


@cache
def endings(language: Language, name: str) -> tuple[str, ...]:
    """A list of endings, as texts are asked for them."""
    return tuple(language.lists[name])


@cache
def pattern(language: Language, name: str) -> re.Pattern[str]:
    """A list as a pattern that finds any of its words, the longest first."""
    return re.compile(rf"(?<![\w-])(?:{any_of(language.lists[name])})(?![\w-])")


def vocabulary(text: str) -> Words:
    """The pieces of a text between marks and blanks, each once."""
    return frozenset(_PIECE.findall(text))


def any_of(words: Iterable[str]) -> str:
    """A pattern for whole words, the longest first; for none, one that finds nothing."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or _NEVER


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
    pieces = {name: [_PIECE.findall(word) for word in words] for name, words in lists.items()}
    heads = {name: frozenset(each[0] for each in entries) for name, entries in pieces.items()}
    keys = {
        name: frozenset(max(each, key=len) for each in entries) for name, entries in pieces.items()
    }
    return Language(lists, heads, keys)


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
