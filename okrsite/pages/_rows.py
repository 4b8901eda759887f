"""An objective as one row of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from okrsite.model import addresses
from okrsite.model.document import Ref
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.model.status import Status
from okrsite.pages._bars import bar, stack
from okrsite.pages._frame import href
from okrsite.pages._memo import once
from okrsite.pages._words import ORDER, STANDINGS, Standing, percent, points


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a page: its name and address."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
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
    behind: bool
    """Whether it is more than ten points behind pace."""
    bar: Markup
    stale: bool
    watermelon: bool
    draft: bool
    grade: str
    """Empty as long as its cycle runs."""


def rows(found: Iterable[ScoredObjective], portfolio: Portfolio) -> tuple[Row, ...]:
    """Rows of several objectives."""
    return tuple(row(each, portfolio) for each in found)


def row(each: ScoredObjective, portfolio: Portfolio) -> Row:
    """The row of one objective, made once."""
    known = once(portfolio, "rows", lambda _: dict[str, Row]())
    found = known.get(each.id)
    if found is None:
        found = known[each.id] = _row(each, portfolio)
    return found


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
        bar=bar(each.progress, each.expected),
        stale=each.stale,
        watermelon=each.watermelon,
        draft=objective.draft,
        grade="" if each.grade is None else f"{each.grade:.2f}",
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
    return Named(known.name if known else key, addresses.team(key))


def person(key: str, portfolio: Portfolio) -> Named:
    """A person."""
    known = portfolio.people.get(key)
    return Named(known.name if known else key, addresses.person(key))


def who(ref: Ref | None, portfolio: Portfolio) -> Named | None:
    """A person, or a team."""
    if ref is None:
        return None
    if ref.text in portfolio.people:
        return person(ref.text, portfolio)
    return team(ref.text, portfolio)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many objectives stand how."""

    total: int
    counts: tuple[tuple[Standing, int], ...]
    stack: Markup
    stale: int
    watermelons: int


def tally(found: Iterable[ScoredObjective]) -> Tally:
    """Count objectives by status."""
    listed = list(found)
    by: dict[Status, int] = {}
    for each in listed:
        by[each.status] = by.get(each.status, 0) + 1
    counts = tuple((STANDINGS[status], by[status]) for status in ORDER if status in by)
    return Tally(
        total=len(listed),
        counts=counts,
        stack=stack(tuple((standing.key, many) for standing, many in counts)),
        stale=sum(each.stale for each in listed),
        watermelons=sum(each.watermelon for each in listed),
    )
