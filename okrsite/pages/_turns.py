"""How objectives and key results moved between two days, as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from okrsite.i18n import gettext, in_each_language, pgettext
from okrsite.model import addresses
from okrsite.model.comparison import KeyResultPair, Moved, Pair, points
from okrsite.model.portfolio import Portfolio
from okrsite.model.prose import Prose
from okrsite.pages._rows import Row, row
from okrsite.pages._words import STANDINGS, Standing, day, number, percent, with_sign

_KEY_RESULTS = 6


class KeyResultTurn(NamedTuple):
    """A key result that moved or turned."""

    title: str
    href: str
    points: str
    then: Standing | None
    """None where its status is the same."""
    now: Standing


class Turn(NamedTuple):
    """An objective that moved or turned."""

    row: Row
    then: Standing | None
    """None where its status is the same."""
    was: str
    """Its progress then."""
    points: str
    """`+12`; empty where it stands as it stood, or where nothing is known."""
    far: int
    """The same without a sign: languages have other words for other numbers."""
    back: bool
    """Whether it fell."""
    key_results: tuple[KeyResultTurn, ...]


class Goalpost(NamedTuple):
    """A goalpost that was moved in the open."""

    title: str
    href: str
    row: Row
    date: str
    what: str
    """`Target, from 68% to 72%`"""
    because: Prose


def turns(pairs: Iterable[Pair], portfolio: Portfolio, *, details: bool = True) -> tuple[Turn, ...]:
    """Pairs as lines; `details` adds the key results that are behind it."""
    return tuple(_turn(each, portfolio, details) for each in pairs)


def _turn(each: Pair, portfolio: Portfolio, details: bool) -> Turn:
    return Turn(
        row=row(each.now, portfolio),
        then=STANDINGS[each.then.status] if each.turned else None,
        was=percent(each.then.progress),
        points=signed(each.points),
        far=abs(each.points or 0),
        back=(each.points or 0) < 0,
        key_results=tuple(_key_result(each, kr) for kr in each.key_results[:_KEY_RESULTS])
        if details
        else (),
    )


def _key_result(each: Pair, kr: KeyResultPair) -> KeyResultTurn:
    turned = kr.then.status is not kr.now.status
    return KeyResultTurn(
        kr.now.key_result.title.plain,
        addresses.objective(each.now.id, kr.now.id),
        signed(points(kr.then, kr.now)),
        STANDINGS[kr.then.status] if turned else None,
        STANDINGS[kr.now.status],
    )


def signed(many: int | None) -> str:
    """Points with their sign; empty for none."""
    return with_sign(many) if many else ""


_FIELDS: dict[str, str] = {}
"""What is called how where it was changed."""


@in_each_language
def _name_fields() -> None:
    _FIELDS.update(
        {
            "to": gettext("Target"),
            "from": gettext("Baseline"),
            "by": gettext("Target"),
            "due": gettext("Due date"),
            "starts": pgettext("field that was changed", "Start"),
            "weight": gettext("Weight"),
            "title": pgettext("field that was changed", "Title"),
            "min": gettext("Lower bound"),
            "max": gettext("Upper bound"),
            "unit": gettext("Unit"),
            "done": pgettext("field that was changed", "Done"),
        }
    )


def goalposts(moved: Iterable[Moved], portfolio: Portfolio) -> tuple[Goalpost, ...]:
    """Goalposts that were moved; of a withheld key result only that one was."""
    return tuple(_goalpost(each, portfolio) for each in moved)


def _goalpost(each: Moved, portfolio: Portfolio) -> Goalpost:
    kr, change = each.key_result, each.change
    name = _FIELDS.get(change.field, change.field.replace("_", " ").capitalize())
    return Goalpost(
        title=kr.key_result.title.plain,
        href=addresses.objective(each.objective.id, kr.id),
        row=row(each.objective, portfolio),
        date=day(change.date),
        what=name if kr.key_result.withheld else _from_to(name, each),
        because=change.because,
    )


def _from_to(name: str, each: Moved) -> str:
    change, facts = each.change, each.key_result.facts
    now = {"to": facts.target, "from": facts.start, "min": facts.min, "max": facts.max}
    if isinstance(change.was, bool | None):
        return name
    if isinstance(change.was, date):
        return gettext("{field}, was {was}", field=name, was=day(change.was, year=True))
    if not isinstance(change.was, int | float):
        return gettext("{field}, was {was}", field=name, was=change.was)
    value = now.get(change.field)
    unit = facts.unit if change.field in now else None
    was = number(float(change.was), unit)
    if value is None:
        return gettext("{field}, was {was}", field=name, was=was)
    return gettext("{field}, from {was} to {now}", field=name, was=was, now=number(value, unit))
