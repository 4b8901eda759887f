"""Strings that only hidden documents hold: what must be in no byte of a site."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from itertools import pairwise

from okrsite.audit.told import told
from okrsite.audit.words import Words, equal, figures, rare_figures, sayings, spans, words
from okrsite.model.cycle import Cycle
from okrsite.model.document import Documents, SetAside
from okrsite.model.noun import dataclass
from okrsite.model.organisation import Person, Team
from okrsite.model.place import Place

_LETTERS = 3
"""Of a word that can be a secret by itself."""
_SIGNS = 4
"""Letters and digits of a few words that can be one together."""
_LONGEST = 8
"""Words of a value that is looked for as a whole."""
_STRIDE = 5
"""Words in a row that are nobody else's by chance."""

Source = Callable[[Place], str]


@dataclass
class Secrets:
    """What is looked for, each with where it is written."""

    words: dict[str, Place] = field(default_factory=dict)
    phrases: dict[Words, Place] = field(default_factory=dict)
    figures: dict[str, Place] = field(default_factory=dict)
    things: int = 0
    """How many documents, teams, people and cycles are hidden."""

    def __len__(self) -> int:
        return len(self.words) + len(self.phrases) + len(self.figures)

    @cached_property
    def starts(self) -> Mapping[Words, list[Words]]:
        """Phrases by their first two words; asked for when all are there."""
        found: dict[Words, list[Words]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase[:2], []).append(phrase)
        return found

    def phrases_in(self, said: Words) -> Iterator[Words]:
        """The phrases that stand in a text."""
        for at, pair in enumerate(pairwise(said)):
            for phrase in self.starts.get(pair, ()):
                if said[at : at + len(phrase)] == phrase and phrase in self.phrases:
                    yield phrase

    def forget(self, text: str) -> None:
        """Take out what a text says that every reader may know."""
        for said in sayings(text):
            known = words(said)
            for phrase in [*self.phrases_in(known)]:
                self.phrases.pop(phrase, None)
            for word in known:
                self.words.pop(word, None)
            for figure, _ in figures(said):
                self.figures.pop(figure, None)


def secrets(
    everything: Documents, seen: Documents, audience: str, source: Source, known: Iterable[str]
) -> Secrets:
    """What only those documents hold that are in `everything`, and not in what `audience` sees.

    `source` gives the text of a place's file; `known` are texts that every reader may know.
    """
    gathered = _Gathering(Secrets(), source)
    shown = {each.place.file for each in (*seen.all(), *_shown_aside(everything, seen))}
    for place in dict.fromkeys(e.place for e in (*everything.all(), *everything.aside)):
        if place.file not in shown:
            gathered.file(place)
    for each in everything.all():
        if each.place.file not in shown:
            gathered.values(told(each), each.place)
    for thing in _hidden_things(everything, seen):
        gathered.found.things += 1
        gathered.entry(told(thing), thing.place or seen.site.place)
    site = seen.site
    at = site.place.at(site.lines.get("audiences", 1))
    gathered.entry(site.audiences[: site.rank(audience)], at)
    found = gathered.found
    for text in (*_visible(seen), *known):
        found.forget(text)
    return found


def _shown_aside(everything: Documents, seen: Documents) -> Iterator[SetAside]:
    """Documents that cannot be read at all; those that are drafts can, when all is read."""
    unread = {each.place.file for each in everything.aside}
    return (each for each in seen.aside if each.place.file in unread)


def _hidden_things(everything: Documents, seen: Documents) -> Iterator[Team | Person | Cycle]:
    for all_of, shown in (
        (everything.teams, seen.teams),
        (everything.people, seen.people),
        (everything.cycles, seen.cycles),
    ):
        ids = {each.id for each in shown}
        yield from (each for each in all_of if each.id not in ids)


def _visible(seen: Documents) -> Iterator[str]:
    for each in (seen.site, *seen.all(), *seen.teams, *seen.people, *seen.cycles):
        yield from told(each)


@dataclass
class _Gathering:
    """Takes texts apart into what is looked for."""

    found: Secrets
    source: Source
    _written: dict[str, _Written] = field(default_factory=dict)

    def file(self, place: Place) -> None:
        """Every word and figure of a hidden document, and the name of its file."""
        self.found.things += 1
        written = self._written.setdefault(place.file, _Written(self.source(place), place))
        for word, start in written.spans:
            self._word(word, written.at(start))
        for figure, start in rare_figures(equal(written.text)):
            self.found.figures.setdefault(figure, written.at(start))
        self.entry([place.path.rpartition("/")[2]], place.at(1))

    def values(self, texts: Iterable[str], place: Place) -> None:
        """The values of a hidden document: titles, names, notes, sentences of its text."""
        written = self._written[place.file]
        for text in texts:
            for phrase in _phrases(words(equal(text))):
                if phrase not in self.found.phrases:
                    self.found.phrases[phrase] = written.where(phrase) or place

    def entry(self, texts: Iterable[str], place: Place) -> None:
        """The values of an entry in a file of several, such as a team's."""
        for text in texts:
            said = words(equal(text))
            for word in said:
                self._word(word, place)
            for phrase in _phrases(said):
                self.found.phrases.setdefault(phrase, place)
            for figure, _ in rare_figures(text):
                self.found.figures.setdefault(figure, place)

    def _word(self, word: str, place: Place) -> None:
        if len(word) >= _LETTERS and not word.isdigit():
            self.found.words.setdefault(word, place)


def _phrases(said: Words) -> Iterator[Words]:
    """A value as a whole, where it is short; else every few words of it that stand in a row."""
    if 2 <= len(said) <= _LONGEST and _own("".join(said)):
        yield said
    for at in range(len(said) - _STRIDE + 1):
        row = said[at : at + _STRIDE]
        if sum(not word.isdigit() for word in row) > _STRIDE // 2:
            yield row


def _own(signs: str) -> bool:
    """Whether some words are more than a number and a letter or two."""
    return len(signs) >= _SIGNS and not signs.isdigit()


class _Written:
    """A document's text, and where its words stand."""

    def __init__(self, text: str, place: Place) -> None:
        self.text, self.place = text, place
        self.spans = [*spans(text)]
        self.words = tuple(word for word, _ in self.spans)
        self._lines = [0]
        for line in text.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def at(self, start: int) -> Place:
        """The place of a character."""
        line = bisect_right(self._lines, start)
        return self.place.at(line, start - self._lines[line - 1] + 1)

    def where(self, said: Words) -> Place | None:
        """Where some words stand in a row, if they do."""
        joined, wanted = f"\n{self._joined}\n", "\n".join(("", *said, ""))
        at = joined.find(wanted)
        return None if at < 0 else self.at(self.spans[joined.count("\n", 0, at)].start)

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self.words)
