"""What is due now, by team and person: where a week of editing begins."""

from __future__ import annotations

from okrsite.model.due import Holder, Word, aims, stands, words_due, words_wanted
from okrsite.model.noun import dataclass
from okrsite.model.portfolio import Portfolio
from okrsite.serve.editing.asked import way
from okrsite.serve.editing.people import name_of


@dataclass(frozen=True, slots=True)
class Item:
    """One word that is wanted."""

    title: str
    objective: str
    stands: str
    late: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """What one team or person owes."""

    name: str
    href: str
    items: tuple[Item, ...]
    late: int


def due_list(portfolio: Portfolio) -> tuple[Owed, ...]:
    """By team or person, teams in the order of the organisation."""
    found: dict[Holder, list[Word]] = {}
    for each in words_due(portfolio):
        if each.holder is not None:
            found.setdefault(each.holder, []).append(each)
    order = {key: at for at, key in enumerate([*portfolio.teams, *portfolio.people])}
    return tuple(
        Owed(
            name_of(holder[1], portfolio),
            way("check-in", **{"for": holder[1]}),
            tuple(map(_item, words)),
            sum(each.late for each in words),
        )
        for holder, words in sorted(found.items(), key=lambda p: order.get(p[0][1], len(order)))
    )


def _item(word: Word) -> Item:
    now, to = stands(word), aims(word)
    last = f"last word {word.last_word:%-d %B}" if word.last_word else "no word yet"
    goal = f", going for {to}" if to and len(to) < 60 else ""
    return Item(word.title, word.objective, f"{last}{f': {now}' if now else ''}{goal}", word.late)


def everybody(portfolio: Portfolio) -> tuple[tuple[str, str], ...]:
    """(address, name) of each team with something under way, due or not."""
    holders = {each.holder for each in words_wanted(portfolio) if each.holder is not None}
    order = {key: at for at, key in enumerate([*portfolio.teams, *portfolio.people])}
    return tuple(
        (way("check-in", **{"for": key, "all": "1"}), name_of(key, portfolio))
        for _, key in sorted(holders, key=lambda each: order.get(each[1], len(order)))
    )
