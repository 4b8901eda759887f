"""Grades over cycles: the mean of each, for the site and by team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from okrsite.i18n import gettext, ngettext
from okrsite.model import addresses
from okrsite.model.grades import HEALTHY, Graded, mean
from okrsite.model.health import Health
from okrsite.model.portfolio import Portfolio, ScoredObjective
from okrsite.pages._health_charts import grades_chart
from okrsite.pages._health_lists import LINES, Chapter, Part, folded, more, of_objective, part
from okrsite.pages._rows import Named, team
from okrsite.pages._words import number, score

_CYCLES = 6
"""So many stand side by side; earlier ones have their own pages."""
_SOFT = 0.9
_FEW = 3
"""A mean of fewer objectives is told only where there is no other."""


class Mean(NamedTuple):
    """The mean of some grades, and how many there are; an empty text where there are none."""

    value: str
    many: int
    href: str


class Column(NamedTuple):
    """A cycle that is over."""

    cycle: Named
    site: Mean
    committed: str
    """`3 of 4`: commitments met; empty where there were none."""
    committed_href: str


class Line(NamedTuple):
    """A team's means, cycle by cycle."""

    who: Named
    means: tuple[Mean, ...]
    soft: bool
    """Whether the last one says that targets may be too soft."""


class View(NamedTuple):
    """How the last cycles came out."""

    title: str
    chart: Markup
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    more: Markup
    """How many other teams there are, and where they are told; mostly empty."""
    earlier: int
    """Cycles with grades that are not shown."""


def view(health: Health, portfolio: Portfolio) -> View:
    """The last cycles that have grades."""
    shown = health.grades[-_CYCLES:]
    graded = {key for each in shown for key in each.teams}
    keys = [key for key in (*portfolio.teams, "") if key in graded]
    return View(
        _title(shown),
        grades_chart(shown),
        tuple(map(_column, shown)),
        tuple(_line(key, shown, portfolio) for key in keys[:LINES]),
        more(len(keys) - LINES),
        len(health.grades) - len(shown),
    )


def _title(shown: Sequence[Graded]) -> str:
    having = [each for each in shown if each.stretching]
    telling = [each for each in having if len(each.stretching) >= _FEW]
    last = next(reversed(telling or having), None)
    if last is None:
        return gettext("No cycle has been graded yet")
    value = mean(last.stretching) or 0.0
    low, high = HEALTHY
    if low <= round(value, 2) <= high:
        return gettext(
            "{cycle} came to {grade}; a healthy level",
            cycle=last.cycle.title,
            grade=score(value),
        )
    return gettext(
        "{cycle} came to {grade}; {low} to {high} is healthy",
        cycle=last.cycle.title,
        grade=score(value),
        low=number(low),
        high=number(high),
    )


def _column(each: Graded) -> Column:
    return Column(
        Named(each.cycle.title, addresses.cycle(each.cycle.id)),
        _mean(each.stretching, f"#grades_{each.cycle.key}"),
        gettext("{some} of {all}", some=len(each.met), all=len(each.committed))
        if each.committed
        else "",
        f"#promised_{each.cycle.key}",
    )


def _mean(found: Sequence[ScoredObjective], to: str) -> Mean:
    value = mean(found)
    return Mean("" if value is None else score(value), len(found), to)


def _line(key: str, shown: Sequence[Graded], portfolio: Portfolio) -> Line:
    means = [_mean(each.teams.get(key, ()), f"#grades_{each.cycle.key}_{key}") for each in shown]
    told = [value for each in shown if (value := mean(each.teams.get(key, ()))) is not None]
    return Line(_team(key, portfolio), tuple(means), bool(told) and told[-1] > _SOFT)


def behind(health: Health, portfolio: Portfolio) -> Chapter:
    """The graded objectives of each cycle."""

    def line(one: ScoredObjective) -> str:
        return of_objective(one, portfolio, score(one.grade))

    lists = []
    for each in reversed(health.grades[-_CYCLES:]):
        key, title = each.cycle.key, each.cycle.title
        if each.stretching:
            teams = [of for of in (*portfolio.teams, "") if of in each.teams]
            left = sum(len(each.teams[of]) for of in teams[LINES:])
            parts = [
                part(f"grades_{key}_{of}", _team(of, portfolio).name, each.teams[of], line)
                for of in teams[:LINES]
            ]
            words = ngettext("{count} graded", "{count} graded", len(each.stretching))
            lists.append(folded(f"grades_{key}", title, words, [*parts, Part("", "", (), left)]))
        if each.committed:
            words = ngettext("{count} commitment", "{count} commitments", len(each.committed))
            promised = part("", "", each.committed, line)
            lists.append(folded(f"promised_{key}", title, words, [promised]))
    return Chapter(gettext("How objectives were graded"), tuple(lists))


def _team(key: str, portfolio: Portfolio) -> Named:
    return team(key, portfolio) if key else Named(gettext("Without a team"), "")
