"""An objective as one row of a list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.document import Ref
from okrsite.model.portfolio import Portfolio, ScoredKeyResult, ScoredObjective
from okrsite.model.status import Status
from okrsite.pages._bars import measured, stack
from okrsite.pages._escape import Html, escape
from okrsite.pages._frame import href
from okrsite.pages._memo import kept
from okrsite.pages._words import ORDER, STANDINGS, Standing, percent, points, score


class Named(NamedTuple):
    """A thing: its name, and the address of its page."""

    name: str
    href: str
    """Empty where it has none."""

    @property
    def drawn(self) -> Markup:
        """The name, and the link where there is one."""
        return linked(self.name, self.href)


@lru_cache(maxsize=8192)
def linked(name: str, address: str) -> Markup:
    """A text, as a link to a page of the site where it has an address."""
    text = escape(name)
    if not address:
        return Html(text)  # escaped above
    way = address if address.startswith("#") else href(address)
    return Html(f'<a href="{escape(way)}">{text}</a>')  # escaped above


class Row(NamedTuple):
    """An objective in a list."""

    id: str
    href: str
    code: str
    title: str
    owner: Named | None
    holder: Named
    """The team or person whose objective it is."""
    cycle: Named
    standing: Standing
    progress: str
    gap: str
    """Points ahead of pace or behind; empty where nothing is expected."""
    behind: bool
    """Whether it is more than ten points behind pace."""
    measured: Markup
    """Progress, its bar and the gap."""
    stale: bool
    watermelon: bool
    draft: bool
    grade: str
    """Empty as long as its cycle runs."""


class KeyResultRow(NamedTuple):
    """A key result in a list."""

    title: str
    href: str
    objective: str
    """The title of its objective."""
    code: str
    cycle: Named
    standing: Standing
    measured: Markup
    stale: bool
    watermelon: bool


def key_result_row(scored: ScoredObjective, kr: ScoredKeyResult) -> KeyResultRow:
    """The row of a key result."""
    return KeyResultRow(
        title=kr.key_result.title.plain,
        href=addresses.objective(scored.id, kr.id),
        objective=scored.objective.title.plain,
        code=scored.objective.code,
        cycle=Named(scored.cycle.title, addresses.cycle(scored.cycle.id)),
        standing=STANDINGS[kr.status],
        measured=measured(kr.progress, kr.expected, kr.grade),
        stale=kr.stale,
        watermelon=kr.watermelon,
    )


def rows(found: Iterable[ScoredObjective], portfolio: Portfolio) -> tuple[Row, ...]:
    """Rows of several objectives."""
    return tuple(row(each, portfolio) for each in found)


def row(each: ScoredObjective, portfolio: Portfolio) -> Row:
    """The row of one objective, made once."""
    return kept(portfolio, "rows", each.id, partial(_row, each, portfolio))


def _row(each: ScoredObjective, portfolio: Portfolio) -> Row:
    objective = each.objective
    gap = points(each.progress, each.expected)
    behind = (
        each.progress is not None
        and each.expected is not None
        and each.expected - each.progress > 0.1
    )
    return Row(
        id=each.id,
        href=addresses.objective(each.id),
        code=objective.code,
        title=objective.title.plain,
        owner=who(objective.owner, portfolio),
        holder=holder(each, portfolio),
        cycle=Named(each.cycle.title, addresses.cycle(each.cycle.id)),
        standing=STANDINGS[each.status],
        progress=percent(each.progress),
        gap=gap,
        behind=behind,
        measured=measured(each.progress, each.expected, each.grade),
        stale=each.stale,
        watermelon=each.watermelon,
        draft=objective.draft,
        grade="" if each.grade is None else score(each.grade),
    )


def holder(each: ScoredObjective, portfolio: Portfolio) -> Named:
    """The team or person whose objective it is."""
    objective = each.objective
    if objective.person is not None:
        return person(objective.person.text, portfolio)
    return team(objective.team.text if objective.team else "", portfolio)


def team(key: str, portfolio: Portfolio) -> Named:
    """A team."""
    known = portfolio.teams.get(key)
    return Named(known.name, addresses.team(key)) if known else Named(key, "")


def person(key: str, portfolio: Portfolio) -> Named:
    """A person."""
    known = portfolio.people.get(key)
    return Named(known.name, addresses.person(key)) if known else Named(key, "")


def who(ref: Ref | None, portfolio: Portfolio) -> Named | None:
    """A person, or a team."""
    return None if ref is None else who_id(ref.text, portfolio)


def who_id(key: str | None, portfolio: Portfolio) -> Named | None:
    """A person, or a team, by id; one that nobody knows is a name without a page."""
    if not key:
        return None
    if key in portfolio.people:
        return person(key, portfolio)
    if key in portfolio.teams:
        return team(key, portfolio)
    return Named(key, "")


class Tally(NamedTuple):
    """How many objectives stand how."""

    total: int
    counts: tuple[tuple[Standing, int], ...]
    stack: Markup
    stale: int
    watermelons: int


class Counted(NamedTuple):
    """The figures of a tally."""

    counts: tuple[tuple[Status, int], ...]
    stale: int
    watermelons: int


def counted(found: Iterable[ScoredObjective]) -> Counted:
    """Count objectives by status."""
    listed = list(found)
    by: dict[Status, int] = {}
    for each in listed:
        by[each.status] = by.get(each.status, 0) + 1
    return Counted(
        counts=tuple((status, by[status]) for status in ORDER if status in by),
        stale=sum(each.stale for each in listed),
        watermelons=sum(each.watermelon for each in listed),
    )


def tally(found: Iterable[ScoredObjective]) -> Tally:
    """How objectives stand."""
    return tally_of(counted(found))


def tally_of(found: Counted) -> Tally:
    """What was counted, drawn."""
    counts = tuple((STANDINGS[status], many) for status, many in found.counts)
    return Tally(
        total=sum(many for _, many in counts),
        counts=counts,
        stack=stack(tuple((standing.key, many) for standing, many in counts)),
        stale=found.stale,
        watermelons=found.watermelons,
    )
