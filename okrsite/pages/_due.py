"""What is due, and from whom: the words that the rhythm asks for, for pages and calendars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from okrsite.i18n import gettext
from okrsite.model import addresses
from okrsite.model.due import Word, words_wanted
from okrsite.model.portfolio import Portfolio
from okrsite.pages._memo import shared
from okrsite.pages._words import weekday

_AHEAD = 7
"""Days that a page looks ahead."""


class DueLine(NamedTuple):
    """A word that is due, or soon will be."""

    title: str
    href: str
    about: str
    """The title of the objective; empty for a kpi."""
    when: str
    """`overdue since Mon 9 Nov`, `today`, `by Fri 27 Nov`."""
    late: bool


@shared
def wanted(portfolio: Portfolio) -> Sequence[Word]:
    """Every word that the rhythm asks for, the longest due first."""
    return words_wanted(portfolio)


@shared
def by_who(portfolio: Portfolio) -> Mapping[str, tuple[Word, ...]]:
    """The words that are wanted of each team and person, the longest due first."""
    found: dict[str, list[Word]] = defaultdict(list)
    for word in wanted(portfolio):
        for who in {word.owner, word.holder[1] if word.holder else None}:
            if who is not None:
                found[who].append(word)
    return {who: tuple(words) for who, words in found.items()}


def due_from(who: str, portfolio: Portfolio) -> tuple[DueLine, ...]:
    """What is due from a team or person by now, and in the week ahead."""
    until = portfolio.as_of + timedelta(_AHEAD)
    return lines((w for w in by_who(portfolio).get(who, ()) if w.due_on <= until), portfolio)


def lines(words: Iterable[Word], portfolio: Portfolio) -> tuple[DueLine, ...]:
    """Words as lines."""
    return tuple(
        DueLine(each.title, place(each), each.objective, _when(each, portfolio), each.late)
        for each in words
    )


def place(word: Word) -> str:
    """The page of what a word is asked about."""
    if word.is_kpi:
        return addresses.kpi(word.reference)
    key, _, part = word.reference.partition("#")
    return addresses.objective(key, part)


def _when(word: Word, portfolio: Portfolio) -> str:
    if word.due_on == portfolio.as_of:
        return gettext("today")
    if word.due_on > portfolio.as_of:
        return gettext("by {day}", day=weekday(word.due_on))
    if word.late:
        return gettext("overdue since {day}", day=weekday(word.due_on))
    return gettext("due since {day}", day=weekday(word.due_on))
