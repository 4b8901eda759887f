"""How a team or person is reached: what is due from it, its calendar, its feed, its meeting."""

from __future__ import annotations

from typing import NamedTuple

from okrsite.i18n import ngettext
from okrsite.model import addresses
from okrsite.model.organisation import Person, Team
from okrsite.model.portfolio import Portfolio
from okrsite.pages import calendar, feed
from okrsite.pages._due import DueLine, by_who, due_from
from okrsite.pages._meeting import meeting_of, place
from okrsite.pages._rows import Named, who_id
from okrsite.pages._teams import retired

_MOST = 8


class Reach(NamedTuple):
    """What stands on a team's or person's page for whoever has to do something."""

    due: tuple[DueLine, ...]
    """By now and in the week ahead, the longest due first."""
    more: int
    """How many are not shown."""
    calendar: str
    """Empty where nobody is there any more."""
    feed: str
    """Empty where there is none: of a person, or where the site does not know its address."""
    agenda: str
    """Of the team's next review; empty where it has none."""


def of_team(team: Team, portfolio: Portfolio) -> Reach:
    """A team's."""
    key = meeting_of(team.id, portfolio)
    return _reach(
        team,
        addresses.team(team.id),
        feed.address(team.id) if feed.has_feeds(portfolio) else "",
        "" if key is None else place(key, addresses.AGENDA),
        portfolio,
    )


def of_person(person: Person, portfolio: Portfolio) -> Reach:
    """A person's."""
    return _reach(person, addresses.person(person.id), "", "", portfolio)


def _reach(of: Team | Person, page: str, its_feed: str, agenda: str, portfolio: Portfolio) -> Reach:
    due = due_from(of.id, portfolio)
    there = not retired(of, portfolio)
    return Reach(
        due[:_MOST],
        max(0, len(due) - _MOST),
        calendar.address(page) if there else "",
        its_feed,
        agenda,
    )


class Asked(NamedTuple):
    """A team or person of whom words are due."""

    who: Named
    words: str
    """`3 figures, 1 overdue`"""
    late: bool


def asked(portfolio: Portfolio) -> tuple[Asked, ...]:
    """Of whom words are due by now in their own check-ins, the most overdue first."""
    found = []
    for who, words in by_who(portfolio).items():
        due = [w for w in words if w.due_on <= portfolio.as_of and w.holder and w.holder[1] == who]
        named = who_id(who, portfolio)
        if due and named is not None:
            late = sum(each.late for each in due)
            told = ngettext("{count} figure", "{count} figures", len(due))
            if late:
                told = ngettext(
                    "{figures}, {count} overdue", "{figures}, {count} overdue", late, figures=told
                )
            found.append((-late, -len(due), named.name, Asked(named, told, late > 0)))
    return tuple(each for *_, each in sorted(found, key=lambda each: each[:3]))
